import { useRef, useState } from 'react';
import Alert from '@mui/material/Alert';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Chip from '@mui/material/Chip';
import Link from '@mui/material/Link';
import MenuItem from '@mui/material/MenuItem';
import TextField from '@mui/material/TextField';
import FileIcon from '@mui/icons-material/UploadFileOutlined';
import { DataTable, useDataProvider, useNotify, useRefresh } from 'react-admin';
import type { BulkScreeningItem } from '../../server/domain/contract/checks.ts';
import { Count, NUMBER } from '../fields/Count.tsx';
import { Day, Moment } from '../fields/Moment.tsx';
import { ProblemNote } from '../fields/ProblemNote.tsx';
import { RowList } from '../layout/RowList.tsx';
import type { LoketProvider } from '../provider/data-provider.ts';
import { readError, type ReadError } from '../provider/read-error.ts';
import { useSay } from '../provider/use-say.ts';
import { RefreshWhile } from './RefreshWhile.tsx';

const Col = DataTable.Col<BulkScreeningItem>;
const STATE = { menunggu: 'default', berjalan: 'info', selesai: 'success', gagal: 'error' } as const;

/** Files screened in the background, with their results to fetch. */
export function BulkScreeningList() {
  const say = useSay();
  return (
    <RowList title={say('ui.menu.bulk-screenings')} sort={{ field: 'startedAt', order: 'DESC' }} empty={say('ui.massal.kosong')} actions={<StartBulk />}
      above={<><Alert severity="info" sx={{ my: 1 }}>{say('ui.massal.penjelasan')}</Alert><RefreshWhile running={['menunggu', 'berjalan']} /></>}>
      <Col source="startedAt" label={say('ui.kolom.waktu')} render={(row) => <><Moment at={row.startedAt} /> · {row.startedByName}</>} />
      <Col label={say('ui.kolom.berkas')} disableSort render={(row) => <Box sx={{ overflowWrap: 'anywhere' }}>{row.fileName}</Box>} />
      <Col label={say('ui.tapis.jenis')} disableSort render={(row) => <>{say(`ui.tapis.${row.kind}`)}{row.dataDate ? <> · <Day day={row.dataDate} /></> : null}</>} />
      <Col label={say('ui.kolom.keadaan')} disableSort render={(row) => <><Chip size="small" variant="outlined" color={STATE[row.state]} label={row.stateLabel} />{row.problem && <Box sx={{ fontSize: '0.8125rem', color: 'error.main' }}>{row.problem}</Box>}{row.resultRemoved && <Box sx={{ fontSize: '0.8125rem', color: 'text.secondary' }}>{say('ui.massal.dihapus')}</Box>}</>} />
      <Col {...NUMBER} label={say('ui.massal.ditanyakan')} disableSort render={(row) => <Count n={row.askedCount} />} />
      <Col {...NUMBER} label={say('ui.massal.ada_temuan')} disableSort render={(row) => <Count n={row.foundCount} />} />
      <Col {...NUMBER} label={say('ui.massal.kuat')} disableSort render={(row) => <Count n={row.strongCount} />} />
      <Col {...NUMBER} label={say('ui.massal.tak_terbaca')} disableSort render={(row) => <Unread row={row} />} />
      <Col label="" disableSort align="right" render={(row) => row.hasResult && <Button component="a" sx={{ whiteSpace: 'nowrap' }} href={`/api/bulk-screenings/${row.id}/result`} download>{say('ui.massal.unduh')}</Button>} />
    </RowList>
  );
}

/** Rows that are no answer of "nothing found": what could not be read of them is there to be fetched, mended and brought again. */
function Unread({ row }: { row: BulkScreeningItem }) {
  const say = useSay();
  const said = [row.refusedCount > 0 && say('ui.massal.tidak_ditapis', { n: row.refusedCount }), row.partialCount > 0 && say('ui.massal.sebagian', { n: row.partialCount })].filter((part) => part !== false);
  if (said.length === 0) return <>0</>;
  const text = said.map((part) => <Box key={part}>{part}</Box>);
  if (!row.hasResult) return <Box sx={{ fontSize: '0.8125rem' }}>{text}</Box>;
  return <Link href={`/api/bulk-screenings/${row.id}/refused`} download title={say('ui.massal.unduh_tak_terbaca')} aria-label={`${say('ui.massal.unduh_tak_terbaca')}: ${said.join(', ')}`} sx={{ fontSize: '0.8125rem', display: 'block' }}>{text}</Link>;
}

function StartBulk() {
  const say = useSay();
  const notify = useNotify();
  const refresh = useRefresh();
  const provider = useDataProvider<LoketProvider>();
  const input = useRef<HTMLInputElement>(null);
  const [kind, setKind] = useState('daftar_hitam');
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<ReadError | null>(null);
  const start = (file: File | undefined) => {
    if (!file) return;
    setBusy(true);
    setProblem(null);
    provider.screenFile(file, kind).then(() => { notify(say('ui.massal.dimulai'), { type: 'success' }); refresh(); }, (error: unknown) => { setProblem(readError(error)); }).finally(() => { setBusy(false); });
  };
  return (
    <Box sx={{ display: 'flex', gap: 1, alignItems: 'center', flexWrap: 'wrap' }}>
      <TextField select size="small" label={say('ui.tapis.jenis')} value={kind} onChange={(event) => { setKind(event.target.value); }} sx={{ minWidth: 180 }}>
        <MenuItem value="daftar_hitam">{say('ui.tapis.daftar_hitam')}</MenuItem><MenuItem value="lpse_lain">{say('ui.tapis.lpse_lain')}</MenuItem>
      </TextField>
      <Button variant="contained" startIcon={<FileIcon />} loading={busy} onClick={() => { input.current?.click(); }}>{say('ui.massal.tombol')}</Button>
      <input ref={input} type="file" hidden aria-label={say('ui.massal.berkas')} accept=".csv,.xlsx,text/csv" onChange={(event) => { start(event.target.files?.[0]); event.target.value = ''; }} />
      <ProblemNote problem={problem} />
    </Box>
  );
}
