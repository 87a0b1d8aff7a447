import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Chip from '@mui/material/Chip';
import type { DocumentView } from '../../../server/domain/contract/documents.ts';
import { Moment } from '../../fields/Moment.tsx';
import { useSay, useSayValue } from '../../provider/use-say.ts';
import { useDesk } from './case-context.ts';

/** Every version of every document; an old one can be laid into the viewer. */
export function VersionsTab() {
  const say = useSay();
  const { view, documents, documentsKnown } = useDesk();
  return view.documentKinds.map((kind) => (
    <Box key={kind.kind} component="section" sx={{ mb: 2 }}>
      <Box component="h2" sx={{ typography: 'h3', m: 0, mb: 0.5 }}>{kind.label}</Box>
      {documents.filter((row) => row.kind === kind.kind).sort((a, b) => b.version - a.version).map((row) => <Version key={row.id} row={row} />)}
      {documentsKnown && !documents.some((row) => row.kind === kind.kind) && <Box sx={{ color: 'text.secondary', fontSize: '0.875rem' }}>{kind.lackReason ? `${say('ui.tidak_punya.judul')}: “${kind.lackReason}”` : say(kind.required ? 'ui.dokumen.belum_ada' : 'ui.dokumen.tidak_wajib')}</Box>}
    </Box>
  ));
}

function Version({ row }: { row: DocumentView }) {
  const say = useSay();
  const sayValue = useSayValue();
  const { show, shown } = useDesk();
  return (
    <Box sx={{ display: 'flex', gap: 1.25, alignItems: 'center', py: 0.5, borderBottom: 1, borderColor: 'divider', fontSize: '0.875rem' }}>
      <Chip variant={row.current ? 'filled' : 'outlined'} label={say('ui.dokumen.versi', { n: row.version })} />
      <Box sx={{ color: 'text.secondary' }}><Moment at={row.receivedAt} /></Box>
      <Box sx={{ flex: 1 }}>{sayValue('asal', row.origin)} · {say('ui.dokumen.ukuran', { n: row.pageCount, kb: Math.ceil(row.bytes / 1024) })}
        <Box component="span" title={row.receivedSha256} sx={{ color: 'text.secondary', ml: 1 }} className="tabular">SHA-256 {row.receivedSha256.slice(0, 10)}…</Box>
      </Box>
      {/* Switched off because it is there already, which is to be read. */}
      <Button disabled={shown === row.id} sx={{ '&.Mui-disabled': { color: 'text.secondary' } }} onClick={() => { show(row.id); }}>{say(shown === row.id ? 'ui.dokumen.terlihat' : 'ui.dokumen.lihat')}</Button>
    </Box>
  );
}
