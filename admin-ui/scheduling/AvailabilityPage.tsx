import { useState } from 'react';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Checkbox from '@mui/material/Checkbox';
import FormControlLabel from '@mui/material/FormControlLabel';
import Paper from '@mui/material/Paper';
import TextField from '@mui/material/TextField';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useDataProvider, useNotify } from 'react-admin';
import type { AvailabilityItem } from '../../server/domain/contract/scheduling.ts';
import { Day } from '../fields/Moment.tsx';
import { ProblemNote } from '../fields/ProblemNote.tsx';
import { Reading } from '../fields/Reading.tsx';
import { readWindows, windowsText } from '../fields/windows-text.ts';
import { PageHead } from '../layout/PageHead.tsx';
import type { LoketProvider } from '../provider/data-provider.ts';
import { readError, type ReadError } from '../provider/read-error.ts';
import { useMe } from '../provider/use-me.ts';
import { useLocaleTag, useSay, useSayValue } from '../provider/use-say.ts';
import { LeaveDialog } from './LeaveDialog.tsx';

type Availability = NonNullable<AvailabilityItem['availability']>;
const WEEK = [1, 2, 3, 4, 5, 6, 7] as const;
const CHANNELS = ['daring', 'luring'] as const;
const START: Availability = { days: { 1: [], 2: [], 3: [], 4: [], 5: [], 6: [], 7: [] }, slotMinutes: 30, bufferMinutes: 10, noticeMinutes: 240, dailyMax: 6, channels: ['daring'] };

/** When each verifikator can be booked; one's own to change, for a supervisor everybody's. */
export function AvailabilityPage() {
  const say = useSay();
  const me = useMe();
  const provider = useDataProvider<LoketProvider>();
  const found = useQuery({ queryKey: ['availabilities'], queryFn: () => provider.availabilities() });
  const { data } = found;
  const supervises = me?.roles.some((role) => role === 'penyelia' || role === 'admin_kantor') ?? false;
  return (
    <>
      <PageHead title={say('ui.menu.availabilities')} note={say('ui.ketersediaan.penjelasan')} />
      <Reading query={found} />
      {data?.map((person) => <Person key={person.id} person={person} mayChange={supervises || person.id === me?.id} />)}
    </>
  );
}

function Person({ person, mayChange }: { person: AvailabilityItem; mayChange: boolean }) {
  const say = useSay();
  const locale = useLocaleTag();
  const queries = useQueryClient();
  const provider = useDataProvider<LoketProvider>();
  const [leaving, setLeaving] = useState(false);
  const [problem, setProblem] = useState<ReadError | null>(null);
  const again = () => { void queries.invalidateQueries({ queryKey: ['availabilities'] }); };
  return (
    <Paper variant="outlined" component="section" aria-label={person.name} sx={{ p: 1.5, mb: 1.5 }}>
      <Box sx={{ display: 'flex', gap: 1, alignItems: 'center', mb: 1 }}>
        <Box component="h2" sx={{ typography: 'h3', m: 0, flex: 1 }}>{person.name}</Box>
        {mayChange && <Button variant="outlined" onClick={() => { setLeaving(true); }}>{say('ui.ketersediaan.tambah_cuti')}</Button>}
      </Box>
      {person.availability === null && <Box sx={{ color: 'text.secondary', fontSize: '0.875rem', mb: 1 }}>{say('ui.ketersediaan.belum')}</Box>}
      {mayChange ? <WeekForm key={JSON.stringify(person.availability)} person={person} onSaved={again} /> : person.availability && <WeekShown value={person.availability} />}
      {person.exceptions.length > 0 && <Box component="h3" sx={{ fontSize: '0.875rem', m: 0, mt: 1 }}>{say('ui.ketersediaan.pengecualian')}</Box>}
      {person.exceptions.map((exception) => (
        <Box key={exception.id} sx={{ display: 'flex', gap: 1.5, alignItems: 'center', fontSize: '0.875rem' }}>
          <Day day={exception.date} /><span>{exception.windows.length === 0 ? say('ui.ketersediaan.sepanjang_hari') : windowsText(exception.windows, locale)}</span><Box sx={{ color: 'text.secondary', flex: 1 }}>{exception.note}</Box>
          {mayChange && <Button onClick={() => { setProblem(null); provider.endException(exception.id).then(again, (error: unknown) => { setProblem(readError(error)); again(); }); }}>{say('ui.ketersediaan.hapus')}</Button>}
        </Box>
      ))}
      <ProblemNote problem={problem} />
      {leaving && <LeaveDialog person={person} onClose={() => { setLeaving(false); again(); }} />}
    </Paper>
  );
}

