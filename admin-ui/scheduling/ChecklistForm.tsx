import { useState } from 'react';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Checkbox from '@mui/material/Checkbox';
import FormControlLabel from '@mui/material/FormControlLabel';
import Paper from '@mui/material/Paper';
import Table from '@mui/material/Table';
import TableBody from '@mui/material/TableBody';
import TableCell from '@mui/material/TableCell';
import TableHead from '@mui/material/TableHead';
import TableRow from '@mui/material/TableRow';
import TextField from '@mui/material/TextField';
import DoneIcon from '@mui/icons-material/Check';
import { useDesk, type CaseAction } from '../cases/case-page/case-context.ts';
import { ACTS } from '../cases/workspaces/embedded-acts.ts';
import { draftKey } from '../../server/domain/draft-key.ts';
import { DraftNote } from '../drafts/DraftNote.tsx';
import { useDraft } from '../drafts/use-draft.ts';
import { ProblemNote } from '../fields/ProblemNote.tsx';
import { readError, type ReadError } from '../provider/read-error.ts';
import { useSay, useSayValue } from '../provider/use-say.ts';

/** The Berita Acara's rows: Ada, Sesuai Asli, Keterangan. Each row is saved for itself; who may not fill it in reads what was found. */
export function ChecklistForm() {
  const say = useSay();
  const { view, action, documents, show } = useDesk();
  const row = action(ACTS.fillChecklist);
  const person = action(ACTS.judgePerson);
  return (
    <>
      {(row ?? view.checklist.rows.length > 0) && (
        <Paper variant="outlined" sx={{ mb: 1.5 }}>
          <Table aria-label={say('ui.daftar_periksa.judul')}>
            <TableHead><TableRow><TableCell>{say('ui.daftar_periksa.dokumen')}</TableCell><TableCell align="center">{say('ui.daftar_periksa.ada')}</TableCell><TableCell align="center">{say('ui.daftar_periksa.sesuai_asli')}</TableCell>{row && <><TableCell>{say('ui.daftar_periksa.keterangan')}</TableCell><TableCell /></>}</TableRow></TableHead>
            <TableBody>
              {view.documentKinds.filter(({ kind }) => view.checklist.kinds.includes(kind)).map((kind) => (
                <Row key={kind.kind} kind={kind.kind} label={kind.label} row={row} onFocus={() => { const found = documents.find((each) => each.kind === kind.kind && each.current); if (found) show(found.id); }} />
              ))}
            </TableBody>
          </Table>
        </Paper>
      )}
      {person ? <Person action={person} /> : <PersonSeen />}
    </>
  );
}

interface Marks { first: boolean; second: boolean }

/** Two marks and a remark. What was saved shows until somebody marks otherwise; a remark is known only to who wrote it just now. */
function useMarks(action: CaseAction | undefined, item: string | undefined, saved: (Marks & { note: string }) | null) {
  const { view, act, pending } = useDesk();
  const [sinceOpened, setTyped] = useState<Partial<Marks & { note: string }>>({});
  const draft = useDraft(view.id, 'penilaian', draftKey(action?.id ?? '-', item ? { butir: item } : {}), sinceOpened);
  const typed: Partial<Marks & { note: string }> = { ...draft.kept, ...sinceOpened };
  const note = typed.note ?? saved?.note ?? '';
  const setNote = (text: string) => { setTyped((before) => ({ ...before, note: text })); };
  const [problem, setProblem] = useState<ReadError | null>(null);
  const marks: Marks = { first: typed.first ?? saved?.first ?? false, second: typed.second ?? saved?.second ?? false };
  const remark = note.trim();
  const save = (input: Record<string, unknown>) => {
    if (!action) return;
    setProblem(null);
    act(action.id, { ...input, ...(remark ? { keterangan: remark } : {}) }).then(() => { draft.done(); setTyped({}); }, (error: unknown) => { setProblem(readError(error)); });
  };
  return {
    marks, note, setNote, problem, save, draft, reset: () => { setTyped({}); }, mark: (change: Partial<Marks>) => { setTyped((before) => ({ ...before, ...change })); },
    saved: saved !== null && saved.first === marks.first && saved.second === marks.second && remark === saved.note,
    busy: action !== undefined && pending === action.id, closed: action === undefined || action.obstacles.length > 0,
  };
}

function SaveButton({ saved, closed, busy, onSave }: { saved: boolean; closed: boolean; busy: boolean; onSave: () => void }) {
  const say = useSay();
  return <Button variant={saved ? 'text' : 'outlined'} color={saved ? 'success' : 'primary'} startIcon={saved ? <DoneIcon /> : undefined} disabled={closed} loading={busy} onClick={onSave}>{say(saved ? 'ui.tersimpan' : 'ui.simpan')}</Button>;
}

