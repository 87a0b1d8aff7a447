import type { ReactElement } from 'react';
import Alert from '@mui/material/Alert';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { Pagination, useListContext } from 'react-admin';
import { readError } from '../provider/read-error.ts';
import { useSay } from '../provider/use-say.ts';

/** Instead of rows that could not be read: "nothing here" would say what nobody knows. Null when they could. */
export function ListProblem(): ReactElement | null {
  const say = useSay();
  const { error, refetch } = useListContext();
  if (!error) return null;
  return (
    <Box sx={{ p: 2 }}>
      <Alert severity="error" role="alert" action={<Button color="inherit" sx={{ whiteSpace: 'nowrap' }} onClick={() => { void refetch(); }}>{say('ui.daftar.coba_lagi')}</Button>}>
        {say('ui.daftar.tidak_terbaca')} {readError(error).message}
      </Alert>
    </Box>
  );
}

/** The pager of a list; of one that could not be read nobody knows how long it is. */
export function ListPager(): ReactElement | null {
  const { error, data } = useListContext();
  return error && !data ? null : <Pagination rowsPerPageOptions={[25, 50, 100]} />;
}
