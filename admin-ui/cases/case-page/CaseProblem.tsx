import Alert from '@mui/material/Alert';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { Link } from 'react-router-dom';
import { PageHead } from '../../layout/PageHead.tsx';
import { readError } from '../../provider/read-error.ts';
import { useSay } from '../../provider/use-say.ts';

/** Instead of a case that is not there, is not for this person's eyes, or could not be read: why, and where to go on. */
export function CaseProblem({ error, onRetry }: { error: unknown; onRetry: () => void }) {
  const say = useSay();
  const problem = readError(error);
  return (
    <Box sx={{ px: 2, py: 1 }}>
      <PageHead title={say('ui.berkas.tak_terbuka')} />
      <Alert severity="warning" sx={{ mb: 2, bgcolor: 'background.paper', border: 1, borderColor: 'divider' }}>{problem.message}</Alert>
      <Box sx={{ display: 'flex', gap: 1 }}>
        <Button component={Link} to="/cases" variant="outlined">{say('ui.tidak_ada.ke_berkas')}</Button>
        {problem.status !== 404 && <Button onClick={onRetry}>{say('ui.daftar.coba_lagi')}</Button>}
      </Box>
    </Box>
  );
}