function Row({ kind, label, row, onFocus }: { kind: string; label: string; row: CaseAction | undefined; onFocus: () => void }) {
  const say = useSay();
  const { view, reload } = useDesk();
  const known = view.checklist.rows.find((each) => each.item === kind);
  const { marks, mark, note, setNote, save, saved, problem, busy, closed, draft, reset } = useMarks(row, kind, known ? { first: known.ada, second: known.sesuaiAsli, note: known.keterangan ?? '' } : null);
  if (!row && !known) return <TableRow><TableCell>{label}</TableCell><TableCell align="center">–</TableCell><TableCell align="center">–</TableCell></TableRow>;
  return (
    <>
      <TableRow data-ref={kind} tabIndex={-1} onFocusCapture={onFocus}>
        <TableCell>{label}</TableCell>
        <TableCell align="center"><Checkbox checked={marks.first} disabled={!row} onChange={(_event, on) => { mark(on ? { first: true } : { first: false, second: false }); }} slotProps={{ input: { 'aria-label': `${label}: ${say('ui.daftar_periksa.ada')}` } }} /></TableCell>
        <TableCell align="center"><Checkbox checked={marks.second} disabled={!row} onChange={(_event, on) => { mark(on ? { first: true, second: true } : { second: false }); }} slotProps={{ input: { 'aria-label': `${label}: ${say('ui.daftar_periksa.sesuai_asli')}` } }} /></TableCell>
        {row && <TableCell><TextField fullWidth hiddenLabel value={note} onChange={(event) => { setNote(event.target.value); }} slotProps={{ htmlInput: { 'aria-label': `${label}: ${say('ui.daftar_periksa.keterangan')}` } }} /></TableCell>}
        {row && <TableCell sx={{ whiteSpace: 'nowrap', width: 116 }}><SaveButton saved={saved} closed={closed} busy={busy} onSave={() => { save({ butir: kind, ada: marks.first, sesuaiAsli: marks.second }); }} /></TableCell>}
      </TableRow>
      {(draft.savedAt !== null || draft.others.length > 0 || draft.state !== 'diam') && <TableRow><TableCell colSpan={5}><DraftNote draft={draft} onReset={reset} /></TableCell></TableRow>}
      {problem && <TableRow><TableCell colSpan={5}><ProblemNote problem={problem} onReload={reload} /></TableCell></TableRow>}
    </>
  );
}

function Person({ action }: { action: CaseAction }) {
  const say = useSay();
  const sayValue = useSayValue();
  const { view, reload } = useDesk();
  const { orangSesuai, persetujuan, keterangan } = view.checklist;
  const { marks, mark, note, setNote, save, saved, problem, busy, closed, draft, reset } = useMarks(action, undefined, orangSesuai === null || persetujuan === null ? null : { first: orangSesuai, second: persetujuan, note: keterangan ?? '' });
  return (
    <Paper variant="outlined" component="section" data-ref="orang" tabIndex={-1} sx={{ p: 1.25 }} aria-label={say('ui.daftar_periksa.orang')}>
      <Box component="h2" sx={{ typography: 'h3', m: 0 }}>{say('ui.daftar_periksa.orang')}</Box>
      <Box sx={{ display: 'flex', flexDirection: 'column' }}>
        <FormControlLabel control={<Checkbox checked={marks.first} onChange={(_event, on) => { mark({ first: on }); }} />} label={sayValue('periksa', 'orang_sesuai_foto')} />
        <FormControlLabel control={<Checkbox checked={marks.second} onChange={(_event, on) => { mark({ second: on }); }} />} label={sayValue('periksa', 'persetujuan_panggilan')} />
      </Box>
      <Box sx={{ display: 'flex', gap: 1, mt: 0.5 }}>
        <TextField fullWidth label={say('ui.daftar_periksa.keterangan')} value={note} onChange={(event) => { setNote(event.target.value); }} />
        <SaveButton saved={saved} closed={closed} busy={busy} onSave={() => { save({ orangSesuai: marks.first, persetujuan: marks.second }); }} />
      </Box>
      <DraftNote draft={draft} onReset={reset} />
      <ProblemNote problem={problem} onReload={reload} />
    </Paper>
  );
}

/** The verdict on the person for who only reads. */
function PersonSeen() {
  const say = useSay();
  const sayValue = useSayValue();
  const { orangSesuai, persetujuan } = useDesk().view.checklist;
  const found = [{ check: 'orang_sesuai_foto', yes: orangSesuai }, { check: 'persetujuan_panggilan', yes: persetujuan }].filter(({ yes }) => yes !== null);
  return found.map(({ check, yes }) => <Box key={check} sx={{ fontSize: '0.875rem' }}>{sayValue('periksa', check)}: <strong>{say(yes ? 'ui.daftar_periksa.ya' : 'ui.daftar_periksa.tidak')}</strong></Box>);
}
