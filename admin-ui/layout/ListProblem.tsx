import type { ReactElement } from 'react';
import Box from '@mui/material/Box';
import { ListPaginationContext, Pagination, useListContext, useListPaginationContext, useNotify, useTranslate } from 'react-admin';
import { NotRead } from '../fields/Reading.tsx';
import { FURTHEST } from '../provider/data-provider.ts';
import { errorAt, readError } from '../provider/read-error.ts';
import { useLocaleTag, useSay } from '../provider/use-say.ts';

/** Instead of rows that could not be read: "nothing here" would say what nobody knows. Null when they could. */
export function ListProblem(): ReactElement | null {
  const say = useSay();
  const { error, refetch } = useListContext();
  if (!error) return null;
  return <Box sx={{ p: 2 }}><NotRead what={say('ui.daftar.tidak_terbaca')} error={error} onRetry={() => { void refetch(); }} /></Box>;
}

/**
 * For a list that says in its place why it could not be read: a bubble beside it would say so twice. Only a page too far is said there, too: the list goes back to
 * its first page by itself then, and its place has the rows again before anybody has read why.
 */
export function useToldInPlace(): { onError: (error: unknown) => void } {
  const notify = useNotify();
  return { onError: (error) => {
    const { message, errors } = readError(error);
    if (errorAt(errors, 'range') !== undefined) notify(message, { type: 'warning' });
  } };
}

/** The pager of a list, with numbers as the language writes them (its type leaves out what it hands on); of one that could not be read nobody knows how long it is. */
export function ListPager(): ReactElement | null {
  const translate = useTranslate();
  const number = new Intl.NumberFormat(useLocaleTag());
  const { error, data, hasNextPage } = useListContext();
  const paging = useListPaginationContext();
  const { total, page, perPage } = paging;
  // No further page is offered than the server opens; how many rows there are is said all the same.
  const reachable = typeof total === 'number' ? Math.min(total, (Math.floor(FURTHEST / perPage) + 1) * perPage) : undefined;
  const range = ({ from, to, count }: { from: number; to: number; count: number }) => translate(count === -1 && hasNextPage ? 'ra.navigation.partial_page_range_info' : 'ra.navigation.page_range_info', {
    offsetBegin: number.format(from), offsetEnd: number.format(to), total: number.format(count === -1 ? to : total ?? count),
  });
  if (error && !data) return null;
  return (
    <ListPaginationContext.Provider value={reachable === undefined ? paging : { ...paging, total: reachable, hasNextPage: page * perPage < reachable }}>
      <Pagination rowsPerPageOptions={[25, 50, 100]} {...({ labelDisplayedRows: range } as object)} />
    </ListPaginationContext.Provider>
  );
}
