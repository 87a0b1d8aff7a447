import { useRef, useState, type KeyboardEvent, type SyntheticEvent } from 'react';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import MenuItem from '@mui/material/MenuItem';
import TextField from '@mui/material/TextField';
import ToggleButton from '@mui/material/ToggleButton';
import ToggleButtonGroup from '@mui/material/ToggleButtonGroup';
import type { CaseView } from '../../server/domain/contract/cases.ts';
import type { DocumentView } from '../../server/domain/contract/documents.ts';
import type { Option } from '../cases/acts/schema-fields.ts';
import { pairOf, useDesk } from '../cases/case-page/case-context.ts';
import { ACTS } from '../cases/workspaces/embedded-acts.ts';
import { draftKey } from '../../server/domain/draft-key.ts';
import { DraftNote } from '../drafts/DraftNote.tsx';
import { useDraft } from '../drafts/use-draft.ts';
import { Moment } from '../fields/Moment.tsx';
import { focusNextCheck } from './focus-next-check.ts';
import { ProblemNote } from '../fields/ProblemNote.tsx';
import { errorAt, readError, type ReadError } from '../provider/read-error.ts';
import { useSay, useSayValue } from '../provider/use-say.ts';

const VERDICTS = ['sesuai', 'unggah_ulang', 'tolak'] as const;
const LOOK = { sesuai: 'success', unggah_ulang: 'warning', tolak: 'error' } as const;
type Verdict = (typeof VERDICTS)[number];
type Typed = { hasil?: Exclude<Verdict, 'sesuai'> | null; alasan?: string; catatan?: string };
/** Laid over words that count no more. */
const NOTHING: Typed = { hasil: null, alasan: '', catatan: '' };

