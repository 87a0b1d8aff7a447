import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Chip from '@mui/material/Chip';
import LinearProgress from '@mui/material/LinearProgress';
import Paper from '@mui/material/Paper';
import { useQuery } from '@tanstack/react-query';
import { useDataProvider } from 'react-admin';
import type { RepairRound } from '../../server/domain/contract/intake.ts';
import { useDesk } from '../cases/case-page/case-context.ts';
import { Moment } from '../fields/Moment.tsx';
import { ProblemNote } from '../fields/ProblemNote.tsx';
import type { LoketProvider } from '../provider/data-provider.ts';
import { readError } from '../provider/read-error.ts';
import { useMay } from '../provider/use-me.ts';
import { useSay, useSayValue } from '../provider/use-say.ts';

/** What was asked back and what came: the newest round open, old and new side by side. */
export function RepairRounds() {
  const say = useSay();
  const { view } = useDesk();
  const provider = useDataProvider<LoketProvider>();
  const may = useMay('GET /api/cases/:id/repairs');
  const rounds = useQuery({ queryKey: ['bagian', view.id, 'repairs'], queryFn: () => provider.repairs(view.id), enabled: may && (view.round > 1 || view.repair !== null) });
  return (
    <>
      {rounds.isLoading && <LinearProgress aria-label={say('ui.memuat')} sx={{ mb: 1 }} />}
      {rounds.error && <Box sx={{ mb: 1 }}><Box sx={{ fontSize: '0.8125rem', fontWeight: 600, color: 'warning.main' }}>{say('ui.putaran.tak_termuat')}</Box><ProblemNote problem={readError(rounds.error)} onRetry={() => { void rounds.refetch(); }} /></Box>}
      {rounds.data?.map((round, index) => <Round key={round.id} round={round} open={index === 0} />)}
    </>
  );
}

function Round({ round, open }: { round: RepairRound; open: boolean }) {
  const say = useSay();
  const sayValue = useSayValue();
  const { show, showBeside } = useDesk();
  const compare = (newId: string, oldId: string) => { show(newId); showBeside(oldId); };
  return (
    <Paper variant="outlined" component="details" open={open} sx={{ mb: 1, px: 1.25, py: 0.75, fontSize: '0.875rem' }}>
      <Box component="summary" sx={{ cursor: 'pointer' }}>
        <Box component="span" sx={{ fontWeight: 650, mr: 1 }}>{say('ui.putaran.judul', { n: round.round })}</Box>
        {round.closedHow === 'diperbaiki' && <Chip size="small" color="success" label={say('ui.putaran.diterima', { lewat: round.origin ? sayValue('asal', round.origin) : '' })} />}
        {round.closedHow === 'ditarik' && <Chip size="small" label={say('ui.putaran.ditarik')} />}
        {round.closedHow === 'ditutup' && <Chip size="small" label={say('ui.putaran.ditutup')} />}
        <Box component="span" sx={{ color: 'text.secondary', ml: 1 }}>{round.closedAt && <Moment at={round.closedAt} />}</Box>
      </Box>
      <Box sx={{ mt: 0.5, color: 'text.secondary' }}>{say('ui.putaran.diminta')} <Moment at={round.openedAt} /> {round.openedBy && say('ui.putaran.oleh', { nama: round.openedBy })}</Box>
      <Box component="ul" sx={{ m: 0, pl: 2.5 }}>{round.items.map((item) => <li key={`${item.kind}.${item.key}`}>{item.label}: {item.reason}{item.note ? ` – “${item.note}”` : ''}</li>)}</Box>
      {round.changes.length > 0 && (
        <Box component="table" sx={{ mt: 0.75, width: '100%', borderCollapse: 'collapse', '& th, & td': { textAlign: 'left', borderTop: 1, borderColor: 'divider', py: 0.25, pr: 1, verticalAlign: 'top' } }}>
          <thead><tr><th scope="col">{say('ui.putaran.isian')}</th><th scope="col">{say('ui.putaran.lama')}</th><th scope="col">{say('ui.putaran.baru')}</th></tr></thead>
          <tbody>{round.changes.map((change) => (
            <tr key={change.field}>
              <Box component="th" scope="row" sx={{ fontWeight: 400, color: 'text.secondary' }}>{change.label}</Box>
              <td className="tabular">{change.before ?? '–'}</td>
              <td className="tabular">{change.same ? <Box component="span" sx={{ color: 'text.secondary' }}>{say('ui.putaran.tidak_berubah')}</Box> : <strong>{change.after}</strong>} {change.difference}</td>
            </tr>
          ))}</tbody>
        </Box>
      )}
      {round.lacking.map(({ kind, label, reason }) => <Box key={kind} sx={{ mt: 0.5 }}>{label}: <strong>{say('ui.tidak_punya.menurut_pemohon')}</strong> – “{reason}”</Box>)}
      {round.documents.filter(({ oldId }) => oldId === null).map(({ newId, label }) => (
        <Box key={newId} sx={{ mt: 0.5 }}>{label}: <strong>{say('ui.putaran.baru_datang')}</strong> <Button size="small" aria-label={`${say('ui.dokumen.lihat')}: ${label}`} onClick={() => { show(newId); }} sx={{ minHeight: 0, py: 0 }}>{say('ui.dokumen.lihat')}</Button></Box>
      ))}
      <Box sx={{ display: 'flex', gap: 0.75, flexWrap: 'wrap', mt: 0.5 }}>
        {round.documents.map(({ newId, oldId, label }) => oldId && <Button key={newId} size="small" variant="outlined" onClick={() => { compare(newId, oldId); }}>{say('ui.putaran.bandingkan', { dokumen: label })}</Button>)}
      </Box>
    </Paper>
  );
}
