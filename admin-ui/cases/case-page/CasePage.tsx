import { Suspense, useCallback, useMemo, useState } from 'react';
import Alert from '@mui/material/Alert';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import LinearProgress from '@mui/material/LinearProgress';
import { Title } from 'react-admin';
import { useNavigate, useParams, useSearchParams } from 'react-router-dom';
import type { DocumentView } from '../../../server/domain/contract/documents.ts';
import { BreakGuard } from '../../layout/BreakGuard.tsx';
import { SIZES } from '../../layout/theme.ts';
import { useKeys } from '../../layout/use-keys.ts';
import { readError } from '../../provider/read-error.ts';
import { useSay } from '../../provider/use-say.ts';
import { askForPage } from '../../documents/viewer/picture-view.ts';
import { Viewer } from '../../documents/viewer/Viewer.tsx';
import { DutySpaces } from './DutySpaces.tsx';
import { WorkspaceAt } from '../workspaces/registry.ts';
import { neighbours } from '../walked-list.ts';
import { ActionPanel } from './ActionPanel.tsx';
import { AloneViewer } from './AloneViewer.tsx';
import { CaseContext, pairOf, type CaseDesk, type Fix, type GuestSheet } from './case-context.ts';
import { CaseHeader } from './CaseHeader.tsx';
import { CaseProblem } from './CaseProblem.tsx';
import { CaseTabs, type CaseTab } from './CaseTabs.tsx';
import { DutyBand } from './DutyBand.tsx';
import { QueueRail } from './QueueRail.tsx';
import { StepRoad } from './StepRoad.tsx';
import { useCaseDesk } from './use-case-desk.ts';

export function CasePage() {
  const { id = '' } = useParams();
  // A new case is a new page: what was typed for one never shows beside another.
  return <CaseScreen key={id} caseId={id} />;
}

/** A small window, or a page enlarged half as much again: what is shown stands below what is judged instead of beside it. */
const NARROW = '@media (max-width: 920px)';

/** Open or folded as it was left, from one case to the next. */
let queueOpen = false;

