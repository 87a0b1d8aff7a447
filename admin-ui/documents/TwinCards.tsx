import { useRef, useState } from 'react';
import Alert from '@mui/material/Alert';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Chip from '@mui/material/Chip';
import TextField from '@mui/material/TextField';
import ToggleButton from '@mui/material/ToggleButton';
import ToggleButtonGroup from '@mui/material/ToggleButtonGroup';
import { Link } from 'react-router-dom';
import type { TwinView } from '../../server/domain/contract/documents.ts';
import { draftKey } from '../../server/domain/draft-key.ts';
import { useDesk } from '../cases/case-page/case-context.ts';
import { useCaseRows } from '../cases/case-page/use-case-desk.ts';
import { ACTS } from '../cases/workspaces/embedded-acts.ts';
import { askForPage } from './viewer/picture-view.ts';
import { DraftNote } from '../drafts/DraftNote.tsx';
import { useDraft } from '../drafts/use-draft.ts';
import { Moment } from '../fields/Moment.tsx';
import { ProblemNote } from '../fields/ProblemNote.tsx';
import { readError, type ReadError } from '../provider/read-error.ts';
import { useSay } from '../provider/use-say.ts';

const VERDICTS = ['sama', 'berbeda'] as const;
const NEWEST = { field: 'foundAt', order: 'DESC' } as const;

/** Where this document was seen before, a card each. The machine found it; whether it matters a person says, with a reason. */
export function TwinCards({ documentId, page }: { documentId: string; /** of it, which was compared */ page: number }) {
  const say = useSay();
  const { view } = useDesk();
  const twins = useCaseRows<TwinView>(view.id, 'document-twins', NEWEST);
  return (
    <>
      {twins.isLoading && <Box role="status" sx={{ fontSize: '0.8125rem', color: 'text.secondary', my: 0.5 }}>{say('ui.kembaran.memuat')}</Box>}
      {/* Without its card nobody would know that there is something to judge. */}
      {twins.error && <Box sx={{ my: 0.5 }}><Box sx={{ fontSize: '0.8125rem', fontWeight: 600, color: 'warning.main' }}>{say('ui.kembaran.tak_termuat')}</Box><ProblemNote problem={readError(twins.error)} onRetry={() => { void twins.refetch(); }} /></Box>}
      {(twins.data ?? []).filter((twin) => twin.documentId === documentId).map((twin) => <TwinCard key={twin.id} twin={twin} page={page} />)}
    </>
  );
}

