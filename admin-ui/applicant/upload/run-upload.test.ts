import { describe, expect, it } from '@jest/globals';
import { runUpload, type FittedFile, type UploadReply, type UploadState, type UploadTools } from './run-upload.ts';

const ACCEPTED = { status: 201, text: JSON.stringify({ id: 'u1', type: 'image/jpeg', bytes: 900, pageCount: 1, warnings: ['Agak buram.'], key: 'kunci' }), retryAfter: null };
const LOST = { status: 0, text: '', retryAfter: null };
const refused = (status: number, body: object, retryAfter: string | null = null) => ({ status, text: JSON.stringify(body), retryAfter });

/** A gateway that gives these answers one after the other, and a clock that only notes what it was asked. */
function scene(replies: UploadReply[], options: { fitted?: FittedFile | null; stopAt?: number; asked?: UploadReply[]; line?: (boolean | 'back')[]; shares?: number[]; sizes?: (number | null)[]; /** the phone never says that its line came back */ dumb?: boolean } = {}) {
  const states: UploadState[] = [];
  /** As it is read in Indonesian. */
  const spoken = (state: UploadState) => ('sentence' in state ? { ...state, sentence: state.sentence('id') } : state);
  const shown: ReturnType<typeof spoken>[] = [];
  const waits: number[] = [];
  const sent: string[] = [];
  const questions: string[] = [];
  const returns: number[] = [];
  const asked: number[] = [];
  const bytes: number[] = [];
  const control = new AbortController();
  // What the phone says each time it is asked, up unless told otherwise; 'back': the line comes back when somebody waits for it, else the page ends there.
  const line = [...options.line ?? []];
  const file = new File(['scan'], 'ktp.jpg', { type: 'image/jpeg' });
  const tools: UploadTools = {
    gateway: {
      send: async (blob, name, progress) => {
        sent.push(name);
        bytes.push(blob.size);
        progress(0.5);
        const share = options.shares?.[sent.length - 1] ?? 1;
        if (share !== 0.5) progress(share);
        if (sent.length === options.stopAt) control.abort();
        return replies[sent.length - 1] ?? LOST;
      },
      ask: async (id) => { questions.push(id); return options.asked?.[questions.length - 1] ?? LOST; },
    },
    line: {
      isUp: () => (typeof line[0] === 'boolean' ? line.shift() === true : true),
      back: async () => { if (options.dumb) return new Promise<void>(() => undefined); returns.push(sent.length); if (line[0] === 'back') line.shift(); else control.abort(); },
    },
    shrink: async (given) => { asked.push(given); const size = options.sizes?.[asked.length - 1]; return size ? { blob: new Blob([new Uint8Array(size)]), name: 'ktp.jpg', shrunk: true } : null; },
    fit: async (picked) => (options.fitted === undefined ? { blob: picked, name: picked.name, shrunk: false } : options.fitted),
    wait: async (seconds) => { waits.push(seconds); },
    preview: () => 'blob:1',
    words: { tooLarge: (picked) => () => `besar ${picked.size}`, lost: () => 'putus', lostForGood: () => 'putus terus', unreadable: () => 'tak terbaca' },
  };
  const run = async () => { await runUpload(file, tools, (state) => { states.push(state); shown.push(spoken(state)); }, control.signal); };
  return { run, states, shown, waits, sent, bytes, returns, asked, questions, last: () => shown.at(-1), stages: () => shown.map((state) => state.stage) };
}

