import { useRef, useState } from 'react';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import LinearProgress from '@mui/material/LinearProgress';
import TextField from '@mui/material/TextField';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useDataProvider } from 'react-admin';
import { NOTE_DRAFT } from '../../../server/domain/draft-key.ts';
import { DraftNote } from '../../drafts/DraftNote.tsx';
import { useDraft } from '../../drafts/use-draft.ts';
import { Moment } from '../../fields/Moment.tsx';
import { ProblemNote } from '../../fields/ProblemNote.tsx';
import type { LoketProvider } from '../../provider/data-provider.ts';
import { errorAt, readError, type ReadError } from '../../provider/read-error.ts';
import { useSay } from '../../provider/use-say.ts';
import { useDesk } from './case-context.ts';
import { createIntents } from './intents.ts';

/** Notes among colleagues. */
export function NotesTab() {
  const say = useSay();
  const { view } = useDesk();
  const provider = useDataProvider<LoketProvider>();
  const queries = useQueryClient();
  const intents = useRef(createIntents());
  const [typed, setTyped] = useState<{ text?: string }>({});
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<ReadError | null>(null);
  const { data, error } = useQuery({ queryKey: ['bagian', view.id, 'notes'], queryFn: () => provider.notes(view.id) });
  const draft = useDraft(view.id, 'catatan', NOTE_DRAFT, typed);
  const text = typed.text ?? (typeof draft.kept.text === 'string' ? draft.kept.text : '');
  const write = async () => {
    setBusy(true);
    setProblem(null);
    try {
      const notes = await provider.writeNote(view.id, text.trim(), intents.current.idFor('catatan', text));
      intents.current.done('catatan', text);
      draft.done();
      setTyped({});
      queries.setQueryData(['bagian', view.id, 'notes'], notes);
      await queries.invalidateQueries({ queryKey: ['bagian', view.id, 'drafts'] });
    } catch (failed) {
      setProblem(readError(failed));
    } finally {
      setBusy(false);
    }
  };
  return (
    <>
      <Box sx={{ fontSize: '0.875rem', color: 'text.secondary', mb: 1.25 }}>{say('ui.catatan.penjelasan')}</Box>
      <TextField
        multiline minRows={2} maxRows={8} fullWidth label={say('ui.catatan.tulis')} value={text} onChange={(event) => { setTyped({ text: event.target.value }); }}
        error={errorAt(problem?.errors, 'text') !== undefined} helperText={errorAt(problem?.errors, 'text')} slotProps={{ htmlInput: { maxLength: 4000 } }}
      />
      <Box sx={{ display: 'flex', gap: 1.5, alignItems: 'center', mt: 0.75, mb: 1.5 }}>
        <Button variant="contained" disabled={text.trim() === ''} loading={busy} onClick={() => { void write(); }}>{say('ui.catatan.simpan')}</Button>
        <DraftNote draft={draft} onReset={() => { setTyped({}); }} />
      </Box>
      <ProblemNote problem={problem ?? (error ? readError(error) : null)} known={['text']} />
      {!data && !error && <LinearProgress aria-label={say('ui.memuat')} />}
      {data?.length === 0 && <Box sx={{ color: 'text.secondary' }}>{say('ui.catatan.kosong')}</Box>}
      <Box component="ol" sx={{ listStyle: 'none', m: 0, p: 0 }}>
        {data?.map((note) => (
          <Box component="li" key={note.id} sx={{ py: 0.75, borderTop: 1, borderColor: 'divider', fontSize: '0.875rem' }}>
            <Box sx={{ color: 'text.secondary' }}><strong>{note.authorName}</strong> · <Moment at={note.at} /></Box>
            <Box sx={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere', color: note.text === null ? 'text.secondary' : 'text.primary' }}>{note.text ?? say('ui.catatan.dihapus')}</Box>
          </Box>
        ))}
      </Box>
    </>
  );
}
