import { useState, type ReactNode } from 'react';
import Alert from '@mui/material/Alert';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import TextField from '@mui/material/TextField';
import { useQueryClient } from '@tanstack/react-query';
import { Loading, useDataProvider, useGetList } from 'react-admin';
import type { WeekItem } from '../../server/domain/contract/offices.ts';
import { ramadanWeek, standardWeek } from '../../server/domain/working-time.ts';
import { DayField } from '../fields/DayField.tsx';
import { FormDialog } from '../fields/FormDialog.tsx';
import { Day } from '../fields/Moment.tsx';
import { readWindows, windowsText } from '../fields/windows-text.ts';
import { showDay } from '../fields/office-time.ts';
import { ProblemNote } from '../fields/ProblemNote.tsx';
import { PageHead } from '../layout/PageHead.tsx';
import type { LoketProvider } from '../provider/data-provider.ts';
import { readError } from '../provider/read-error.ts';
import { useLocaleTag, useSay } from '../provider/use-say.ts';

const DAYS = [1, 2, 3, 4, 5, 6, 7] as const;
type DayNumber = (typeof DAYS)[number];
const STANDARD = standardWeek().days as WeekItem['days'];

/** Week tables with their dates: the later one wins where they overlap, so Ramadan lies over the ordinary week. */
export function WeekTables({ tabs, head, mayEdit }: { tabs: ReactNode; head: ReactNode; mayEdit: boolean }) {
  const say = useSay();
  const locale = useLocaleTag();
  const queries = useQueryClient();
  const provider = useDataProvider<LoketProvider>();
  const { data, error, isPending } = useGetList<WeekItem>('working-weeks', { pagination: { page: 1, perPage: 100 }, sort: { field: 'from', order: 'ASC' }, filter: {} });
  const [open, setOpen] = useState<WeekItem | 'baru' | null>(null);
  const [leaving, setLeaving] = useState<WeekItem | null>(null);
  const done = () => {
    setOpen(null);
    setLeaving(null);
    void queries.invalidateQueries({ queryKey: ['working-weeks'] });
  };
  return (
    <Box>
      <PageHead title={say('ui.kalender.judul')} tabs={tabs}>{mayEdit && <Button variant="contained" onClick={() => { setOpen('baru'); }}>{say('ui.kalender.tambah_minggu')}</Button>}</PageHead>
      {head}
      {error && <ProblemNote problem={readError(error)} />}
      {isPending && <Loading />}
      {data?.length === 0 && <Alert severity="info" sx={{ mb: 1 }}>{say('ui.kalender.baku')}</Alert>}
      <Box sx={{ display: 'grid', gridTemplateColumns: 'repeat(auto-fill, minmax(300px, 1fr))', gap: 1.5 }}>
        {data?.map((week) => (
          <Box key={week.id} component="article" aria-label={week.label} sx={{ border: 1, borderColor: 'divider', borderRadius: 1, bgcolor: 'background.paper', p: 1.5 }}>
            <Box component="h2" sx={{ typography: 'h2', m: 0, overflowWrap: 'anywhere' }}>{week.label}</Box>
            <Box sx={{ color: 'text.secondary', mb: 1 }}><Day day={week.from} /> – {week.to ? <Day day={week.to} /> : say('ui.kalender.seterusnya')}</Box>
            <Box component="dl" className="tabular" sx={{ m: 0, display: 'grid', gridTemplateColumns: 'max-content 1fr', columnGap: 1.5, rowGap: 0.25, '& dd': { m: 0 } }}>
              {DAYS.map((day) => [<dt key={`h${day}`}>{say(`ui.kalender.hari.${day}`)}</dt>, <dd key={`j${day}`}>{windowsText(week.days[day], locale) || '–'}</dd>])}
            </Box>
            <Box sx={{ color: 'text.secondary', mt: 1 }}>{say('ui.kalender.per_minggu')}: {say('ui.kalender.jam_menit', { jam: Math.floor(week.weeklyMinutes / 60), menit: week.weeklyMinutes % 60 })}</Box>
            {mayEdit && <Box sx={{ mt: 1, display: 'flex', gap: 1 }}><Button onClick={() => { setOpen(week); }} aria-label={`${say('ui.ubah')}: ${week.label}`}>{say('ui.ubah')}</Button><Button color="error" onClick={() => { setLeaving(week); }} aria-label={`${say('ui.hapus')}: ${week.label}`}>{say('ui.hapus')}</Button></Box>}
          </Box>
        ))}
      </Box>
      {open && <WeekDialog key={open === 'baru' ? 'baru' : open.id} week={open === 'baru' ? null : open} onClose={done} />}
      {leaving && <FormDialog title={`${say('ui.hapus')}: ${leaving.label}`} send={say('ui.hapus')} danger onSend={() => provider.removeWeek(leaving.id)} onClose={done}>{say('ui.kalender.hapus_tanya', { nama: leaving.label, hari: `${showDay(leaving.from, locale)} – ${leaving.to ? showDay(leaving.to, locale) : say('ui.kalender.seterusnya')}` })}</FormDialog>}
    </Box>
  );
}

