import { useState } from 'react';
import Alert from '@mui/material/Alert';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Chip from '@mui/material/Chip';
import LinearProgress from '@mui/material/LinearProgress';
import Link from '@mui/material/Link';
import { DataTable } from 'react-admin';
import type { RegistryImportItem } from '../../server/domain/contract/checks.ts';
import { Count, NUMBER } from '../fields/Count.tsx';
import { Day, Moment } from '../fields/Moment.tsx';
import { RowList } from '../layout/RowList.tsx';
import { mayCall } from '../provider/auth-provider.ts';
import { useMe } from '../provider/use-me.ts';
import { useSay } from '../provider/use-say.ts';
import { ImportDialog } from './ImportDialog.tsx';
import { RefreshWhile } from './RefreshWhile.tsx';
import { RevokeDialog } from './RevokeDialog.tsx';

const Col = DataTable.Col<RegistryImportItem>;
const STATE = { menunggu: 'default', berjalan: 'default', selesai: 'success', gagal: 'error', dicabut: 'error' } as const;

/** Versions of the registry of other LPSEs; a running one shows how far it is. */
export function RegistryImportList() {
  const say = useSay();
  const me = useMe();
  const [importing, setImporting] = useState(false);
  const [revoking, setRevoking] = useState<RegistryImportItem | null>(null);
  const mayRevoke = me !== undefined && mayCall(me.roles, 'POST /api/registry-imports/:id/revoke');
  return (
    <>
      <RowList title={say('ui.menu.registry-imports')} sort={{ field: 'importedAt', order: 'DESC' }} empty={say('ui.impor.registri_kosong')}
        actions={me && mayCall(me.roles, 'POST /api/registry-imports') && <Button variant="contained" onClick={() => { setImporting(true); }}>{say('ui.impor.registri_tombol')}</Button>}
        above={<><Alert severity="info" sx={{ mb: 1 }}>{say('ui.impor.registri_penjelasan')}</Alert><RefreshWhile running={['menunggu', 'berjalan']} /></>}>
        <Col source="dataDate" label={say('ui.kolom.tanggal_data')} render={(row) => <Box sx={{ display: 'flex', gap: 1, alignItems: 'center' }}><Box component="strong" sx={{ whiteSpace: 'nowrap' }}><Day day={row.dataDate} /></Box>{row.newest && <Chip color="success" label={say('ui.impor.dipakai')} />}</Box>} />
        <Col label={say('ui.kolom.berkas')} disableSort render={(row) => <Box sx={{ overflowWrap: 'anywhere' }}>{row.fileName}</Box>} />
        <Col label={say('ui.kolom.keadaan')} disableSort render={(row) => (
          <>
            <Chip size="small" variant="outlined" color={STATE[row.state]} label={row.stateLabel} />
            {row.state === 'berjalan' && <LinearProgress variant="determinate" value={row.progress * 100} aria-label={row.stateLabel} sx={{ mt: 0.5, width: 160 }} />}
            {row.problem && <Box sx={{ fontSize: '0.8125rem', color: 'error.main' }}>{row.problem}</Box>}
            {row.revoked && <Box sx={{ fontSize: '0.8125rem', overflowWrap: 'anywhere' }}>{row.revoked.reason} · <Moment at={row.revoked.at} />{row.revoked.byName ? ` · ${row.revoked.byName}` : ''}</Box>}
          </>
        )} />
        <Col {...NUMBER} source="rowCount" label={say('ui.kolom.baris')} render={(row) => <Count n={row.rowCount} />} />
        <Col {...NUMBER} label={say('ui.kolom.ditolak')} disableSort render={(row) => (row.refusedCount > 0 && mayRevoke && !row.refusedRemoved ? <Link href={`/api/registry-imports/${row.id}/refused`} download title={say('ui.impor.unduh_ditolak')}><Count n={row.refusedCount} /></Link> : <span title={row.refusedRemoved ? say('ui.impor.ditolak_dihapus') : undefined}><Count n={row.refusedCount} /></span>)} />
        <Col source="importedAt" label={say('ui.kolom.diimpor')} render={(row) => <><Moment at={row.importedAt} />{row.importedByName ? ` · ${row.importedByName}` : ''}</>} />
        {mayRevoke && <Col label="" disableSort align="right" render={(row) => row.state === 'selesai' && <Button color="error" aria-label={say('ui.impor.cabut_judul', { berkas: row.fileName })} onClick={() => { setRevoking(row); }}>{say('ui.impor.cabut')}</Button>} />}
      </RowList>
      <ImportDialog open={importing} kind="registri" onClose={() => { setImporting(false); }} />
      {revoking && <RevokeDialog key={revoking.id} kind="registri" row={revoking} onClose={() => { setRevoking(null); }} />}
    </>
  );
}
