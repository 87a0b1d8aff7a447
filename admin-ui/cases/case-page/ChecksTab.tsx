import Box from '@mui/material/Box';
import { HitCard } from '../../checks/HitCard.tsx';
import { RunHead } from '../../checks/RunHead.tsx';
import { useRuns } from '../../checks/use-runs.ts';
import { useSay } from '../../provider/use-say.ts';

/** Every run of the two checks with what was found and judged then; to read, not to change. */
export function ChecksTab() {
  const say = useSay();
  const runs = useRuns();
  if (runs && runs.length === 0) return <Box sx={{ color: 'text.secondary' }}>{say('ui.periksa.belum')}</Box>;
  return runs?.map((run) => (
    <Box key={run.id} component="section" sx={{ mb: 2.5 }}>
      <Box component="h2" sx={{ typography: 'h3', m: 0, mb: 0.5 }}>{run.kindLabel} · {say('ui.berkas.putaran', { n: run.round })}</Box>
      <RunHead run={run} />
      {run.hits.map((hit) => <HitCard key={hit.id} hit={hit} run={run} />)}
      {run.hits.length === 0 && <Box sx={{ color: 'text.secondary', fontSize: '0.875rem' }}>{say('ui.periksa.tanpa_temuan')}</Box>}
    </Box>
  ));
}
