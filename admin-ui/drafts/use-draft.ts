/**
 * What is typed, kept on the server as one goes. A form lays `kept` under what it has typed since: after a reload, a power cut or a change
 * of hands it stands there again. The act that was typed for removes it on the server.
 */
import { useCallback, useEffect, useRef, useState } from 'react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useDataProvider } from 'react-admin';
import type { DraftItem } from '../../server/domain/contract/ownership.ts';
import type { LoketProvider } from '../provider/data-provider.ts';
import { sortedJson } from './sorted-json.ts';
import { lookAgainIfSentAsLeft, noteSentAsLeft } from './sent-as-left.ts';
import { useUnsent } from '../fields/use-unsent.ts';
import { saveBeforeLock } from '../provider/save-before-lock.ts';
import { useMay } from '../provider/use-me.ts';

const PAUSE_MS = 800;
/** A save that failed is tried again by itself this often, and when the line is back. */
const AGAIN_MS = 15_000;
/** A save that takes longer may never end. */
const HANGS_AFTER_MS = 2_000;
/** What a browser still sends for a page that is gone is bounded: 64 KiB in all. */
const KEPT_ALIVE_BYTES = 60_000;
type Content = Record<string, unknown>;
/** What is on its way for each thing typed about: a form that is closed and opened again goes on behind its own last words. */
const lanes = new Map<string, Promise<void>>();

export interface Draft {
  /** My draft as the server has it; empty when there is none. */
  kept: Content;
  savedAt: string | null;
  /** `menyimpan`: also what waits for the pause after the last key. `belum_dapat`: what is kept already could not be read, so nothing can be laid over it yet; asked again by itself. */
  state: 'diam' | 'menyimpan' | 'gagal' | 'belum_dapat';
  /** What I have typed so far, saved or not. */
  mine: Content;
  /** Whether words of mine would be lost if it were left now, as far as one can know. */
  unsafe(): boolean;
  /** What colleagues have typed for the same thing. */
  others: DraftItem[];
  /** Goes on with what a colleague typed; `overMine`: although I have typed something else. */
  adopt(draft: DraftItem, overMine: boolean): Promise<void>;
  discard(): Promise<void>;
  /** What was typed has been done: a save still waiting must not bring it back. */
  done(): void;
}

function useCaseDrafts(caseId: string) {
  const provider = useDataProvider<LoketProvider>();
  const may = useMay('GET /api/cases/:id/drafts');
  const queries = useQueryClient();
  useEffect(() => lookAgainIfSentAsLeft(() => { void queries.invalidateQueries({ queryKey: ['bagian', caseId, 'drafts'] }); }), [queries, caseId]);
  return useQuery({
    enabled: may && caseId !== '', queryKey: ['bagian', caseId, 'drafts'], queryFn: () => provider.drafts(caseId), staleTime: 10_000,
    // Until it has been read once nothing typed is kept: asked again without anybody doing anything, also while another window is looked at.
    refetchInterval: ({ state }) => (state.status === 'error' && state.data === undefined ? AGAIN_MS : false), refetchIntervalInBackground: true,
  });
}

