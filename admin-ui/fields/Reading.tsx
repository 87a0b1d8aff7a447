import Alert from '@mui/material/Alert';
import Button from '@mui/material/Button';
import LinearProgress from '@mui/material/LinearProgress';
import type { UseQueryResult } from '@tanstack/react-query';
import { readError } from '../provider/read-error.ts';
import { useSay } from '../provider/use-say.ts';

/** Instead of what the server was asked for: still on its way, or not to be had, which is not the same as nothing. Null once it is there. */
export function Reading({ query }: { query: Pick<UseQueryResult, 'data' | 'error' | 'fetchStatus' | 'refetch'> }) {
  const say = useSay();
  if (query.error) return <NotRead what={say('ui.bagian.tidak_terbaca')} error={query.error} onRetry={() => { void query.refetch(); }} />;
  return query.data === undefined && query.fetchStatus !== 'idle' ? <LinearProgress aria-label={say('ui.memuat')} /> : null;
}

/** What could not be read, why, and a way to ask again. */
export function NotRead({ what, error, onRetry }: { what: string; error: unknown; onRetry: () => void }) {
  const say = useSay();
  return (
    <Alert severity="error" role="alert" action={<Button color="inherit" sx={{ whiteSpace: 'nowrap' }} onClick={onRetry}>{say('ui.daftar.coba_lagi')}</Button>}>
      {what} {readError(error).message}
    </Alert>
  );
}
