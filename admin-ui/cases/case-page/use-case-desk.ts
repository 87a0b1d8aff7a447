import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useDataProvider } from 'react-admin';
import type { CaseView } from '../../../server/domain/contract/cases.ts';
import type { DocumentView } from '../../../server/domain/contract/documents.ts';
import type { LoketProvider } from '../../provider/data-provider.ts';
import { newRequestId } from '../../provider/new-request-id.ts';
import { useMay } from '../../provider/use-me.ts';
import { createIntents } from './intents.ts';

const READING_MS = 2_500;

export type HoldVerb = 'claim' | 'release' | 'resume';

/** Rows that belong to one case, by the list's name; refreshed after every act. None for whose part the list is closed. */
export function useCaseRows<T extends { id: string }>(caseId: string, resource: string, sort: { field: string; order: 'ASC' | 'DESC' }, { active = true, every }: { active?: boolean; /** ms until the rows are asked for again; false: not by themselves */ every?: (rows: T[]) => number | false } = {}) {
  const provider = useDataProvider<LoketProvider>();
  const may = useMay(`GET /api/${resource}`);
  return useQuery<T[]>({
    queryKey: ['bagian', caseId, resource], enabled: active && may, refetchInterval: ({ state }) => every?.(state.data ?? []) ?? false,
    queryFn: async ({ signal }) => (await provider.getList<T>(resource, { filter: { caseId }, pagination: { page: 1, perPage: 200 }, sort, signal })).data,
  });
}

/** The case, its documents and the one way to act on it. Pessimistic: the screen changes when the server has answered. */
export function useCaseDesk(caseId: string) {
  const provider = useDataProvider<LoketProvider>();
  const queries = useQueryClient();
  const [pending, setPending] = useState<string | null>(null);
  const intents = useRef(createIntents());
  // Every fetch is a logged look, so nothing is polled.
  const found = useQuery({ queryKey: ['berkas', caseId], queryFn: () => provider.caseById(caseId), staleTime: 30_000 });
  // Only while the machine is at one of them, minutes at most.
  const documents = useCaseRows<DocumentView>(caseId, 'documents', { field: 'kind', order: 'ASC' }, { every: (rows) => (rows.some((row) => row.current && row.underWay) ? READING_MS : false) });
  const readyNow = documents.data?.filter((row) => row.current && !row.underWay).map((row) => row.id).join() ?? null;
  const readyBefore = useRef(readyNow);
  useEffect(() => {
    // What was found may close an act: the case is asked for again, too.
    if (readyBefore.current !== null && readyNow !== readyBefore.current) {
      void queries.invalidateQueries({ queryKey: ['berkas', caseId] });
      void queries.invalidateQueries({ queryKey: ['bagian', caseId, 'document-twins'] });
    }
    readyBefore.current = readyNow;
  }, [readyNow, queries, caseId]);

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
      return take(verb === 'resume' ? await provider.resume({ caseId, seenVersion: version, requestId: newRequestId() }) : await provider[verb](caseId));
    } finally {
      setPending(null);
    }
  }, [provider, caseId, version, take]);

  return useMemo(() => ({ found, documents, act, hold, take, pending, reload }), [found, documents, act, hold, take, pending, reload]);
}
