import { useCallback, useMemo, useRef, useState } from 'react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useDataProvider } from 'react-admin';
import type { CaseView } from '../../../server/domain/contract/cases.ts';
import type { DocumentView } from '../../../server/domain/contract/documents.ts';
import type { LoketProvider } from '../../provider/data-provider.ts';
import { createIntents } from './intents.ts';

export type HoldVerb = 'claim' | 'release' | 'resume';

/** Rows that belong to one case, by the list's name; refreshed after every act. */
export function useCaseRows<T extends { id: string }>(caseId: string, resource: string, sort: { field: string; order: 'ASC' | 'DESC' }, active = true) {
  const provider = useDataProvider<LoketProvider>();
  return useQuery({
    queryKey: ['bagian', caseId, resource], enabled: active,
    queryFn: async ({ signal }) => (await provider.getList<T>(resource, { filter: { caseId }, pagination: { page: 1, perPage: 200 }, sort, signal })).data,
  });
}

/** The case, its documents and the one way to act on it. Pessimistic: the screen changes when the server has answered. */
export function useCaseDesk(caseId: string) {
  const provider = useDataProvider<LoketProvider>();
  const queries = useQueryClient();
  const [pending, setPending] = useState<string | null>(null);
  const intents = useRef(createIntents(() => crypto.randomUUID()));
  // Every fetch is a logged look, so nothing is polled.
  const found = useQuery({ queryKey: ['berkas', caseId], queryFn: () => provider.caseById(caseId), staleTime: 30_000 });
  const documents = useCaseRows<DocumentView>(caseId, 'documents', { field: 'kind', order: 'ASC' });

  const reload = useCallback(() => {
    void queries.invalidateQueries({ queryKey: ['berkas', caseId] });
    void queries.invalidateQueries({ queryKey: ['bagian', caseId] });
  }, [queries, caseId]);

  const take = useCallback((next: CaseView) => {
    queries.setQueryData(['berkas', caseId], next);
    void queries.invalidateQueries({ queryKey: ['bagian', caseId] });
    void queries.invalidateQueries({ queryKey: ['cases'] });
    return next;
  }, [queries, caseId]);

  const version = found.data?.version ?? 0;
  const act = useCallback(async (action: string, input: Record<string, unknown>): Promise<CaseView> => {
    setPending(action);
    try {
      const next = await provider.performAction({ caseId, action, input, seenVersion: version, requestId: intents.current.idFor(action, input) });
      intents.current.done(action, input);
      return take(next);
    } finally {
      setPending(null);
    }
  }, [provider, caseId, version, take]);

  const hold = useCallback(async (verb: HoldVerb): Promise<CaseView> => {
    setPending(verb);
    try {
      return take(verb === 'resume' ? await provider.resume({ caseId, seenVersion: version, requestId: crypto.randomUUID() }) : await provider[verb](caseId));
    } finally {
      setPending(null);
    }
  }, [provider, caseId, version, take]);

  return useMemo(() => ({ found, documents, act, hold, take, pending, reload }), [found, documents, act, hold, take, pending, reload]);
}
