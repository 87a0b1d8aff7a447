/** @jsxImportSource preact */
import { useState } from 'preact/hooks';
import type { ApplicationStatus } from '../../../server/domain/contract/intake.ts';
import { postAppointment } from '../api.ts';
import { currentLocale, say } from '../language.ts';
import { Notice, lookAt } from '../pieces.tsx';
import { useCaseAct, type CaseUse } from './case-act.ts';
import { phoneMoment, phoneOffsetAt } from './office-time.ts';

type Appointment = NonNullable<ApplicationStatus['appointment']>;
const HINT = { akan: 'laman.jadwal.siapkan', lewat: 'laman.jadwal.terlewat', hadir: 'laman.jadwal.sudah_hadir' } as const;
const isLink = (text: string) => /^https?:\/\/\S+$/i.test(text.trim());

/** When, where, and the two answers. */
export function AppointmentCard({ appointment, ...use }: CaseUse & { appointment: Appointment }) {
  const { token, status } = use;
  const [wishing, setWishing] = useState(false);
  const [wish, setWish] = useState('');
  const { act, busy, trouble, errors, setErrors } = useCaseAct(use, 'laman.jadwal.terkirim');
  const here = phoneMoment(appointment.startsAt, appointment.zone, phoneOffsetAt(appointment.startsAt), currentLocale());
  const minutes = Math.round((Date.parse(appointment.endsAt) - Date.parse(appointment.startsAt)) / 60_000);
  const open = status.allowed.includes('appointment');
  // The office's clock says whether it is over: the one of the telephone may be wrong.
  const coming = appointment.phase === 'akan';
  const mayMove = appointment.may.includes('lain');
  const sendWish = async (event: SubmitEvent) => {
    event.preventDefault();
    if (wish.trim() === '') { setErrors(() => ({ wish: say('laman.jadwal.keinginan_kosong') })); lookAt('keinginan'); return; }
    const said = await act((requestId) => postAppointment(token, { requestId, answer: 'lain', wish: wish.trim() }));
    if (said === null) setWishing(false);
  };
  return (
    <section class="card asked" id="jadwal" tabIndex={-1}>
      <h2>{say('laman.jadwal.judul')}</h2>
      <p class="when">{appointment.localTime}</p>
      {here && <p class="hint">{say('laman.jadwal.jam_anda', { waktu: here })}</p>}
      <dl class="facts">
        <div><dt>{say('laman.jadwal.lama')}</dt><dd>{say('laman.jadwal.menit', { menit: minutes })}</dd></div>
        <div><dt>{say('laman.jadwal.cara')}</dt><dd>{appointment.channelLabel}</dd></div>
        <div><dt>{say('laman.jadwal.tempat')}</dt>
          <dd>{isLink(appointment.location) ? <a href={appointment.location.trim()} rel="noopener noreferrer" target="_blank">{appointment.location}</a> : appointment.location}</dd></div>
        {appointment.answer && appointment.phase !== 'hadir' && <div><dt>{say('laman.jadwal.jawaban')}</dt><dd><b>{say(appointment.answer === 'lain' ? 'laman.jadwal.jawaban_lain' : coming ? 'laman.jadwal.jawaban_ya' : 'laman.jadwal.jawaban_ya_lewat')}</b></dd></div>}
      </dl>
      <p class="hint">{say(appointment.phase === 'lewat' && !mayMove ? 'laman.jadwal.terlewat_batas' : HINT[appointment.phase])}</p>
      {open && coming && !mayMove && <p class="hint">{say('laman.jadwal.batas')}</p>}
      <div aria-live="assertive">{trouble && <Notice tone="bad"><p>{trouble}</p></Notice>}</div>
      {open && !wishing && (
        <div class="ways">
          {appointment.answer !== 'ya' && coming && <button type="button" class="button strong" aria-disabled={busy} onClick={() => { void act((requestId) => postAppointment(token, { requestId, answer: 'ya' })); }}>{busy ? say('laman.kirim.mengirim') : say('laman.jadwal.ya')}</button>}
          {mayMove && <button type="button" class="button" onClick={() => { setWishing(true); lookAt('keinginan'); }}>{say('laman.jadwal.lain')}</button>}
        </div>
      )}
      {open && wishing && (
        <form onSubmit={(event) => { void sendWish(event); }} noValidate>
          <div class={errors.wish ? 'field wrong' : 'field'}>
            <label for="keinginan">{say('laman.jadwal.keinginan')}</label>
            <p class="hint" id="keinginan-petunjuk">{say('laman.jadwal.keinginan_petunjuk')}</p>
            <textarea id="keinginan" rows={3} maxLength={500} value={wish} aria-invalid={errors.wish !== undefined} aria-describedby="keinginan-petunjuk keinginan-kata" onInput={(event) => { setWish(event.currentTarget.value); }} />
            <div id="keinginan-kata" aria-live="polite">{errors.wish && <p class="trouble">{errors.wish}</p>}</div>
          </div>
          <div class="ways">
            <button type="submit" class="button strong" aria-disabled={busy}>{busy ? say('laman.kirim.mengirim') : say('laman.jadwal.kirim')}</button>
            <button type="button" class="button" onClick={() => { setWishing(false); }}>{say('laman.batal')}</button>
          </div>
        </form>
      )}
    </section>
  );
}
