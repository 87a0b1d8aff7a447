import { useEffect, useMemo, useRef, useState, type SubmitEvent } from 'react';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Chip from '@mui/material/Chip';
import Paper from '@mui/material/Paper';
import Stack from '@mui/material/Stack';
import type { TaskItem } from '../../server/domain/contract/tasks.ts';
import { draftKey } from '../../server/domain/draft-key.ts';
import { ActField } from '../cases/acts/ActField.tsx';
import { fieldsOf, knownTo, missingLabels, startValues, toInput, type Values } from '../cases/acts/schema-fields.ts';
import { useDesk } from '../cases/case-page/case-context.ts';
import { useCaseRows } from '../cases/case-page/use-case-desk.ts';
import { DraftNote } from '../drafts/DraftNote.tsx';
import { useDraft } from '../drafts/use-draft.ts';
import { firstField } from '../fields/first-field.ts';
import { Moment, useZone } from '../fields/Moment.tsx';
import { ProblemNote } from '../fields/ProblemNote.tsx';
import { Reading } from '../fields/Reading.tsx';
import { readError, type ReadError } from '../provider/read-error.ts';
import { useSay } from '../provider/use-say.ts';
import { ProofList } from './ProofList.tsx';

/** Work outside this system, closed by a proof that can be read again. */
export function CaseTasks() {
  const { view } = useDesk();
  const tasks = useCaseRows<TaskItem>(view.id, 'tasks', { field: 'openedAt', order: 'DESC' });
  return (
    <>
      <Reading query={tasks} />
      {tasks.data?.filter((task) => task.state !== 'batal').map((task) => <TaskCard key={task.id} task={task} />)}
    </>
  );
}

function TaskCard({ task }: { task: TaskItem }) {
  const say = useSay();
  const zone = useZone();
  const { view, act, pending, reload } = useDesk();
  const fields = useMemo(() => fieldsOf(task.proofSchema), [task.proofSchema]);
  const [typed, setTyped] = useState<Values>({});
  // A field keeps half a date to itself: with another draft, or none, it begins anew.
  const [edition, setEdition] = useState(0);
  const draft = useDraft(view.id, 'tindakan', draftKey(task.closeAction ?? '-', { tugasId: task.id }), typed);
  // What was being typed when the power went stands open again.
  const [opened, setOpen] = useState<boolean | null>(null);
  const open = opened ?? (Object.keys(draft.mine).length > 0 || draft.others.length > 0);
  const card = useRef<HTMLElement>(null);
  // The button that opened it is gone, and the keyboard with it.
  useEffect(() => { if (opened) firstField(card.current)?.focus(); }, [opened]);
  const [problem, setProblem] = useState<ReadError | null>(null);
  const values = { ...startValues(fields), ...knownTo(task.proofSchema, draft.kept), ...typed };
  const close = (event: SubmitEvent) => {
    event.preventDefault();
    if (!task.closeAction) return;
    setProblem(null);
    act(task.closeAction, { tugasId: task.id, bukti: toInput(fields, values, zone) }).then(() => { draft.done(); setTyped({}); }, (error: unknown) => { setProblem(readError(error)); });
  };
  const done = task.state === 'selesai';
  return (
    <Paper ref={card} variant="outlined" component="section" data-ref={task.id} tabIndex={-1} sx={{ p: 1.25, mb: 1.25 }} aria-label={task.kindLabel}>
      <Box sx={{ display: 'flex', gap: 1, alignItems: 'center' }}>
        <Box component="h2" sx={{ typography: 'h3', m: 0 }}>{task.kindLabel}</Box>
        <Chip color={done ? 'success' : task.overdue ? 'error' : 'warning'} variant="outlined" label={say(done ? 'ui.tugas.selesai' : task.overdue ? 'ui.tugas.lewat' : 'ui.tugas.terbuka')} />
        <Box sx={{ flex: 1 }} />
        <Box sx={{ fontSize: '0.8125rem', color: 'text.secondary' }}>{done ? <>{task.closedByName} · <Moment at={task.closedAt} /></> : <>{say('ui.tugas.batas')} <Moment at={task.dueAt} />{task.dueProvisional && ` (${say('ui.tenggat.sementara')})`}</>}</Box>
        {task.mayClose && !open && <Button variant="contained" onClick={() => { setOpen(true); }}>{say('ui.tugas.catat_bukti')}</Button>}
      </Box>
      {task.closedToMe && !done && <Box sx={{ fontSize: '0.875rem', color: 'text.secondary' }}>{task.closedToMe.message}</Box>}
      {done && <ProofList proof={task.proof} schema={task.proofSchema} />}
      {open && task.mayClose && (
        <Stack component="form" noValidate onSubmit={close} spacing={1.25} sx={{ mt: 1 }}>
          {fields.map((field) => <ActField key={`${field.key} ${edition}`} field={field} value={values[field.key]} values={values} errors={problem?.errors} prefix="bukti." onChange={(value) => { setTyped((before) => ({ ...before, [field.key]: value })); }} />)}
          <DraftNote draft={draft} onReset={() => { setTyped({}); setEdition((before) => before + 1); }} />
          <ProblemNote problem={problem} known={['bukti']} onReload={reload} />
          <Box sx={{ display: 'flex', gap: 1 }}>
            <Button type="submit" variant="contained" disabled={missingLabels(fields, values).length > 0} loading={pending === task.closeAction}>{say('ui.tugas.simpan_bukti')}</Button>
            <Button onClick={() => { setOpen(false); }}>{say('ui.batal')}</Button>
          </Box>
        </Stack>
      )}
    </Paper>
  );
}
