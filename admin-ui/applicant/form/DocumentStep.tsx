/** @jsxImportSource preact */
import { useState } from 'preact/hooks';
import type { PublicOffice } from '../../../server/domain/contract/intake.ts';
import { postApplication } from '../api.ts';
import { sentenceOf, useStore } from '../hooks.ts';
import { toldIn, type Problem } from '../api-answer.ts';
import { currentLocale, say } from '../language.ts';
import { Notice, lookAt } from '../pieces.tsx';
import { DocumentCard, documentId, missingWords } from '../upload/DocumentCard.tsx';
import { waitOrOnline } from '../upload/xhr-upload.gateway.ts';
import { checkAll, type FieldBook } from './check-form.ts';
import type { Draft, Step } from './drafts.ts';
import { Doubts, warningRows } from './Doubts.tsx';
import { fieldId } from './FieldInput.tsx';
import { draftIds, filledFields, firstTroubled, isSending, lacked, lackReasons, missingDocuments, refused, type FormState } from './form-state.ts';
import { sendApplication, type Outcome } from './send-application.ts';
import { Summary } from './Summary.tsx';
import { useReworded } from './use-reworded.ts';
import { useTrouble } from './use-trouble.ts';

type Procedure = PublicOffice['procedures'][number];
interface Props { draft: Draft; office: PublicOffice; procedure: Procedure; toStep(step: Step): void; back(): void; refreshAgreements(): void }

/** The scans, a last look, and the sending. */
export function DocumentStep({ draft, office, procedure, toStep, back, refreshAgreements }: Props) {
  const { form } = useStore(draft.store);
  const [busy, setBusy] = useState<'checking' | 'sending' | null>(null);
  const { trouble, tellOfForm, tellOfUploads, tellOfLine, tellNothing } = useTrouble(form);
  const [doubting, setDoubting] = useState(false);
  const book: FieldBook = { procedure: procedure.code, fields: procedure.fields, form: () => draft.store.get().form, change: draft.changeForm };
  useReworded(book, procedure.documents);

  const showErrors = (errors: Record<string, string>, message: () => string) => {
    draft.changeForm((now) => ({ ...now, errors }));
    tellOfForm(message);
    lookAtFirst(errors);
  };
  const lookAtFirst = (errors: Record<string, string>) => {
    const first = firstTroubled(procedure.fields, procedure.documents, errors);
    if (errors.persetujuan) { refreshAgreements(); toStep(1); return; }
    if (first === undefined) return;
    if (first.startsWith('documents.')) { lookAt(documentId(first.slice('documents.'.length))); return; }
    toStep(2);
    lookAt(fieldId(first));
  };
  const showRefusal = (problem: Problem) => {
    const told = () => toldIn(problem, currentLocale());
    draft.changeForm((now) => refused(now, { ...problem, errors: told().errors }));
    tellOfForm(() => { const { errors, message } = told(); return errors.kantor ?? errors.prosedur ?? message ?? say('laman.ajukan.ada_salah'); });
    lookAtFirst(draft.store.get().form.errors);
  };
  const show = (outcome: Outcome) => {
    if (outcome.kind === 'sent') {
      const email = draft.store.get().form.values.email ?? '';
      draft.store.change((now) => ({ ...now, sent: { ...outcome.sent, earlier: outcome.earlier, email } }));
      window.scrollTo(0, 0);
      return;
    }
    if (outcome.kind === 'silent') { const key = navigator.onLine ? 'laman.kirim.tanpa_jawaban' : 'laman.kirim.luring'; tellOfLine(() => say(key)); }
    else if (outcome.kind === 'invalid') showRefusal(outcome.problem);
    else { const { problem } = outcome; tellOfLine(() => `${sentenceOf(problem)} ${say('laman.kirim.tidak_hilang')}`); }
  };
  const send = async () => {
    setDoubting(false);
    tellNothing();
    setBusy('sending');
    const { form: now, agreed, sending } = draft.store.get();
    const body = JSON.stringify({ kantor: office.code, prosedur: procedure.code, persetujuan: { privasi: agreed.privasi ?? '', kebenaran: agreed.kebenaran ?? '' }, documents: draftIds(procedure.documents, now), lacking: lackReasons(procedure.documents, now), ...filledFields(procedure.fields, now) });
    const result = await sendApplication(sending, body, { post: postApplication, wait: (seconds) => waitOrOnline(seconds, new AbortController().signal) });
    draft.store.change((before) => ({ ...before, sending: result.sending }));
    setBusy(null);
    show(result.outcome);
  };
  const submit = async (event: SubmitEvent) => {
    event.preventDefault();
    if (busy) return;
    if (isSending(form)) { tellOfUploads(() => say('laman.kirim.masih_unggah')); return; }
    const missing = missingDocuments(procedure.documents, form, missingWords());
    if (Object.keys(missing).length > 0) { showErrors({ ...form.errors, ...missing }, () => say('laman.kirim.dokumen_kurang')); return; }
    setBusy('checking');
    const { first, problem } = await checkAll(book);
    setBusy(null);
    if (first) { showErrors(draft.store.get().form.errors, () => say('laman.ajukan.ada_salah')); return; }
    if (problem?.kind === 'lost') { tellOfLine(() => `${sentenceOf(problem)} ${say('laman.kirim.tidak_hilang')}`); return; }
    if (warningRows(procedure.fields, draft.store.get().form).length > 0) { setDoubting(true); lookAt('cocokkan'); return; }
    await send();
  };
  const mend = (key: string) => { setDoubting(false); toStep(2); lookAt(fieldId(key)); };
  return (
    <form onSubmit={(event) => { void submit(event); }} noValidate>
      <h2 class="unseen">{say('laman.dokumen.judul')}</h2>
      <p class="hint">{say('laman.dokumen.saran')}</p>
      {procedure.documents.map((doc) => <DocumentCard key={doc.kind} doc={doc} form={form} uploads={draft.uploads} busy={busy !== null} onLack={(reason) => { draft.changeForm((now) => lacked(now, doc.kind, reason)); }} />)}
      <Summary fields={procedure.fields} form={form} mend={() => { toStep(2); }} />
      {doubting && <Doubts fields={procedure.fields} form={form} mend={mend} goOn={() => { void send(); }} goOnLabel={say('laman.kirim.tetap')} />}
      <div aria-live="assertive">{trouble && <Notice tone="bad"><p>{trouble}</p></Notice>}</div>
      {!doubting && (
        <div class="ways">
          <button type="submit" class="button strong" aria-disabled={busy !== null}>{sendLabel(busy, form)}</button>
          <button type="button" class="button" onClick={back}>{say('laman.ajukan.kembali')}</button>
        </div>
      )}
      <div class="unseen" role="status">{busy === 'sending' ? say('laman.kirim.mengirim') : ''}</div>
    </form>
  );
}

function sendLabel(busy: 'checking' | 'sending' | null, form: FormState): string {
  if (busy === 'checking') return say('laman.ajukan.memeriksa');
  if (busy === 'sending') return say('laman.kirim.mengirim');
  return isSending(form) ? say('laman.kirim.menunggu_unggah') : say('laman.kirim.tombol');
}
