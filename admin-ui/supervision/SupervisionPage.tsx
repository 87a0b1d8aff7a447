import Box from '@mui/material/Box';
import Link from '@mui/material/Link';
import { useQuery } from '@tanstack/react-query';
import { useDataProvider } from 'react-admin';
import { Link as RouterLink } from 'react-router-dom';
import type { SupervisedFigure } from '../../server/domain/contract/supervision.ts';
import { Reading } from '../fields/Reading.tsx';
import { PageHead } from '../layout/PageHead.tsx';
import type { LoketProvider } from '../provider/data-provider.ts';
import { useSay } from '../provider/use-say.ts';
import { OfficerLoad } from './OfficerLoad.tsx';

/** What needs the supervisor now; every figure opens its rows. */
export function SupervisionPage() {
  const say = useSay();
  const provider = useDataProvider<LoketProvider>();
  const found = useQuery({ queryKey: ['supervision'], queryFn: () => provider.supervision(), staleTime: 30_000 });
  const { data } = found;
  return (
    <>
      <PageHead title={say('ui.menu.supervision')} note={say('ui.pengawasan.penjelasan')} />
      <Reading query={found} />
      <Box component="ul" aria-label={say('ui.menu.supervision')} sx={{ listStyle: 'none', p: 0, m: 0, mb: 2, display: 'grid', gridTemplateColumns: 'repeat(auto-fill, minmax(132px, 1fr))', gap: 1 }}>
        {(data ?? []).map((figure) => <Figure key={figure.id} figure={figure} />)}
      </Box>
      <OfficerLoad />
    </>
  );
}

function Figure({ figure }: { figure: SupervisedFigure }) {
  return (
    <Box component="li" sx={{ border: 1, borderColor: figure.alarming ? 'error.main' : 'divider', borderRadius: 1, bgcolor: 'background.paper', px: 1.25, py: 1 }}>
      <Box className="tabular" sx={{ fontSize: '1.5rem', fontWeight: 600, lineHeight: 1.2, color: figure.alarming ? 'error.main' : 'text.primary' }}>{figure.count}</Box>
      <Link component={RouterLink} to={`/${figure.resource}?${new URLSearchParams({ filter: JSON.stringify(figure.filter) })}`} sx={{ fontSize: '0.875rem' }}>{figure.label}</Link>
    </Box>
  );
}
