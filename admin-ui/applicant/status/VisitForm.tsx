/** @jsxImportSource preact */
import { useState } from 'preact/hooks';
import { postVisit } from '../api.ts';
import { say } from '../language.ts';
import { Notice, lookAt } from '../pieces.tsx';
import { useCaseAct, type CaseUse } from './case-act.ts';

/** Buku Tamu: one visit per round, written by the visitor. */
export function VisitForm(use: CaseUse) {
  const { token, status } = use;
  const [name, setName] = useState('');
  const [purpose, setPurpose] = useState('');
  const { act, busy, trouble, errors, setErrors } = useCaseAct(use, 'laman.tamu.terkirim');
  const submit = async (event: SubmitEvent) => {
    event.preventDefault();
    const missing = (): Record<string, string> => ({ ...(name.trim() ? {} : { name: say('laman.tamu.nama_kosong') }), ...(purpose.trim() ? {} : { purpose: say('laman.tamu.keperluan_kosong') }) });
    setErrors(missing);
    if (Object.keys(missing()).length > 0) { lookAt('name' in missing() ? 'tamu-nama' : 'tamu-keperluan'); return; }
    await act((requestId) => postVisit(token, { requestId, name: name.trim(), purpose: purpose.trim() }));
  };
  return (
    <section class="card asked" id="buku-tamu" tabIndex={-1}>
      <h2>{say('laman.tamu.judul')}</h2>
      <form onSubmit={(event) => { void submit(event); }} noValidate>
        <p>{status.visits.length > 0 ? say('laman.tamu.lagi') : say('laman.tamu.isi')}</p>
        <div class={errors.name ? 'field wrong' : 'field'}>
          <label for="tamu-nama">{say('laman.tamu.nama')}</label>
          <input id="tamu-nama" type="text" autoComplete="name" maxLength={120} value={name} aria-required aria-invalid={errors.name !== undefined} aria-describedby="tamu-nama-kata" onInput={(event) => { setName(event.currentTarget.value); }} />
          <div id="tamu-nama-kata" aria-live="polite">{errors.name && <p class="trouble">{errors.name}</p>}</div>
        </div>
        <div class={errors.purpose ? 'field wrong' : 'field'}>
          <label for="tamu-keperluan">{say('laman.tamu.keperluan')}</label>
          <p class="hint" id="tamu-keperluan-petunjuk">{say('laman.tamu.keperluan_petunjuk')}</p>
          <input id="tamu-keperluan" type="text" maxLength={300} autoComplete="off" value={purpose} aria-required aria-invalid={errors.purpose !== undefined} aria-describedby="tamu-keperluan-petunjuk tamu-keperluan-kata" onInput={(event) => { setPurpose(event.currentTarget.value); }} />
          <div id="tamu-keperluan-kata" aria-live="polite">{errors.purpose && <p class="trouble">{errors.purpose}</p>}</div>
        </div>
        <div aria-live="assertive">{trouble && <Notice tone="bad"><p>{trouble}</p></Notice>}</div>
        <button type="submit" class="button strong wide" aria-disabled={busy}>{busy ? say('laman.kirim.mengirim') : say('laman.tamu.tombol')}</button>
      </form>
    </section>
  );
}
