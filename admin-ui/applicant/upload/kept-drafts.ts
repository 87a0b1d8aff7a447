/**
 * Which drafts this tab has handed in, by kind. A phone ends the tab behind its camera and begins it anew afterwards: the files are at the server, and this is
 * how the page finds them again. Ids and kinds only, nothing typed, no file name, no link, and for the tab alone.
 */
export interface KeptDrafts {
  all(): Record<string, string>;
  keep(kind: string, id: string): void;
  /** Of one kind, or of all. */
  forget(kind?: string): void;
}
type TabStorage = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

const ID = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/;
const KIND = /^[a-z_]{1,60}$/;
/** A camera is back in minutes; whoever sits down at a shared computer later finds nothing of the one before. */
const KEPT_MS = 30 * 60_000;

/** `place`: the form they belong to. It may be a private link, which opens a whole file, so that only a trace of it is written. */
export function keptDrafts(place: string, storage: TabStorage | null = tabStorage(), now: () => number = Date.now): KeptDrafts {
  const key = `loket.unggahan.${traceOf(place)}`;
  const since = `${key}.sejak`;
  const all = (): Record<string, string> => {
    try {
      if (now() - Number(storage?.getItem(since) ?? 0) > KEPT_MS) return {};
      const kept = JSON.parse(storage?.getItem(key) ?? '{}') as Record<string, unknown>;
      return Object.fromEntries(Object.entries(kept).flatMap(([kind, id]) => (KIND.test(kind) && typeof id === 'string' && ID.test(id) ? [[kind, id]] : [])));
    } catch {
      // Storage is closed in some private windows, or somebody else wrote there: then nothing was kept.
      return {};
    }
  };
  const write = (drafts: Record<string, string>) => {
    try {
      if (Object.keys(drafts).length === 0) { storage?.removeItem(key); storage?.removeItem(since); } else { storage?.setItem(key, JSON.stringify(drafts)); storage?.setItem(since, String(now())); }
    } catch {
      // They then live as long as the page.
    }
  };
  return {
    all,
    keep: (kind, id) => { write({ ...all(), [kind]: id }); },
    forget: (kind) => { write(kind === undefined ? {} : Object.fromEntries(Object.entries(all()).filter(([name]) => name !== kind))); },
  };
}

function tabStorage(): TabStorage | null {
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
