import { useState } from 'react';
import Alert from '@mui/material/Alert';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Tab from '@mui/material/Tab';
import Tabs from '@mui/material/Tabs';
import { HitCard } from '../../checks/HitCard.tsx';
import { RunHead } from '../../checks/RunHead.tsx';
import { useRuns } from '../../checks/use-runs.ts';
import { Day } from '../../fields/Moment.tsx';
import { ProblemNote } from '../../fields/ProblemNote.tsx';
import { readError, type ReadError } from '../../provider/read-error.ts';
import { useSay, useSayValue } from '../../provider/use-say.ts';
import { ActForm } from '../acts/ActForm.tsx';
import { useDesk } from '../case-page/case-context.ts';
import { ACTS } from './embedded-acts.ts';

interface Part { kind: 'daftar_hitam' | 'lpse_lain'; run: string; judge: string; confirm?: string; portal?: string; /** Candidates side by side with the applicant, a tab each. */ tabs?: boolean }

export function BlacklistSpace() {
  return <Screening kind="daftar_hitam" run={ACTS.runBlacklist} judge={ACTS.judgeHit} confirm={ACTS.confirmHit} portal={ACTS.recordPortal} />;
}

export function RegistrySpace() {
  return <Screening kind="lpse_lain" run={ACTS.runRegistry} judge={ACTS.judgeCandidate} confirm={ACTS.confirmHit} tabs />;
}

/** The newest run of a check with its hits, one card each. */
function Screening({ kind, run, judge, confirm, portal, tabs }: Part) {
  const say = useSay();
  const sayValue = useSayValue();
  const { view, act, action, pending, reload } = useDesk();
  const runs = useRuns();
  const [looking, setLooking] = useState(false);
  const [shown, setShown] = useState<string | null>(null);
  const [problem, setProblem] = useState<ReadError | null>(null);
  const newest = runs?.find((each) => each.kind === kind);
  const rerun = action(run);
  const portalAct = portal ? action(portal) : undefined;
  const mayJudge = action(judge)?.obstacles.length === 0;
  const second = confirm && action(confirm) ? confirm : undefined;
  /** One candidate at a time beside the applicant; the first that nobody has judged yet, then the first that waits for its second person. */
  const chosen = newest?.hits.find((hit) => hit.id === shown) ?? newest?.hits.find((hit) => hit.verdict === null)
    ?? newest?.hits.find((hit) => second && hit.verdict === 'sama' && hit.confirmedAt === null) ?? newest?.hits[0];
  const judged = newest?.hits.filter((hit) => hit.verdict !== null && hit.verdict !== 'belum_yakin').length ?? 0;
  return (
    <Box component="section" data-ref={`ruang-${kind}`} tabIndex={-1}>
      {newest && <RunHead run={newest} />}
      {runs && !newest && <Alert severity="warning" sx={{ mb: 1 }}>{say('ui.periksa.belum')}</Alert>}
      <Box sx={{ display: 'flex', gap: 1, alignItems: 'center', mb: 1 }}>
        <Box sx={{ fontWeight: 600 }}>{newest && (newest.hits.length === 0 ? say('ui.periksa.tanpa_temuan') : say('ui.temuan.ditinjau', { n: judged, dari: newest.hits.length }))}</Box>
        <Box sx={{ flex: 1 }} />
        {portalAct && <Button variant="outlined" disabled={portalAct.obstacles.length > 0} onClick={() => { setLooking(!looking); }}>{portalAct.label}</Button>}
        {rerun && <Button variant="outlined" disabled={rerun.obstacles.length > 0} loading={pending === run} onClick={() => { setProblem(null); act(run, {}).catch((error: unknown) => { setProblem(readError(error)); }); }}>{rerun.label}</Button>}
      </Box>
      <ProblemNote problem={problem} onReload={reload} />
      {looking && portalAct && <Box sx={{ mb: 1.5 }}><ActForm action={portalAct} onClose={() => { setLooking(false); }} proposals={{ pencarian: view.subjectName ?? '' }} /></Box>}
      {newest && tabs && newest.hits.length > 1 && (
        <Tabs value={chosen?.id ?? false} onChange={(_event, id: string) => { setShown(id); }} variant="scrollable" allowScrollButtonsMobile aria-label={say('ui.temuan.bandingkan')} sx={{ mb: 1 }}>
          {newest.hits.map((hit, at) => <Tab key={hit.id} value={hit.id} label={`${say('ui.temuan.kandidat', { n: at + 1 })} · ${hit.level}${hit.verdict ? ' ✓' : ''}`} />)}
        </Tabs>
      )}
      {(tabs ? (chosen ? [chosen] : []) : newest?.hits ?? []).map((hit) => newest && <HitCard key={hit.id} hit={hit} run={newest} judge={mayJudge ? judge : undefined} confirm={second} />)}
      {newest && newest.history.length > 0 && (
        <Box component="details" sx={{ fontSize: '0.875rem' }}>
          <summary>{say('ui.periksa.riwayat_sanksi', { n: newest.history.length })}</summary>
          {newest.history.map((entry) => <Box key={`${entry.shown.nama}-${entry.shown.nomorSk}`} sx={{ py: 0.5 }}>{entry.shown.nama} · {entry.shown.nomorSk} · {sayValue('cek.status', entry.shown.status ?? '')}{entry.shown.mulai ? <> · <Day day={entry.shown.mulai} /> – <Day day={entry.shown.selesai} /></> : null}</Box>)}
        </Box>
      )}
    </Box>
  );
}
