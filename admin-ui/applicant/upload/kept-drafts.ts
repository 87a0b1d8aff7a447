/**
 * Which drafts this tab has handed in, by kind. A phone ends the tab behind its camera and begins it anew afterwards: the files are at the server, and this is
 * how the page finds them again. Ids, the keys to them and kinds only, nothing typed, no file name, no link, and for the tab alone.
 */
export interface KeptDraft { id: string; /** shows its picture; null: not to be shown any more */ key: string | null }
export interface KeptDrafts {
  all(): Record<string, KeptDraft>;
  keep(kind: string, draft: KeptDraft): void;
  /** Of one kind, or of all. */
  forget(kind?: string): void;
}
type TabStorage = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

const DRAFT = /^([\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12})(?:\.([\w-]{43}))?$/;
const PLACE = 'loket.unggahan.';
const SINCE = '.sejak';
const FORM = /^loket\.unggahan\.[\da-f]{16}$/;
const KIND = /^[a-z_]{1,60}$/;
/** A camera is back in minutes; whoever sits down at a shared computer later finds nothing of the one before. */
const KEPT_MS = 30 * 60_000;

/** `place`: the form they belong to. It may be a private link, which opens a whole file, so that only a trace of it is written. */
export function keptDrafts(place: string, storage: TabStorage | null = tabStorage(), now: () => number = Date.now): KeptDrafts {
  const key = `${PLACE}${traceOf(place)}`;
  const all = (): Record<string, KeptDraft> => {
    try {
      if (isOld(storage, key, now())) { removeBoth(storage, key); return {}; }
      const kept = JSON.parse(storage?.getItem(key) ?? '{}') as Record<string, unknown>;
      return Object.fromEntries(Object.entries(kept).flatMap(([kind, text]) => {
        const [, id, own] = (typeof text === 'string' && DRAFT.exec(text)) || [];
        return KIND.test(kind) && id !== undefined ? [[kind, { id, key: own ?? null }]] : [];
      }));
    } catch {
      // Storage is closed in some private windows, or somebody else wrote there: then nothing was kept.
      return {};
    }
  };
  const write = (drafts: Record<string, KeptDraft>) => {
    const texts = Object.fromEntries(Object.entries(drafts).map(([kind, draft]) => [kind, draft.key === null ? draft.id : `${draft.id}.${draft.key}`]));
    try {
      if (Object.keys(drafts).length === 0) removeBoth(storage, key);
      else { storage?.setItem(key, JSON.stringify(texts)); storage?.setItem(`${key}${SINCE}`, String(now())); }
    } catch {
      // They then live as long as the page.
    }
  };
  return {
    all,
    keep: (kind, draft) => { write({ ...all(), [kind]: draft }); },
    forget: (kind) => { write(kind === undefined ? {} : Object.fromEntries(Object.entries(all()).filter(([name]) => name !== kind))); },
  };
}

/** Away with what is older than half an hour, of whatever form: a key lets its picture be seen, also by whoever reads it out of a tab that was left standing. */
export function forgetOldDrafts(storage: Storage | null, now: number): void {
  try {
    for (const key of Object.keys(storage ?? {}).filter((name) => FORM.test(name))) if (isOld(storage, key, now)) removeBoth(storage, key);
  } catch {
    // Where nothing can be kept, nothing is old.
  }
}

const isOld = (storage: TabStorage | null, key: string, now: number) => now - Number(storage?.getItem(`${key}${SINCE}`) ?? 0) > KEPT_MS;
const removeBoth = (storage: TabStorage | null, key: string) => { storage?.removeItem(key); storage?.removeItem(`${key}${SINCE}`); };

/**
 * A tab that its person left (closed, another address) may come back under somebody else's hands: Ctrl+Shift+T brings it with all it kept. Then no picture is
 * shown any more. One that is loaded anew, or that the phone ended behind its camera and that could not say goodbye, shows them.
 *
 * @param how as the browser tells it of this loading (`PerformanceNavigationTiming.type`)
 */
export function hidePicturesOfLeftTab(storage: Storage | null, how: string | undefined, on: (when: 'pagehide' | 'pageshow', work: () => void) => void): void {
  const left = `${PLACE}ditinggalkan`;
  try {
    if (storage?.getItem(left) && how !== 'reload') {
      for (const key of Object.keys(storage).filter((name) => name.startsWith(PLACE))) storage.setItem(key, (storage.getItem(key) ?? '').replace(/(?<=[\da-f]{12})\.[\w-]{43}(?=")/g, ''));
    }
    storage?.removeItem(left);
    on('pagehide', () => { if (Object.keys(storage ?? {}).some((name) => name.startsWith(PLACE))) storage?.setItem(left, '1'); });
    // Back from where it was put aside whole, with everything on it.
    on('pageshow', () => { storage?.removeItem(left); });
  } catch {
    // Where nothing can be kept, nothing comes back.
  }
}

export function tabStorage(): Storage | null {
  try {
    return sessionStorage;
  } catch {
    return null;
  }
}

/** Two rounds of 32 bits after Fowler, Noll and Vo: tells a few forms of one tab apart, and nobody finds a link by it. `crypto.subtle` is missing without https. */
function traceOf(place: string): string {
  return [0x811c9dc5, 0x01000193].map((start) => {
    let hash = start;
    for (const letter of place) hash = Math.imul(hash ^ (letter.codePointAt(0) ?? 0), 0x01000193);
    return (hash >>> 0).toString(16).padStart(8, '0');
  }).join('');
}