/** `caseId` empty: there is no case to keep it with. `typed`: what was changed since the page was opened; empty means nothing to keep. */
export function useDraft(caseId: string, kind: DraftItem['kind'], key: string, typed: Content): Draft {
  const provider = useDataProvider<LoketProvider>();
  const queries = useQueryClient();
  const { data, error } = useCaseDrafts(caseId);
  const [state, setState] = useState<Draft['state']>('diam');
  const mine = data?.find((draft) => draft.mine && draft.key === key);
  const dirty = Object.keys(typed).length > 0;
  const content = sortedJson({ ...mine?.content, ...typed });
  const pending = useRef<string | null>(null);
  const going = useRef<string | null>(null);
  const wanted = useRef(dirty);
  useEffect(() => { wanted.current = dirty; });

  const show = useCallback((drafts: DraftItem[]) => { queries.setQueryData(['bagian', caseId, 'drafts'], drafts); }, [queries, caseId]);
  const lane = `${caseId} ${key}`;
  const underWay = useCallback(() => lanes.get(lane) ?? Promise.resolve(), [lane]);
  const unkept = useRef(false);
  const hangs = useRef(false);
  const keep = useCallback(async (text: string) => {
    pending.current = null;
    going.current = text;
    const patience = window.setTimeout(() => { hangs.current = true; }, HANGS_AFTER_MS);
    setState('menyimpan');
    try {
      const drafts = await provider.saveDraft(caseId, { kind, key, content: JSON.parse(text) as Content });
      // Done while it was on its way: the act has removed the draft, and it must not come back.
      show(wanted.current ? drafts : await provider.discardDraft(caseId, key));
      // Answered, and not taken: by the clock of the server something later stands there.
      const standing = drafts.find((draft) => draft.mine && draft.key === key);
      if (wanted.current && sortedJson(standing?.content) !== sortedJson(JSON.parse(text))) throw new Error('not taken');
      unkept.current = false;
      setState('diam');
    } catch {
      // Said beside the form; tried again below and as it is left, and what was typed stands on the screen.
      if (wanted.current) pending.current ??= text;
      unkept.current = true;
      setState('gagal');
    }
    window.clearTimeout(patience);
    going.current = null;
    hangs.current = false;
  }, [provider, caseId, kind, key, show]);
  // One at a time and always the newest: an answer that comes late lays no older words over newer ones.
  const save = useCallback((text: string) => {
    pending.current = text;
    const next = underWay().then(async () => { if (pending.current !== null) await keep(pending.current); });
    lanes.set(lane, next);
    return next;
  }, [keep, lane, underWay]);
  // Left or locked before the list was read: it is read now, and what was typed is laid over what was kept.
  const saveUnread = useCallback(async (words: Content) => {
    try {
      const before = (await provider.drafts(caseId)).find((draft) => draft.mine && draft.key === key);
      await save(JSON.stringify({ ...before?.content, ...words }));
    } catch {
      // Said beside the form where it still stands.
      unkept.current = true;
      setState('gagal');
    }
  }, [provider, caseId, key, save]);

  const loaded = data !== undefined;
  const unread = useRef<Content | null>(null);
  useEffect(() => { unread.current = dirty && !loaded && caseId !== '' ? typed : null; });
  const same = mine !== undefined && sortedJson(mine.content) === content;
  useEffect(() => {
    if (!dirty || !loaded || same) { pending.current = null; return undefined; }
    pending.current = content;
    const timer = window.setTimeout(() => { if (pending.current !== null) void save(content); }, PAUSE_MS);
    return () => { window.clearTimeout(timer); };
  }, [dirty, loaded, same, content, save]);
  useEffect(() => {
    // Unread, `content` lacks what was kept and would take its place; once it is read the pause above saves.
    if (state !== 'gagal' || !dirty || !loaded) return undefined;
    const again = () => { void save(content); };
    const timer = window.setInterval(again, AGAIN_MS);
    window.addEventListener('online', again);
    return () => { window.clearInterval(timer); window.removeEventListener('online', again); };
  }, [state, dirty, loaded, content, save]);
  // Closed within the pause: what was typed is kept all the same.
  const saving = useRef({ save, saveUnread, underWay });
  useEffect(() => { saving.current = { save, saveUnread, underWay }; }, [save, saveUnread, underWay]);
  useEffect(() => {
    // Loaded anew or closed within the pause, or while a save is on its way: nothing of this page runs on to send it, and what is on its way is broken off.
    const leave = () => {
      const text = pending.current ?? (wanted.current ? going.current : null);
      if (text === null) return;
      noteSentAsLeft();
      provider.saveDraft(caseId, { kind, key, content: JSON.parse(text) as Content }, true).catch(() => { unkept.current = true; });
    };
    window.addEventListener('pagehide', leave);
    return () => { window.removeEventListener('pagehide', leave); };
  }, [provider, caseId, kind, key]);
  useEffect(() => {
    const flush = async () => {
      if (unread.current !== null && wanted.current) await saving.current.saveUnread(unread.current);
      else if (pending.current !== null) await saving.current.save(pending.current);
      else if (wanted.current) await saving.current.underWay();
    };
    const forget = () => {
      pending.current = null;
      unread.current = null;
      wanted.current = false;
    };
    const deaf = saveBeforeLock({ save: flush, forget });
    // Logging out waits for what a closed form still sends, too.
    return () => { void flush().finally(deaf); };
  }, []);
  // What was typed since the last save is not saved yet, though something was.
  const waits = dirty && loaded && !same;
  const shown = dirty && !loaded && error ? 'belum_dapat' : state === 'diam' && waits ? 'menyimpan' : state;
  // The save as it is left may fail as the ones before did, or hang as the one under way does.
  const unsafe = () => wanted.current && (unkept.current || hangs.current || shown === 'belum_dapat');
  useUnsent((leaving) => unsafe() || (leaving === 'halaman_hilang' && wanted.current && (unread.current !== null || (pending.current !== null && new Blob([pending.current]).size > KEPT_ALIVE_BYTES))));

  return {
    mine: JSON.parse(content) as Content, kept: mine?.content ?? {}, savedAt: mine?.savedAt ?? null, state: shown, others: (data ?? []).filter((draft) => !draft.mine && draft.key === key), unsafe,
    // After a save that is on its way: it would lay my words over the adopted ones, or take them for done and away.
    adopt: async (draft, overMine) => {
      let words = pending.current;
      pending.current = null;
      await underWay();
      // A save that failed meanwhile waits again.
      words = pending.current ?? words;
      pending.current = null;
      try {
        show(await provider.adoptDraft(caseId, draft.id, overMine));
      } catch (refused) {
        // What I typed goes on being mine, and nothing else would save it.
        if (words !== null && wanted.current) void save(pending.current ?? words);
        throw refused;
      }
    },
    discard: async () => {
      pending.current = null;
      await underWay();
      pending.current = null;
      show(await provider.discardDraft(caseId, key));
    },
    done: () => { pending.current = null; wanted.current = false; },
  };
}
