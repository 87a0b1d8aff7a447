import { Fragment, lazy, Suspense, useMemo, useState, type ReactNode } from 'react';
import Alert from '@mui/material/Alert';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Chip from '@mui/material/Chip';
import LinearProgress from '@mui/material/LinearProgress';
import MenuItem from '@mui/material/MenuItem';
import Paper from '@mui/material/Paper';
import Tab from '@mui/material/Tab';
import Tabs from '@mui/material/Tabs';
import TextField from '@mui/material/TextField';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useDataProvider, useTheme } from 'react-admin';
import { useNavigate, useSearchParams } from 'react-router-dom';
import type { CalendarView } from '../../server/domain/contract/scheduling.ts';
import { AWAY_COLOR, HOLIDAY_COLOR, STATE_COLOR, TROUBLE_COLOR } from './appointment-colors.ts';
import { CaseLink } from '../cases/CaseLink.tsx';
import { useMoment, useZone } from '../fields/Moment.tsx';
import { officeDay, showDay, toIsoWithOffset, zoneName } from '../fields/office-time.ts';
import { Reading } from '../fields/Reading.tsx';
import { PageHead } from '../layout/PageHead.tsx';
import type { LoketProvider } from '../provider/data-provider.ts';
import { useLocaleTag, useSay, useSayValue } from '../provider/use-say.ts';

const DAY = 86_400_000;
const VIEWS = { minggu: 7, hari: 1, daftar: 14 } as const;
type View = keyof typeof VIEWS;
/** The calendar is the heavy part; a list needs none of it. */
const WeekCalendar = lazy(async () => ({ default: (await import('./WeekCalendar.tsx')).WeekCalendar }));

const noon = (day: string) => Date.parse(`${day}T12:00:00Z`);
const plusDays = (day: string, days: number) => new Date(noon(day) + days * DAY).toISOString().slice(0, 10);
const mondayOf = (day: string) => plusDays(day, -((new Date(noon(day)).getUTCDay() + 6) % 7));

/** The appointments of the office or of one verifikator: a week, a day, or two weeks as a list. Always in the office's own hours. */
export function AgendaPage() {
  const say = useSay();
  const sayValue = useSayValue();
  const locale = useLocaleTag();
  const zone = useZone();
  const [theme] = useTheme();
  const navigate = useNavigate();
  const provider = useDataProvider<LoketProvider>();
  const [search, setSearch] = useSearchParams();
  const [today] = useState(() => officeDay(new Date(), zone));
  const asked = search.get('tampilan') ?? '';
  const view: View = asked in VIEWS ? asked as View : 'minggu';
  const anchor = /^\d{4}-\d{2}-\d{2}$/.test(search.get('mulai') ?? '') ? search.get('mulai') ?? today : today;
  const first = view === 'minggu' ? mondayOf(anchor) : anchor;
  const person = search.get('petugas');
  const [from, to] = [toIsoWithOffset(`${first}T00:00`, zone) ?? '', toIsoWithOffset(`${plusDays(first, VIEWS[view])}T00:00`, zone) ?? ''];
  const found = useQuery({ queryKey: ['appointments', 'kalender', from, to, person], queryFn: () => provider.calendar(from, to, person), placeholderData: keepPreviousData });
  const { data } = found;
  const put = (change: Record<string, string | null>) => {
    const next = new URLSearchParams(search);
    for (const [key, value] of Object.entries(change)) { if (value === null) next.delete(key); else next.set(key, value); }
    setSearch(next);
  };
  const last = plusDays(first, VIEWS[view] - 1);
  return (
    <Box sx={{ height: '100%', display: 'flex', flexDirection: 'column' }}>
      <PageHead title={say('ui.menu.appointments')} note={`${showDay(first, locale)}${first === last ? '' : ` – ${showDay(last, locale)}`} · ${say('ui.kalender.zona', { zona: zoneName(zone) })}`}
        tabs={<Tabs value={view} aria-label={say('ui.kalender.tampilan')} onChange={(_event, next: View) => { put({ tampilan: next }); }}>{(Object.keys(VIEWS) as View[]).map((name) => <Tab key={name} value={name} label={say(`ui.kalender.${name}`)} />)}</Tabs>}>
        <TextField select label={say('ui.kalender.petugas')} value={data?.people.some(({ id }) => id === person) ? person : ''} onChange={(event) => { put({ petugas: event.target.value || null }); }} sx={{ minWidth: 190 }} slotProps={{ select: { displayEmpty: true }, inputLabel: { shrink: true } }}>
          <MenuItem value="">{say('ui.kalender.semua_petugas')}</MenuItem>
          {data?.people.map(({ id, name }) => <MenuItem key={id} value={id}>{name}</MenuItem>)}
        </TextField>
        <Button variant="outlined" onClick={() => { put({ mulai: plusDays(first, -VIEWS[view]) }); }}>{say('ui.jadwal.mundur')}</Button>
        <Button variant="outlined" onClick={() => { put({ mulai: null }); }}>{say('ui.jadwal.hari_ini')}</Button>
        <Button variant="outlined" onClick={() => { put({ mulai: plusDays(first, VIEWS[view]) }); }}>{say('ui.jadwal.maju')}</Button>
      </PageHead>
      <Reading query={found} />
      {data && view === 'daftar' && <DayList data={data} zone={zone} today={today} />}
      {data && view !== 'daftar' && (
        <Box aria-label={say('ui.kalender.arti_warna')} role="group" sx={{ display: 'flex', gap: 2, flexWrap: 'wrap', fontSize: '0.8125rem', color: 'text.secondary', mb: 0.75 }}>
          {Object.entries(STATE_COLOR).map(([state, color]) => <Meaning key={state} color={color}>{sayValue('nilai', state)}</Meaning>)}
          {data.appointments.some((slot) => slot.trouble) && <Meaning color={TROUBLE_COLOR}>⚠ {say('ui.kalender.perlu_diatur')}</Meaning>}
          {data.exceptions.length > 0 && <Meaning color={AWAY_COLOR}>{say('ui.kalender.petugas_pergi')}</Meaning>}
          {data.holidays.length > 0 && <Meaning color={HOLIDAY_COLOR}>{say('ui.kalender.libur')}</Meaning>}
        </Box>
      )}
      {data && view !== 'daftar' && (
        <Box sx={{ flex: 1, minHeight: 420, bgcolor: 'background.paper' }}>
          <Suspense fallback={<LinearProgress aria-label={say('ui.memuat')} />}>
            <WeekCalendar data={data} zone={zone} locale={locale === 'en-GB' ? 'en' : 'id'} day={first} view={view === 'minggu' ? 'timeGridWeek' : 'timeGridDay'} dark={theme === 'dark'} onOpen={(id) => { void navigate(`/cases/${id}/show`); }} />
          </Suspense>
        </Box>
      )}
    </Box>
  );
}

