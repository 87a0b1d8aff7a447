import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router-dom';
import { useDataProvider } from 'react-admin';
import { mayCall } from '../provider/auth-provider.ts';
import type { LoketProvider } from '../provider/data-provider.ts';
import { useMe } from '../provider/use-me.ts';
import { useSay } from '../provider/use-say.ts';
import { Ribbon } from './Ribbon.tsx';

/** From October on, to those who plan by it, until next year's holidays are entered; only who may enter them is led there. */
export function CalendarRibbon() {
  const say = useSay();
  const me = useMe();
  const provider = useDataProvider<LoketProvider>();
  const answers = me !== undefined && me.roles.some((role) => ['penyelia', 'admin_kantor', 'admin_sistem'].includes(role));
  const { data } = useQuery({ queryKey: ['calendar-standing'], queryFn: () => provider.calendarStanding(), enabled: answers, staleTime: 600_000 });
  if (!data?.alarmYear) return null;
  return (
    <Ribbon>
      {say('ui.kalender.alarm', { tahun: data.alarmYear })} {me && mayCall(me.roles, 'POST /api/holidays') ? <Link to="/holidays">{say('ui.kalender.isi_sekarang')}</Link> : say('ui.kalender.minta_admin')}
    </Ribbon>
  );
}
