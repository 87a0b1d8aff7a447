/**
 * Sending an application once, over a connection on which an answer can get lost. The key stays with the form, so pressing twice
 * or trying again after silence is the same sending for the server.
 */
import type { Answer, Problem } from '../api-answer.ts';

export interface Sent { caseNumber: string; token: string; warnings: string[] }
export interface Sending {
  key: string;
  /** What went out without an answer: the server may have made a case of it. */
  unanswered: string | null;
}
export type Outcome =
  /** `earlier`: the case holds what was sent first, not what was changed afterwards. */
  | { kind: 'sent'; sent: Sent; earlier: boolean }
  | { kind: 'invalid' | 'closed' | 'busy'; problem: Problem }
  | { kind: 'silent' };
export interface SendTools {
  post(body: string, key: string): Promise<Answer<Sent>>;
  wait(seconds: number): Promise<void>;
}

/** Seconds before the second and third attempt when no answer came. */
const PAUSES = [2, 5] as const;

export async function sendApplication(sending: Sending, body: string, tools: SendTools): Promise<{ outcome: Outcome; sending: Sending }> {
  const answer = await postPatiently(body, sending.key, tools);
  if (answer.ok) return { outcome: { kind: 'sent', sent: answer.body, earlier: false }, sending: { ...sending, unanswered: null } };
  // The first sending had arrived after all: fetch its answer instead of making a second case.
  if (answer.status === 409 && sending.unanswered !== null && sending.unanswered !== body) {
    const earlier = await postPatiently(sending.unanswered, sending.key, tools);
    if (earlier.ok) return { outcome: { kind: 'sent', sent: earlier.body, earlier: true }, sending: { ...sending, unanswered: null } };
    return { outcome: outcomeOf(earlier), sending };
  }
  // The oldest unanswered content is the one a case may hold, so a later one never takes its place.
  const uncertain = answer.kind === 'lost' || answer.status >= 500;
  return { outcome: outcomeOf(answer), sending: uncertain ? { ...sending, unanswered: sending.unanswered ?? body } : sending };
}

async function postPatiently(body: string, key: string, { post, wait }: SendTools): Promise<Answer<Sent>> {
  let answer = await post(body, key);
  for (const seconds of PAUSES) {
    if (answer.ok || answer.kind !== 'lost') break;
    await wait(seconds);
    answer = await post(body, key);
  }
  return answer;
}

function outcomeOf(answer: Exclude<Answer<Sent>, { ok: true }>): Outcome {
  if (answer.kind === 'lost') return { kind: 'silent' };
  if (answer.status === 422) return { kind: 'invalid', problem: answer };
  return { kind: answer.status === 409 ? 'closed' : 'busy', problem: answer };
}
