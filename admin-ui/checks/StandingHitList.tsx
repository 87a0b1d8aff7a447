import { useRef, useState, type SubmitEvent } from 'react';
import Alert from '@mui/material/Alert';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Chip from '@mui/material/Chip';
import Dialog from '@mui/material/Dialog';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import DialogTitle from '@mui/material/DialogTitle';
import Stack from '@mui/material/Stack';
import TextField from '@mui/material/TextField';
import ToggleButton from '@mui/material/ToggleButton';
import ToggleButtonGroup from '@mui/material/ToggleButtonGroup';
import { useQueryClient } from '@tanstack/react-query';
import { DataTable, useDataProvider, useNotify, useRefresh } from 'react-admin';
import type { StandingHitItem } from '../../server/domain/contract/checks.ts';
import { standingHitDraft } from '../../server/domain/draft-key.ts';
import { CaseLink } from '../cases/CaseLink.tsx';
import { createIntents } from '../cases/case-page/intents.ts';
import { DraftNote } from '../drafts/DraftNote.tsx';
import { useDraft } from '../drafts/use-draft.ts';
import { Day, Moment } from '../fields/Moment.tsx';
import { ProblemNote } from '../fields/ProblemNote.tsx';
import { FilterTabs } from '../layout/FilterTabs.tsx';
import { RowList } from '../layout/RowList.tsx';
import { mayCall } from '../provider/auth-provider.ts';
import type { LoketProvider } from '../provider/data-provider.ts';
import { readError, type ReadError } from '../provider/read-error.ts';
import { useMe } from '../provider/use-me.ts';
import { useSay, useSayValue } from '../provider/use-say.ts';
import { useAskBeforeClose } from '../fields/use-ask-before-close.tsx';

const Col = DataTable.Col<StandingHitItem>;
const VERDICTS = ['sama', 'bukan_yang_sama', 'belum_yakin'] as const;

/** What newer lists say about open files and approved suppliers: work for a verifikator. */
export function StandingHitList() {
  const say = useSay();
  const sayValue = useSayValue();
  const me = useMe();
  const [judging, setJudging] = useState<StandingHitItem | null>(null);
  const mayJudge = me !== undefined && mayCall(me.roles, 'POST /api/standing-hits/:id/verdict');
  return (
    <>
      <RowList title={say('ui.menu.standing-hits')} sort={{ field: 'foundAt', order: 'DESC' }} filterDefault={{ open: true }} empty={say('ui.pantau.kosong')}
        tabs={<FilterTabs name="open" choices={[[true, say('ui.pantau.menunggu')], [undefined, say('ui.pantau.semua')]]} />}
        above={<Alert severity="info" sx={{ mb: 1 }}>{say('ui.pantau.penjelasan')}</Alert>}>
        <Col source="foundAt" label={say('ui.kolom.waktu')} render={(row) => <Moment at={row.foundAt} />} />
        <Col label={say('ui.pantau.siapa')} disableSort render={(row) => <><Box>{row.asked.nama}</Box><Box sx={{ fontSize: '0.8125rem', color: 'text.secondary' }}>{say(row.approved ? 'ui.pantau.disetujui' : 'ui.pantau.berkas_terbuka')} <CaseLink id={row.caseId} number={row.caseNumber} /></Box></>} />
        <Col label={say('ui.pantau.temuan')} disableSort render={(row) => <><Box>{row.shown.nama} <Chip size="small" variant="outlined" color={row.level === 'A' ? 'error' : 'warning'} label={say('ui.temuan.tingkat', { t: row.level })} /> {row.standingLabel && <Chip size="small" color={row.inForce ? 'error' : 'warning'} variant={row.inForce ? 'filled' : 'outlined'} label={row.standingLabel} />}</Box><Box sx={{ fontSize: '0.8125rem' }}>{row.kindLabel}: {row.kind === 'daftar_hitam' ? row.shown.nomorSk : [row.shown.lpse, row.shown.userId].filter(Boolean).join(', ')} · {row.reasons.slice(0, 3).map((reason) => reason.text).join(' ')}</Box></>} />
        <Col label={say('ui.temuan.penilaian')} disableSort render={(row) => (
          <>
            {row.verdict && <Box><strong>{sayValue('nilai', row.verdict)}</strong> “{row.verdictReason}” – {row.judgedByName}, <Moment at={row.judgedAt} /></Box>}
            {mayJudge && (row.verdict === null || row.verdict === 'belum_yakin') && <Button sx={{ ml: -1 }} onClick={() => { setJudging(row); }}>{say('ui.pantau.nilai')}</Button>}
          </>
        )} />
      </RowList>
      {judging && <JudgeDialog key={judging.id} row={judging} onClose={() => { setJudging(null); }} />}
    </>
  );
}

