import { useQuery } from '@tanstack/react-query';
import { useDataProvider } from 'react-admin';
import type { LoketProvider } from '../provider/data-provider.ts';
import { useMay } from '../provider/use-me.ts';

/** Names of the letters of this file that did not arrive and that nobody saw to yet. */
export function useOpenDuties(caseId: string): string[] {
  const provider = useDataProvider<LoketProvider>();
  const may = useMay('GET /api/contact-duties');
  const { data } = useQuery({
    enabled: may, queryKey: ['bagian', caseId, 'contact-duties'],
    queryFn: async () => (await provider.getList<{ id: string; letterLabel: string }>('contact-duties', { filter: { caseId, open: false }, pagination: { page: 1, perPage: 20 }, sort: { field: 'openedAt', order: 'DESC' } })).data,
  });
  return [...new Set(data?.map((duty) => duty.letterLabel))];
}
