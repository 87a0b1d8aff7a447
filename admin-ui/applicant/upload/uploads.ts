/** The uploads of one form: one at a time per document, the newest pick wins. */
import type { AskedDocument, FormState } from '../form/form-state.ts';
import type { Answer } from '../api-answer.ts';
import { endDraft, getDraftPicture, getDraftState } from '../api.ts';
import { attemptDropped, paperRemoved, paperStayed, pictureCame, pictureSeen, uploadMoved, warnedAnew, type Unturned } from '../form/form-state.ts';
import { say } from '../language.ts';
import { formatBytes } from '../pieces.tsx';
import { askUntilRead } from './ask-until-read.ts';
import { turnTaken, type Taken } from './collect-turns.ts';
import { drawToFit, drawTurned, fitPicture, smallerPicture, turnPicture } from './fit-picture.ts';
import { findKept, findPicture } from './find-kept.ts';
import type { KeptDraft, KeptDrafts } from './kept-drafts.ts';
import { runUpload, type AcceptedFile } from './run-upload.ts';
import { phoneLine, waitOrOnline, xhrUploadGateway } from './xhr-upload.gateway.ts';

export interface Uploads {
  pick(doc: AskedDocument, file: File): void;
  /** The same file once more, after the connection failed it. */
  again(doc: AskedDocument): void;
  /** The picture turned a quarter to the right, sent anew; whatever of it is under way ends. */
  turn(doc: AskedDocument): void;
  /** Away with what was picked last and is not accepted; what was accepted before stays. */
  drop(doc: AskedDocument): void;
  /** Away with it, whatever became of it; the draft ends at the server, too. */
  remove(doc: AskedDocument): void;
}

/**
 * @param kept what this tab handed in before its page was begun anew: it stands in the form again as soon as the server has told what it is
 * @param end tells the server that a draft is wanted no more, and what it said. A page that hands drafts in on its own puts that behind what is on its way, and
 * answers nothing: what it has handed in it takes back besides
 */
