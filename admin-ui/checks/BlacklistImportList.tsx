import { useState } from 'react';
import Alert from '@mui/material/Alert';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Chip from '@mui/material/Chip';
import LinearProgress from '@mui/material/LinearProgress';
import Link from '@mui/material/Link';
import { DataTable, useListContext } from 'react-admin';
import { Link as RouterLink } from 'react-router-dom';
import type { BlacklistImportItem } from '../../server/domain/contract/checks.ts';
import { Count, NUMBER } from '../fields/Count.tsx';
import { Day, Moment } from '../fields/Moment.tsx';
import { RowList } from '../layout/RowList.tsx';
import { mayCall } from '../provider/auth-provider.ts';
import { useMe } from '../provider/use-me.ts';
import { useSay } from '../provider/use-say.ts';
import { ChangesDialog } from './ChangesDialog.tsx';
import { ImportDialog } from './ImportDialog.tsx';
import { RefreshWhile } from './RefreshWhile.tsx';
import { RefusedRows } from './RefusedRows.tsx';
import { RevokeDialog } from './RevokeDialog.tsx';

const Col = DataTable.Col<BlacklistImportItem>;
const STATE = { berjalan: 'default', selesai: 'success', gagal: 'error', dicabut: 'error' } as const;
const FRESH = { segar: 'success', kuning: 'warning', merah: 'error' } as const;

/** Versions of the national list, each with its data date and what was refused. */
export function BlacklistImportList() {
  const say = useSay();
  const me = useMe();
  const [importing, setImporting] = useState(false);
  const [refused, setRefused] = useState<BlacklistImportItem | null>(null);
  const [revoking, setRevoking] = useState<BlacklistImportItem | null>(null);
  const [changed, setChanged] = useState<BlacklistImportItem | null>(null);
  const mayRevoke = me !== undefined && mayCall(me.roles, 'POST /api/blacklist-imports/:id/revoke');
  return (
    <>
      <RowList title={say('ui.menu.blacklist-imports')} sort={{ field: 'dataDate', order: 'DESC' }} empty={say('ui.impor.kosong')}
        actions={me && mayCall(me.roles, 'POST /api/blacklist-imports') && <Button variant="contained" onClick={() => { setImporting(true); }}>{say('ui.impor.tombol')}</Button>}
        above={<><Alert severity="info" sx={{ mb: 1 }}>{say('ui.impor.penjelasan')}</Alert><FailedNote /><RefreshWhile running={['berjalan']} /></>}>
        <Col source="dataDate" label={say('ui.kolom.tanggal_data')} render={(row) => <Box sx={{ display: 'flex', gap: 1, alignItems: 'center' }}><Box component="strong" sx={{ whiteSpace: 'nowrap' }}><Day day={row.dataDate} /></Box>{row.newest && <Chip color={FRESH[row.freshness]} label={`${say('ui.impor.dipakai')} · ${row.freshnessLabel}`} />}</Box>} />
        <Col label={say('ui.kolom.berkas')} disableSort render={(row) => <Box title={row.fileSha256} sx={{ overflowWrap: 'anywhere' }}>{row.fileName}</Box>} />
        <Col label={say('ui.kolom.keadaan')} disableSort render={(row) => (
          <>
            <Chip size="small" variant="outlined" color={STATE[row.state]} label={row.stateLabel} />
            {row.state === 'berjalan' && <LinearProgress variant="determinate" value={row.progress * 100} aria-label={row.stateLabel} sx={{ mt: 0.5, width: 160 }} />}
            {row.problem && <Box sx={{ fontSize: '0.8125rem', color: 'error.main', overflowWrap: 'anywhere' }}>{row.problem}</Box>}
            {row.revoked && <Box sx={{ fontSize: '0.8125rem', overflowWrap: 'anywhere' }}>{row.revoked.reason} · <Moment at={row.revoked.at} />{row.revoked.byName ? ` · ${row.revoked.byName}` : ''}</Box>}
          </>
        )} />
        <Col {...NUMBER} source="rowCount" label={say('ui.kolom.baris')} render={(row) => <Link component={RouterLink} to={`/blacklist-entries?filter=${encodeURIComponent(JSON.stringify({ importId: row.id }))}`}><Count n={row.rowCount} /></Link>} />
        <Col {...NUMBER} source="refusedCount" label={say('ui.kolom.ditolak')} render={(row) => (row.refusedCount + row.warnings.length > 0 ? <Link component="button" type="button" className="tabular" onClick={() => { setRefused(row); }}><Count n={row.refusedCount} />{row.warnings.length > 0 ? ` + ${say('ui.impor.peringatan', { n: row.warnings.length })}` : ''}</Link> : '0')} />
        <Col label={say('ui.impor.perubahan')} disableSort render={(row) => (row.changes === '' ? '–' : <Link component="button" type="button" sx={{ textAlign: 'left' }} onClick={() => { setChanged(row); }}>{row.changes}</Link>)} />
        <Col source="importedAt" label={say('ui.kolom.diimpor')} render={(row) => <><Moment at={row.importedAt} />{row.importedByName ? ` · ${row.importedByName}` : ''}</>} />
        {mayRevoke && <Col label="" disableSort align="right" render={(row) => (row.state === 'selesai' || row.state === 'gagal') && <Button color="error" aria-label={say('ui.impor.cabut_judul', { berkas: row.fileName })} onClick={() => { setRevoking(row); }}>{say('ui.impor.cabut')}</Button>} />}
      </RowList>
      <ImportDialog open={importing} onClose={() => { setImporting(false); }} />
      {revoking && <RevokeDialog key={revoking.id} row={revoking} onClose={() => { setRevoking(null); }} />}
      {changed && <ChangesDialog key={changed.id} row={changed} onClose={() => { setChanged(null); }} />}
      <RefusedRows row={refused} onClose={() => { setRefused(null); }} />
    </>
  );
}

/** Why every check is red although a fresh list is there. */
function FailedNote() {
  const say = useSay();
  const { data } = useListContext<BlacklistImportItem>();
  return data?.some((row) => row.blocksAll) ? <Alert severity="error" role="alert" sx={{ mb: 1 }}>{say('ui.impor.gagal_terakhir')}</Alert> : null;
}
