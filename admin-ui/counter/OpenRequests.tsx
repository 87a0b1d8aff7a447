import { useState } from 'react';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Paper from '@mui/material/Paper';
import { useQuery } from '@tanstack/react-query';
import { useDataProvider } from 'react-admin';
import type { UploadRequestDetail } from '../../server/domain/contract/counter.ts';
import { Moment } from '../fields/Moment.tsx';
import { ProblemNote } from '../fields/ProblemNote.tsx';
import { NotRead } from '../fields/Reading.tsx';
import type { LoketProvider } from '../provider/data-provider.ts';
import { readError, type ReadError } from '../provider/read-error.ts';
import { useSay } from '../provider/use-say.ts';

/** Entries that wait for an applicant's telephone: the link outlives a reload, a lunch and a colleague. */
export function OpenRequests({ current, onOpen }: { current: string | null; onOpen: (request: UploadRequestDetail) => void }) {
  const say = useSay();
  const provider = useDataProvider<LoketProvider>();
  const open = useQuery({ queryKey: ['permintaan-unggah-terbuka'], queryFn: () => provider.uploadRequests({ closed: false, withCase: false }), refetchInterval: 20_000 });
  const [problem, setProblem] = useState<ReadError | null>(null);
  const goOn = (id: string) => { setProblem(null); provider.uploadRequest(id).then(onOpen, (error: unknown) => { setProblem(readError(error)); }); };
  const waiting = (open.data ?? []).filter((request) => request.id !== current);
  if (open.error && !open.data) return <NotRead what={say('ui.minta.terbuka_tidak_terbaca')} error={open.error} onRetry={() => { void open.refetch(); }} />;
  if (waiting.length === 0) return null;
  return (
    <Paper variant="outlined" component="section" aria-label={say('ui.minta.terbuka')} sx={{ p: 1.25 }}>
      <Box component="h2" sx={{ typography: 'h3', m: 0 }}>{say('ui.minta.terbuka')}</Box>
      {waiting.map((request) => (
        <Box key={request.id} sx={{ display: 'flex', gap: 1, alignItems: 'center', borderTop: 1, borderColor: 'divider', mt: 0.75, pt: 0.75, fontSize: '0.875rem' }}>
          <Box sx={{ flex: 1, minWidth: 0 }}>
            <Box sx={{ fontWeight: 600, overflowWrap: 'anywhere' }}>{say('ui.minta.terbuka_baris', { nama: request.name ?? say('ui.minta.tanpa_nama'), ada: request.files.length, semua: request.kinds.length })}</Box>
            <Box sx={{ color: 'text.secondary' }}>{request.openedByName} · <Moment at={request.openedAt} /> · {request.expired ? say('ui.minta.berakhir') : <>{say('ui.minta.sampai')} <Moment at={request.expiresAt} /></>}</Box>
          </Box>
          <Button variant="outlined" title={say('ui.minta.berubah')} onClick={() => { goOn(request.id); }}>{say('ui.minta.lanjutkan')}</Button>
        </Box>
      ))}
      <ProblemNote problem={problem} />
    </Paper>
  );
}
