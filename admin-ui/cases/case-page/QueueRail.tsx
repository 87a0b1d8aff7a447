import { useEffect, useRef } from 'react';
import Box from '@mui/material/Box';
import LinearProgress from '@mui/material/LinearProgress';
import { useQuery } from '@tanstack/react-query';
import { useDataProvider } from 'react-admin';
import { Link } from 'react-router-dom';
import type { CaseListItem } from '../../../server/domain/contract/cases.ts';
import { DueChip } from '../../fields/DueChip.tsx';
import { ProblemNote } from '../../fields/ProblemNote.tsx';
import type { LoketProvider } from '../../provider/data-provider.ts';
import { readError } from '../../provider/read-error.ts';
import { useSay } from '../../provider/use-say.ts';
import { walkedAround } from '../walked-list.ts';

const SHOWN = 40;
const AGAIN_MS = 60_000;

/** The queue one came from, in its order, with what is due; my own part of the office's when one came from nowhere (a link, the search). */
export function QueueRail({ caseId }: { caseId: string }) {
  const say = useSay();
  const provider = useDataProvider<LoketProvider>();
  const ids = walkedAround(caseId, SHOWN);
  const rows = useQuery<CaseListItem[]>({
    queryKey: ['cases', 'rel', ids], refetchInterval: AGAIN_MS,
    queryFn: async ({ signal }) => (await provider.getList<CaseListItem>('cases', {
      filter: ids.length > 0 ? { id: ids } : { tab: 'saya' }, pagination: { page: 1, perPage: SHOWN }, sort: { field: 'dueAt', order: 'ASC' }, signal,
    })).data,
  });
  const here = useRef<HTMLAnchorElement>(null);
  const shown = ids.length > 0 ? ids.flatMap((id) => rows.data?.find((row) => row.id === id) ?? []) : rows.data ?? [];
  useEffect(() => { here.current?.scrollIntoView({ block: 'nearest' }); }, [shown.length]);
  return (
    <Box component="nav" aria-label={say('ui.antrean.rel')} sx={{ borderRight: 1, borderColor: 'divider', overflowY: 'auto', minHeight: 0, bgcolor: 'background.paper' }}>
      <Box component="h2" sx={{ typography: 'h3', m: 0, px: 1, py: 0.75, position: 'sticky', top: 0, bgcolor: 'background.paper', borderBottom: 1, borderColor: 'divider' }}>{say('ui.antrean.rel')}</Box>
      {rows.isLoading && <LinearProgress aria-label={say('ui.memuat')} />}
      {/* Narrow: its way out stands beneath the sentence. */}
      {rows.error && <Box sx={{ '& .MuiAlert-root': { flexWrap: 'wrap', px: 1 }, '& .MuiAlert-icon': { display: 'none' }, '& .MuiAlert-message': { flex: '1 1 100%' }, '& .MuiAlert-action': { p: 0, m: 0 }, '& .MuiAlert-action > button': { px: 0 } }}><ProblemNote problem={readError(rows.error)} onRetry={() => { void rows.refetch(); }} /></Box>}
      {rows.data && shown.length === 0 && <Box sx={{ p: 1, fontSize: '0.8125rem', color: 'text.secondary' }}>{say('ui.antrean.habis')}</Box>}
      {shown.map((row) => (
        <Box
          key={row.id} component={Link} to={`/cases/${row.id}/show`} {...(row.id === caseId ? { ref: here, 'aria-current': 'page' as const } : {})}
          sx={{ display: 'block', px: 1, py: 0.75, borderBottom: 1, borderColor: 'divider', color: 'text.primary', textDecoration: 'none', fontSize: '0.8125rem', '&:hover': { bgcolor: 'action.hover' }, ...(row.id === caseId ? { bgcolor: 'action.selected', boxShadow: (theme) => `inset 3px 0 0 ${theme.palette.primary.main}` } : {}) }}
        >
          <Box className="tabular" sx={{ fontWeight: 600 }}>{row.number}</Box>
          <Box sx={{ overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' }}>{row.subjectName ?? '–'}</Box>
          <Box sx={{ color: row.id === caseId ? 'text.primary' : 'text.secondary', overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' }}>{row.placeLabel}</Box>
          <DueChip dueAt={row.dueAt} clock={row.clock} provisional={row.dueProvisional} />
        </Box>
      ))}
    </Box>
  );
}
