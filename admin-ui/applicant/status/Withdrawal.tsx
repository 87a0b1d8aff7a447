/** @jsxImportSource preact */
import { useState } from 'preact/hooks';
import { postWithdrawal } from '../api.ts';
import { say } from '../language.ts';
import { Notice, lookAt } from '../pieces.tsx';
import { useCaseAct, type CaseUse } from './case-act.ts';

/** Asked twice, because it ends the application. */
export function Withdrawal(use: CaseUse) {
  const [asking, setAsking] = useState(false);
  const [note, setNote] = useState('');
  const { act, busy, trouble } = useCaseAct(use, 'laman.tarik.terkirim');
  if (!asking) return <p class="centered"><button type="button" class="text-button grave" onClick={() => { setAsking(true); lookAt('tarik'); }}>{say('laman.tarik.tombol')}</button></p>;
  return (
    <section class="card grave" id="tarik" tabIndex={-1} aria-labelledby="tarik-judul">
      <h2 id="tarik-judul">{say('laman.tarik.judul')}</h2>
      <p>{say('laman.tarik.isi')}</p>
      <div class="field">
        <label for="tarik-catatan">{say('laman.tarik.catatan')}<span class="optional"> {say('laman.isian.boleh_kosong')}</span></label>
        <textarea id="tarik-catatan" rows={2} maxLength={2000} value={note} onInput={(event) => { setNote(event.currentTarget.value); }} />
      </div>
      <div aria-live="assertive">{trouble && <Notice tone="bad"><p>{trouble}</p></Notice>}</div>
      <div class="ways">
        <button type="button" class="button danger" aria-disabled={busy} onClick={() => { void act((requestId) => postWithdrawal(use.token, { requestId, ...(note.trim() ? { note: note.trim() } : {}) })); }}>{busy ? say('laman.kirim.mengirim') : say('laman.tarik.ya')}</button>
        <button type="button" class="button" onClick={() => { setAsking(false); }}>{say('laman.tarik.tidak')}</button>
      </div>
    </section>
  );
}
