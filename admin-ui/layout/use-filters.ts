import { useListContext } from 'react-admin';

export type Filters = Record<string, string | boolean | string[] | undefined>;

/** The filters of the list around, typed: react-admin hands them out as `any`. */
export function useFilters(): { filters: Filters; setFilters: (filters: Filters) => void } {
  const list = useListContext();
  return { filters: (list.filterValues ?? {}) as Filters, setFilters: (filters) => { list.setFilters(filters); } };
}
