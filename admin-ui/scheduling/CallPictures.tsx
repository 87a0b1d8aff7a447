import { useState } from 'react';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Paper from '@mui/material/Paper';
import TextField from '@mui/material/TextField';
import { useQuery } from '@tanstack/react-query';
import { useDataProvider } from 'react-admin';
import { draftKey } from '../../server/domain/draft-key.ts';
import { useDesk } from '../cases/case-page/case-context.ts';
import { ACTS } from '../cases/workspaces/embedded-acts.ts';
import { KeptPicture } from '../documents/KeptPicture.tsx';
import { DraftNote } from '../drafts/DraftNote.tsx';
import { useDraft } from '../drafts/use-draft.ts';
import { DraftUpload } from '../fields/DraftUpload.tsx';
import { Moment } from '../fields/Moment.tsx';
import { ProblemNote } from '../fields/ProblemNote.tsx';
import { Reading } from '../fields/Reading.tsx';
import type { LoketProvider } from '../provider/data-provider.ts';
import { readError, type ReadError } from '../provider/read-error.ts';
import { useMay } from '../provider/use-me.ts';
import { useSay } from '../provider/use-say.ts';

/** Later pages of what was just kept are drawn in seconds. */
const DRAWN_MS = 3_000;

/** Pictures somebody chose to keep; their hashes stand in the Berita Acara. */
export function CallPictures() {
  const say = useSay();
  const provider = useDataProvider<LoketProvider>();
  const { view, act, action, pending, reload } = useDesk();
  const keep = action(ACTS.keepPicture);
  const [typed, setTyped] = useState<{ gambar?: string | null; keterangan?: string }>({});
  const draft = useDraft(view.id, 'tindakan', draftKey(ACTS.keepPicture, {}), typed);
  const { gambar: upload = null, keterangan: note = '' } = { ...draft.kept as typeof typed, ...typed };
  // The field begins anew with each picture that was kept, and for nothing else: a list that comes late took the picked file along.
  const [edition, setEdition] = useState(0);
  const [problem, setProblem] = useState<ReadError | null>(null);
  const may = useMay('GET /api/cases/:id/call-pictures');
  const found = useQuery({ enabled: may, queryKey: ['bagian', view.id, 'bukti-panggilan'], queryFn: () => provider.callPictures(view.id), refetchInterval: ({ state }) => (state.data?.some(({ drawing }) => drawing) ? DRAWN_MS : false) });
  const { data } = found;
  const save = () => {
    if (!keep || !upload) return;
    setProblem(null);
    act(keep.id, { gambar: upload, ...(note.trim() ? { keterangan: note.trim() } : {}) }).then(() => { draft.done(); setTyped({}); setEdition((before) => before + 1); }, (error: unknown) => { setProblem(readError(error)); });
  };
  if (!may) return null;
  return (
    <Paper variant="outlined" component="section" aria-label={say('ui.panggilan.bukti')} sx={{ p: 1.25, mt: 1.5 }}>
      <Box component="h2" sx={{ typography: 'h3', m: 0, mb: 0.5 }}>{say('ui.panggilan.bukti')}</Box>
      <Reading query={found} />
      {data?.length === 0 && <Box sx={{ fontSize: '0.875rem', color: 'text.secondary' }}>{say('ui.panggilan.belum_ada_bukti')}</Box>}
      {data?.map((picture) => <Box key={picture.id} sx={{ fontSize: '0.875rem', py: 0.25 }}><Moment at={picture.at} /> · {picture.by}{picture.note ? ` · ${picture.note}` : ''}<KeptPicture uploadId={picture.uploadId} pages={picture.pages} lacking={picture.lackingPages} drawing={picture.drawing} about={picture.note ?? say('ui.panggilan.bukti')} /></Box>)}
      {keep && (
        <Box sx={{ display: 'grid', gap: 1, mt: 1 }}>
          <DraftUpload key={edition} label={say('ui.panggilan.bukti')} value={upload} onChange={(gambar) => { setTyped((before) => ({ ...before, gambar })); }} error={problem?.errors?.gambar} />
          {upload && (
            <Box sx={{ display: 'flex', gap: 1 }}>
              <TextField fullWidth label={say('ui.panggilan.bukti_keterangan')} value={note} onChange={(event) => { setTyped((before) => ({ ...before, keterangan: event.target.value })); }} />
              <Button variant="outlined" disabled={keep.obstacles.length > 0} loading={pending === keep.id} onClick={save}>{say('ui.panggilan.simpan_bukti')}</Button>
            </Box>
          )}
          <DraftNote draft={draft} onReset={() => { setTyped({}); }} />
        </Box>
      )}
      <ProblemNote problem={problem} known={['gambar']} onReload={reload} />
    </Paper>
  );
}
