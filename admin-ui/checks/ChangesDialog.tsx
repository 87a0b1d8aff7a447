import { useQuery } from '@tanstack/react-query';
import Alert from '@mui/material/Alert';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Chip from '@mui/material/Chip';
import Dialog from '@mui/material/Dialog';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import DialogTitle from '@mui/material/DialogTitle';
import LinearProgress from '@mui/material/LinearProgress';
import Table from '@mui/material/Table';
import TableBody from '@mui/material/TableBody';
import TableCell from '@mui/material/TableCell';
import TableHead from '@mui/material/TableHead';
import TableRow from '@mui/material/TableRow';
import { useDataProvider } from 'react-admin';
import type { BlacklistImportItem, ListChanges } from '../../server/domain/contract/checks.ts';
import { Day } from '../fields/Moment.tsx';
import type { LoketProvider } from '../provider/data-provider.ts';
import { readError } from '../provider/read-error.ts';
import { useSay } from '../provider/use-say.ts';

/** What a version changed against the one before it. */
export function ChangesDialog({ row, onClose }: { row: BlacklistImportItem; onClose: () => void }) {
  const say = useSay();
  const provider = useDataProvider<LoketProvider>();
  const { data, error } = useQuery({ queryKey: ['blacklist-imports', row.id, 'changes'], queryFn: () => provider.listChanges(row.id) });
  return (
    <Dialog open onClose={onClose} maxWidth="md" fullWidth aria-labelledby="judul-perubahan">
      <DialogTitle id="judul-perubahan" variant="h2" sx={{ overflowWrap: 'anywhere' }}>{say('ui.impor.perubahan_judul', { berkas: row.fileName })}</DialogTitle>
      <DialogContent>
        {!data && !error && <LinearProgress />}
        {error && <Alert severity="error">{readError(error).message}</Alert>}
        {data && !data.against && <Box>{say('ui.impor.perubahan_pertama')}</Box>}
        {data?.against && (
          <>
            <Box sx={{ color: 'text.secondary' }}>{say('ui.impor.perubahan_dari', { berkas: data.against.fileName })} <Day day={data.against.dataDate} /></Box>
            <Box sx={{ display: 'flex', gap: 0.75, flexWrap: 'wrap', my: 1 }}>{data.counts.filter(({ count }) => count > 0).map(({ kind, label, count }) => <Chip key={kind} variant="outlined" label={`${count} · ${label}`} />)}</Box>
            {data.rows.length === 0 && <Box>{say('ui.impor.perubahan_tidak_ada')}</Box>}
            {data.rows.length > 0 && <Table size="small" sx={{ tableLayout: 'fixed', '& td': { overflowWrap: 'anywhere' } }}>
              <TableHead><TableRow><TableCell sx={{ width: 110 }}>{say('ui.impor.perubahan')}</TableCell><TableCell>{say('ui.kolom.nama')}</TableCell><TableCell>{say('ui.kolom.nomor_sk')}</TableCell><TableCell sx={{ width: 150 }}>{say('ui.daftar_hitam.keadaan')}</TableCell><TableCell sx={{ width: 200 }}>{say('ui.impor.perubahan_masa')}</TableCell></TableRow></TableHead>
              <TableBody>
                {data.rows.map((change) => (
                  <TableRow key={`${change.kind}-${change.entryId}`}>
                    <TableCell>{change.label}</TableCell><TableCell>{change.name}</TableCell><TableCell>{change.skNumber}</TableCell>
                    <TableCell>{[...new Set([change.statusBefore, change.statusNow].filter(Boolean))].join(' → ')}</TableCell><TableCell sx={{ whiteSpace: 'nowrap' }}><Period of={change} /></TableCell>
                  </TableRow>
                ))}
              </TableBody>
            </Table>}
          </>
        )}
      </DialogContent>
      <DialogActions><Button onClick={onClose}>{say('ui.tutup')}</Button></DialogActions>
    </Dialog>
  );
}

/** From what to what, where the days themselves were changed. */
function Period({ of }: { of: ListChanges['rows'][number] }) {
  const moved = of.kind === 'masa_berubah' && (of.startsBefore !== of.startsOn || of.endsBefore !== of.endsOn);
  return (
    <>
      {moved && <Box sx={{ color: 'text.secondary' }}><Day day={of.startsBefore} /> – <Day day={of.endsBefore} /> →</Box>}
      <Day day={of.startsOn} /> – <Day day={of.endsOn} />
    </>
  );
}
