import type { ReactElement, ReactNode } from 'react';
import Box from '@mui/material/Box';
import { DataTable, ListBase, Pagination, type SortPayload } from 'react-admin';
import { useSay } from '../provider/use-say.ts';
import { ListFrame } from './ListFrame.tsx';
import { PageHead } from './PageHead.tsx';
import { useFilters } from './use-filters.ts';

interface Props {
  title: string; note?: ReactNode; actions?: ReactNode;
  /** Beside the title. */
  tabs?: ReactNode;
  /** Filters and notes above the rows. */
  above?: ReactNode;
  sort: SortPayload; perPage?: number; filterDefault?: Record<string, unknown>; filter?: Record<string, unknown>; resource?: string; empty?: string; rowSx?: (record: Record<string, unknown>) => object;
  children: ReactNode;
}

/** A list of the office: head, filters, dense rows, pager. Order, page and filters stand in the address, so that Back comes back here. */
export function RowList({ title, note, actions, tabs, above, sort, perPage = 25, filterDefault, filter, resource, empty, rowSx, children }: Props): ReactElement {
  return (
    <ListBase {...(resource ? { resource } : {})} sort={sort} perPage={perPage} {...(filter ? { filter } : {})} {...(filterDefault ? { filterDefaultValues: filterDefault } : {})} disableSyncWithLocation={resource !== undefined}>
      <ListFrame head={<><PageHead title={title} note={note} tabs={tabs}>{actions}</PageHead>{above}</>} foot={<Pagination rowsPerPageOptions={[25, 50, 100]} />}>
        <DataTable bulkActionButtons={false} rowClick={false} empty={<Nothing {...(empty ? { sentence: empty } : {})} />} {...(rowSx ? { rowSx: rowSx as never } : {})}>{children}</DataTable>
      </ListFrame>
    </ListBase>
  );
}

function Nothing({ sentence }: { sentence?: string }) {
  const say = useSay();
  const filtered = Object.keys(useFilters().filters).length > 0;
  return <Box sx={{ p: 4, textAlign: 'center', color: 'text.secondary' }}>{sentence ?? say(filtered ? 'ui.daftar.kosong_tersaring' : 'ui.daftar.kosong')}</Box>;
}
