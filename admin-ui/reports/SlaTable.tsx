import Box from '@mui/material/Box';
import Link from '@mui/material/Link';
import Paper from '@mui/material/Paper';
import Table from '@mui/material/Table';
import TableBody from '@mui/material/TableBody';
import TableCell from '@mui/material/TableCell';
import TableHead from '@mui/material/TableHead';
import TableRow from '@mui/material/TableRow';
import type { SlaStep } from '../../server/domain/contract/reports.ts';
import { NUMBER } from '../fields/Count.tsx';
import { useLocaleTag, useSay } from '../provider/use-say.ts';
import { minutesText, shareText } from './minutes.ts';

type Open = (step: SlaStep, over: boolean) => void;

/** Measured steps with their standard; automatic and outside ones apart, since nobody here works on them. */
export function SlaTable({ steps, outside = false, onOpen }: { steps: SlaStep[]; outside?: boolean; onOpen: Open | null }) {
  const say = useSay();
  const locale = useLocaleTag();
  if (steps.length === 0) return null;
  const figure = (step: SlaStep, value: number, over: boolean) => (onOpen && value > 0
    ? <Link component="button" type="button" className="tabular" aria-label={say('ui.sla.buka_baris', { langkah: step.label, n: value })} onClick={() => { onOpen(step, over); }}>{value}</Link> : value);
  return (
    <Paper variant="outlined" sx={{ mb: 1, overflow: 'hidden' }}>
      <Table aria-label={say(outside ? 'ui.sla.di_luar' : 'ui.sla.di_sini')}>
        <TableHead>
          <TableRow>
            <TableCell sx={{ width: 44 }}>{say('ui.sla.nomor')}</TableCell><TableCell>{say(outside ? 'ui.sla.di_luar' : 'ui.sla.langkah')}</TableCell>
            <TableCell align="right">{say('ui.sla.kunjungan')}</TableCell><TableCell align="right">{say('ui.sla.sedang')}</TableCell>
            {!outside && <TableCell align="right">{say('ui.sla.baku')}</TableCell>}
            {!outside && <TableCell align="right" title={say('ui.sla.kuantil')}>{say('ui.sla.kerja')}</TableCell>}
            <TableCell align="right" title={say('ui.sla.kuantil')}>{say('ui.sla.tunggu')}</TableCell>
            {!outside && <TableCell align="right">{say('ui.sla.berhenti')}</TableCell>}
            {!outside && <TableCell sx={{ width: 150 }}>{say('ui.sla.dalam_baku')}</TableCell>}
            {!outside && <TableCell align="right">{say('ui.sla.lewat')}</TableCell>}
          </TableRow>
        </TableHead>
        <TableBody>
          {steps.map((step) => (
            <TableRow key={step.id}>
              <TableCell className="tabular"><strong>{step.printed ?? '–'}</strong></TableCell>
              <TableCell>{step.label} <Box component="span" sx={{ color: 'text.secondary' }}>· {step.actorLabel}</Box></TableCell>
              <TableCell {...NUMBER}>{figure(step, step.visits, false)}</TableCell><TableCell {...NUMBER}>{step.openNow}</TableCell>
              {!outside && <TableCell {...NUMBER}>{minutesText(step.standardMinutes, locale)}{step.standardOverridden ? ' *' : ''}</TableCell>}
              {!outside && <TableCell {...NUMBER}><strong>{minutesText(step.workingP50, locale)}</strong> / {minutesText(step.workingP90, locale)}</TableCell>}
              <TableCell {...NUMBER}>{minutesText(step.waitingP50, locale)} / {minutesText(step.waitingP90, locale)}</TableCell>
              {!outside && <TableCell {...NUMBER}>{minutesText(step.stoppedP50, locale)}</TableCell>}
              {!outside && <TableCell><Share share={step.withinShare} /></TableCell>}
              {!outside && <TableCell {...NUMBER} sx={{ color: step.overruns > 0 ? 'error.main' : 'inherit' }}>{figure(step, step.overruns, true)}</TableCell>}
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </Paper>
  );
}

function Share({ share }: { share: number | null }) {
  const locale = useLocaleTag();
  if (share === null) return <Box sx={{ textAlign: 'right' }}>–</Box>;
  return (
    <Box sx={{ display: 'flex', alignItems: 'center', gap: 1 }}>
      <Box aria-hidden sx={{ flex: 1, height: 6, borderRadius: 3, bgcolor: 'divider', overflow: 'hidden' }}><Box sx={{ width: `${share * 100}%`, height: 1, bgcolor: share >= 0.9 ? 'success.main' : share >= 0.6 ? 'warning.main' : 'error.main' }} /></Box>
      <Box className="tabular" sx={{ width: 42, textAlign: 'right' }}>{shareText(share, locale)}</Box>
    </Box>
  );
}
