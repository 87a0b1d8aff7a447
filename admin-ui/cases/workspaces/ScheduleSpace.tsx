import { useState } from 'react';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Chip from '@mui/material/Chip';
import Paper from '@mui/material/Paper';
import type { AppointmentItem, OfferedSlot } from '../../../server/domain/contract/scheduling.ts';
import { Moment, useMoment, useZone } from '../../fields/Moment.tsx';
import { toLocalInput, zoneName } from '../../fields/office-time.ts';
import { FreeSlots } from '../../scheduling/FreeSlots.tsx';
import { ContactApplicant } from '../../mail/ContactApplicant.tsx';
import { useOpenDuties } from '../../mail/use-open-duties.ts';
import { ProblemNote } from '../../fields/ProblemNote.tsx';
import { readError, type ReadError } from '../../provider/read-error.ts';
import { useSay, useSayValue } from '../../provider/use-say.ts';
import { FieldList } from '../../subjects/FieldList.tsx';
import { ActForm } from '../acts/ActForm.tsx';
import { useDesk } from '../case-page/case-context.ts';
import { useCaseRows } from '../case-page/use-case-desk.ts';
import { ACTS } from './embedded-acts.ts';

const OPEN = ['diusulkan', 'dikonfirmasi'];

/** The appointment that stands, what the applicant said to it, and the form for the next one. */
export function ScheduleSpace() {
  const say = useSay();
  const sayValue = useSayValue();
  const { view } = useDesk();
  const slots = useCaseRows<AppointmentItem>(view.id, 'appointments', { field: 'createdAt', order: 'DESC' });
  const [picked, setPicked] = useState<OfferedSlot | null>(null);
  const zone = useZone();
  const lost = useOpenDuties(view.id);
  const current = slots.data?.find((slot) => OPEN.includes(slot.state));
  const wish = current ? undefined : slots.data?.find((slot) => slot.wish);
  const offering = view.actions.find((action) => action.tone === 'utama' && !action.embedded && Object.keys(action.input.properties ?? {}).length > 0);
  return (
    <>
      {current && <Current slot={current} />}
      {current && lost.length === 0 && <ContactApplicant caseId={view.id} />}
      {wish && <Paper variant="outlined" sx={{ p: 1.25, mb: 1.25, borderColor: 'warning.main' }}><strong>{say('ui.jadwal.keinginan')}</strong> “{wish.wish}”</Paper>}
      {/* Whoever cannot arrange it still answers the telephone. */}
      {slots.data && !current && !offering && <Box sx={{ mb: 1.5 }}><Box sx={{ mb: 1, color: 'text.secondary' }}>{say('ui.jadwal.belum_ada')}</Box><FieldList columns={2} /></Box>}
      {offering && (
        <Box component="section" aria-label={offering.label}>
          <Box component="h2" sx={{ typography: 'h2', m: 0, mb: 1 }}>{say('ui.jadwal.buat')}</Box>
          <FreeSlots caseId={view.id} version={view.version} chosen={picked} onChoose={setPicked} />
          <ActForm key={picked ? `${picked.start}${picked.channel}` : 'kosong'} action={offering} inline {...(picked ? { proposals: filledFrom(picked, zone) } : {})} />
        </Box>
      )}
      {slots.data && !current && <ToldChoice />}
      {(slots.data ?? []).filter((slot) => slot !== current).map((slot) => (
        <Box key={slot.id} sx={{ fontSize: '0.875rem', color: 'text.secondary', py: 0.5 }}><Moment at={slot.startsAt} shown="lengkap" /> · {slot.stateLabel}{slot.closedReasonLabel ? `: ${slot.closedReasonLabel}` : ''}{slot.closedByKind ? ` ${say('ui.jadwal.ditutup_oleh', { siapa: slot.closedByName ?? sayValue('ui.pelaku', slot.closedByKind) })}` : ''} · {slot.verifikatorName}</Box>
      ))}
    </>
  );
}

