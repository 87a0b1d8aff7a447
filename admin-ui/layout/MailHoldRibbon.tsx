import { useQuery } from '@tanstack/react-query';
import { useDataProvider } from 'react-admin';
import { Link, useLocation } from 'react-router-dom';
import { mayCall } from '../provider/auth-provider.ts';
import type { LoketProvider } from '../provider/data-provider.ts';
import { useMe } from '../provider/use-me.ts';
import { useSay } from '../provider/use-say.ts';
import { Ribbon } from './Ribbon.tsx';

/** Pages that say it themselves, with the button that ends it. */
const TOLD_ON = ['/emails', '/failed-effects'];
/** Ended at one desk, it is gone from the others within this time. */
const LOOK_EVERY_MS = 60_000;

/** After a restore, to everybody whose letters go out: reminders and confirmations wait. */
export function MailHoldRibbon() {
  const say = useSay();
  const me = useMe();
  const { pathname } = useLocation();
  const provider = useDataProvider<LoketProvider>();
  const reads = me !== undefined && mayCall(me.roles, 'GET /api/emails') && !me.roles.includes('pemeriksa');
  const { data } = useQuery({ queryKey: ['mail-hold'], queryFn: () => provider.mailHold(), enabled: reads || me?.roles.includes('admin_sistem') === true, refetchInterval: LOOK_EVERY_MS });
  if (!data || TOLD_ON.includes(pathname)) return null;
  return <Ribbon>{say('ui.pulih.pita', { n: data.heldEmails })} <Link to={reads ? '/emails' : '/failed-effects'}>{say('ui.pulih.buka')}</Link></Ribbon>;
}