/** One check of one document: one click, one verdict, one row in the record. A "no" asks for its reason before it is sent. */
export function CheckRow({ document, check }: { document: DocumentView; check: CaseView['documentKinds'][number]['checks'][number] }) {
  const say = useSay();
  const sayValue = useSayValue();
  const desk = useDesk();
  const { view, act, action, pending, reload } = desk;
  const judging = action(ACTS.judgeDocument);
  const given = document.verdicts.find((each) => each.check === check.id);
  const row = useRef<HTMLDivElement>(null);
  const [typed, setTyped] = useState<Typed>({});
  const draft = useDraft(view.id, 'penilaian', draftKey(ACTS.judgeDocument, { dokumenId: document.id, periksa: check.id }), typed);
  // What was being typed when the power went counts only while nothing newer was judged.
  const outdated = draft.savedAt !== null && given !== undefined && !given.stale && draft.savedAt <= given.at;
  const kept = outdated ? {} : draft.kept as Typed;
  const { hasil: asking = null, alasan: reason = '', catatan: comment = '' } = { ...kept, ...typed };
  const change = (more: Typed) => { setTyped((before) => ({ ...(outdated ? NOTHING : {}), ...before, ...more })); };
  const [problem, setProblem] = useState<ReadError | null>(null);
  // Judged just now: the list that says so is still on its way, and the keyboard must not be led back here meanwhile.
  const [judgedOver, setJudgedOver] = useState<string | null>(null);
  const unjudged = judgedOver !== (given?.at ?? '') && (!given || given.stale);
  const open = judging !== undefined && judging.obstacles.length === 0;
  const reasons = ((judging?.input.properties as Record<string, { options?: Option[] }> | undefined)?.alasan?.options) ?? [];
  /** `by`: what was pressed; a click of the pointer has a count, one of the keyboard has none. */
  const post = (verdict: Verdict, why: { alasan?: string; catatan?: string }, by: SyntheticEvent) => {
    setProblem(null);
    const stay = by.nativeEvent instanceof MouseEvent && by.nativeEvent.detail > 0;
    const goOn = (refused: boolean) => { if (row.current) focusNextCheck({ row: row.current, within: pairOf(desk) ? row.current.closest('section') : null, stay: stay || refused }); };
    act(ACTS.judgeDocument, { dokumenId: document.id, periksa: check.id, hasil: verdict, ...why })
      .then(() => { draft.done(); setTyped({}); setJudgedOver(given?.at ?? ''); goOn(false); }, (error: unknown) => { setProblem(readError(error)); goOn(true); });
  };
  const choose = (verdict: Verdict | null, by: SyntheticEvent) => {
    if (verdict === 'sesuai') { setTyped({}); post('sesuai', {}, by); } else change({ hasil: verdict });
  };
  const shown = asking ?? (given && !given.stale ? given.verdict as Verdict : null);
  return (
    <Box ref={row} data-open-check={unjudged ? '' : undefined} sx={{ py: 0.5, borderTop: 1, borderColor: 'divider' }}>
      <Box sx={{ display: 'flex', flexWrap: 'wrap', alignItems: 'center', columnGap: 1, rowGap: 0.5 }}>
        <Box id={`periksa-${document.id}-${check.id}`} sx={{ flex: '1 1 180px', minWidth: 0, fontSize: '0.9375rem' }}>{check.label}{check.bound && <Box component="span" sx={{ fontSize: '0.8125rem', color: 'text.secondary' }}> ({check.bound})</Box>}
          {given && !asking && <Box component="span" sx={{ fontSize: '0.8125rem', color: given.stale ? 'warning.main' : 'text.secondary', ml: 1 }}>{given.stale ? say('ui.dokumen.usang') : given.by} <Moment at={given.at} /></Box>}
        </Box>
        <ToggleButtonGroup exclusive value={shown} aria-labelledby={`periksa-${document.id}-${check.id}`} disabled={!open || pending !== null} onKeyDown={refuseRepeat} onChange={(event, next: Verdict | null) => { choose(next, event); }}>
          {VERDICTS.map((verdict) => <ToggleButton key={verdict} value={verdict} color={LOOK[verdict]} sx={{ whiteSpace: 'nowrap', '&.Mui-selected': { fontWeight: 700 } }}>{sayValue('nilai', verdict)}</ToggleButton>)}
        </ToggleButtonGroup>
      </Box>
      {given && !asking && given.verdict !== 'sesuai' && <Remark verdict={given} />}
      {asking && (
        <Box sx={{ display: 'grid', gridTemplateColumns: 'minmax(0, 1fr) minmax(0, 1fr) auto', gap: 1, my: 0.75, alignItems: 'start' }}>
          <TextField select required autoFocus label={say('ui.kekurangan.alasan')} value={reason} error={errorAt(problem?.errors, 'alasan') !== undefined} onChange={(event) => { change({ alasan: event.target.value }); }}>
            {reasons.map((option) => <MenuItem key={option.value} value={option.value}>{option.label}</MenuItem>)}
          </TextField>
          <TextField label={say('ui.dokumen.catatan_pemohon')} value={comment} onChange={(event) => { change({ catatan: event.target.value }); }} onKeyDown={(event) => { if (event.key === 'Enter' && reason) { event.preventDefault(); post(asking, { alasan: reason, ...(comment.trim() ? { catatan: comment.trim() } : {}) }, event); } }} />
          <Button variant="contained" disabled={!reason} loading={pending === ACTS.judgeDocument} onClick={(event) => { post(asking, { alasan: reason, ...(comment.trim() ? { catatan: comment.trim() } : {}) }, event); }}>{say('ui.simpan')}</Button>
        </Box>
      )}
      {(asking !== null || draft.others.length > 0) && <DraftNote draft={draft} onReset={() => { setTyped({}); }} />}
      <ProblemNote problem={problem} known={['alasan']} onReload={reload} />
    </Box>
  );
}

/** The same line of a check that belongs to another place: who said what, when and why, with nothing to press. */
export function JudgedRow({ label, verdict }: { label: string; verdict: DocumentView['verdicts'][number] }) {
  const say = useSay();
  const sayValue = useSayValue();
  return (
    <Box sx={{ py: 0.5, borderTop: 1, borderColor: 'divider', fontSize: '0.8125rem', color: 'text.secondary' }}>
      {label}: <Box component="strong" sx={{ color: verdict.stale ? 'text.secondary' : `${LOOK[verdict.verdict as Verdict]}.main` }}>{sayValue('nilai', verdict.verdict)}</Box> – {verdict.by} <Moment at={verdict.at} />{verdict.stale && <Box component="span" sx={{ color: 'warning.main' }}> · {say('ui.dokumen.usang')}</Box>}
      {verdict.verdict !== 'sesuai' && <Remark verdict={verdict} />}
    </Box>
  );
}

function Remark({ verdict }: { verdict: DocumentView['verdicts'][number] }) {
  return <Box sx={{ fontSize: '0.8125rem', color: 'text.primary' }}>{verdict.reasonText ?? ''}{verdict.comment ? ` – “${verdict.comment}”` : ''}</Box>;
}

/** A key held down must not run through the checks. */
function refuseRepeat(event: KeyboardEvent): void {
  if (event.repeat) event.preventDefault();
}