/** Whoever answers the telephone records which of the offered times the applicant chose. */
function ToldChoice() {
  const say = useSay();
  const zone = useZone();
  const { view, action } = useDesk();
  const [open, setOpen] = useState(false);
  const [picked, setPicked] = useState<OfferedSlot | null>(null);
  const record = action(ACTS.recordChoice);
  if (!record || record.obstacles.length > 0) return null;
  if (!open) return <Button variant="outlined" sx={{ mb: 1.5 }} onClick={() => { setOpen(true); }}>{record.label}</Button>;
  return (
    <Paper variant="outlined" component="section" aria-label={record.label} sx={{ p: 1.5, mb: 1.5 }}>
      <Box component="h2" sx={{ typography: 'h2', m: 0, mb: 0.5 }}>{record.label}</Box>
      <Box sx={{ color: 'text.secondary', fontSize: '0.875rem', mb: 1 }}>{say('ui.jadwal.dipilih_bantuan')}</Box>
      <FreeSlots caseId={view.id} version={view.version} chosen={picked} onChoose={setPicked} />
      {picked && <ActForm key={`${picked.start}${picked.channel}`} action={record} inline proposals={{ mulai: toLocalInput(new Date(picked.start), zone), saluran: picked.channel }} />}
      <Button onClick={() => { setOpen(false); setPicked(null); }}>{say('ui.batal')}</Button>
    </Paper>
  );
}

/** The form's own fields, as one would type them. */
function filledFrom(slot: OfferedSlot, zone: string): Record<string, unknown> {
  return {
    mulai: toLocalInput(new Date(slot.start), zone), menit: (Date.parse(slot.end) - Date.parse(slot.start)) / 60_000, saluran: slot.channel, ...(slot.roomId ? { ruangId: slot.roomId } : {}),
  };
}

function Current({ slot }: { slot: AppointmentItem }) {
  const say = useSay();
  const sayValue = useSayValue();
  const moment = useMoment();
  const zone = useZone();
  const { act, action, pending, reload } = useDesk();
  const [problem, setProblem] = useState<ReadError | null>(null);
  const agree = slot.answer === null && !slot.over ? action(ACTS.agreeSlot) : undefined;
  const said = slot.over ? (slot.answer === 'ya' ? 'ui.jadwal.lewat_ya' : 'ui.jadwal.lewat_tanpa_jawab') : slot.answer === 'ya' ? 'ui.jadwal.jawab_ya' : 'ui.jadwal.belum_jawab';
  return (
    <Paper variant="outlined" component="section" data-ref="mulai" tabIndex={-1} sx={{ p: 1.5, mb: 1.5 }} aria-label={say('ui.jadwal.sekarang')}>
      <Box sx={{ display: 'flex', gap: 1, alignItems: 'center' }}>
        <Box sx={{ typography: 'h2' }}>{moment(slot.startsAt, 'hari')}, {moment(slot.startsAt, 'jam')}–{moment(slot.endsAt, 'jam')} {zoneName(zone)}</Box>
        <Chip variant="outlined" color={slot.over ? 'warning' : slot.state === 'dikonfirmasi' ? 'success' : 'default'} label={slot.stateLabel} />
      </Box>
      <Box sx={{ fontSize: '0.9375rem', mt: 0.5, overflowWrap: 'anywhere' }}>{sayValue('saluran', slot.channel)} · {slot.location} · {slot.verifikatorName}</Box>
      <Box sx={{ fontSize: '0.875rem', color: 'text.secondary', mt: 0.5 }}>
        {say(said)}
        {agree && <Button disabled={agree.obstacles.length > 0} loading={pending === agree.id} onClick={() => { setProblem(null); act(agree.id, {}).catch((error: unknown) => { setProblem(readError(error)); }); }}>{say('ui.jadwal.catat_ya')}</Button>}
      </Box>
      {slot.calendarAnswer && slot.calendarAnsweredAt && (
        <Box sx={{ fontSize: '0.875rem', mt: 0.5, color: slot.calendarAnswer === 'diterima' ? 'text.secondary' : 'warning.main' }}>{sayValue('ui.jadwal.kalender', slot.calendarAnswer)} <Moment at={slot.calendarAnsweredAt} shown="lengkap" /></Box>
      )}
      {/^https?:\/\//.test(slot.location) && <Button component="a" variant="outlined" href={slot.location} target="_blank" rel="noreferrer" sx={{ mt: 1 }}>{say('ui.jadwal.buka_panggilan')}</Button>}
      <ProblemNote problem={problem} onReload={reload} />
    </Paper>
  );
}
