import Box from '@mui/material/Box';
import Chip from '@mui/material/Chip';
import Link from '@mui/material/Link';
import LinearProgress from '@mui/material/LinearProgress';
import { useQuery } from '@tanstack/react-query';
import { useDataProvider } from 'react-admin';
import { Link as RouterLink } from 'react-router-dom';
import { Moment } from '../../fields/Moment.tsx';
import { ProblemNote } from '../../fields/ProblemNote.tsx';
import type { LoketProvider } from '../../provider/data-provider.ts';
import { readError } from '../../provider/read-error.ts';
import { useMay } from '../../provider/use-me.ts';
import { useSay, useSayValue } from '../../provider/use-say.ts';
import { useDesk } from './case-context.ts';

/** Everything that was done, newest first. */
export function HistoryTab() {
  const say = useSay();
  const sayValue = useSayValue();
  const { view } = useDesk();
  const provider = useDataProvider<LoketProvider>();
  const mayTrail = useMay('GET /api/audit-events');
  const { data, error } = useQuery({ queryKey: ['bagian', view.id, 'riwayat'], queryFn: () => provider.history(view.id) });
  if (!data) return error ? <ProblemNote problem={readError(error)} /> : <LinearProgress aria-label={say('ui.memuat')} />;
  return (
    <>
      {mayTrail && <Box sx={{ textAlign: 'right', fontSize: '0.875rem' }}><Link component={RouterLink} to={`/audit-events?${new URLSearchParams({ filter: JSON.stringify({ caseId: view.id }) })}`}>{say('ui.jejak.buka')}</Link></Box>}
      <Box component="ol" reversed sx={{ listStyle: 'none', m: 0, p: 0 }}>
        {data.map((row) => (
          <Box component="li" key={row.id} sx={{ display: 'grid', gridTemplateColumns: '108px minmax(0, 1fr)', gap: 1.5, py: 0.75, borderBottom: 1, borderColor: 'divider', fontSize: '0.875rem' }}>
            <Box sx={{ color: 'text.secondary' }}><Moment at={row.at} /></Box>
            <Box>
              <Box><strong>{row.label}</strong> <Box component="span" sx={{ color: 'text.secondary' }}>· {row.actorName ?? sayValue('ui.pelaku', row.actorKind)}</Box>
                {row.byException && <Chip sx={{ ml: 1 }} color="warning" variant="outlined" label={say('ui.riwayat.pengecualian')} />}
                {row.round > 1 && <Chip sx={{ ml: 1 }} variant="outlined" label={say('ui.berkas.putaran', { n: row.round })} />}
              </Box>
              {row.moved && <Box sx={{ color: 'primary.main' }}>{row.fromLabel ? `${row.fromLabel} → ` : ''}{row.toLabel}</Box>}
              {row.about.length > 0 && <Box>{row.about.join(' · ')}</Box>}
              {row.reason && <Box>{row.reason}</Box>}
              {row.note && <Box sx={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>“{row.note}”</Box>}
            </Box>
          </Box>
        ))}
      </Box>
    </>
  );
}