describe('a file that is sent', () => {
  it('goes through states that claim no more than is known', async () => {
    const upload = scene([ACCEPTED]);
    await upload.run();
    expect(upload.stages()).toEqual(['preparing', 'sending', 'sending', 'judging', 'accepted']);
    expect(upload.last()).toEqual({ stage: 'accepted', file: { id: 'u1', name: 'ktp.jpg', type: 'image/jpeg', bytes: 900, pageCount: 1, warnings: ['Agak buram.'], shrunk: false, preview: 'blob:1', key: 'kunci' } });
  });

  it('is sent again by itself after the connection broke, with growing pauses', async () => {
    const upload = scene([LOST, refused(503, {}), ACCEPTED]);
    await upload.run();
    expect(upload.waits).toEqual([2, 5]);
    expect(upload.sent).toHaveLength(3);
    expect(upload.last()?.stage).toBe('accepted');
    expect(upload.shown).toContainEqual({ stage: 'waiting', name: 'ktp.jpg', seconds: 5, attempt: 2 });
  });

  it('is asked about while the server examines it, also over a line that breaks, and not sent twice', async () => {
    const EXAMINED = { status: 202, text: JSON.stringify({ id: 'p1', key: 'kunci awal' }), retryAfter: null };
    const upload = scene([EXAMINED], { asked: [EXAMINED, LOST, refused(429, {}), { ...ACCEPTED, status: 200 }] });
    await upload.run();
    expect(upload.sent).toHaveLength(1);
    expect(upload.last()).toMatchObject({ file: { key: 'kunci awal' } });
    expect(upload.questions).toEqual(['p1', 'p1', 'p1', 'p1']);
    expect(upload.stages()).toEqual(['preparing', 'sending', 'sending', 'judging', 'accepted']);
  });

  it('is told the refusal that an examination ends with; one that nobody knows any more is sent again', async () => {
    const EXAMINED = { status: 202, text: JSON.stringify({ id: 'p1' }), retryAfter: null };
    const judged = scene([EXAMINED], { asked: [refused(422, { message: 'Rusak.', errors: { berkas: 'PDF rusak; pindai ulang.' } })] });
    await judged.run();
    expect(judged.last()).toEqual({ stage: 'refused', name: 'ktp.jpg', sentence: 'PDF rusak; pindai ulang.' });
    const lost = scene([EXAMINED, ACCEPTED], { asked: [refused(404, {})] });
    await lost.run();
    expect(lost.sent).toHaveLength(2);
    expect(lost.last()?.stage).toBe('accepted');
  });

  it('gives up after four attempts and says that it may be tried again', async () => {
    const upload = scene([LOST, LOST, LOST, LOST, ACCEPTED]);
    await upload.run();
    expect(upload.sent).toHaveLength(4);
    expect(upload.last()).toEqual({ stage: 'failed', name: 'ktp.jpg', sentence: 'putus' });
  });

  it.each([
    { name: 'waits as long as the server asks', retryAfter: '30', seconds: 30 },
    { name: 'but never longer than a minute', retryAfter: '900', seconds: 60 },
    { name: 'and not shorter than its own pause', retryAfter: '1', seconds: 2 },
  ])('$name', async ({ retryAfter, seconds }) => {
    const upload = scene([refused(503, { message: 'Sibuk.' }, retryAfter), ACCEPTED]);
    await upload.run();
    expect(upload.waits).toEqual([seconds]);
  });

  it.each([
    { name: 'the sentence about the file', body: { message: 'Ada isian salah.', errors: { berkas: 'PDF ini terkunci.' } }, status: 422, sentence: 'PDF ini terkunci.' },
    { name: 'the sentence about the request', body: { message: 'Terlalu besar.' }, status: 413, sentence: 'Terlalu besar.' },
    { name: 'our own when there is none', body: {}, status: 415, sentence: 'tak terbaca' },
  ])('is refused at once with $name', async ({ body, status, sentence }) => {
    const upload = scene([refused(status, body), ACCEPTED]);
    await upload.run();
    expect(upload.sent).toHaveLength(1);
    expect(upload.last()).toEqual({ stage: 'refused', name: 'ktp.jpg', sentence });
  });

  it.each([429, 507, 500, 403])('is not sent again by itself after %d, but keeps the sentence', async (status) => {
    const upload = scene([refused(status, { message: 'Nanti lagi.' }), ACCEPTED]);
    await upload.run();
    expect(upload.sent).toHaveLength(1);
    expect(upload.last()).toEqual({ stage: 'failed', name: 'ktp.jpg', sentence: 'Nanti lagi.' });
  });

  it.each([{ status: 422, stage: 'refused' }, { status: 507, stage: 'failed' }])('keeps what it was answered with $status in both languages', async ({ status, stage }) => {
    const upload = scene([refused(status, { message: 'Tidak.', words: { id: { message: 'Tidak.' }, en: { message: 'No.' } } })]);
    await upload.run();
    const last = upload.states.at(-1);
    expect([last?.stage, last && 'sentence' in last && (['id', 'en'] as const).map(last.sentence)]).toEqual([stage, ['Tidak.', 'No.']]);
  });

  it('is not sent at all when it cannot be made to fit', async () => {
    const upload = scene([ACCEPTED], { fitted: null });
    await upload.run();
    expect(upload.sent).toEqual([]);
    expect(upload.last()).toEqual({ stage: 'refused', name: 'ktp.jpg', sentence: 'besar 4' });
  });

  it('travels under the name it got when it was shrunk, and is shown under its own', async () => {
    const upload = scene([ACCEPTED], { fitted: { blob: new Blob(['k']), name: 'ktp-kecil.jpg', shrunk: true } });
    await upload.run();
    expect(upload.sent).toEqual(['ktp-kecil.jpg']);
    expect(upload.last()).toMatchObject({ file: { name: 'ktp.jpg', shrunk: true } });
  });

  it('says nothing more and is not sent again once another file took its place', async () => {
    const upload = scene([LOST, ACCEPTED], { stopAt: 1 });
    await upload.run();
    expect(upload.sent).toHaveLength(1);
    expect(upload.last()?.stage).toBe('judging');
  });
});

