import { useCallback, useEffect, useRef, useState } from 'react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useDataProvider } from 'react-admin';
import type { UploadRequestDetail, UploadRequestReply } from '../../server/domain/contract/counter.ts';
import type { ArrivedDraft } from '../fields/DraftUpload.tsx';
import type { LoketProvider } from '../provider/data-provider.ts';
import { readError, type ReadError } from '../provider/read-error.ts';
import { useSay } from '../provider/use-say.ts';

/** While somebody stands at the counter with his telephone, a few seconds are what he waits. */
const LOOK_EVERY_MS = 4_000;

export interface UploadLink {
  request: UploadRequestDetail | null; whatsapp: string | null; problem: ReadError | null;
  /** What has come, by kind of document. */
  arrived: Record<string, ArrivedDraft>;
  take(reply: UploadRequestReply): void;
  open(id: string): void;
  forget(): void;
}

/** One request by link and what comes of it; `onArrive` is told each upload once. */
export function useUploadLink(first: string | null, onArrive: (kind: string, uploadId: string) => void): UploadLink {
  const say = useSay();
  const provider = useDataProvider<LoketProvider>();
  const queries = useQueryClient();
  const [chosen, setChosen] = useState<{ id: string | null } | null>(null);
  const id = chosen ? chosen.id : first;
  const [whatsapp, setWhatsapp] = useState<string | null>(null);
  const seen = useRef(new Set<string>());
  const { data, error } = useQuery({
    queryKey: ['permintaan-unggah', id], enabled: id !== null, queryFn: () => provider.uploadRequest(id ?? ''),
    refetchInterval: ({ state }) => (state.data && (state.data.expired || state.data.closedHow !== null || state.data.files.length === state.data.kinds.length) ? false : LOOK_EVERY_MS),
  });
  const request = id !== null && data?.id === id && data.closedHow === null ? data : null;
  useEffect(() => {
    for (const file of request?.files ?? []) {
      if (seen.current.has(file.uploadId)) continue;
      seen.current.add(file.uploadId);
      onArrive(file.kind, file.uploadId);
    }
  }, [request, onArrive]);
  const take = useCallback((reply: UploadRequestReply) => {
    queries.setQueryData(['permintaan-unggah', reply.request.id], reply.request);
    setChosen({ id: reply.request.id });
    setWhatsapp(reply.whatsapp);
    void queries.invalidateQueries({ queryKey: ['permintaan-unggah-terbuka'] });
  }, [queries]);
  const open = useCallback((next: string) => { seen.current.clear(); setWhatsapp(null); setChosen({ id: next }); }, []);
  const forget = useCallback(() => { setChosen({ id: null }); setWhatsapp(null); void queries.invalidateQueries({ queryKey: ['permintaan-unggah-terbuka'] }); }, [queries]);
  const arrived = Object.fromEntries((request?.files ?? []).map((file) => [file.kind, {
    // The upload in the address: a newer file of the same kind is another picture.
    uploadId: file.uploadId, picture: `/api/upload-requests/${request?.id ?? ''}/files/${file.kind}?u=${file.uploadId}`, warnings: file.warnings,
    note: say('ui.minta.datang', { n: file.pageCount, kb: Math.ceil(file.bytes / 1024) }),
  }]));
  return { request, whatsapp, problem: error && id !== null ? readError(error) : null, arrived, take, open, forget };
}
