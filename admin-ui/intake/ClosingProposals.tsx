import { useState } from 'react';
import Alert from '@mui/material/Alert';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Checkbox from '@mui/material/Checkbox';
import Dialog from '@mui/material/Dialog';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import DialogTitle from '@mui/material/DialogTitle';
import TextField from '@mui/material/TextField';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useDataProvider } from 'react-admin';
import { Link } from 'react-router-dom';
import type { ClosingProposal } from '../../server/domain/contract/intake.ts';
import { Moment } from '../fields/Moment.tsx';
import { mayCall } from '../provider/auth-provider.ts';
import type { LoketProvider } from '../provider/data-provider.ts';
import { newRequestId } from '../provider/new-request-id.ts';
import { readError, type ReadError } from '../provider/read-error.ts';
import { useMe } from '../provider/use-me.ts';
import { useSay } from '../provider/use-say.ts';
import { useAskBeforeClose } from '../fields/use-ask-before-close.tsx';

/** What became of each file of one confirmation: closed, or why not. */
type Outcome = Record<string, { done: true } | { done: false; why: ReadError }>;

/** Repairs that never came: the machine proposes to close, a person confirms; many at once, each its own act with its own letter. */
export function ClosingProposals() {
  const say = useSay();
  const me = useMe();
  const provider = useDataProvider<LoketProvider>();
  const [open, setOpen] = useState(false);
  const may = me !== undefined && mayCall(me.roles, 'GET /api/closing-proposals');
  const proposals = useQuery<ClosingProposal[]>({ queryKey: ['cases', 'usul-penutupan'], enabled: may, queryFn: () => provider.closingProposals() });
  const count = proposals.data?.length ?? 0;
  if (!may || (count === 0 && !open)) return null;
  return (
    <>
      <Button variant="outlined" color="warning" onClick={() => { setOpen(true); }}>{say('ui.usul_tutup.tombol', { n: count })}</Button>
      {open && <ProposalDialog proposals={proposals.data ?? []} onClose={() => { setOpen(false); }} />}
    </>
  );
}