describe('a line that comes and goes', () => {
  it('is waited for before the first byte, and nothing counts as a try while there is none', async () => {
    const upload = scene([LOST, LOST, LOST, LOST, LOST, ACCEPTED], { line: [false, 'back', true, false, false, 'back', true, false, false, 'back', true, false, false, 'back', true, false, false, 'back', true, false, false, 'back', true] });
    await upload.run();
    expect(upload.returns).toEqual([0, 1, 2, 3, 4, 5]);
    expect(upload.sent).toHaveLength(6);
    expect(upload.waits).toEqual([]);
    expect(new Set(upload.shown.flatMap((state) => (state.stage === 'sending' ? [state.attempt] : [])))).toEqual(new Set([1]));
    expect(upload.stages().filter((stage) => stage === 'offline')).toHaveLength(6);
    expect(upload.last()?.stage).toBe('accepted');
  });

  it('is gone after the last byte: the file is sent once more as it was, since nobody knows whether it arrived', async () => {
    const upload = scene([LOST, ACCEPTED], { sizes: [2] });
    await upload.run();
    expect(upload.bytes).toEqual([4, 4]);
    expect(upload.asked).toEqual([]);
    expect(upload.stages()).toEqual(['preparing', 'sending', 'sending', 'judging', 'waiting', 'sending', 'sending', 'judging', 'accepted']);
  });

  it('carried nothing four times: once it comes back the file goes again by itself, and the tries begin anew', async () => {
    const upload = scene([LOST, LOST, LOST, LOST, LOST, ACCEPTED], { line: ['back'] });
    await upload.run();
    expect(upload.shown).toContainEqual({ stage: 'failed', name: 'ktp.jpg', sentence: 'putus' });
    expect(upload.returns).toEqual([4]);
    expect(upload.waits).toEqual([2, 5, 15, 60, 2]);
    expect(upload.last()?.stage).toBe('accepted');
  });

  it('comes and goes all day: at some time a tap is asked for', async () => {
    const upload = scene([], { line: Array.from({ length: 100 }, () => 'back' as const) });
    await upload.run();
    expect(upload.sent).toHaveLength(13 * 4);
    expect(upload.last()).toEqual({ stage: 'failed', name: 'ktp.jpg', sentence: 'putus terus' });
  });

  it('carried nothing and never says that it was away, as in a lift: after a minute it is tried again', async () => {
    const upload = scene([LOST, LOST, LOST, LOST, ACCEPTED], { dumb: true });
    await upload.run();
    expect([upload.last()?.stage, upload.waits]).toEqual(['accepted', [2, 5, 15, 60]]);
  });

  it('is not waited for when the server said no', async () => {
    const upload = scene([refused(507, { message: 'Penuh.' }), ACCEPTED], { line: ['back'] });
    await upload.run();
    expect(upload.returns).toEqual([]);
    expect(upload.sent).toHaveLength(1);
  });

  it('was too slow: what was cut on its way goes again with fewer bytes, as far as it helps', async () => {
    const upload = scene([LOST, refused(408, {}), LOST, ACCEPTED], { shares: [0.5, 0.6, 0.7, 1], sizes: [3, 2, null] });
    await upload.run();
    expect(upload.bytes).toEqual([4, 3, 2, 2]);
    expect(upload.asked).toEqual([4, 3, 2]);
    expect(upload.last()).toMatchObject({ stage: 'accepted', file: { shrunk: true } });
  });

  it('goes while the file is examined: it is asked about when there is a line, and not sent twice', async () => {
    const EXAMINED = { status: 202, text: JSON.stringify({ id: 'p1' }), retryAfter: null };
    const gone = Array.from({ length: 20 }, () => [false, 'back'] as const).flat();
    const upload = scene([EXAMINED], { line: [true, ...gone], asked: [...Array.from({ length: 20 }, () => LOST), { ...ACCEPTED, status: 200 }] });
    await upload.run();
    expect(upload.sent).toHaveLength(1);
    expect(upload.returns).toHaveLength(20);
    expect(upload.last()?.stage).toBe('accepted');
  });
});
