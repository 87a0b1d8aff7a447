/** @jsxImportSource preact */
import { toldIn, type Problem } from '../api-answer.ts';
import { useCallback, useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { AskedUploads } from '../../../server/domain/contract/counter.ts';
import type { Answer } from '../api-answer.ts';
import { endDraft, getAskedUploads, handInUpload, takeBackUpload } from '../api.ts';
import { EMPTY_FORM, isSending, type FormState } from '../form/form-state.ts';
import { useReworded } from '../form/use-reworded.ts';
import { sentenceOf, useLeavingGuard, useLoad, useStore, useTitle } from '../hooks.ts';
import { currentLocale, say } from '../language.ts';
import { Link } from '../navigation.tsx';
import { Loading, Notice } from '../pieces.tsx';
import { createStore } from '../store.ts';
import { DocumentCard } from './DocumentCard.tsx';
import { keptDrafts } from './kept-drafts.ts';
import { createUploads } from './uploads.ts';

/** What a link of the counter opens: take a picture of each paper, and it is there. Nothing else can be seen or done here. */
export function AskedUploadPage({ token }: { token: string }) {
  useTitle(say('laman.unggah.judul'));
  const { value, problem, again } = useLoad(useCallback(() => getAskedUploads(token), [token]));
  // The answer to a picture is newer than what was loaded before it, and older than what is loaded after it (another language).
  const [newer, setNewer] = useState<{ asked: AskedUploads; over: AskedUploads | null } | null>(null);
  const asked = newer && newer.over === value ? newer.asked : value;
  const valueRef = useRef(value);
  useLayoutEffect(() => { valueRef.current = value; });
  const after = useCallback((next: AskedUploads) => { setNewer({ asked: next, over: valueRef.current }); }, []);
  if (problem?.status === 404) {
    return (
      <div class="page">
        <h1>{say('laman.unggah.mati')}</h1>
        <p>{sentenceOf(problem)}</p>
        <p><Link href="/" class="button">{say('laman.ke_depan')}</Link></p>
      </div>
    );
  }
  if (!asked) return <div class="page"><Loading problem={problem} again={again} /></div>;
  return <Asked token={token} asked={asked} after={after} />;
}

function Asked({ token, asked, after }: { token: string; asked: AskedUploads; after(next: AskedUploads): void }) {
  const [{ store, uploads, drafts, inTurn }] = useState(() => {
    const made = createStore<FormState>(EMPTY_FORM);
    const accepted = keptDrafts(token);
    /** What goes to the officer and back, one after the other: nothing may arrive after it was taken back, nor end while it arrives. */
    let before: Promise<unknown> = Promise.resolve();
    const next = (work: () => Promise<unknown>) => { before = before.then(work); };
    return { store: made, uploads: createUploads(made.change, accepted, (id, key) => { next(() => endDraft(id, key)); }), drafts: accepted, inTurn: next };
  });
  const form = useStore(store);
  const [trouble, setTrouble] = useState<{ problem: Problem; again(): void } | null>(null);
  const [tries, setTries] = useState(0);
  const handed = useRef(new Set<string>());
  useLeavingGuard(useCallback(() => isSending(store.get()), [store]));
  useReworded({ procedure: '', fields: [], form: store.get, change: store.change }, asked.documents);
  // A picture that was accepted goes to the officer at once; nobody has to press anything more.
  useEffect(() => {
    for (const [kind, { kept }] of Object.entries(form.papers)) {
      if (!kept || handed.current.has(kept.id)) continue;
      handed.current.add(kept.id);
      inTurn(async () => {
        // Taken away while the one before was on its way.
        if (store.get().papers[kind]?.kept?.id !== kept.id) return;
        const answer = await handInUpload(token, kind, kept.id);
        if (answer.ok) { drafts.forget(kind); setTrouble(null); after(answer.body); return; }
        handed.current.delete(kept.id);
        setTrouble({ problem: answer, again: () => { setTries((n) => n + 1); } });
      });
    }
  }, [form, token, after, tries, drafts, store, inTurn]);
  /** These files and no others: another telephone may have sent the right one meanwhile. */
  const takeBack = (ids: readonly string[]) => {
    inTurn(async () => {
      for (const id of ids) {
        const answer: Answer<AskedUploads> = await takeBackUpload(token, id);
        if (!answer.ok) { setTrouble({ problem: answer, again: () => { takeBack(ids); } }); return; }
        setTrouble(null);
        after(answer.body);
      }
    });
  };
  const remove = (doc: AskedUploads['documents'][number]) => {
    const ids = [store.get().papers[doc.kind]?.kept?.id, doc.uploadId].filter((id) => id !== undefined && id !== null);
    uploads.remove(doc);
    takeBack([...new Set(ids)]);
  };
  const complete = asked.documents.every((doc) => doc.received);
  return (
    <div class="page">
      <p class="crumb">{asked.office.name}</p>
      <h1>{say('laman.unggah.judul')}</h1>
      <p>{asked.caseNumber ? say('laman.unggah.isi_nomor', { layanan: asked.procedureLabel, nomor: asked.caseNumber }) : say('laman.unggah.isi', { layanan: asked.procedureLabel })}</p>
      <p class="hint">{say('laman.unggah.batas', { batas: asked.until })}</p>
      <div role="status">{complete && <Notice tone="good" title={say('laman.unggah.lengkap')}><p>{say('laman.unggah.lengkap_isi')}</p></Notice>}</div>
      <div aria-live="assertive">{trouble && <Notice tone="bad"><p>{Object.values(toldIn(trouble.problem, currentLocale()).errors)[0] ?? sentenceOf(trouble.problem)}</p><button type="button" class="button" onClick={trouble.again}>{say('laman.coba_lagi')}</button></Notice>}</div>
      {asked.documents.map((doc) => (
        <DocumentCard key={doc.kind} doc={doc} form={form} uploads={uploads} sent={doc.received} onRemove={() => { remove(doc); }} {...(doc.received ? { reason: <p class="good-word">✓ {say('laman.unggah.sampai')}</p> } : {})} />
      ))}
      {asked.office.contact && <p class="hint centered">{say('laman.depan.tanya', { kantor: asked.office.name, kontak: asked.office.contact })}</p>}
    </div>
  );
}
