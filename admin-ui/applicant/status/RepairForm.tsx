/** @jsxImportSource preact */
import { useCallback, useState } from 'preact/hooks';
import type { ApplicationStatus } from '../../../server/domain/contract/intake.ts';
import { postRepair } from '../api.ts';
import { checkAll, checkLeft, type FieldBook } from '../form/check-form.ts';
import { Doubts, warningRows } from '../form/Doubts.tsx';
import { FieldInput, fieldId } from '../form/FieldInput.tsx';
import { EMPTY_FORM, draftIds, filledFields, firstTroubled, isBegun, isSending, lacked, lackReasons, left, missingDocuments, refused, typed, type FormState } from '../form/form-state.ts';
import { useReworded } from '../form/use-reworded.ts';
import { useTrouble } from '../form/use-trouble.ts';
import { sentenceOf, useLeavingGuard, useStore } from '../hooks.ts';
import { toldIn } from '../api-answer.ts';
import { currentLocale, say } from '../language.ts';
import { Notice, lookAt } from '../pieces.tsx';
import { createStore, type Store } from '../store.ts';
import { DocumentCard, documentId, missingWords } from '../upload/DocumentCard.tsx';
import { keptDrafts, type KeptDrafts } from '../upload/kept-drafts.ts';
import { createUploads, type Uploads } from '../upload/uploads.ts';
import { useCaseAct, type CaseUse } from './case-act.ts';

type Repair = NonNullable<ApplicationStatus['repair']>;
interface RepairDraft { store: Store<FormState>; uploads: Uploads; kept: KeptDrafts }

/** Repairs begun in this tab, by link and round: looking at another page meanwhile loses nothing. */
const drafts = new Map<string, RepairDraft>();
function repairDraft(key: string): RepairDraft {
  const known = drafts.get(key);
  if (known) return known;
  const store = createStore<FormState>(EMPTY_FORM);
  const kept = keptDrafts(key);
  const draft = { store, uploads: createUploads(store.change, kept), kept };
  drafts.set(key, draft);
  return draft;
}


/** What was asked, each with its reason beside it, sent all at once. What was right is not asked again. */
export function RepairForm({ repair, ...use }: CaseUse & { repair: Repair }) {
  const { token, status } = use;
  const [{ store, uploads, kept }] = useState(() => repairDraft(`${token}/${repair.openedAt}`));
  const form = useStore(store);
  useLeavingGuard(useCallback(() => isBegun(store.get()), [store]));
  const { act, busy, trouble: unsent, settle } = useCaseAct(use, 'laman.perbaikan.terkirim');
  const { trouble: unready, tellOfForm, tellOfUploads, tellOfLine, tellNothing } = useTrouble(form);
  const trouble = unready ?? unsent;
  const [checking, setChecking] = useState(false);
  const [doubting, setDoubting] = useState(false);
  const book: FieldBook = { procedure: status.procedure, fields: repair.fields, form: store.get, change: store.change };
  useReworded(book, repair.documents);
  const open = status.allowed.includes('repair');

  const showErrors = (next: (now: FormState) => FormState, message: () => string) => {
    store.change(next);
    settle();
    tellOfForm(message);
    const first = firstTroubled(repair.fields, repair.documents, store.get().errors);
    if (first) lookAt(first.startsWith('documents.') ? documentId(first.slice('documents.'.length)) : fieldId(first));
  };
  const send = async () => {
    setDoubting(false);
    const fields = Object.fromEntries(Object.entries(filledFields(repair.fields, store.get())).filter(([key]) => repair.fields.some((field) => field.key === key)));
    const problem = await act((requestId) => postRepair(token, { requestId, fields, documents: draftIds(repair.documents, store.get()), lacking: lackReasons(repair.documents, store.get()) }));
    if (problem === null) { kept.forget(); return; }
    const { errors } = toldIn(problem, currentLocale());
    if (Object.keys(errors).length > 0) showErrors((now) => refused(now, { ...problem, errors }), () => say('laman.ajukan.ada_salah'));
  };
  const submit = async (event: SubmitEvent) => {
    event.preventDefault();
    if (busy || checking) return;
    settle();
    tellNothing();
    if (isSending(form)) { tellOfUploads(() => say('laman.kirim.masih_unggah')); return; }
    setChecking(true);
    const { first, problem } = repair.fields.length > 0 ? await checkAll(book) : { first: undefined, problem: null };
    setChecking(false);
    const missing = missingDocuments(repair.documents, store.get(), missingWords());
    if (first || Object.keys(missing).length > 0) { showErrors((now) => ({ ...now, errors: { ...now.errors, ...missing } }), () => say('laman.perbaikan.kurang')); return; }
    if (problem?.kind === 'lost') { tellOfLine(() => `${sentenceOf(problem)} ${say('laman.kirim.tidak_hilang')}`); return; }
    if (warningRows(repair.fields, store.get()).length > 0) { setDoubting(true); lookAt('cocokkan'); return; }
    await send();
  };
  const working = busy || checking;
  return (
    <section class="card asked" id="perbaikan" tabIndex={-1}>
      <h2>{say('laman.perbaikan.judul')}</h2>
      <p>{say(repair.overdue ? 'laman.perbaikan.lewat' : 'laman.perbaikan.isi', { batas: repair.dueText })}</p>
      {repair.note && <Why reason={say('laman.perbaikan.pesan')} note={repair.note} />}
      <form onSubmit={(event) => { void submit(event); }} noValidate>
        {repair.fields.map((field) => (
          <FieldInput key={field.key} field={field} form={form} reason={<Why reason={field.reason} note={field.note} />} onType={(key, value) => { store.change((now) => typed(now, key, value)); }}
            onLeave={(key) => { store.change((now) => left(now, key)); void checkLeft(book, key); }} />
        ))}
        {repair.documents.map((doc) => <DocumentCard key={doc.kind} doc={doc} form={form} uploads={uploads} busy={working} reason={<Why reason={doc.reason} note={doc.note} />} onLack={(reason) => { store.change((now) => lacked(now, doc.kind, reason)); }} />)}
        <Untouched status={status} repair={repair} />
        {doubting && <Doubts fields={repair.fields} form={form} mend={(key) => { setDoubting(false); lookAt(fieldId(key)); }} goOn={() => { void send(); }} goOnLabel={say('laman.kirim.tetap')} />}
        <div aria-live="assertive">{trouble && <Notice tone="bad"><p>{trouble}</p></Notice>}</div>
        {open && !doubting && <button type="submit" class="button strong wide" aria-disabled={working}>{working ? say('laman.kirim.mengirim') : say('laman.perbaikan.kirim')}</button>}
        {open && <p class="hint centered">{say('laman.perbaikan.sekali')}</p>}
      </form>
    </section>
  );
}

function Why({ reason, note }: { reason: string; note: string | null }) {
  return <div class="why"><p><b>{reason}</b></p>{note && <p class="as-written">{note}</p>}</div>;
}

/** Documents that stay as they are, so that nobody sends them again to be safe. */
function Untouched({ status, repair }: { status: ApplicationStatus; repair: Repair }) {
  const kept = status.files.filter((file) => file.current && !repair.documents.some((doc) => doc.kind === file.kind));
  if (kept.length === 0) return null;
  return <ul class="untouched">{kept.map((file) => <li key={file.id}><b>✓ {file.label}</b> <span class="quiet">{say('laman.perbaikan.sudah_ada')}</span></li>)}</ul>;
}
