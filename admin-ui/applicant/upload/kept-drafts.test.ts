import { describe, expect, it } from '@jest/globals';
import { readAnswer } from '../api-answer.ts';
import { findKept, findPicture, type DraftState } from './find-kept.ts';
import { forgetOldDrafts, hidePicturesOfLeftTab, keptDrafts } from './kept-drafts.ts';

function tab(broken = false) {
  const held = new Map<string, string>();
  const fail = () => { throw new DOMException('The operation is insecure.'); };
  return {
    held,
    storage: broken ? { getItem: fail, setItem: fail, removeItem: fail } : { getItem: (key: string) => held.get(key) ?? null, setItem: (key: string, value: string) => { held.set(key, value); }, removeItem: (key: string) => { held.delete(key); } },
  };
}
const KEY = 'k'.repeat(43);
const [ONE, OTHER] = [{ id: '0192f0aa-1111-4222-8333-444455556666', key: KEY }, { id: '0192f0aa-1111-4222-8333-777788889999', key: null }];
const LINK = 'kq3vXlU8Zb0a9m2T/2026-03-02T01:00:00Z';

describe('drafts of a tab', () => {
  it('are found again by the form they belong to, and by no other', () => {
    const { storage } = tab();
    keptDrafts(LINK, storage).keep('ktp', ONE);
    keptDrafts(LINK, storage).keep('npwp', OTHER);
    expect(keptDrafts(LINK, storage).all()).toEqual({ ktp: ONE, npwp: OTHER });
    expect(keptDrafts('SAMARINDA/registrasi_perseorangan', storage).all()).toEqual({});
  });

  it('leave ids, keys and kinds, never the link', () => {
    const { storage, held } = tab();
    keptDrafts(LINK, storage).keep('ktp', ONE);
    const [[key, value]] = [...held] as [[string, string]];
    expect(key).toMatch(/^loket\.unggahan\.[\da-f]{16}$/);
    expect([value, `${key}${value}`.includes('kq3vXlU8')]).toEqual([`{"ktp":"${ONE.id}.${KEY}"}`, false]);
  });

  it('are there for the half hour after the last of them, and for nobody who sits down later', () => {
    const { storage, held } = tab();
    let minutes = 0;
    const kept = keptDrafts(LINK, storage, () => 1_700_000_000_000 + minutes * 60_000);
    kept.keep('ktp', ONE);
    minutes = 25;
    kept.keep('npwp', OTHER);
    minutes = 54;
    expect(kept.all()).toEqual({ ktp: ONE, npwp: OTHER });
    minutes = 56;
    expect(kept.all()).toEqual({});
    // Not only unsaid: whoever looks into the tab finds no key.
    expect([...held]).toEqual([]);
    kept.keep('npwp', OTHER);
    expect(kept.all()).toEqual({ npwp: OTHER });
  });

  it('are forgotten one by one, and nothing is left behind', () => {
    const { storage, held } = tab();
    const kept = keptDrafts(LINK, storage);
    kept.keep('ktp', ONE);
    kept.keep('npwp', OTHER);
    kept.forget('ktp');
    expect(kept.all()).toEqual({ npwp: OTHER });
    kept.forget();
    expect(held.size).toBe(0);
  });

  it.each(['no JSON', '{"ktp":7}', '{"ktp":"../../x"}', '{"KTP<":"0192f0aa-1111-4222-8333-444455556666"}', '[]', 'null', '{"ktp":"0192f0aa-1111-4222-8333-444455556666.kurang"}'])('are none where something else stands: %s', (text) => {
    const { storage, held } = tab();
    keptDrafts(LINK, storage).keep('ktp', ONE);
    held.set([...held.keys()][0] ?? '', text);
    expect(keptDrafts(LINK, storage).all()).toEqual({});
  });

  it('are none where the browser keeps nothing', () => {
    const kept = keptDrafts(LINK, tab(true).storage);
    kept.keep('ktp', ONE);
    expect([kept.all(), keptDrafts(LINK, null).all()]).toEqual([{}, {}]);
  });
});

/** A storage that tells its keys, as that of a browser does. */
const wholeTab = (held: Map<string, string>) => new Proxy({ getItem: (key: string) => held.get(key) ?? null, setItem: (key: string, value: string) => { held.set(key, value); }, removeItem: (key: string) => { held.delete(key); } }, {
  ownKeys: () => [...held.keys()], getOwnPropertyDescriptor: () => ({ enumerable: true, configurable: true }),
}) as unknown as Storage;

