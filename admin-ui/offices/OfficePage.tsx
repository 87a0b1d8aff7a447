import { useState } from 'react';
import Tab from '@mui/material/Tab';
import Tabs from '@mui/material/Tabs';
import { useQuery } from '@tanstack/react-query';
import { Loading, useDataProvider } from 'react-admin';
import { ProblemNote } from '../fields/ProblemNote.tsx';
import { mayCall } from '../provider/auth-provider.ts';
import type { LoketProvider } from '../provider/data-provider.ts';
import { readError } from '../provider/read-error.ts';
import { useMe } from '../provider/use-me.ts';
import { useSay } from '../provider/use-say.ts';
import { OfficeForm } from './OfficeForm.tsx';
import { OfficeList } from './OfficeList.tsx';

/** The own office for its admin; all of them, without their inner affairs, for a system admin. */
export function OfficePage() {
  const say = useSay();
  const me = useMe();
  const provider = useDataProvider<LoketProvider>();
  const own = me !== undefined && mayCall(me.roles, 'GET /api/office-settings');
  const all = me !== undefined && mayCall(me.roles, 'POST /api/offices');
  const [tab, setTab] = useState<'saya' | 'semua'>('saya');
  const office = useQuery({ queryKey: ['office-settings'], queryFn: () => provider.officeSettings(), enabled: own });
  if (!me) return <Loading />;
  const tabs = own && all && (
    <Tabs value={tab} onChange={(_event, next: 'saya' | 'semua') => { setTab(next); }} aria-label={say('ui.menu.offices')}>
      <Tab value="saya" label={say('ui.kantor.saya')} /><Tab value="semua" label={say('ui.kantor.semua')} />
    </Tabs>
  );
  if (!own || (all && tab === 'semua')) return <OfficeList tabs={tabs} mayEdit={all} />;
  if (office.error) return <ProblemNote problem={readError(office.error)} />;
  // Built once for each state of the server's record: what was typed is not overwritten by a refetch in between.
  return office.data ? <OfficeForm key={office.data.id} office={office.data} tabs={tabs} /> : <Loading />;
}
