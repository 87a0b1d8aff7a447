/** @jsxImportSource preact */
import { useState } from 'preact/hooks';
import type { PublicOffice } from '../../../server/domain/contract/intake.ts';
import { sentenceOf, useStore } from '../hooks.ts';
import { say } from '../language.ts';
import { Notice, lookAt } from '../pieces.tsx';
import { checkAll, checkLeft, type FieldBook } from './check-form.ts';
import type { Draft } from './drafts.ts';
import { FieldInput, fieldId } from './FieldInput.tsx';
import { left, typed } from './form-state.ts';
import { useReworded } from './use-reworded.ts';
import { useTrouble } from './use-trouble.ts';

type Procedure = PublicOffice['procedures'][number];

export function FieldStep({ draft, procedure, next, back }: { draft: Draft; procedure: Procedure; next(): void; back(): void }) {
  const { form } = useStore(draft.store);
  const [busy, setBusy] = useState(false);
  const { trouble, tellOfForm, tellOfLine, tellNothing } = useTrouble(form);
  const book: FieldBook = { procedure: procedure.code, fields: procedure.fields, form: () => draft.store.get().form, change: draft.changeForm };
  useReworded(book, []);
  const leave = (key: string) => {
    draft.changeForm((now) => left(now, key));
    void checkLeft(book, key);
  };
  const submit = async (event: SubmitEvent) => {
    event.preventDefault();
    if (busy) return;
    setBusy(true);
    const { first, problem } = await checkAll(book);
    setBusy(false);
    if (first) { tellOfForm(() => say('laman.ajukan.ada_salah')); lookAt(fieldId(first)); return; }
    // A busy server may be asked again when it is sent; without a connection there is no point in going on to uploads.
    if (problem?.kind === 'lost') { tellOfLine(() => sentenceOf(problem)); return; }
    tellNothing();
    next();
  };
  return (
    <form onSubmit={(event) => { void submit(event); }} noValidate>
      <p class="hint">{say('laman.isian.di_sini_saja')}</p>
      <section class="card">
        <h2 class="unseen">{say('laman.ajukan.langkah_2')}</h2>
        {procedure.fields.map((field) => (
          <FieldInput key={field.key} field={field} form={form} onType={(key, value) => { draft.changeForm((now) => typed(now, key, value)); }} onLeave={leave} />
        ))}
      </section>
      <div aria-live="polite">{trouble && <Notice tone="bad"><p>{trouble}</p></Notice>}</div>
      <div class="ways">
        <button type="submit" class="button strong" aria-disabled={busy}>{busy ? say('laman.ajukan.memeriksa') : say('laman.ajukan.lanjut')}</button>
        <button type="button" class="button" onClick={back}>{say('laman.ajukan.kembali')}</button>
      </div>
    </form>
  );
}
