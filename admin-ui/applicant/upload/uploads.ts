/** The uploads of one form: one at a time per document, the newest pick wins. */
import type { AskedDocument, FormState } from '../form/form-state.ts';
import { getDraftState } from '../api.ts';
import { uploadMoved, warnedLater } from '../form/form-state.ts';
import { say } from '../language.ts';
import { formatBytes } from '../pieces.tsx';
import { drawPicture, fitPicture, smallerPicture, turnPicture } from './fit-picture.ts';
import { askUntilRead } from './ask-until-read.ts';
import { findKept } from './find-kept.ts';
import type { KeptDrafts } from './kept-drafts.ts';
import { runUpload } from './run-upload.ts';
import { phoneLine, waitOrOnline, xhrUploadGateway } from './xhr-upload.gateway.ts';

export interface Uploads {
  pick(doc: AskedDocument, file: File): void;
  /** The same file once more, after the connection failed it. */
  again(doc: AskedDocument): void;
  /** The picture turned a quarter to the right, sent anew. */
  turn(doc: AskedDocument): void;
}

/** `kept`: what this tab handed in before its page was begun anew stands in the form again as soon as the server has told what it is. */
export function createUploads(change: (next: (form: FormState) => FormState) => void, kept: KeptDrafts): Uploads {
  const running = new Map<string, AbortController>();
  const picked = new Map<string, File>();
  const previews = new Map<string, string>();
  const preview = (kind: string, blob: Blob): string | null => {
    const old = previews.get(kind);
    if (old) URL.revokeObjectURL(old);
    if (!blob.type.startsWith('image/')) { previews.delete(kind); return null; }
    const url = URL.createObjectURL(blob);
    previews.set(kind, url);
    return url;
  };
  const follow = (kind: string, id: string, signal: AbortSignal) => {
    void askUntilRead(() => getDraftState(id, kind), waitOrOnline, signal).then((warnings) => { if (warnings.length > 0) change((form) => warnedLater(form, kind, id, warnings)); });
  };
  const start = (doc: AskedDocument, file: File) => {
    running.get(doc.kind)?.abort();
    const control = new AbortController();
    running.set(doc.kind, control);
    picked.set(doc.kind, file);
    void runUpload(file, {
      gateway: xhrUploadGateway, line: phoneLine, wait: waitOrOnline, fit: (given) => fitPicture(given, doc.maxBytes, drawPicture), shrink: (bytes) => smallerPicture(file, bytes, drawPicture),
      preview: (blob) => preview(doc.kind, blob),
      words: {
        tooLarge: (given) => say(given.type.startsWith('image/') ? 'laman.dokumen.gambar_besar' : 'laman.dokumen.berkas_besar', { ukuran: formatBytes(given.size), batas: formatBytes(doc.maxBytes) }),
        lost: () => say('laman.dokumen.putus'), lostForGood: () => say('laman.dokumen.putus_terus'), unreadable: () => say('laman.galat.tanpa_kata'),
      },
    }, (now) => {
      change((form) => uploadMoved(form, doc.kind, now));
      if (now.stage !== 'accepted') return;
      kept.keep(doc.kind, now.file.id);
      follow(doc.kind, now.file.id, control.signal);
    }, control.signal);
  };
  const restore = async (kind: string, id: string) => {
    const control = new AbortController();
    running.set(kind, control);
    const found = await findKept(() => getDraftState(id, kind), waitOrOnline, control.signal);
    // Somebody has picked another meanwhile.
    if (control.signal.aborted || found === 'unheard') return;
    if (found === 'gone') { kept.forget(kind); return; }
    change((form) => uploadMoved(form, kind, { stage: 'accepted', file: { id, name: null, ...found.upload, warnings: found.warnings, shrunk: false, preview: null } }));
    if (found.state === 'menunggu') follow(kind, id, control.signal);
  };
  for (const [kind, id] of Object.entries(kept.all())) void restore(kind, id);
  return {
    pick: start,
    turn: (doc) => {
      const file = picked.get(doc.kind);
      if (!file) return;
      // At once, since turning takes a phone a second: a second tap meanwhile would be lost.
      change((form) => uploadMoved(form, doc.kind, { stage: 'preparing', name: file.name }));
      void turnPicture(file).then((turned) => {
        if (picked.get(doc.kind) !== file) return;
        if (turned) start(doc, turned);
        else change((form) => { const before = form.papers[doc.kind]?.kept; return before ? uploadMoved(form, doc.kind, { stage: 'accepted', file: before }) : form; });
      });
    },
    again: (doc) => { const file = picked.get(doc.kind); if (file) start(doc, file); },
  };
}
