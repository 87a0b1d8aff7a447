import Box from '@mui/material/Box';
import Paper from '@mui/material/Paper';
import Table from '@mui/material/Table';
import TableBody from '@mui/material/TableBody';
import TableCell from '@mui/material/TableCell';
import TableHead from '@mui/material/TableHead';
import TableRow from '@mui/material/TableRow';
import { useQuery } from '@tanstack/react-query';
import { useDataProvider } from 'react-admin';
import { Count, NUMBER } from '../fields/Count.tsx';
import { Moment } from '../fields/Moment.tsx';
import { Reading } from '../fields/Reading.tsx';
import type { LoketProvider, ManifestPart } from '../provider/data-provider.ts';
import { useSay } from '../provider/use-say.ts';

/** The files of each sealed part with length and hash. */
export function ManifestTable({ fileId }: { fileId: string }) {
  const provider = useDataProvider<LoketProvider>();
  const found = useQuery({ queryKey: ['archive-files', 'manifest', fileId], queryFn: () => provider.archiveManifest(fileId) });
  const { data } = found;
  return data ? [data.record, data.annex, ...data.supplements].map((part, index) => <Part key={`${part.part}-${index}`} part={part} />) : <Box sx={{ mt: 2 }}><Reading query={found} /></Box>;
}

function Part({ part }: { part: ManifestPart }) {
  const say = useSay();
  return (
    <Box component="section" sx={{ mt: 2 }}>
      <Box component="h2" sx={{ typography: 'h3', m: 0, mb: 0.5 }}>{say(`ui.arsip.bagian_${part.part}`)} · {say('ui.arsip.disegel')} <Moment at={part.sealedAt} shown="lengkap" /></Box>
      <Paper variant="outlined" sx={{ overflow: 'auto' }}>
        <Table aria-label={say(`ui.arsip.bagian_${part.part}`)}>
          <TableHead><TableRow><TableCell>{say('ui.kolom.berkas')}</TableCell><TableCell align="right">{say('ui.arsip.bita')}</TableCell><TableCell>SHA-256</TableCell></TableRow></TableHead>
          <TableBody>{part.files.map((file) => <TableRow key={file.path}><TableCell>{file.path}</TableCell><TableCell {...NUMBER}><Count n={file.bytes} /></TableCell><TableCell sx={{ fontFamily: 'monospace', fontSize: '0.75rem !important' }}>{file.sha256}</TableCell></TableRow>)}</TableBody>
        </Table>
      </Paper>
    </Box>
  );
}
