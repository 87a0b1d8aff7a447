import { useMemo } from 'react';
import FullCalendar from '@fullcalendar/react';
import idLocale from '@fullcalendar/react/locales/id';
import classicTheme from '@fullcalendar/react/themes/classic';
import timeGrid from '@fullcalendar/react/timegrid';
import '@fullcalendar/react/skeleton.css';
import '@fullcalendar/react/themes/classic/theme.css';
import '@fullcalendar/react/themes/classic/palette.css';
import type { CalendarView } from '../../server/domain/contract/scheduling.ts';
import { useSay } from '../provider/use-say.ts';

interface Props { data: CalendarView; zone: string; locale: string; day: string; view: 'timeGridWeek' | 'timeGridDay'; dark: boolean; onOpen: (caseId: string) => void }

/** Dark enough for white words in both themes. */
const COLOR: Record<string, string> = { diusulkan: '#5b636e', dikonfirmasi: '#0b5a8f', hadir: '#1b6e3c', tidak_hadir: '#9a3b00' };

/** The week or day of the office in its own hours, wherever this browser stands. */
export function WeekCalendar({ data, zone, locale, day, view, onOpen }: Props) {
  const say = useSay();
  const events = useMemo(() => [
    ...data.appointments.map((slot) => ({
      id: slot.id, start: slot.startsAt, end: slot.endsAt, title: `${slot.caseNumber} · ${slot.verifikatorName}${slot.roomName ? ` · ${slot.roomName}` : ''} · ${slot.stateLabel}`,
      color: COLOR[slot.state] ?? '#5b636e', contrastColor: '#ffffff', extendedProps: { caseId: slot.caseId },
    })),
    ...data.exceptions.map((exception) => ({
      id: exception.id, start: exception.date, allDay: true, title: `${exception.userName}: ${say(exception.away ? 'ui.kalender.tidak_ada' : 'ui.kalender.jam_lain')}${exception.note ? ` (${exception.note})` : ''}`, color: '#6b4a00', contrastColor: '#ffffff',
    })),
    ...data.holidays.map((holiday) => ({ id: `libur-${holiday.date}-${holiday.name}`, start: holiday.date, allDay: true, title: holiday.name, color: '#8a1c1c', contrastColor: '#ffffff' })),
  ], [data, say]);
  return (
    <FullCalendar
      key={`${view}${day}`} plugins={[timeGrid, classicTheme]} initialView={view} initialDate={day} timeZone={zone} locale={locale === 'en' ? 'en-gb' : 'id'} locales={[idLocale]} firstDay={1}
      headerToolbar={false} height="100%" slotMinTime="07:00:00" slotMaxTime="18:00:00" nowIndicator events={events} allDayText={say('ui.kalender.hari')}
      eventClick={(info: { event: { extendedProps: Record<string, unknown> } }) => { const { caseId } = info.event.extendedProps; if (typeof caseId === 'string') onOpen(caseId); }}
    />
  );
}