function Meaning({ color, children }: { color: string; children: ReactNode }) {
  return <Box sx={{ display: 'flex', gap: 0.75, alignItems: 'center' }}><Box aria-hidden sx={{ width: 12, height: 12, borderRadius: 0.5, bgcolor: color }} />{children}</Box>;
}

function DayList({ data, zone, today }: { data: CalendarView; zone: string; today: string }) {
  const say = useSay();
  const sayValue = useSayValue();
  const moment = useMoment();
  const days = useMemo(() => {
    const slots = Object.groupBy(data.appointments, (slot) => officeDay(new Date(slot.startsAt), zone));
    return [...new Set([...Object.keys(slots), ...data.exceptions.map(({ date }) => date), ...data.holidays.map(({ date }) => date)])].sort().map((day) => ({
      day, slots: slots[day] ?? [], away: data.exceptions.filter(({ date }) => date === day), holidays: data.holidays.filter(({ date }) => date === day),
    }));
  }, [data, zone]);
  if (days.length === 0) return <Box sx={{ color: 'text.secondary', p: 4, textAlign: 'center' }}>{say('ui.kalender.kosong')}</Box>;
  return days.map(({ day, slots, away, holidays }) => (
    <Paper key={day} variant="outlined" component="section" sx={{ mb: 1.5, px: 1.5, py: 1 }} aria-label={day}>
      <Box component="h2" sx={{ typography: 'h3', m: 0, mb: 0.5, color: day === today ? 'primary.main' : 'text.primary' }}>{moment(toIsoWithOffset(`${day}T12:00`, zone) ?? day, 'hari')}</Box>
      {holidays.map(({ name }) => <Box key={name} sx={{ fontSize: '0.875rem', fontWeight: 600 }}>{name}</Box>)}
      {away.map((each) => <Box key={each.id} sx={{ fontSize: '0.875rem', color: 'warning.main' }}>{each.userName}: {say(each.away ? 'ui.kalender.tidak_ada' : 'ui.kalender.jam_lain')}{each.note ? ` (${each.note})` : ''}</Box>)}
      <Box sx={{ display: 'grid', gridTemplateColumns: '110px 150px minmax(0, 1fr) 190px 130px', columnGap: 2, rowGap: 0.5, fontSize: '0.875rem', alignItems: 'center' }}>
        {slots.map((slot) => (
          <Fragment key={slot.id}>
            <strong className="tabular">{moment(slot.startsAt, 'jam')}–{moment(slot.endsAt, 'jam')}</strong>
            <CaseLink id={slot.caseId} number={slot.caseNumber} />
            <Box sx={{ overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' }}>{sayValue('saluran', slot.channel)} · {slot.roomName ?? slot.location}</Box>
            <span>{slot.verifikatorName}</span>
            <Chip variant="outlined" label={slot.stateLabel} color={slot.over ? 'warning' : slot.state === 'dikonfirmasi' || slot.state === 'hadir' ? 'success' : slot.state === 'tidak_hadir' ? 'warning' : 'default'} />
            {slot.trouble && <Alert severity="warning" sx={{ gridColumn: '1 / -1', py: 0 }}>{say('ui.kalender.tanpa_petugas', { sebab: slot.trouble })}</Alert>}
          </Fragment>
        ))}
      </Box>
    </Paper>
  ));
}
