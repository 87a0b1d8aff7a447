import { useRef, useState, type SubmitEvent } from 'react';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Dialog from '@mui/material/Dialog';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import DialogTitle from '@mui/material/DialogTitle';
import { useDataProvider } from 'react-admin';
import { createIntents } from '../cases/case-page/intents.ts';
import { DayField } from '../fields/DayField.tsx';
import { useZone } from '../fields/Moment.tsx';
import { officeDay } from '../fields/office-time.ts';
import { ProblemNote } from '../fields/ProblemNote.tsx';
import type { LoketProvider } from '../provider/data-provider.ts';
import { errorAt, readError, type ReadError } from '../provider/read-error.ts';
import { useMe } from '../provider/use-me.ts';
import { useSay } from '../provider/use-say.ts';
import { unlessBeside } from '../fields/unless-beside.ts';
import { AbsencePlanNote } from './AbsencePlanNote.tsx';
import { ColleagueField, QUEUE } from './ColleagueField.tsx';

/** Who is away, from when to when, and who stands in. Somebody without supervision records himself. */
export function AbsenceDialog({ onClose, onDone }: { onClose: () => void; onDone: () => void }) {
  const say = useSay();
  const me = useMe();
  const zone = useZone();
  const provider = useDataProvider<LoketProvider>();
  const intents = useRef(createIntents(() => crypto.randomUUID()));
  const today = officeDay(new Date(), zone);
  const supervises = me?.roles.some((role) => role === 'penyelia' || role === 'admin_kantor') ?? false;
  const [userId, setUserId] = useState(me?.id ?? '');
  const [firstDay, setFirstDay] = useState(today);
  const [lastDay, setLastDay] = useState(today);
  const [substitute, setSubstitute] = useState<string>(QUEUE);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<ReadError | null>(null);
  const save = async (event: SubmitEvent) => {
    event.preventDefault();
    setBusy(true);
    setProblem(null);
    const input = { userId, firstDay, lastDay, substituteId: substitute === QUEUE ? null : substitute };
    try {
      await provider.recordAbsence({ ...input, requestId: intents.current.idFor('absensi', input) });
      onDone();
    } catch (error) {
      setProblem(readError(error));
      setBusy(false);
    }
  };
  const day = (name: 'firstDay' | 'lastDay', label: string, value: string, change: (value: string) => void) => (
    <DayField
      label={label} required value={value} onChange={change} sx={{ flex: 1 }}
      error={errorAt(problem?.errors, name) !== undefined} helperText={errorAt(problem?.errors, name)}
    />
  );
  return (
    <Dialog open onClose={unlessBeside(onClose)} aria-labelledby="judul-absensi-baru" fullWidth maxWidth="xs">
      <Box component="form" noValidate onSubmit={(event: SubmitEvent) => { void save(event); }}>
        <DialogTitle id="judul-absensi-baru" variant="h2">{say('ui.absensi.catat')}</DialogTitle>
        <DialogContent sx={{ display: 'flex', flexDirection: 'column', gap: 1.5 }}>
          <Box sx={{ fontSize: '0.875rem', color: 'text.secondary' }}>{say('ui.absensi.penjelasan')}</Box>
          {supervises ? <ColleagueField label={say('ui.absensi.siapa')} value={userId} onChange={setUserId} error={errorAt(problem?.errors, 'userId')} /> : <Box>{say('ui.absensi.siapa')}: <strong>{me?.name}</strong></Box>}
          <Box sx={{ display: 'flex', gap: 1.5 }}>
            {day('firstDay', say('ui.absensi.dari'), firstDay, (value) => { setFirstDay(value); if (value > lastDay) setLastDay(value); })}
            {day('lastDay', say('ui.absensi.sampai'), lastDay, setLastDay)}
          </Box>
          <ColleagueField label={say('ui.absensi.pengganti')} queue={say('ui.absensi.ke_antrean')} value={substitute} onChange={setSubstitute} except={userId} error={errorAt(problem?.errors, 'substituteId')} />
          <AbsencePlanNote wish={{ userId, firstDay, lastDay, substituteId: substitute === QUEUE ? null : substitute }} />
          <ProblemNote problem={problem} known={['userId', 'firstDay', 'lastDay', 'substituteId']} />
        </DialogContent>
        <DialogActions>
          <Button onClick={onClose}>{say('ui.batal')}</Button>
          <Button type="submit" variant="contained" disabled={!userId || !firstDay || !lastDay} loading={busy}>{say('ui.simpan')}</Button>
        </DialogActions>
      </Box>
    </Dialog>
  );
}
