import type { ReactElement, ReactNode } from 'react';
import Box from '@mui/material/Box';
import { DataTable, ListBase, useListContext, type SortPayload } from 'react-admin';
import { useSay } from '../provider/use-say.ts';
import { ListFrame } from './ListFrame.tsx';
import { ListPager, ListProblem, useToldInPlace } from './ListProblem.tsx';
import { PageHead } from './PageHead.tsx';
import { useFilters, type Filters } from './use-filters.ts';

interface Props {
  title: string; note?: ReactNode; actions?: ReactNode;
  /** Beside the title. */
  tabs?: ReactNode;
  /** Filters and notes above the rows. */
  above?: ReactNode;
  sort: SortPayload; perPage?: number; filterDefault?: Record<string, unknown>; filter?: Record<string, unknown>; resource?: string; empty?: string;
  /** Under which filters rows can be chosen; what is done with them stands in `above`. */
  selectable?: (filters: Filters) => boolean;
  rowSx?: (record: Record<string, unknown>) => object;
  children: ReactNode;
}

/** A list of the office: head, filters, dense rows, pager. Order, page and filters stand in the address, so that Back comes back here. */
export function RowList({ title, note, actions, tabs, above, sort, perPage = 25, filterDefault, filter, resource, empty, selectable, rowSx, children }: Props): ReactElement {
  return (
    <ListBase {...(resource ? { resource } : {})} sort={sort} perPage={perPage} {...(filter ? { filter } : {})} {...(filterDefault ? { filterDefaultValues: filterDefault } : {})} disableSyncWithLocation={resource !== undefined} queryOptions={useToldInPlace()}>
      <ListFrame head={<><PageHead title={title} note={note} tabs={tabs}>{actions}</PageHead>{above}</>} foot={<ListPager />}>
        <Rows selectable={selectable ?? NEVER} empty={<Nothing sentence={empty ?? null} usual={filterDefault ?? {}} />} rowSx={rowSx}>{children}</Rows>
      </ListFrame>
    </ListBase>
  );
}

const NEVER = () => false;

function Rows({ selectable, empty, rowSx, children }: { selectable: (filters: Filters) => boolean; empty: ReactElement; rowSx: Props['rowSx']; children: ReactNode }) {
  const choosing = selectable(useFilters().filters);
  // The table's own bar of choices slides over its head and is cut off there; ours stands above the table.
  return <DataTable key={String(choosing)} bulkActionButtons={choosing ? <></> : false} bulkActionsToolbar={<></>} rowClick={false} empty={empty} {...(rowSx ? { rowSx: rowSx as never } : {})}>{children}</DataTable>;
}

/** The list's own sentence speaks of the rows it begins with; under another filter it would say what is not so. */
function Nothing({ sentence, usual }: { sentence: string | null; usual: Record<string, unknown> }) {
  const say = useSay();
  const { error } = useListContext();
  const now = set(useFilters().filters);
  if (error) return <ListProblem />;
  const words = now === set(usual) ? sentence ?? say('ui.daftar.kosong') : say(now === '[]' ? 'ui.daftar.kosong' : 'ui.daftar.kosong_tersaring');
  return <Box sx={{ p: 4, textAlign: 'center', color: 'text.secondary' }}>{words}</Box>;
}

const set = (filters: Record<string, unknown>) => JSON.stringify(Object.entries(filters).filter(([, value]) => value !== undefined && value !== '').sort(([a], [b]) => a.localeCompare(b)));