function WeekShown({ value }: { value: Availability }) {
  const say = useSay();
  const locale = useLocaleTag();
  return WEEK.filter((day) => value.days[day].length > 0).map((day) => <Box key={day} sx={{ fontSize: '0.875rem' }}>{say(`ui.ketersediaan.hari.${day}`)}: {windowsText(value.days[day], locale)}</Box>);
}

function WeekForm({ person, onSaved }: { person: AvailabilityItem; onSaved: () => void }) {
  const say = useSay();
  const locale = useLocaleTag();
  const sayValue = useSayValue();
  const notify = useNotify();
  const provider = useDataProvider<LoketProvider>();
  const saved = person.availability ?? START;
  const [before] = useState(() => ({
    texts: Object.fromEntries(WEEK.map((day) => [day, windowsText(saved.days[day], locale)])) as Record<(typeof WEEK)[number], string>,
    numbers: { slotMinutes: String(saved.slotMinutes), bufferMinutes: String(saved.bufferMinutes), notice: String(saved.noticeMinutes / 60), dailyMax: String(saved.dailyMax) },
    channels: saved.channels,
  }));
  const [texts, setTexts] = useState(before.texts);
  const [numbers, setNumbers] = useState(before.numbers);
  const [channels, setChannels] = useState(before.channels);
  const changed = JSON.stringify({ texts, numbers, channels }) !== JSON.stringify(before);
  const [problem, setProblem] = useState<ReadError | null>(null);
  const [busy, setBusy] = useState(false);
  const wrong = WEEK.filter((day) => readWindows(texts[day]) === null);
  const save = () => {
    setProblem(null);
    setBusy(true);
    const days = Object.fromEntries(WEEK.map((day) => [day, readWindows(texts[day]) ?? []])) as unknown as Availability['days'];
    provider.saveAvailability(person.id, {
      days, slotMinutes: Number(numbers.slotMinutes), bufferMinutes: Number(numbers.bufferMinutes), noticeMinutes: Math.round(Number(numbers.notice) * 60), dailyMax: Number(numbers.dailyMax), channels: [...channels],
    }).then(() => { notify(say('ui.tersimpan'), { type: 'success' }); onSaved(); }, (error: unknown) => { setProblem(readError(error)); }).finally(() => { setBusy(false); });
  };
  const number = (key: keyof typeof numbers, text: string) => <TextField key={key} type="number" label={text} value={numbers[key]} onChange={(event) => { setNumbers({ ...numbers, [key]: event.target.value }); }} sx={{ width: 210 }} />;
  return (
    <Box component="form" noValidate onSubmit={(event) => { event.preventDefault(); save(); }}>
      <Box sx={{ fontSize: '0.8125rem', color: 'text.secondary', mb: 0.75 }}>{say('ui.ketersediaan.jendela')}</Box>
      <Box sx={{ display: 'grid', gridTemplateColumns: 'repeat(auto-fill, minmax(230px, 1fr))', gap: 1, mb: 1.5 }}>
        {WEEK.map((day) => (
          <TextField key={day} label={say(`ui.ketersediaan.hari.${day}`)} value={texts[day]} placeholder={windowsText([{ start: '09:00', end: '11:30' }], locale)} error={wrong.includes(day)} helperText={wrong.includes(day) ? say('ui.ketersediaan.jendela_salah') : undefined}
            onChange={(event) => { setTexts({ ...texts, [day]: event.target.value }); }} />
        ))}
      </Box>
      <Box sx={{ display: 'flex', gap: 1, flexWrap: 'wrap', alignItems: 'center' }}>
        {number('slotMinutes', say('ui.ketersediaan.lama'))}{number('bufferMinutes', say('ui.ketersediaan.jeda'))}{number('notice', say('ui.ketersediaan.paling_cepat'))}{number('dailyMax', say('ui.ketersediaan.paling_banyak'))}
      </Box>
      <Box sx={{ display: 'flex', gap: 1, flexWrap: 'wrap', alignItems: 'center', mt: 0.5 }}>
        {CHANNELS.map((channel) => <FormControlLabel key={channel} label={sayValue('saluran', channel)} control={<Checkbox checked={channels.includes(channel)} onChange={(_event, on) => { setChannels(CHANNELS.filter((each) => (each === channel ? on : channels.includes(each)))); }} />} />)}
        {/* Each officer has one: only where something waits to be saved does it stand out. */}
        <Button type="submit" variant={changed ? 'contained' : 'outlined'} loading={busy} disabled={wrong.length > 0 || channels.length === 0}>{say('ui.simpan')}</Button>
      </Box>
      <ProblemNote problem={problem} />
    </Box>
  );
}
