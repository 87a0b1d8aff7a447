/** The uploads of one form: one at a time per document, the newest pick wins. */
import type { AskedDocument, FormState } from '../form/form-state.ts';
import { getDraftState } from '../api.ts';
import { uploadMoved, warnedLater } from '../form/form-state.ts';
import { say } from '../language.ts';
import { formatBytes } from '../pieces.tsx';
import { drawPicture, fitPicture, turnPicture } from './fit-picture.ts';
import { askUntilRead } from './ask-until-read.ts';
import { runUpload } from './run-upload.ts';
import { waitOrOnline, xhrUploadGateway } from './xhr-upload.gateway.ts';

export interface Uploads {
  pick(doc: AskedDocument, file: File): void;
  /** The same file once more, after the connection failed it. */
  again(doc: AskedDocument): void;
  /** The picture turned a quarter to the right, sent anew. */
  turn(doc: AskedDocument): void;
}

export function createUploads(change: (next: (form: FormState) => FormState) => void): Uploads {
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
  const start = (doc: AskedDocument, file: File) => {
    running.get(doc.kind)?.abort();
    const control = new AbortController();
    running.set(doc.kind, control);
    picked.set(doc.kind, file);
    void runUpload(file, {
      gateway: xhrUploadGateway, wait: waitOrOnline, fit: (given) => fitPicture(given, doc.maxBytes, drawPicture), preview: (blob) => preview(doc.kind, blob),
      words: {
        tooLarge: (given) => say(given.type.startsWith('image/') ? 'laman.dokumen.gambar_besar' : 'laman.dokumen.berkas_besar', { ukuran: formatBytes(given.size), batas: formatBytes(doc.maxBytes) }),
        lost: () => say('laman.dokumen.putus'), unreadable: () => say('laman.galat.tanpa_kata'),
      },
    }, (now) => {
      change((form) => uploadMoved(form, doc.kind, now));
      if (now.stage !== 'accepted') return;
      const { id } = now.file;
      void askUntilRead(() => getDraftState(id, doc.kind), waitOrOnline, control.signal).then((warnings) => { if (warnings.length > 0) change((form) => warnedLater(form, doc.kind, id, warnings)); });
    }, control.signal);
  };
  return {
    pick: start,
    turn: (doc) => {
      const file = picked.get(doc.kind);
      if (file) void turnPicture(file).then((turned) => { if (turned && picked.get(doc.kind) === file) start(doc, turned); });
    },
    again: (doc) => { const file = picked.get(doc.kind); if (file) start(doc, file); },
  };
}