export function createUploads(change: (next: (form: FormState) => FormState) => void, kept: KeptDrafts, end: (id: string, key: string) => Promise<Answer<null>> | void = endDraft): Uploads {
  const running = new Map<string, AbortController>();
  const picked = new Map<string, Taken>();
  /** What was accepted last, by kind: it can be turned again when its replacement is given up. */
  const standing = new Map<string, Taken>();
  const previews = new Map<string, string>();
  /** An address for a picture on this phone; the one before in the same `place` is let go. */
  const preview = (place: string, blob: Blob): string | null => {
    const old = previews.get(place);
    if (old) URL.revokeObjectURL(old);
    if (!blob.type.startsWith('image/')) { previews.delete(place); return null; }
    const url = URL.createObjectURL(blob);
    previews.set(place, url);
    return url;
  };
  const show = (kind: string, { quarters }: Taken, unturned: Unturned | null = null) => {
    const url = previews.get(`${kind}/dipilih`);
    change((form) => pictureSeen(form, kind, url ? { url, quarters } : null, unturned));
  };
  const begin = (kind: string): AbortSignal => {
    running.get(kind)?.abort();
    const control = new AbortController();
    running.set(kind, control);
    return control.signal;
  };
  const follow = (kind: string, id: string, signal: AbortSignal) => {
    void askUntilRead(() => getDraftState(id, kind), waitOrOnline, signal, (warnings) => { change((form) => warnedAnew(form, kind, id, warnings)); });
  };
  /** Sends `file`: what was picked, or the same turned. Smaller ones are made from what was picked all the same. */
  const send = (doc: AskedDocument, taken: Taken, file: File, signal: AbortSignal) => {
    const draw = drawTurned(taken.quarters);
    void runUpload(file, {
      gateway: xhrUploadGateway, line: phoneLine, wait: waitOrOnline, preview: (blob) => preview(doc.kind, blob), shrink: (bytes) => smallerPicture(taken.file, bytes, draw),
      fit: async (given) => {
        const fitted = await fitPicture(given, doc.maxBytes, drawTurned(0));
        return fitted && { ...fitted, shrunk: fitted.shrunk || taken.file.size > doc.maxBytes };
      },
      words: {
        tooLarge: (given) => () => say(given.type.startsWith('image/') ? 'laman.dokumen.gambar_besar' : 'laman.dokumen.berkas_besar', { ukuran: formatBytes(given.size), batas: formatBytes(doc.maxBytes) }),
        lost: () => say('laman.dokumen.putus'), lostForGood: () => say('laman.dokumen.putus_terus'), unreadable: () => say('laman.galat.tanpa_kata'),
      },
    }, (now) => {
      change((form) => uploadMoved(form, doc.kind, now));
      if (now.stage !== 'accepted') return;
      taken.accepted = { quarters: taken.quarters, id: now.file.id };
      standing.set(doc.kind, taken);
      kept.keep(doc.kind, now.file);
      follow(doc.kind, now.file.id, signal);
    }, signal);
  };
  const drawOf = (doc: AskedDocument, taken: Taken) => async (given: File, quarters: number): Promise<File | Unturned> => {
    const file = taken.whole ? await taken.whole() : given;
    if (!file) return 'server';
    delete taken.whole;
    taken.file = file;
    return await turnPicture(file, (picture) => drawToFit(picture, doc.maxBytes, drawTurned(quarters))) ?? 'ponsel';
  };
  /** As the server has it. */
  const stand = (kind: string, id: string, signal: AbortSignal) => {
    change((form) => { const before = form.papers[kind]?.kept; return before?.id === id ? uploadMoved(form, kind, { stage: 'accepted', file: before }) : form; });
    follow(kind, id, signal);
  };
  /** Its picture, which can be turned as one that was just taken. */
  const bringPicture = async (kind: string, id: string, key: string, signal: AbortSignal) => {
    const small = await findPicture(() => getDraftPicture(id, key, 'kecil'), waitOrOnline, signal);
    if (signal.aborted) return;
    change((form) => pictureCame(form, kind, id, small && preview(kind, small)));
    if (!small) return;
    preview(`${kind}/dipilih`, small);
    const name = `${kind}.jpg`;
    const taken: Taken = {
      file: new File([small], name, { type: small.type }), quarters: 0, accepted: { quarters: 0, id },
      whole: async () => { const { blob } = await getDraftPicture(id, key, 'utuh'); return blob && new File([blob], name, { type: blob.type }); },
    };
    picked.set(kind, taken);
    standing.set(kind, taken);
  };
  const restore = async (kind: string, { id, key }: KeptDraft) => {
    const signal = begin(kind);
    const found = await findKept(() => getDraftState(id, kind), waitOrOnline, signal);
    // Somebody has picked another meanwhile.
    if (signal.aborted || found === 'unheard') return;
    if (found === 'gone') { kept.forget(kind); return; }
    change((form) => uploadMoved(form, kind, { stage: 'accepted', file: { id, name: null, ...found.upload, warnings: found.warnings, shrunk: false, preview: null, key, looking: key !== null } }));
    if (key) void bringPicture(kind, id, key, signal);
    if (found.state === 'menunggu') follow(kind, id, signal);
  };
  for (const [kind, draft] of Object.entries(kept.all())) void restore(kind, draft);
  return {
    pick: (doc, file) => {
      const taken: Taken = { file, quarters: 0, accepted: null };
      picked.set(doc.kind, taken);
      preview(`${doc.kind}/dipilih`, file);
      show(doc.kind, taken);
      send(doc, taken, file, begin(doc.kind));
    },
    turn: (doc) => {
      const taken = picked.get(doc.kind);
      if (!taken) return;
      const signal = begin(doc.kind);
      void turnTaken(taken, drawOf(doc, taken), waitOrOnline, signal).then((result) => {
        if (result.end === 'overtaken') return;
        if (result.end === 'failed') show(doc.kind, taken, result.why);
        if (result.end === 'turned') send(doc, taken, result.file, signal);
        else if (taken.accepted) stand(doc.kind, taken.accepted.id, signal);
        else send(doc, taken, taken.file, signal);
      });
      // At once, while the next tap is waited for.
      show(doc.kind, taken);
      change((form) => uploadMoved(form, doc.kind, { stage: 'preparing', name: taken.file.name }));
    },
    drop: ({ kind }) => {
      begin(kind);
      const taken = standing.get(kind);
      if (taken) {
        taken.quarters = taken.accepted?.quarters ?? 0;
        picked.set(kind, taken);
        preview(`${kind}/dipilih`, taken.file);
      } else picked.delete(kind);
      change((form) => attemptDropped(form, kind));
    },
    remove: ({ kind }) => {
      const signal = begin(kind);
      const taken = standing.get(kind);
      picked.delete(kind);
      standing.delete(kind);
      const urls = [kind, `${kind}/dipilih`].flatMap((place) => { const url = previews.get(place); previews.delete(place); return url === undefined ? [] : [{ place, url }]; });
      const letGo = () => { for (const { url } of urls) URL.revokeObjectURL(url); };
      const draft = kept.all()[kind];
      kept.forget(kind);
      let shown: AcceptedFile | null = null;
      change((form) => { shown = form.papers[kind]?.kept ?? null; return paperRemoved(form, kind); });
      const file: KeptDraft | null = draft ?? shown;
      // Should nobody hear it, it ends by itself: nothing names it any more.
      const told = file?.key ? end(file.id, file.key) : undefined;
      if (!told) { letGo(); return; }
      void told.then((answer) => {
        // A form that was sent from another tab has it: the card must not look as if it were gone.
        if (!shown || signal.aborted || answer.ok || answer.status !== 409) { letGo(); return; }
        for (const { place, url } of urls) previews.set(place, url);
        if (taken) { picked.set(kind, taken); standing.set(kind, taken); }
        const stayed = shown;
        change((form) => paperStayed(form, kind, stayed, answer));
      });
    },
    again: (doc) => {
      const taken = picked.get(doc.kind);
      if (!taken) return;
      const signal = begin(doc.kind);
      const file = taken.quarters === 0 ? Promise.resolve(taken.file) : drawOf(doc, taken)(taken.file, taken.quarters);
      void file.then((turned) => { if (!signal.aborted) send(doc, taken, typeof turned === 'string' ? taken.file : turned, signal); });
    },
  };
}
