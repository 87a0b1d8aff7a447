import { useState } from 'react';
import Alert from '@mui/material/Alert';
import Box from '@mui/material/Box';
import Tab from '@mui/material/Tab';
import Tabs from '@mui/material/Tabs';
import { useQuery } from '@tanstack/react-query';
import { useDataProvider } from 'react-admin';
import { Day } from '../fields/Moment.tsx';
import { mayCall } from '../provider/auth-provider.ts';
import type { LoketProvider } from '../provider/data-provider.ts';
import { useMe } from '../provider/use-me.ts';
import { useSay } from '../provider/use-say.ts';
import { HolidayList } from './HolidayList.tsx';
import { WeekTables } from './WeekTables.tsx';

/** The days the office is closed and the hours it works. */
export function CalendarPage() {
  const say = useSay();
  const me = useMe();
  const provider = useDataProvider<LoketProvider>();
  const [tab, setTab] = useState<'libur' | 'minggu'>('libur');
  const { data } = useQuery({ queryKey: ['calendar-standing'], queryFn: () => provider.calendarStanding() });
  const tabs = (
    <Tabs value={tab} onChange={(_event, next: 'libur' | 'minggu') => { setTab(next); }} aria-label={say('ui.kalender.judul')}>
      <Tab value="libur" label={say('ui.kalender.libur')} /><Tab value="minggu" label={say('ui.kalender.jam_kerja')} />
    </Tabs>
  );
  const head = data && (data.alarmYear ? <Alert severity="warning" sx={{ mb: 1 }}>{say('ui.kalender.alarm', { tahun: data.alarmYear })}</Alert>
    : <Box sx={{ color: 'text.secondary', fontSize: '0.875rem', mb: 1 }}>{data.knownUntil ? <KnownUntil day={data.knownUntil} /> : say('ui.kalender.tak_ada')}</Box>);
  if (!me) return null;
  return tab === 'libur' ? <HolidayList tabs={tabs} head={head} mayEdit={mayCall(me.roles, 'POST /api/holidays')} isSystem={me.roles.includes('admin_sistem')} />
    : <WeekTables tabs={tabs} head={head} mayEdit={mayCall(me.roles, 'POST /api/working-weeks')} />;
}

function KnownUntil({ day }: { day: string }) {
  const say = useSay();
  const [before, after] = say('ui.kalender.sampai', { sampai: '|' }).split('|');
  return <>{before}<Day day={day} />{after}</>;
}
