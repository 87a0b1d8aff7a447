import { useMemo, useState } from 'react';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Dialog from '@mui/material/Dialog';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import FullCalendar from '@fullcalendar/react';
import idLocale from '@fullcalendar/react/locales/id';
import classicTheme from '@fullcalendar/react/themes/classic';
import timeGrid from '@fullcalendar/react/timegrid';
import '@fullcalendar/react/skeleton.css';
import '@fullcalendar/react/themes/classic/theme.css';
import '@fullcalendar/react/themes/classic/palette.css';
import type { CalendarView } from '../../server/domain/contract/scheduling.ts';
import { useSay } from '../provider/use-say.ts';
import { AWAY_COLOR, HOLIDAY_COLOR, STATE_COLOR, TROUBLE_COLOR } from './appointment-colors.ts';

interface Props { data: CalendarView; zone: string; locale: string; day: string; view: 'timeGridWeek' | 'timeGridDay'; dark: boolean; onOpen: (caseId: string) => void }

/** The week or day of the office in its own hours, wherever this browser stands. */
export function WeekCalendar({ data, zone, locale, day, view, dark, onOpen }: Props) {
  const say = useSay();
  // An absence or a holiday opens no file: a click, or Enter, tells all of it.
  const [told, setTold] = useState<string | null>(null);
  const narrow = view === 'timeGridWeek';
  const events = useMemo(() => [
    ...data.appointments.map((slot) => ({
      id: slot.id, start: slot.startsAt, end: slot.endsAt, title: `${slot.trouble ? '⚠ ' : ''}${narrow ? `${shortName(slot.verifikatorName)} · ${shortNumber(slot.caseNumber)}` : whole(slot)}`,
      color: slot.trouble ? TROUBLE_COLOR : STATE_COLOR[slot.state] ?? '#5b636e', contrastColor: '#ffffff',
      extendedProps: { caseId: slot.caseId, whole: `${whole(slot)}${slot.trouble ? ` · ${say('ui.kalender.tanpa_petugas', { sebab: slot.trouble })}` : ''}` },
    })),
    ...data.exceptions.map((exception) => ({
      id: exception.id, start: exception.date, allDay: true, color: AWAY_COLOR, contrastColor: '#ffffff',
      ...titled(narrow ? shortName(exception.userName) : exception.userName, say(exception.away ? 'ui.kalender.tidak_ada' : 'ui.kalender.jam_lain'), exception, narrow),
    })),
    ...data.holidays.map((holiday) => ({ id: `libur-${holiday.date}-${holiday.name}`, start: holiday.date, allDay: true, title: holiday.name, color: HOLIDAY_COLOR, contrastColor: '#ffffff' })),
  ], [data, narrow, say]);
  return (
    <Box data-color-scheme={dark ? 'dark' : 'light'} sx={{ height: '100%' }}>
      {/* Inside, because the calendar's own palette sets these on whoever names the scheme. */}
      <Box sx={{ height: '100%', '--fc-classic-background': (theme) => theme.palette.background.paper, '--fc-classic-foreground': (theme) => theme.palette.text.primary, '--fc-classic-border': (theme) => theme.palette.divider, '--fc-classic-strong-border': (theme) => theme.palette.divider }}>
        <FullCalendar
          key={`${view}${day}`} plugins={[timeGrid, classicTheme]} initialView={view} initialDate={day} timeZone={zone} locale={locale === 'en' ? 'en-gb' : 'id'} locales={[idLocale]} firstDay={1}
          headerToolbar={false} height="100%" slotMinTime="07:00:00" slotMaxTime="18:00:00" slotEventOverlap={false} eventMinHeight={17} nowIndicator events={events} allDayText={say('ui.kalender.seharian')}
          eventDidMount={(info: { el: HTMLElement; event: { title: string; extendedProps: Record<string, unknown> } }) => { info.el.title = typeof info.event.extendedProps.whole === 'string' ? info.event.extendedProps.whole : info.event.title; }}
          eventClick={(info: { event: { title: string; extendedProps: Record<string, unknown> } }) => { const { caseId, whole: sentence } = info.event.extendedProps; if (typeof caseId === 'string') onOpen(caseId); else setTold(typeof sentence === 'string' ? sentence : info.event.title); }}
        />
      </Box>
      <Dialog open={told !== null} onClose={() => { setTold(null); }} aria-labelledby="kata-kalender">
        <DialogContent id="kata-kalender" sx={{ overflowWrap: 'anywhere' }}>{told}</DialogContent>
        <DialogActions><Button autoFocus onClick={() => { setTold(null); }}>{say('ui.tutup')}</Button></DialogActions>
      </Dialog>
    </Box>
  );
}

/** A column of a week holds who and what; why is read by pointing at it or opening it. */
function titled(who: string, what: string, { userName, note }: { userName: string; note: string }, narrow: boolean) {
  const why = note ? ` (${note})` : '';
  return { title: `${who}: ${what}${narrow ? '' : why}`, extendedProps: { whole: `${userName}: ${what}${why}` } };
}

type Slot = CalendarView['appointments'][number];
/** What fits a column of a week: all numbers of an office begin alike, and one knows one's colleagues. */
const shortNumber = (number: string) => number.split('-').at(-1) ?? number;
const shortName = (name: string) => name.split(' ')[0] ?? name;
const whole = (slot: Slot) => `${slot.caseNumber} · ${slot.verifikatorName}${slot.roomName ? ` · ${slot.roomName}` : ''} · ${slot.stateLabel}`;