function ProposalDialog({ proposals, onClose }: { proposals: ClosingProposal[]; onClose: () => void }) {
  const say = useSay();
  const queries = useQueryClient();
  const provider = useDataProvider<LoketProvider>();
  // What was on the screen when somebody decided; a list that moves under the hand confirms what nobody saw.
  const [rows] = useState(proposals);
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [note, setNote] = useState('');
  /** The note that stands in a file by now. */
  const [filed, setFiled] = useState('');
  const [outcome, setOutcome] = useState<Outcome>({});
  const [busy, setBusy] = useState(false);
  const { close, onDialogClose, question } = useAskBeforeClose({ changed: () => chosen.size > 0 || note.trim() !== filed, busy, onClose });
  const [ids] = useState(() => new Map(proposals.map((row) => [row.caseId, newRequestId()])));
  const toggle = (id: string) => { const next = new Set(chosen); if (!next.delete(id)) next.add(id); setChosen(next); };
  // Whoever sent something meanwhile is looked at first; the door would refuse it too.
  const open = rows.filter((row) => row.unfiled.length === 0 && !outcome[row.caseId]?.done);
  const confirm = async () => {
    setBusy(true);
    for (const row of rows.filter((each) => chosen.has(each.caseId) && !outcome[each.caseId]?.done)) {
      let became: Outcome[string];
      try {
        await provider.performAction({ caseId: row.caseId, action: row.action, requestId: ids.get(row.caseId) ?? newRequestId(), seenVersion: row.version, input: { catatan: note.trim() } });
        became = { done: true };
        setFiled(note.trim());
      } catch (error) {
        became = { done: false, why: readError(error) };
      }
      setOutcome((before) => ({ ...before, [row.caseId]: became }));
    }
    setChosen(new Set());
    setBusy(false);
    void queries.invalidateQueries({ queryKey: ['cases'] });
  };
  const told = Object.values(outcome);
  return (
    <>
      <Dialog open onClose={onDialogClose} maxWidth="md" fullWidth aria-labelledby="judul-usul-tutup">
        <DialogTitle id="judul-usul-tutup" variant="h2">{say('ui.usul_tutup.judul')}</DialogTitle>
        <DialogContent>
          <Box sx={{ color: 'text.secondary', fontSize: '0.875rem', mb: 1 }}>{say('ui.usul_tutup.penjelasan')}</Box>
          {told.length > 0 && !busy && <Alert role="status" severity={told.every(({ done }) => done) ? 'success' : 'warning'} sx={{ mb: 1 }}>{say('ui.usul_tutup.hasil', { berhasil: told.filter(({ done }) => done).length, gagal: told.filter(({ done }) => !done).length })}</Alert>}
          <Box component="table" sx={{ width: '100%', borderCollapse: 'collapse', fontSize: '0.875rem', '& td, & th': { textAlign: 'left', p: 0.5, borderBottom: 1, borderColor: 'divider' } }}>
            <thead><tr>
              <th><Checkbox size="small" slotProps={{ input: { 'aria-label': say('ui.usul_tutup.semua') } }} disabled={busy || open.length === 0} checked={open.length > 0 && open.every((row) => chosen.has(row.caseId))} onChange={(_event, all) => { setChosen(new Set(all ? open.map((row) => row.caseId) : [])); }} /></th>
              <th>{say('ui.kolom.nomor')}</th><th>{say('ui.kolom.nama')}</th><th>{say('ui.usul_tutup.batas')}</th><th>{say('ui.usul_tutup.diusulkan')}</th><th>{say('ui.usul_tutup.kolom_datang')}</th><th>{say('ui.usul_tutup.kolom_hasil')}</th>
            </tr></thead>
            <tbody>
              {rows.map((row) => {
                const became = outcome[row.caseId];
                return (
                  <tr key={row.caseId}>
                    <td><Checkbox size="small" slotProps={{ input: { 'aria-label': say('ui.usul_tutup.pilih', { nomor: row.number }) } }} disabled={busy || became?.done === true || row.unfiled.length > 0} checked={chosen.has(row.caseId)} onChange={() => { toggle(row.caseId); }} /></td>
                    <td className="tabular"><Link to={`/cases/${row.caseId}/show`} style={{ color: 'inherit', whiteSpace: 'nowrap' }}>{row.number}</Link></td><td>{row.subjectName ?? '–'}</td><td><Moment at={row.dueAt} /></td><td><Moment at={row.proposedAt} /></td>
                    <Box component="td" sx={{ fontWeight: row.unfiled.length > 0 ? 600 : 400 }}>{row.unfiled.length > 0 ? row.unfiled.map((road) => say(`ui.usul_tutup.datang.${road}`)).join(', ') : '–'}</Box>
                    <Box component="td" sx={{ color: became ? (became.done ? 'success.main' : 'error.main') : 'text.secondary', fontWeight: became ? 600 : 400 }}>{became ? (became.done ? say('ui.usul_tutup.ditutup') : became.why.message) : '–'}</Box>
                  </tr>
                );
              })}
            </tbody>
          </Box>
          <TextField required fullWidth multiline minRows={2} label={say('ui.usul_tutup.catatan')} value={note} onChange={(event) => { setNote(event.target.value); }} slotProps={{ htmlInput: { maxLength: 2000 } }} sx={{ mt: 2 }} />
        </DialogContent>
        <DialogActions>
          <Button onClick={close} disabled={busy}>{say(open.length === 0 ? 'ui.usul_tutup.selesai' : told.length > 0 ? 'ui.tutup' : 'ui.batal')}</Button>
          <Button variant="contained" color="error" loading={busy} disabled={chosen.size === 0 || note.trim() === ''} onClick={() => { void confirm(); }}>{chosen.size === 0 ? say('ui.usul_tutup.kirim_kosong') : say('ui.usul_tutup.kirim', { n: chosen.size })}</Button>
        </DialogActions>
      </Dialog>
      {question}
    </>
  );
}
