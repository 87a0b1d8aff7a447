import type { ReactElement } from 'react';
import Box from '@mui/material/Box';
import { Pagination, useListContext, useTranslate } from 'react-admin';
import { NotRead } from '../fields/Reading.tsx';
import { useLocaleTag, useSay } from '../provider/use-say.ts';

/** Instead of rows that could not be read: "nothing here" would say what nobody knows. Null when they could. */
export function ListProblem(): ReactElement | null {
  const say = useSay();
  const { error, refetch } = useListContext();
  if (!error) return null;
  return <Box sx={{ p: 2 }}><NotRead what={say('ui.daftar.tidak_terbaca')} error={error} onRetry={() => { void refetch(); }} /></Box>;
}

/** For a list that says in its place why it could not be read: a bubble beside it would say so twice. */
export const TOLD_IN_PLACE = { onError: () => undefined } as const;

/** The pager of a list, with numbers as the language writes them (its type leaves out what it hands on); of one that could not be read nobody knows how long it is. */
export function ListPager(): ReactElement | null {
  const translate = useTranslate();
  const number = new Intl.NumberFormat(useLocaleTag());
  const { error, data, hasNextPage } = useListContext();
  const range = ({ from, to, count }: { from: number; to: number; count: number }) => translate(count === -1 && hasNextPage ? 'ra.navigation.partial_page_range_info' : 'ra.navigation.page_range_info', {
    offsetBegin: number.format(from), offsetEnd: number.format(to), total: number.format(count === -1 ? to : count),
  });
  return error && !data ? null : <Pagination rowsPerPageOptions={[25, 50, 100]} {...({ labelDisplayedRows: range } as object)} />;
}