function CaseScreen({ caseId }: { caseId: string }) {
  const say = useSay();
  const navigate = useNavigate();
  const { found, documents, act, hold, take, pending, reload } = useCaseDesk(caseId);
  const [tab, setTab] = useState<CaseTab>('kerja');
  const [chosen, setChosen] = useState<string | null>(null);
  const [beside, setBeside] = useState<string | null>(null);
  const [guest, setGuest] = useState<GuestSheet | null>(null);
  const [asked, setAsked] = useState(0);
  const show = useCallback((documentId: string, page?: number) => {
    if (page !== undefined) { askForPage(documentId, page); setAsked((times) => times + 1); }
    setChosen(documentId);
  }, []);
  const showBeside = useCallback((documentId: string | null) => { setGuest(null); setBeside(documentId); }, []);
  const showGuest = useCallback((next: GuestSheet | null) => { setBeside(null); setGuest(next); }, []);
  const [query] = useSearchParams();
  const alone = query.get('lihat');
  const [queue, setQueue] = useState(queueOpen);
  const turnQueue = () => { queueOpen = !queue; setQueue(!queue); };
  const [inline, drawInline] = useState<string | null>(null);
  const { previous, next } = neighbours(caseId);
  const open = (id: string | null) => { if (id) void navigate(`/cases/${id}/show`); };
  // In the order of the cards: the numbers of the viewer are theirs.
  const kinds = found.data?.documentKinds;
  const rows = useMemo(() => {
    const at = ({ kind }: DocumentView) => kinds?.findIndex((each) => each.kind === kind) ?? 0;
    return [...documents.data ?? []].sort((one, other) => at(one) - at(other));
  }, [documents.data, kinds]);
  const current = useMemo(() => rows.filter((row) => row.current), [rows]);
  useKeys({
    q: turnQueue, '>': () => { open(next); }, '<': () => { open(previous); },
    ...Object.fromEntries(current.slice(0, 9).map((row, index) => [String(index + 1), () => { setChosen(row.id); focusRef(row.id); }])),
  });
  // An open form belongs to where the case stood when it was opened.
  const standsAt = found.data ? `${found.data.place}:${found.data.round}` : '';
  const [opened, setOpened] = useState<{ act: string; at: string } | null>(null);
  const choose = useCallback((id: string | null) => { setOpened(id ? { act: id, at: standsAt } : null); }, [standsAt]);
  const chosenAct = opened?.at === standsAt ? opened.act : null;
  const goTo = useCallback((fix: Fix) => {
    if (fix.act) { choose(fix.act); return; }
    setTab('kerja');
    if (fix.ref && rows.some((row) => row.id === fix.ref)) setChosen(fix.ref);
    // After the tab has been drawn.
    window.setTimeout(() => { if (!fix.ref || !focusRef(fix.ref)) focusRef(`ruang-${fix.workspace}`); }, 60);
  }, [rows, choose]);
  const view = found.data;
  const unknown = documents.isLoading || (documents.error !== null && !documents.data);
  const desk = useMemo<CaseDesk | null>(() => view ? {
    view, documents: rows, documentsKnown: !unknown, documentsComing: documents.isLoading, act, pending, reload, goTo, chosen: chosenAct, choose, inline, drawInline, action: (id) => view.actions.find((action) => action.id === id),
    shown: rows.some((row) => row.id === chosen) ? chosen : firstToSee(view.round, current)?.id ?? null, show, asked, beside, showBeside, guest, showGuest,
  } : null, [view, show, asked, beside, showBeside, guest, showGuest, rows, unknown, documents.isLoading, current, chosen, act, pending, reload, goTo, chosenAct, choose, inline]);

  if (found.error && !view) return <CaseProblem error={found.error} onRetry={() => { void found.refetch(); }} />;
  if (!view || !desk) return <LinearProgress aria-label={say('ui.memuat')} />;
  // In a tab of its own: our viewer, with everything it can do, and whose papers they are.
  if (alone !== null) return <CaseContext value={chosen === null && rows.some((row) => row.id === alone) ? { ...desk, shown: alone } : desk}><AloneViewer /></CaseContext>;
  return (
    <CaseContext value={desk}>
      <Title title={`${view.number} ${view.subjectName ?? ''}`} />
      <Box sx={{ height: '100%', display: 'grid', gridTemplateColumns: pairOf(desk) ? 'minmax(0, 1fr) 58vw' : `${queue ? `${SIZES.queue}px ` : ''}${SIZES.road}px minmax(0, 1fr) minmax(${SIZES.viewer}px, 36vw)`, gridTemplateRows: 'minmax(0, 1fr)', [NARROW]: { gridTemplateColumns: `${!pairOf(desk) && queue ? `${SIZES.queue}px ` : ''}${pairOf(desk) ? '' : `${SIZES.road}px `}minmax(0, 1fr)`, gridTemplateRows: 'max(100%, 560px)', gridAutoRows: 'max(100%, 420px)', overflowY: 'auto', '& > :last-child': { gridColumn: '1 / -1', borderLeft: 0, borderTop: 1, borderColor: 'divider' } } }}>
        {/* Two sheets take the room of the queue and the road; the checks stay beside them, to be judged while one compares. */}
        {queue && !pairOf(desk) && <QueueRail caseId={caseId} />}
        {!pairOf(desk) && <StepRoad view={view} queue={queue} onQueue={turnQueue} onPrevious={previous ? () => { open(previous); } : null} onNext={next ? () => { open(next); } : null} />}
        <Box sx={{ display: 'flex', flexDirection: 'column', minHeight: 0, minWidth: 0 }}>
          <CaseHeader view={view} pending={pending} onHold={hold} onTake={take} onReload={reload} />
          <DutyBand />
          {documents.error && !documents.data && <Alert severity="error" square action={<Button color="inherit" onClick={reload}>{say('ui.muat_ulang')}</Button>}>{say('ui.dokumen.tak_termuat')} {readError(documents.error).message}</Alert>}
          <CaseTabs tab={tab} onTab={setTab}>
            <BreakGuard sentence={say('ui.galat.halaman')} retry={say('ui.muat_ulang')}>
              <Suspense fallback={<LinearProgress aria-label={say('ui.memuat')} />}><DutySpaces /><WorkspaceAt key={view.place} workspace={view.workspace} /></Suspense>
            </BreakGuard>
          </CaseTabs>
          <ActionPanel />
        </Box>
        <Viewer />
      </Box>
    </CaseContext>
  );
}

/** In a later round the paper that came with it is what somebody wants to see. */
function firstToSee(round: number, current: DocumentView[]): DocumentView | undefined {
  return (round > 1 ? current.find((row) => row.round === round) : undefined) ?? current[0];
}

/** Brings a card or row into sight and puts the keyboard there; false when it is not on the screen. */
function focusRef(ref: string): boolean {
  const target = document.querySelector<HTMLElement>(`[data-ref="${CSS.escape(ref)}"]`);
  if (!target) return false;
  target.scrollIntoView({ block: 'nearest' });
  target.focus({ preventScroll: true });
  return true;
}

