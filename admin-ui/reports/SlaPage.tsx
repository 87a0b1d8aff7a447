import { useMemo, useState } from 'react';
import Box from '@mui/material/Box';
import MenuItem from '@mui/material/MenuItem';
import TextField from '@mui/material/TextField';
import { useQuery } from '@tanstack/react-query';
import { useDataProvider } from 'react-admin';
import { useSearchParams } from 'react-router-dom';
import type { SlaStep } from '../../server/domain/contract/reports.ts';
import { useZone } from '../fields/Moment.tsx';
import { officeDay, toIsoWithOffset } from '../fields/office-time.ts';
import { Reading } from '../fields/Reading.tsx';
import { PageHead } from '../layout/PageHead.tsx';
import { mayCall } from '../provider/auth-provider.ts';
import type { LoketProvider } from '../provider/data-provider.ts';
import { useMe } from '../provider/use-me.ts';
import { useSay } from '../provider/use-say.ts';
import { ExportButtons } from '../supervision/ExportButtons.tsx';
import { PERIODS, periodBounds, type Period } from './minutes.ts';
import { SlaTable } from './SlaTable.tsx';
import { VisitDialog, type OpenFigure } from './VisitDialog.tsx';

/** Per SOP step: what it took, what it waited, and against which standard. */
export function SlaPage() {
  const say = useSay();
  const me = useMe();
  const zone = useZone();
  const provider = useDataProvider<LoketProvider>();
  const [search, setSearch] = useSearchParams();
  const [open, setOpen] = useState<OpenFigure | null>(null);
  const asked = search.get('hari') as Period | null;
  const period = asked && PERIODS.includes(asked) ? asked : '30';
  const today = officeDay(new Date(), zone);
  const bounds = useMemo(() => periodBounds(period, new Date(`${today}T12:00:00Z`), (moment) => officeDay(moment, zone), (day) => toIsoWithOffset(`${day}T00:00`, zone) ?? `${day}T00:00:00Z`), [period, today, zone]);
  const report = useQuery({
    queryKey: ['sla-steps', bounds],
    queryFn: async () => (await provider.getList<SlaStep>('sla-steps', { filter: bounds, pagination: { page: 1, perPage: 200 }, sort: { field: 'id', order: 'ASC' } })).data,
  });
  const procedures = Object.entries(Object.groupBy(report.data ?? [], (step) => step.procedure));
  const mayOpen = me !== undefined && mayCall(me.roles, 'GET /api/sla-steps/:step/visits');
  return (
    <>
      <PageHead title={say('ui.menu.sla-steps')}>
        <TextField select label={say('ui.sla.kurun')} value={period} onChange={(event) => { setSearch({ hari: event.target.value }); }} sx={{ width: 180 }}>
          {PERIODS.map((days) => <MenuItem key={days} value={days}>{say('ui.sla.hari_terakhir', { n: days })}</MenuItem>)}
        </TextField>
        <ExportButtons list="sla-steps" filter={bounds} />
      </PageHead>
      <Box sx={{ color: 'text.secondary', fontSize: '0.875rem', mb: 1 }}>{say('ui.sla.penjelasan')}</Box>
      <Reading query={report} />
      {report.data?.length === 0 && <Box sx={{ color: 'text.secondary' }}>{say('ui.daftar.kosong')}</Box>}
      {procedures.map(([code, steps]) => (
        <Box key={code} component="section" sx={{ mb: 2 }} aria-label={steps?.[0]?.procedureLabel ?? code}>
          <Box component="h2" sx={{ typography: 'h2', m: 0, mb: 0.5 }}>{steps?.[0]?.procedureLabel}</Box>
          <SlaTable steps={(steps ?? []).filter((step) => step.measured === 'di_sini')} onOpen={mayOpen ? (step, over) => { setOpen({ step, over }); } : null} />
          <SlaTable steps={(steps ?? []).filter((step) => step.measured !== 'di_sini')} outside onOpen={mayOpen ? (step, over) => { setOpen({ step, over }); } : null} />
        </Box>
      ))}
      {open && <VisitDialog key={`${open.step.id}${String(open.over)}`} figure={open} bounds={bounds} onClose={() => { setOpen(null); }} />}
    </>
  );
}