const textsOf = (days: WeekItem['days'], locale: string) => Object.fromEntries(DAYS.map((day) => [day, windowsText(days[day], locale)])) as Record<DayNumber, string>;

function WeekDialog({ week, onClose }: { week: WeekItem | null; onClose: () => void }) {
  const say = useSay();
  const locale = useLocaleTag();
  const provider = useDataProvider<LoketProvider>();
  const [name, setName] = useState(week?.label ?? '');
  const [from, setFrom] = useState(week?.from ?? '');
  const [to, setTo] = useState(week?.to ?? '');
  const [hours, setHours] = useState(() => textsOf(week?.days ?? STANDARD, locale));
  const read = Object.fromEntries(DAYS.map((day) => [day, readWindows(hours[day])])) as Record<DayNumber, WeekItem['days'][1] | null>;
  const unreadable = DAYS.some((day) => read[day] === null);
  return (
    <FormDialog title={week?.label ?? say('ui.kalender.tambah_minggu')} send={say('ui.simpan')} fields={['name', 'from', 'to']} disabled={unreadable} onSend={() => provider.saveWeek({ name: name === week?.label ? week.name : name, from, to: to || null, days: read as WeekItem['days'] }, week?.id)} onClose={onClose}>
      {(wrong) => (
        <>
          <Box sx={{ color: 'text.secondary' }}>{say('ui.kalender.tetap')}</Box>
          <TextField required label={say('ui.kalender.nama')} value={name} {...wrong('name')} onChange={(event) => { setName(event.target.value); }} slotProps={{ htmlInput: { maxLength: 80 } }} />
          <Box sx={{ display: 'flex', gap: 1.5 }}>
            <DayField required label={say('ui.kalender.dari')} value={from} {...wrong('from')} onChange={setFrom} sx={{ flex: 1 }} />
            <DayField label={say('ui.kalender.hingga')} value={to} {...wrong('to')} onChange={setTo} sx={{ flex: 1 }} />
          </Box>
          <Box sx={{ display: 'flex', gap: 1 }}>
            <Button variant="outlined" onClick={() => { setHours(textsOf(STANDARD, locale)); }}>{say('ui.kalender.mulai_baku')}</Button>
            <Button variant="outlined" onClick={() => { setHours(textsOf(ramadanWeek('2000-01-01', '2000-01-02').days as WeekItem['days'], locale)); }}>{say('ui.kalender.mulai_ramadan')}</Button>
          </Box>
          <Box sx={{ color: 'text.secondary', fontSize: '0.8125rem' }}>{say('ui.kalender.jam_petunjuk')}</Box>
          <Box sx={{ display: 'grid', gridTemplateColumns: 'repeat(2, minmax(0, 1fr))', gap: 1.5 }}>
            {DAYS.map((day) => <TextField key={day} label={say(`ui.kalender.hari.${day}`)} value={hours[day]} error={read[day] === null} helperText={read[day] === null ? say('ui.kalender.jam_salah') : undefined} onChange={(event) => { setHours({ ...hours, [day]: event.target.value }); }} />)}
          </Box>
        </>
      )}
    </FormDialog>
  );
}
