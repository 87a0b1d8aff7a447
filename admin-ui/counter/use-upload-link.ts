import { useCallback, useEffect, useRef, useState } from 'react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useDataProvider } from 'react-admin';
import type { UploadRequestDetail, UploadRequestReply } from '../../server/domain/contract/counter.ts';
import type { ArrivedDraft } from '../fields/DraftUpload.tsx';
import type { LoketProvider } from '../provider/data-provider.ts';
import { readError, type ReadError } from '../provider/read-error.ts';
import { useSay } from '../provider/use-say.ts';
import { followArrivals, type Arrival, type Looked } from './follow-arrivals.ts';

/** While somebody stands at the counter with his telephone, a few seconds are what he waits. */
const LOOK_EVERY_MS = 4_000;
/** When everything is there: the applicant may still take a picture back. */
const LOOK_AGAIN_MS = 15_000;

export interface UploadLink {
  request: UploadRequestDetail | null; whatsapp: string | null; problem: ReadError | null;
  /** What has come, by kind of document. */
  arrived: Record<string, ArrivedDraft>;
  take(reply: UploadRequestReply): void;
  open(id: string): void;
  forget(): void;
}

/** `gone`: ids of uploads. */
export type OnMove = (came: readonly Arrival[], gone: readonly string[]) => void;

/** One request by link and what comes of it; `onMove` is told each upload once when it has come, and once when the applicant took it back. */
export function useUploadLink(first: string | null, onMove: OnMove): UploadLink {
  const say = useSay();
  const provider = useDataProvider<LoketProvider>();
  const queries = useQueryClient();
  const [chosen, setChosen] = useState<{ id: string | null } | null>(null);
  const id = chosen ? chosen.id : first;
  const [whatsapp, setWhatsapp] = useState<string | null>(null);
  const lookedRef = useRef<Looked | null>(null);
  const { data, error } = useQuery({
    queryKey: ['permintaan-unggah', id], enabled: id !== null, queryFn: () => provider.uploadRequest(id ?? ''),
    refetchInterval: ({ state: { data: last } }) => {
      if (last && (last.expired || last.closedHow !== null)) return false;
      return last && last.files.length === last.kinds.length ? LOOK_AGAIN_MS : LOOK_EVERY_MS;
    },
  });
  const request = id !== null && data?.id === id && data.closedHow === null ? data : null;
  useEffect(() => {
    if (!request) return;
    const { came, gone, looked } = followArrivals(lookedRef.current, { requestId: request.id, files: request.files });
    lookedRef.current = looked;
    if (came.length > 0 || gone.length > 0) onMove(came, gone);
  }, [request, onMove]);
  const take = useCallback((reply: UploadRequestReply) => {
    queries.setQueryData(['permintaan-unggah', reply.request.id], reply.request);
    setChosen({ id: reply.request.id });
    setWhatsapp(reply.whatsapp);
    void queries.invalidateQueries({ queryKey: ['permintaan-unggah-terbuka'] });
  }, [queries]);
  const open = useCallback((next: string) => { lookedRef.current = null; setWhatsapp(null); setChosen({ id: next }); }, []);
  const forget = useCallback(() => { setChosen({ id: null }); setWhatsapp(null); void queries.invalidateQueries({ queryKey: ['permintaan-unggah-terbuka'] }); }, [queries]);
  const arrived = Object.fromEntries((request?.files ?? []).map((file) => [file.kind, {
    // The upload in the address: a newer file of the same kind is another picture.
    uploadId: file.uploadId, picture: `/api/upload-requests/${request?.id ?? ''}/files/${file.kind}?u=${file.uploadId}`, warnings: file.warnings,
    note: say('ui.minta.datang', { n: file.pageCount, kb: Math.ceil(file.bytes / 1024) }),
  }]));
  return { request, whatsapp, problem: error && id !== null ? readError(error) : null, arrived, take, open, forget };
}