function TwinCard({ twin, page }: { twin: TwinView; page: number }) {
  const say = useSay();
  const { action, show, guest, showGuest } = useDesk();
  const { other } = twin;
  const title = other.number === null ? say('ui.kembaran.judul_di_luar') : say('ui.kembaran.judul', { nomor: other.number });
  const judging = action(ACTS.judgeTwin);
  const [again, setAgain] = useState(false);
  const compared = guest?.twinId === twin.id;
  const card = useRef<HTMLDivElement>(null);
  // The form that was under the keyboard is gone: it stays at the card.
  const judged = () => { setAgain(false); card.current?.focus({ preventScroll: true }); };
  return (
    <Alert
      ref={card} severity={twin.verdict === 'berbeda' ? 'success' : 'warning'} component="article" data-ref={twin.id} tabIndex={-1} aria-label={title}
      sx={{ my: 0.5, py: 0, outline: 0, '& .MuiAlert-message': { width: '100%', py: 0.75 } }}
    >
      <Box sx={{ display: 'flex', gap: 1, alignItems: 'center', flexWrap: 'wrap' }}>
        <Box component="h3" sx={{ font: 'inherit', fontWeight: 600, m: 0 }}>{title}</Box>
        {twin.verdict && <Chip size="small" color={twin.verdict === 'sama' ? 'error' : 'success'} label={say(`ui.kembaran.${twin.verdict}`)} />}
      </Box>
      <Box sx={{ fontSize: '0.8125rem' }}>{twin.howLabel}{other.receivedAt && <> · {say('ui.kembaran.diterima')} <Moment at={other.receivedAt} shown="lengkap" /></>}{other.kindLabel ? ` · ${other.kindLabel}` : ''}</Box>
      {!other.inside && <Box sx={{ fontSize: '0.8125rem' }}>{say('ui.kembaran.di_luar')}</Box>}
      {other.inside && other.ownOffice && <Box sx={{ fontSize: '0.8125rem', fontWeight: other.samePerson ? 400 : 600 }}>{other.samePerson ? say('ui.kembaran.pemohon_sama') : say('ui.kembaran.pemohon_lain', { nama: other.subjectName ?? '–' })}</Box>}
      {other.inside && !other.ownOffice && <Box sx={{ fontSize: '0.8125rem' }}>{say(other.pageCount > 0 ? 'ui.kembaran.kantor_berbagi' : 'ui.kembaran.kantor_lain', { kantor: other.office })}</Box>}
      <Box sx={{ display: 'flex', gap: 1, mt: 0.25, ml: -0.5 }}>
        {other.pageCount > 0 && (
          <Button size="small" aria-pressed={compared} onClick={() => { if (compared) { showGuest(null); return; } show(twin.documentId, page); askForPage(twin.id, other.comparedPage); showGuest({ twinId: twin.id, firstPage: other.ownOffice ? 1 : other.comparedPage, pageCount: other.ownOffice ? other.pageCount : other.comparedPage, lackingPages: other.lackingPages, label: say('ui.kembaran.dari', { nomor: other.number ?? '–', kantor: other.office }) }); }}>
            {say(compared ? 'ui.penampil.tutup_kedua' : 'ui.kembaran.bandingkan')}
          </Button>
        )}
        {other.caseId && <Button size="small" component={Link} to={`/cases/${other.caseId}/show`}>{say('ui.kembaran.buka')}</Button>}
      </Box>
      {twin.verdict && <Box sx={{ fontSize: '0.8125rem' }}>“{twin.verdictReason}” – {twin.judgedByName}, <Moment at={twin.judgedAt} /></Box>}
      {judging?.obstacles.length === 0 && (twin.verdict && !again ? <Button size="small" sx={{ ml: -0.5 }} onClick={() => { setAgain(true); }}>{say('ui.kembaran.nilai_ulang')}</Button> : <JudgeTwin twin={twin} onDone={judged} />)}
    </Alert>
  );
}

function JudgeTwin({ twin, onDone }: { twin: TwinView; onDone: () => void }) {
  const say = useSay();
  const { view, act, pending, reload } = useDesk();
  const [typed, setTyped] = useState<{ hasil?: string | null; alasan?: string }>({});
  const draft = useDraft(view.id, 'penilaian', draftKey(ACTS.judgeTwin, { kembaranId: twin.id }), typed);
  const { hasil: verdict = null, alasan: reason = '' } = { ...draft.kept as typeof typed, ...typed };
  const [problem, setProblem] = useState<ReadError | null>(null);
  const save = () => {
    setProblem(null);
    act(ACTS.judgeTwin, { kembaranId: twin.id, hasil: verdict, alasan: reason.trim() }).then(() => { draft.done(); setTyped({}); onDone(); }, (error: unknown) => { setProblem(readError(error)); });
  };
  return (
    <Box sx={{ display: 'flex', gap: 1, alignItems: 'flex-start', flexWrap: 'wrap', mt: 0.5 }}>
      <ToggleButtonGroup exclusive size="small" value={verdict} onChange={(_event, next: string | null) => { setTyped((before) => ({ ...before, hasil: next })); }} aria-label={say('ui.kembaran.penilaian')}>
        {VERDICTS.map((each) => <ToggleButton key={each} value={each}>{say(`ui.kembaran.${each}`)}</ToggleButton>)}
      </ToggleButtonGroup>
      {verdict && (
        <>
          <TextField size="small" required label={say('ui.kembaran.alasan')} value={reason} onChange={(event) => { setTyped((before) => ({ ...before, alasan: event.target.value })); }} onKeyDown={(event) => { if (event.key === 'Enter' && reason.trim()) { event.preventDefault(); save(); } }} slotProps={{ htmlInput: { maxLength: 2000 } }} sx={{ flex: 1, minWidth: 180 }} />
          <Button variant="contained" disabled={reason.trim() === ''} loading={pending === ACTS.judgeTwin} onClick={save}>{say('ui.kembaran.simpan')}</Button>
        </>
      )}
      <DraftNote draft={draft} onReset={() => { setTyped({}); }} />
      <ProblemNote problem={problem} onReload={reload} />
    </Box>
  );
}
