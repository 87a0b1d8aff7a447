import Dialog from '@mui/material/Dialog';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import DialogTitle from '@mui/material/DialogTitle';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import DownloadIcon from '@mui/icons-material/FileDownloadOutlined';
import type { BlacklistImportItem } from '../../server/domain/contract/checks.ts';
import { mayCall } from '../provider/auth-provider.ts';
import { useMe } from '../provider/use-me.ts';
import { useSay } from '../provider/use-say.ts';

/** Which lines of the file were not taken, numbered as a spreadsheet numbers them. */
export function RefusedRows({ row, onClose }: { row: BlacklistImportItem | null; onClose: () => void }) {
  const say = useSay();
  const me = useMe();
  const mayDownload = me !== undefined && mayCall(me.roles, 'GET /api/blacklist-imports/:id/refused');
  return (
    <Dialog open={row !== null} onClose={onClose} maxWidth="sm" fullWidth aria-labelledby="judul-ditolak">
      <DialogTitle id="judul-ditolak" variant="h2">{say('ui.impor.baris_ditolak')}</DialogTitle>
      <DialogContent>
        {row && row.refusedCount > 0 && !row.refusedRemoved && mayDownload && <Box sx={{ mb: 1 }}><Button component="a" variant="outlined" startIcon={<DownloadIcon />} href={`/api/blacklist-imports/${row.id}/refused`} download>{say('ui.impor.unduh_ditolak')}</Button></Box>}
        {row?.warnings.map((warning) => <Box key={warning.text} sx={{ color: 'warning.main', py: 0.25 }}>{warning.text}</Box>)}
        {row?.refusedRemoved && <Box sx={{ my: 0.5, color: 'text.secondary' }}>{say('ui.impor.ditolak_dihapus')}</Box>}
        {row && !row.refusedRemoved && row.refused.length < row.refusedCount && <Box sx={{ my: 0.5, color: 'text.secondary' }}>{say('ui.impor.ditolak_sebagian', { n: row.refused.length, dari: row.refusedCount })}</Box>}
        {row?.refused.map((refused) => <Box key={refused.row} sx={{ display: 'flex', gap: 2, py: 0.25, fontSize: '0.875rem' }}><Box className="tabular" sx={{ width: 70, color: 'text.secondary' }}>{say('ui.impor.baris', { n: refused.row })}</Box><span>{refused.text}</span></Box>)}
      </DialogContent>
      <DialogActions><Button onClick={onClose}>{say('ui.tutup')}</Button></DialogActions>
    </Dialog>
  );
}
