import { useState } from 'react';
import Alert from '@mui/material/Alert';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Dialog from '@mui/material/Dialog';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import DialogTitle from '@mui/material/DialogTitle';
import { useDataProvider, useNotify, useRefresh } from 'react-admin';
import type { HeldMailsDecided } from '../../server/domain/contract/mail.ts';
import { ProblemNote } from '../fields/ProblemNote.tsx';
import { SelectionBar } from '../layout/SelectionBar.tsx';
import { mayCall } from '../provider/auth-provider.ts';
import type { LoketProvider } from '../provider/data-provider.ts';
import { readError, type ReadError } from '../provider/read-error.ts';
import { useMe } from '../provider/use-me.ts';
import { useSay } from '../provider/use-say.ts';

type Decision = 'kirim' | 'sudah_terkirim';
interface Asked { ids: string[]; decision: Decision; clear: () => void }

/** What becomes of many mails that a restore held: asked once more with their number, since neither can be undone. */
export function HeldMailsChoice() {
  const say = useSay();
  const me = useMe();
  const [asked, setAsked] = useState<Asked | null>(null);
  const [left, setLeft] = useState<HeldMailsDecided | null>(null);
  if (!me || !mayCall(me.roles, 'POST /api/emails/decisions')) return null;
  return (
    <>
      <SelectionBar>
        {(ids, clear) => (
          <>
            <Button variant="contained" onClick={() => { setAsked({ ids, decision: 'kirim', clear }); }}>{say('ui.surel.pilih_kirim', { n: ids.length })}</Button>
            <Button variant="outlined" onClick={() => { setAsked({ ids, decision: 'sudah_terkirim', clear }); }}>{say('ui.surel.pilih_sudah', { n: ids.length })}</Button>
          </>
        )}
      </SelectionBar>
      {left && <LeftOver result={left} onClose={() => { setLeft(null); }} />}
      {asked && <Sure asked={asked} onClose={() => { setAsked(null); }} onDecided={(result) => { setAsked(null); setLeft(result.refused.length > 0 ? result : null); }} />}
    </>
  );
}

function Sure({ asked: { ids, decision, clear }, onClose, onDecided }: { asked: Asked; onClose: () => void; onDecided: (result: HeldMailsDecided) => void }) {
  const say = useSay();
  const notify = useNotify();
  const refresh = useRefresh();
  const provider = useDataProvider<LoketProvider>();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<ReadError | null>(null);
  const title = say(decision === 'kirim' ? 'ui.surel.pilih_kirim' : 'ui.surel.pilih_sudah', { n: ids.length });
  const decide = () => {
    setBusy(true);
    setProblem(null);
    provider.decideHeldMails(ids, decision).then((result) => {
      notify(say('ui.surel.putus_hasil', { n: result.done }), { type: result.done > 0 ? 'success' : 'warning' });
      clear();
      refresh();
      onDecided(result);
    }, (error: unknown) => {
      // Some may have been decided before it failed; the list shows which are left.
      refresh();
      setProblem(readError(error));
      setBusy(false);
    });
  };
  return (
    <Dialog open onClose={busy ? undefined : onClose} maxWidth="sm" fullWidth aria-labelledby="judul-putus-banyak">
      <DialogTitle id="judul-putus-banyak" variant="h2">{title}?</DialogTitle>
      <DialogContent><Box sx={{ mb: 1 }}>{say(decision === 'kirim' ? 'ui.surel.yakin_kirim' : 'ui.surel.yakin_sudah', { n: ids.length })}</Box><ProblemNote problem={problem} /></DialogContent>
      <DialogActions><Button disabled={busy} onClick={onClose}>{say('ui.batal')}</Button><Button variant="contained" loading={busy} onClick={decide}>{title}</Button></DialogActions>
    </Dialog>
  );
}

/** By number and reason, until somebody has read it. */
function LeftOver({ result, onClose }: { result: HeldMailsDecided; onClose: () => void }) {
  const say = useSay();
  return (
    <Alert severity="warning" onClose={onClose} sx={{ mb: 1 }}>
      {say('ui.surel.putus_sisa', { n: result.refused.length })}
      <Box component="ul" sx={{ m: 0, pl: 2.5, maxHeight: 160, overflow: 'auto' }}>
        {result.refused.map((one) => <li key={one.id}>{[one.caseNumber, one.kindLabel].filter(Boolean).join(' · ') || one.id}: {one.reason}{one.held && ` (${say('ui.surel.tetap_ditahan')})`}</li>)}
      </Box>
    </Alert>
  );
}
