import type { ReactElement } from 'react';
import Box from '@mui/material/Box';
import { Pagination, useListContext } from 'react-admin';
import { NotRead } from '../fields/Reading.tsx';
import { useSay } from '../provider/use-say.ts';

/** Instead of rows that could not be read: "nothing here" would say what nobody knows. Null when they could. */
export function ListProblem(): ReactElement | null {
  const say = useSay();
  const { error, refetch } = useListContext();
  if (!error) return null;
  return <Box sx={{ p: 2 }}><NotRead what={say('ui.daftar.tidak_terbaca')} error={error} onRetry={() => { void refetch(); }} /></Box>;
}

/** For a list that says in its place why it could not be read: a bubble beside it would say so twice. */
export const TOLD_IN_PLACE = { onError: () => undefined } as const;

/** The pager of a list; of one that could not be read nobody knows how long it is. */
export function ListPager(): ReactElement | null {
  const { error, data } = useListContext();
  return error && !data ? null : <Pagination rowsPerPageOptions={[25, 50, 100]} />;
}
