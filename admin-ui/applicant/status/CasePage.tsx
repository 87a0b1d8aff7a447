/** @jsxImportSource preact */
import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import type { ApplicationStatus } from '../../../server/domain/contract/intake.ts';
import { getStatus, tellOpened } from '../api.ts';
import type { Problem } from '../api-answer.ts';
import { sentenceOf, useLoad, useTitle } from '../hooks.ts';
import { currentLocale, say, type ApplicantKey, type Locale } from '../language.ts';
import { Link } from '../navigation.tsx';
import { Loading, Notice, lookAt } from '../pieces.tsx';
import { AppointmentCard } from './AppointmentCard.tsx';
import { officeDay } from './office-time.ts';
import { Files, Letters, Timeline } from './Papers.tsx';
import { RepairForm } from './RepairForm.tsx';
import { SlotChoice } from './SlotChoice.tsx';
import { VisitForm } from './VisitForm.tsx';
import { Withdrawal } from './Withdrawal.tsx';

/** Older than this, the page asks again when somebody comes back to it. */
const FRESH_MS = 60_000;

/** What the private link opens: where the file stands, what is expected, and everything of the applicant's own. */
export function CasePage({ token }: { token: string }) {
  useTitle(say('laman.berkas.judul'));
  const { value, problem, again } = useLoad(useCallback(() => getStatus(token), [token]));
  // The answer to an act is newer than what was loaded before it.
  const [acted, setActed] = useState<{ status: ApplicationStatus; over: ApplicationStatus | null } | null>(null);
  const [done, setDone] = useState<ApplicantKey | null>(null);
  const [refused, setRefused] = useState<Problem | null>(null);
  const status = acted && acted.over === value ? acted.status : value;
  // Looked at once the page shows how it stands now: what was pressed may be gone from it.
  const toLookRef = useRef(false);
  useEffect(() => {
    if (toLookRef.current) lookAt('pesan');
    toLookRef.current = false;
  }, [value]);
  const toldRef = useRef(false);
  useEffect(() => {
    if (!value || toldRef.current) return;
    toldRef.current = true;
    // Only notes when the page was first opened; should it fail, the next opening notes it.
    void tellOpened(token);
  }, [value, token]);
  useAskAgain(again);

  if (problem?.status === 404) return <DeadLink problem={problem} />;
  if (!status) return <div class="page"><Loading problem={problem} again={again} /></div>;
  const after = (next: ApplicationStatus, sentence: ApplicantKey, spoken: Locale) => {
    setActed({ status: next, over: value });
    setDone(sentence);
    setRefused(null);
    lookAt('pesan');
    // The language was changed while it was on its way.
    if (spoken !== currentLocale()) again();
  };
  const moved = (problem: Problem) => { setDone(null); setRefused(problem); toLookRef.current = true; again(); };
  const use = { token, status, after, moved };
  const ended = status.endedAt !== null;
  return (
    <div class="page">
      <p class="crumb">{status.office.name}</p>
      <h1>{status.procedureLabel}</h1>
      <section class="stub slim">
        <p class="stub-label">{say('laman.terkirim.nomor')}</p>
        <p class="stub-number">{status.caseNumber}</p>
        <p class="stub-office">{say('laman.berkas.diterima', { tanggal: officeDay(status.receivedAt, status.office.zone, currentLocale()) })}</p>
      </section>
      <div role="status" class="done" id="pesan" tabIndex={-1}>
        {done && <Notice tone="good"><p>✓ {say(done)}</p></Notice>}
        {refused && <Notice tone="warning"><p>{sentenceOf(refused)}</p></Notice>}
      </div>
      {problem && <Notice tone="warning"><p>{say('laman.berkas.mungkin_lama')} <button type="button" class="text-button" onClick={again}>{say('laman.coba_lagi')}</button></p></Notice>}
      <section class={ended ? 'card now ended' : 'card now'}>
        <h2>{ended ? say('laman.berkas.hasil') : say('laman.berkas.sekarang')}</h2>
        {ended && status.outcomeLabel && <p class="outcome">{status.outcomeLabel}</p>}
        <p>{status.placeText}</p>
        {!ended && <Expected status={status} />}
      </section>
      {status.repair && <RepairForm key={status.repair.openedAt} {...use} repair={status.repair} />}
      {status.appointment && <AppointmentCard key={status.appointment.startsAt} {...use} appointment={status.appointment} />}
      {status.allowed.includes('choose') && <SlotChoice key={status.slots[0]?.start ?? ''} {...use} />}
      {status.allowed.includes('visits') && <VisitForm {...use} />}
      <Timeline status={status} />
      {status.letters.length > 0 && <Letters {...use} />}
      {status.files.length > 0 && <Files {...use} />}
      {status.allowed.includes('withdraw') && <Withdrawal {...use} />}
      {status.office.contact && <p class="hint centered">{say('laman.depan.tanya', { kantor: status.office.name, kontak: status.office.contact })}</p>}
    </div>
  );
}

/** Where each expectation is met on this page. */
const PLACE_OF: Readonly<Record<string, string>> = { repair: 'perbaikan', appointment: 'jadwal', choose: 'pilih-jadwal', visits: 'buku-tamu' };

function Expected({ status }: { status: ApplicationStatus }) {
  const places = status.allowed.filter((act) => act in PLACE_OF && (act !== 'appointment' || status.appointment?.answer === null));
  return (
    <div class="expected">
      <h3>{say('laman.berkas.diharapkan')}</h3>
      <ul>{status.expected.map((sentence, index) => {
        // The sentences come in the order of what is allowed.
        const place = status.expected.length === places.length ? PLACE_OF[places[index] ?? ''] : undefined;
        return <li key={sentence}>{place ? <a href={`#${place}`}>{sentence}</a> : sentence}</li>;
      })}</ul>
    </div>
  );
}

function DeadLink({ problem }: { problem: Problem }) {
  return (
    <div class="page">
      <h1>{say('laman.berkas.tautan_mati')}</h1>
      <p>{sentenceOf(problem)}</p>
      <p><Link href="/" class="button">{say('laman.ke_depan')}</Link></p>
    </div>
  );
}

/** Somebody who comes back to an open tab wants to know how it stands now; asking changes nothing on the server. */
function useAskAgain(again: () => void): void {
  useEffect(() => {
    let asked = Date.now();
    const look = () => {
      if (document.visibilityState !== 'visible' || Date.now() - asked < FRESH_MS) return;
      asked = Date.now();
      again();
    };
    document.addEventListener('visibilitychange', look);
    return () => { document.removeEventListener('visibilitychange', look); };
  }, [again]);
}