function JudgeDialog({ row, onClose }: { row: StandingHitItem; onClose: () => void }) {
  const say = useSay();
  const sayValue = useSayValue();
  const notify = useNotify();
  const refresh = useRefresh();
  const provider = useDataProvider<LoketProvider>();
  const intents = useRef(createIntents());
  const queries = useQueryClient();
  const [typed, setTyped] = useState<{ hasil?: string | null; alasan?: string }>({});
  const draft = useDraft(row.caseId ?? '', 'penilaian', standingHitDraft(row.id), typed);
  const { hasil: verdict = null, alasan: reason = '' } = { ...draft.kept as typeof typed, ...typed };
  const [busy, setBusy] = useState(false);
  // With a case it is kept as a draft, while it can be; without one it is kept nowhere.
  const { close, onDialogClose, question } = useAskBeforeClose({ changed: () => reason.trim() !== '' && (row.caseId === null || draft.unsafe()), busy, onClose });
  const [problem, setProblem] = useState<ReadError | null>(null);
  const save = (event: SubmitEvent) => {
    event.preventDefault();
    if (!verdict) return;
    const said = { hasil: verdict, alasan: reason.trim() };
    setBusy(true);
    setProblem(null);
    provider.judgeStandingHit(row.id, { ...said, requestId: intents.current.idFor(row.id, said) })
      .then(() => { draft.done(); setTyped({}); void queries.invalidateQueries({ queryKey: ['bagian', row.caseId] }); notify(say('ui.pantau.tersimpan'), { type: 'success' }); refresh(); onClose(); }, (error: unknown) => { setProblem(readError(error)); }).finally(() => { setBusy(false); });
  };
  return (
    <>
      <Dialog open onClose={onDialogClose} maxWidth="sm" fullWidth aria-labelledby="judul-nilai">
        <form noValidate onSubmit={save}>
          <DialogTitle id="judul-nilai" variant="h2">{row.asked.nama} – {row.shown.nama}</DialogTitle>
          <DialogContent>
            <Stack spacing={1.5} sx={{ pt: 0.5 }}>
              <Box sx={{ fontSize: '0.875rem' }}>{[row.kindLabel, row.shown.nomorSk, row.shown.instansi, row.shown.lpse, row.shown.userId, row.standingLabel].filter(Boolean).join(' · ')}{row.shown.mulai ? <> · <Day day={row.shown.mulai} /> – <Day day={row.shown.selesai} /></> : null} · <CaseLink id={row.caseId} number={row.caseNumber} /></Box>
              <Box component="ul" sx={{ m: 0, pl: 2.25, fontSize: '0.875rem' }}>{row.reasons.map((each) => <li key={each.text}>{each.text}</li>)}</Box>
              <ToggleButtonGroup exclusive value={verdict} onChange={(_event, next: string | null) => { setTyped((before) => ({ ...before, hasil: next })); }} aria-label={say('ui.temuan.penilaian')}>
                {VERDICTS.map((each) => <ToggleButton key={each} value={each}>{sayValue('nilai', each)}</ToggleButton>)}
              </ToggleButtonGroup>
              <TextField required multiline minRows={2} label={say('ui.temuan.alasan')} value={reason} onChange={(event) => { setTyped((before) => ({ ...before, alasan: event.target.value })); }} slotProps={{ htmlInput: { maxLength: 2000 } }} />
              <DraftNote draft={draft} onReset={() => { setTyped({}); }} />
              <ProblemNote problem={problem} />
            </Stack>
          </DialogContent>
          <DialogActions><Button onClick={close} disabled={busy}>{say('ui.batal')}</Button><Button type="submit" variant="contained" loading={busy} disabled={!verdict || reason.trim() === ''}>{say('ui.temuan.simpan')}</Button></DialogActions>
        </form>
      </Dialog>
      {question}
    </>
  );
}