it('a tab that stands open loses what is older than half an hour, and nothing else', () => {
  const held = new Map([['lain', 'x']]);
  const storage = wholeTab(held);
  const at = (minutes: number) => 1_700_000_000_000 + minutes * 60_000;
  keptDrafts(LINK, storage, () => at(0)).keep('ktp', ONE);
  keptDrafts('SAMARINDA/registrasi_perseorangan', storage, () => at(20)).keep('npwp', OTHER);
  forgetOldDrafts(storage, at(29));
  expect(held.size).toBe(5);
  forgetOldDrafts(storage, at(31));
  expect([JSON.stringify([...held]).includes(KEY), keptDrafts('SAMARINDA/registrasi_perseorangan', storage, () => at(31)).all(), held.get('lain')]).toEqual([false, { npwp: OTHER }, 'x']);
  forgetOldDrafts(storage, at(51));
  expect([...held]).toEqual([['lain', 'x']]);
});

describe('a tab that was left', () => {
  /** Kept, left, and begun anew in this way. */
  function again(how: string | undefined, leaves = true) {
    const { held } = tab();
    const storage = wholeTab(held);
    let leave = () => undefined as void;
    hidePicturesOfLeftTab(storage, 'navigate', (when, work) => { if (when === 'pagehide') leave = work; });
    keptDrafts(LINK, storage).keep('ktp', ONE);
    if (leaves) leave();
    hidePicturesOfLeftTab(storage, how, () => undefined);
    return { drafts: keptDrafts(LINK, storage).all(), held };
  }

  it.each([['closed and opened again', 'back_forward'], ['come to by another way', 'navigate'], ['of a browser that does not say', undefined]])('%s finds its drafts without their pictures, also when it is loaded anew then', (_name, how) => {
    const { drafts, held } = again(how);
    expect([drafts, JSON.stringify([...held])]).toEqual([{ ktp: { ...ONE, key: null } }, expect.not.stringContaining(KEY)]);
  });

  it.each([['loaded anew', 'reload', true], ['ended by the phone, which told it nothing', 'back_forward', false]] as const)('%s finds them with their pictures', (_name, how, leaves) => {
    expect(again(how, leaves).drafts).toEqual({ ktp: ONE });
  });
});

describe('a draft that was handed in before the page was begun anew', () => {
  const known: DraftState = { state: 'selesai', warnings: ['Agak buram.'], upload: { type: 'image/jpeg', bytes: 900, pageCount: 1, at: '2026-03-02T01:00:00.000Z' } };
  const answers = (...given: [number, object][]) => {
    let asked = 0;
    return { ask: () => { const [status, body] = given[Math.min(asked, given.length - 1)] as [number, object]; asked += 1; return Promise.resolve(readAnswer<DraftState>(status, JSON.stringify(body), null)); }, count: () => asked };
  };
  const noWait = () => Promise.resolve();
  const open = () => new AbortController().signal;

  it('is told by the server, over a lost connection', async () => {
    const { ask, count } = answers([0, {}], [503, {}], [200, known]);
    expect([await findKept(ask, noWait, open()), count()]).toEqual([known, 3]);
  });

  it.each([['used or over', [200, { ...known, upload: null }]], ['unknown', [404, {}]]] as [string, [number, object]][])('is gone when it is %s', async (_what, answer) => {
    expect(await findKept(answers(answer).ask, noWait, open())).toBe('gone');
  });

  it('is asked for some time only, and not once a new one is on its way', async () => {
    const silent = answers([0, {}]);
    expect(await findKept(silent.ask, noWait, open())).toBe('unheard');
    expect(silent.count()).toBeLessThan(10);
    const control = new AbortController();
    control.abort();
    const late = answers([200, known]);
    expect([await findKept(late.ask, noWait, control.signal), late.count()]).toEqual(['unheard', 0]);
  });

  it('has its picture asked for as patiently, and not again where the server does not give it', async () => {
    const small = new Blob(['gambar']);
    const given = [{ status: 0, blob: null }, { status: 429, blob: null }, { status: 200, blob: small }];
    expect(await findPicture(() => Promise.resolve(given.shift() ?? { status: 404, blob: null }), noWait, open())).toBe(small);
    let asked = 0;
    expect(await findPicture(() => { asked += 1; return Promise.resolve({ status: 404, blob: null }); }, noWait, open())).toBeNull();
    expect(asked).toBe(1);
    expect(await findPicture(() => { asked += 1; return Promise.resolve({ status: 0, blob: null }); }, noWait, open())).toBeNull();
    expect(asked).toBeLessThan(11);
  });
});
