import { useState, type ReactNode } from 'react';
import Box from '@mui/material/Box';
import Link from '@mui/material/Link';
import MenuItem from '@mui/material/MenuItem';
import Paper from '@mui/material/Paper';
import Table from '@mui/material/Table';
import TableBody from '@mui/material/TableBody';
import TableCell from '@mui/material/TableCell';
import TableHead from '@mui/material/TableHead';
import TableRow from '@mui/material/TableRow';
import TextField from '@mui/material/TextField';
import { useQuery } from '@tanstack/react-query';
import { useDataProvider } from 'react-admin';
import { Link as RouterLink } from 'react-router-dom';
import type { OfficerLoadItem } from '../../server/domain/contract/supervision.ts';
import { Count, NUMBER } from '../fields/Count.tsx';
import { useZone } from '../fields/Moment.tsx';
import { officeDay, toIsoWithOffset } from '../fields/office-time.ts';
import { Reading } from '../fields/Reading.tsx';
import type { LoketProvider } from '../provider/data-provider.ts';
import { useLocaleTag, useSay } from '../provider/use-say.ts';
import { minutesText, PERIODS, periodBounds, type Period } from '../reports/minutes.ts';
import { ExportButtons } from './ExportButtons.tsx';

const SORT = { field: 'held', order: 'DESC' } as const;

/** Who has how much in hand, and what was done in a period. */
export function OfficerLoad() {
  const say = useSay();
  const locale = useLocaleTag();
  const zone = useZone();
  const provider = useDataProvider<LoketProvider>();
  const [period, setPeriod] = useState<Period>('30');
  const bounds = periodBounds(period, new Date(), (moment) => officeDay(moment, zone), (day) => toIsoWithOffset(`${day}T00:00`, zone) ?? `${day}T00:00:00Z`);
  const load = useQuery({
    queryKey: ['officer-load', bounds],
    queryFn: async () => (await provider.getList<OfficerLoadItem>('officer-load', { filter: bounds, pagination: { page: 1, perPage: 200 }, sort: SORT })).data,
  });
  const rows = (resource: string, filter: object) => `/${resource}?${new URLSearchParams({ filter: JSON.stringify(filter) })}`;
  const figure = (count: number, to: string, label: string, text: ReactNode = <Count n={count} />) => (count > 0 ? <Link component={RouterLink} to={to} aria-label={label}>{text}</Link> : 0);
  const finished = (officer: OfficerLoadItem) => rows('step-visits', { officerId: officer.id, ...bounds });
  return (
    <Box component="section" aria-labelledby="beban-petugas">
      <Box sx={{ display: 'flex', alignItems: 'center', gap: 2, mb: 0.5, flexWrap: 'wrap' }}>
        <Box component="h2" id="beban-petugas" sx={{ typography: 'h2', m: 0 }}>{say('ui.pengawasan.beban')}</Box>
        <Box sx={{ flex: 1 }} />
        <TextField select label={say('ui.sla.kurun')} value={period} onChange={(event) => { setPeriod(event.target.value as Period); }} sx={{ width: 180 }}>
          {PERIODS.map((days) => <MenuItem key={days} value={days}>{say('ui.sla.hari_terakhir', { n: days })}</MenuItem>)}
        </TextField>
        <ExportButtons list="officer-load" filter={bounds} sort={SORT} />
      </Box>
      <Reading query={load} />
      {load.data?.length === 0 && <Box sx={{ color: 'text.secondary' }}>{say('ui.pengawasan.beban_kosong')}</Box>}
      {load.data && load.data.length > 0 && <Paper variant="outlined" sx={{ overflow: 'hidden' }}>
        <Table aria-labelledby="beban-petugas">
          <TableHead>
            <TableRow>
              <TableCell>{say('ui.pengawasan.petugas')}</TableCell><TableCell>{say('ui.pengawasan.peran')}</TableCell><TableCell align="right">{say('ui.pengawasan.dipegang')}</TableCell>
              <TableCell align="right">{say('ui.pengawasan.dipegang_lewat')}</TableCell><TableCell align="right">{say('ui.pengawasan.selesai')}</TableCell><TableCell align="right">{say('ui.pengawasan.menit')}</TableCell>
            </TableRow>
          </TableHead>
          <TableBody>
            {load.data.map((officer) => (
              <TableRow key={officer.id}>
                <TableCell>{officer.name}{officer.active ? '' : ` (${say('ui.pengawasan.nonaktif')})`}</TableCell><TableCell sx={{ color: 'text.secondary' }}>{officer.roles}</TableCell>
                <TableCell {...NUMBER}>{figure(officer.held, rows('cases', { holderId: officer.id, archived: false }), say('ui.pengawasan.buka_dipegang', { nama: officer.name, n: officer.held }))}</TableCell>
                <TableCell {...NUMBER} sx={{ color: officer.heldOverdue > 0 ? 'error.main' : 'inherit' }}>{figure(officer.heldOverdue, rows('stuck-cases', { holderId: officer.id, why: 'lewat' }), say('ui.pengawasan.buka_lewat', { nama: officer.name, n: officer.heldOverdue }))}</TableCell>
                <TableCell {...NUMBER}>{figure(officer.done, finished(officer), say('ui.pengawasan.buka_selesai', { nama: officer.name, n: officer.done }))}</TableCell>
                <TableCell {...NUMBER}>{figure(officer.workingMinutes, finished(officer), say('ui.pengawasan.buka_menit', { nama: officer.name, n: officer.done, menit: minutesText(officer.workingMinutes, locale) }), minutesText(officer.workingMinutes, locale))}</TableCell>
              </TableRow>
            ))}
          </TableBody>
        </Table>
      </Paper>}
    </Box>
  );
}
