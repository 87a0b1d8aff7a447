/** @jsxImportSource preact */
import { say } from '../language.ts';
import { Notice } from '../pieces.tsx';
import { repeatOf, type AskedField, type FormState } from './form-state.ts';

export function warningRows(fields: readonly AskedField[], form: FormState): { key: string; label: string; sentence: string }[] {
  return fields.flatMap((field) => [field.key, repeatOf(field.key)].flatMap((key) => {
    const sentence = form.warnings[key];
    return sentence ? [{ key, label: field.label, sentence }] : [];
  }));
}

/** Doubtful is not wrong: the person decides, before anything is sent. */
export function Doubts({ fields, form, mend, goOn, goOnLabel }: { fields: readonly AskedField[]; form: FormState; mend(key: string): void; goOn(): void; goOnLabel: string }) {
  const rows = warningRows(fields, form);
  return (
    <div id="cocokkan" tabIndex={-1}>
      <Notice tone="warning" title={say('laman.ragu.judul')} live>
        <p>{say('laman.ragu.isi')}</p>
        <ul class="doubts">{rows.map((row) => <li key={row.key}><b>{row.label}</b><span>{row.sentence}</span></li>)}</ul>
        <div class="ways">
          <button type="button" class="button strong" onClick={() => { mend(rows[0]?.key ?? ''); }}>{say('laman.ragu.perbaiki')}</button>
          <button type="button" class="button" onClick={goOn}>{goOnLabel}</button>
        </div>
      </Notice>
    </div>
  );
}
