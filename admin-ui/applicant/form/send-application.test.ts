import { describe, expect, it } from '@jest/globals';
import { LOST, type Answer } from '../api-answer.ts';
import { sendApplication, type Sending, type Sent } from './send-application.ts';

const SENT = { caseNumber: 'REG-1', token: 't', warnings: [] };
const yes: Answer<Sent> = { ok: true, status: 201, body: SENT };
const no = (status: number, more: object = {}): Answer<Sent> => ({ ok: false, kind: 'refused', status, message: `m${status}`, errors: {}, words: null, retryAfter: null, ...more });

/** A server that answers in this order and notes what it was sent. */
async function sendTo(answers: Answer<Sent>[], body: string, sending: Sending = { key: 'k', unanswered: null }) {
  const posts: string[] = [];
  const waits: number[] = [];
  const result = await sendApplication(sending, body, {
    post: async (text, key) => { posts.push(`${key}:${text}`); return answers[posts.length - 1] ?? LOST; },
    wait: async (seconds) => { waits.push(seconds); },
  });
  return { ...result, posts, waits };
}

describe('sending an application', () => {
  it('is one request when the answer comes', async () => {
    const { outcome, posts } = await sendTo([yes], 'A');
    expect(outcome).toEqual({ kind: 'sent', sent: SENT, earlier: false });
    expect(posts).toEqual(['k:A']);
  });

  it('is repeated under the same key when no answer comes', async () => {
    const { outcome, posts, waits, sending } = await sendTo([LOST, LOST, yes], 'A');
    expect(outcome.kind).toBe('sent');
    expect(posts).toEqual(['k:A', 'k:A', 'k:A']);
    expect(waits).toEqual([2, 5]);
    expect(sending).toEqual({ key: 'k', unanswered: null });
  });

  it('remembers what went out into silence, and keeps the key', async () => {
    const { outcome, sending } = await sendTo([LOST, LOST, LOST], 'A');
    expect(outcome).toEqual({ kind: 'silent' });
    expect(sending).toEqual({ key: 'k', unanswered: 'A' });
  });

  it('remembers the first of several silent contents, for only that one can have become a case', async () => {
    const { sending } = await sendTo([LOST, LOST, LOST], 'B', { key: 'k', unanswered: 'A' });
    expect(sending.unanswered).toBe('A');
  });

  it('shows the case of the first sending when that one had arrived and the form was changed since', async () => {
    const { outcome, posts, sending } = await sendTo([no(409), yes], 'B', { key: 'k', unanswered: 'A' });
    expect(outcome).toEqual({ kind: 'sent', sent: SENT, earlier: true });
    expect(posts).toEqual(['k:B', 'k:A']);
    expect(sending.unanswered).toBeNull();
  });

  it.each([
    { name: 'fields', answer: no(422, { errors: { nik: 'Salah.' } }), outcome: { kind: 'invalid', problem: { message: 'm422', errors: { nik: 'Salah.' } } }, unanswered: null },
    { name: 'a conflict of which we know nothing', answer: no(409), outcome: { kind: 'closed', problem: { message: 'm409' } }, unanswered: null },
    { name: 'too many', answer: no(429, { retryAfter: 40 }), outcome: { kind: 'busy', problem: { message: 'm429', retryAfter: 40 } }, unanswered: null },
    { name: 'away, perhaps after it was stored', answer: no(503), outcome: { kind: 'busy', problem: { message: 'm503' } }, unanswered: 'A' },
  ])('tells $name and is not repeated by itself', async ({ answer, outcome, unanswered }) => {
    const result = await sendTo([answer, yes], 'A');
    expect(result.outcome).toMatchObject(outcome);
    expect(result.posts).toHaveLength(1);
    expect(result.sending.unanswered).toBe(unanswered);
  });
});
