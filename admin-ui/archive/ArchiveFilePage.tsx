import { useState } from 'react';
import Alert from '@mui/material/Alert';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Paper from '@mui/material/Paper';
import Table from '@mui/material/Table';
import TableBody from '@mui/material/TableBody';
import TableCell from '@mui/material/TableCell';
import TableHead from '@mui/material/TableHead';
import TableRow from '@mui/material/TableRow';
import { useQuery } from '@tanstack/react-query';
import { useDataProvider } from 'react-admin';
import { useParams } from 'react-router-dom';
import type { ArchiveFileView } from '../../server/domain/contract/archive.ts';
import { CaseLink } from '../cases/CaseLink.tsx';
import { Count, NUMBER } from '../fields/Count.tsx';
import { Day, Moment } from '../fields/Moment.tsx';
import { Reading } from '../fields/Reading.tsx';
import { PageHead } from '../layout/PageHead.tsx';
import { mayCall } from '../provider/auth-provider.ts';
import type { LoketProvider } from '../provider/data-provider.ts';
import { useMe } from '../provider/use-me.ts';
import { useSay } from '../provider/use-say.ts';
import { ManifestTable } from './ManifestTable.tsx';

/** A sealed file: periods, contents, supplements, and the manifests that prove it. */
export function ArchiveFilePage() {
  const say = useSay();
  const me = useMe();
  const { id = '' } = useParams();
  const provider = useDataProvider<LoketProvider>();
  const [proving, setProving] = useState(false);
  const found = useQuery({ queryKey: ['archive-files', 'getOne', id], queryFn: async () => (await provider.getOne<ArchiveFileView>('archive-files', { id })).data });
  const file = found.data;
  if (!file) return <Box sx={{ mt: 2 }}><Reading query={found} /></Box>;
  const facts: [string, React.ReactNode][] = [
    [say('ui.kolom.nomor'), <CaseLink key="c" id={file.caseId} number={file.caseNumber} />], [say('ui.kolom.kode'), file.classificationCode], [say('ui.arsip.uraian'), file.description],
    [say('ui.arsip.lokasi'), file.location], [say('ui.arsip.tingkat'), file.copyStatusLabel], [say('ui.kolom.hasil'), file.outcomeLabel],
    [say('ui.arsip.kurun'), <span key="k"><Day day={file.periodFrom} /> – <Day day={file.periodTo} /></span>], [say('ui.arsip.pemicu'), <span key="p">{file.triggerLabel}: <Day day={file.triggerDate} /></span>],
    [say('ui.arsip.aktif_sampai'), <Day key="a" day={file.activeUntil} />], [say('ui.arsip.inaktif_sampai'), <Day key="i" day={file.inactiveUntil} />], [say('ui.arsip.lampiran_sampai'), <Day key="l" day={file.annexUntil} />],
    [say('ui.arsip.nasib'), file.dispositionLabel], [say('ui.arsip.disegel'), file.sealedAt ? <Moment key="s" at={file.sealedAt} shown="lengkap" /> : say('ui.arsip.sedang_disegel')],
  ];
  return (
    <>
      <PageHead title={file.number} note={file.filedByName && say('ui.arsip.oleh', { nama: file.filedByName })}>
        {file.sealedAt && me && mayCall(me.roles, 'GET /api/archive-files/:id/manifest') && <Button variant="outlined" aria-expanded={proving} onClick={() => { setProving(!proving); }}>{say('ui.arsip.manifes')}</Button>}
      </PageHead>
      {file.intact === false && <Alert severity="error" sx={{ mb: 1 }}>{say('ui.arsip.rusak_penjelasan')}</Alert>}
      {file.intact && <Alert severity="success" sx={{ mb: 1 }}>{say('ui.arsip.utuh_penjelasan')} <Moment at={file.verifiedAt} shown="lengkap" /></Alert>}
      <Box sx={{ display: 'grid', gridTemplateColumns: '420px minmax(0, 1fr)', gap: 2, alignItems: 'start' }}>
        <Paper variant="outlined" component="dl" sx={{ m: 0, p: 1.5, display: 'grid', gridTemplateColumns: 'max-content minmax(0, 1fr)', columnGap: 2, rowGap: 0.5, fontSize: '0.875rem' }}>
          {facts.map(([label, value]) => <Box key={label} sx={{ display: 'contents' }}><Box component="dt" sx={{ color: 'text.secondary' }}>{label}</Box><Box component="dd" sx={{ m: 0 }}>{value}</Box></Box>)}
        </Paper>
        <Paper variant="outlined" sx={{ overflow: 'hidden' }}>
          <Table aria-label={say('ui.arsip.isi')}>
            <TableHead><TableRow><TableCell>{say('ui.arsip.nomor_urut')}</TableCell><TableCell>{say('ui.arsip.isi')}</TableCell><TableCell>{say('ui.kolom.tanggal')}</TableCell><TableCell align="right">{say('ui.arsip.jumlah')}</TableCell><TableCell sx={{ pl: 3 }}>{say('ui.arsip.bagian')}</TableCell></TableRow></TableHead>
            <TableBody>{file.items.map((item) => <TableRow key={item.n}><TableCell className="tabular">{item.n}</TableCell><TableCell>{item.description}</TableCell><TableCell sx={{ whiteSpace: 'nowrap' }}><Moment at={item.date} shown="tanggal" /></TableCell><TableCell {...NUMBER}><Count n={item.count} /></TableCell><TableCell sx={{ pl: 3 }}>{say(`ui.arsip.bagian_${item.part}`)}</TableCell></TableRow>)}</TableBody>
          </Table>
        </Paper>
      </Box>
      {file.supplements.length > 0 && <Box component="h2" sx={{ typography: 'h2', mt: 2, mb: 0.5 }}>{say('ui.arsip.suplemen')}</Box>}
      {file.supplements.map((extra) => <Paper key={extra.n} variant="outlined" sx={{ p: 1.25, mb: 1, fontSize: '0.875rem' }}><strong>{extra.n}.</strong> <Box component="span" sx={{ whiteSpace: 'pre-wrap' }}>{extra.text}</Box> <Box component="span" sx={{ color: 'text.secondary' }}>– {extra.addedByName}, <Moment at={extra.addedAt} /></Box></Paper>)}
      {proving && <ManifestTable fileId={file.id} />}
    </>
  );
}
