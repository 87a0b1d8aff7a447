import { useState } from 'react';
import Alert from '@mui/material/Alert';
import Button from '@mui/material/Button';
import Chip from '@mui/material/Chip';
import Dialog from '@mui/material/Dialog';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import DialogTitle from '@mui/material/DialogTitle';
import Table from '@mui/material/Table';
import TableBody from '@mui/material/TableBody';
import TableCell from '@mui/material/TableCell';
import LinearProgress from '@mui/material/LinearProgress';
import TableHead from '@mui/material/TableHead';
import TablePagination from '@mui/material/TablePagination';
import TableRow from '@mui/material/TableRow';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useDataProvider } from 'react-admin';
import type { SlaStep } from '../../server/domain/contract/reports.ts';
import { CaseLink } from '../cases/CaseLink.tsx';
import { Moment } from '../fields/Moment.tsx';
import { FURTHEST, type LoketProvider } from '../provider/data-provider.ts';
import { readError } from '../provider/read-error.ts';
import { useLocaleTag, useSay } from '../provider/use-say.ts';
import { minutesText } from './minutes.ts';

export interface OpenFigure { step: SlaStep; over: boolean }

const PER_PAGE = 50;

/** The rows behind a figure, page by page. Mounted anew for each figure. */
export function VisitDialog({ figure, bounds, onClose }: { figure: OpenFigure; bounds: { from: string; before: string }; onClose: () => void }) {
  const say = useSay();
  const locale = useLocaleTag();
  const provider = useDataProvider<LoketProvider>();
  const [page, setPage] = useState(0);
  const { data, error } = useQuery({
    queryKey: ['sla-steps', 'baris', figure.step.id, figure.over, bounds, page], placeholderData: keepPreviousData,
    queryFn: () => provider.slaVisits(figure.step.step, { procedure: figure.step.procedure, over: figure.over ? '1' : '0', ...bounds, first: String(page * PER_PAGE), count: String(PER_PAGE) }),
  });
  return (
    <Dialog open onClose={onClose} maxWidth="lg" fullWidth aria-labelledby="judul-baris">
      <DialogTitle id="judul-baris" variant="h2">{figure.step.printed} {figure.step.label}{figure.over ? ` · ${say('ui.sla.lewat')}` : ''}</DialogTitle>
      <DialogContent>
        {error && <Alert severity="warning">{readError(error).message}</Alert>}
        {!data && !error && <LinearProgress aria-label={say('ui.memuat')} />}
        <Table>
          <TableHead><TableRow><TableCell>{say('ui.kolom.nomor')}</TableCell><TableCell>{say('ui.sla.masuk')}</TableCell><TableCell>{say('ui.sla.keluar')}</TableCell><TableCell align="right">{say('ui.sla.menit_kerja')}</TableCell><TableCell align="right">{say('ui.sla.menit_tunggu')}</TableCell><TableCell sx={{ pl: 3 }}>{say('ui.sla.petugas')}</TableCell><TableCell>{say('ui.sla.keterangan')}</TableCell></TableRow></TableHead>
          <TableBody>
            {data?.visits.map((visit) => (
              <TableRow key={visit.id}>
                <TableCell><CaseLink id={visit.caseId} number={visit.number} />{visit.round > 1 ? ` (${visit.round})` : ''}</TableCell>
                <TableCell><Moment at={visit.enteredAt} shown="bertahun" /></TableCell><TableCell><Moment at={visit.leftAt} shown="bertahun" /></TableCell>
                <TableCell align="right" className="tabular">{visit.over ? <Chip color="error" variant="outlined" label={minutesText(visit.workingMinutes, locale)} /> : minutesText(visit.workingMinutes, locale)}</TableCell>
                <TableCell align="right" className="tabular">{minutesText(visit.waitingMinutes, locale)}</TableCell>
                <TableCell sx={{ pl: 3 }}>{visit.officerName ?? '–'}</TableCell><TableCell>{visit.explanation ?? ''}</TableCell>
              </TableRow>
            ))}
          </TableBody>
        </Table>
      </DialogContent>
      {data && data.total > PER_PAGE && (
        <TablePagination component="div" count={Math.min(data.total, FURTHEST + PER_PAGE)} page={page} rowsPerPage={PER_PAGE} rowsPerPageOptions={[]} onPageChange={(_event, next) => { setPage(next); }}
          labelDisplayedRows={({ from, to }) => say('ui.sla.baris_dari', { dari: from, sampai: to, semua: data.total })} getItemAriaLabel={(way) => say(way === 'next' ? 'ui.sla.berikut' : 'ui.sla.sebelum')} />
      )}
      <DialogActions><Button onClick={onClose}>{say('ui.tutup')}</Button></DialogActions>
    </Dialog>
  );
}
