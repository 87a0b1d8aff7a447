import { useCallback, useId, useState, type ReactNode, type SubmitEvent } from 'react';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Dialog from '@mui/material/Dialog';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import DialogTitle from '@mui/material/DialogTitle';
import Stack from '@mui/material/Stack';
import { UnsentGuard } from '../layout/UnsentGuard.tsx';
import { errorAt, readError, type ReadError } from '../provider/read-error.ts';
import { useSay } from '../provider/use-say.ts';
import { ProblemNote } from './ProblemNote.tsx';
import { unlessBeside } from './unless-beside.ts';
import { useTypedIn } from './use-typed-in.ts';

export type WrongOf = (field: string) => { error: boolean; helperText?: string };
interface Props {
  title: string; send: string; disabled?: boolean; danger?: boolean; width?: 'sm' | 'md' | 'lg';
  /** Fields that show their own sentence. */
  fields?: readonly string[];
  onSend: () => Promise<unknown>; onClose: () => void; aside?: ReactNode;
  /** The answer is read in the form itself, which stays. */
  stays?: boolean;
  /** The page beneath asks by itself before it is left; only one of the two may. */
  pageAsks?: boolean;
  children: ReactNode | ((wrong: WrongOf) => ReactNode);
}

/** A form over a list: stays open and keeps what was typed until the server took it; asks before it throws that away. Mounted anew for each thing. */
export function FormDialog({ title, send, disabled = false, danger = false, width = 'sm', fields = [], onSend, onClose, aside, stays = false, pageAsks = false, children }: Props) {
  const say = useSay();
  const id = useId();
  const [busy, setBusy] = useState(false);
  const [sent, setSent] = useState(false);
  const [problem, setProblem] = useState<ReadError | null>(null);
  const [asking, setAsking] = useState(false);
  const { form, watch, changed, taken } = useTypedIn();
  // What is on its way cannot be thrown away any more.
  const holdsWords = useCallback(() => !busy && changed(), [busy, changed]);
  const close = () => { if (holdsWords()) setAsking(true); else onClose(); };
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    // A dialog stands outside its page in the document, not in React: a form beneath would hear of it and be sent too.
    event.stopPropagation();
    setBusy(true);
    setProblem(null);
    onSend().then(() => { setSent(true); taken(); if (stays) setBusy(false); else onClose(); }, (error: unknown) => { setProblem(readError(error)); setBusy(false); });
  };
  const wrong: WrongOf = (field) => {
    const sentence = errorAt(problem?.errors, field);
    return sentence === undefined ? { error: false } : { error: true, helperText: sentence };
  };
  return (
    <>
    <Dialog open onClose={(event, why) => { unlessBeside(close)(event, why); }} maxWidth={width} fullWidth aria-labelledby={id}>
      {/* Only the fields scroll: the buttons stay in sight at 768 px. */}
      <Box component="form" ref={form} {...watch} noValidate onSubmit={submit} sx={{ display: 'flex', flexDirection: 'column', minHeight: 0, overflow: 'hidden' }}>
        <DialogTitle id={id} variant="h2" sx={{ overflowWrap: 'anywhere' }}>{title}</DialogTitle>
        <DialogContent><Stack spacing={2} sx={{ pt: 1 }}>{typeof children === 'function' ? children(wrong) : children}<ProblemNote problem={problem} known={fields} /></Stack></DialogContent>
        <DialogActions>{aside}{/* What has been sent cannot be called back by closing. */}<Button onClick={close}>{say(sent || busy ? 'ui.tutup' : 'ui.batal')}</Button><Button type="submit" variant="contained" color={danger ? 'error' : 'primary'} loading={busy} disabled={disabled}>{send}</Button></DialogActions>
      </Box>
    </Dialog>
    {!pageAsks && <UnsentGuard isUnsent={holdsWords} />}
    <Dialog open={asking} onClose={() => { setAsking(false); }} aria-labelledby={`${id}-buang`}>
      <DialogTitle id={`${id}-buang`} variant="h2">{say('ui.buang_isian.judul')}</DialogTitle>
      <DialogContent>{say('ui.tinggalkan.isi')}</DialogContent>
      <DialogActions>
        <Button color="error" onClick={onClose}>{say('ui.buang_isian.ya')}</Button>
        <Button variant="contained" autoFocus onClick={() => { setAsking(false); }}>{say('ui.tinggalkan.tidak')}</Button>
      </DialogActions>
    </Dialog>
    </>
  );
}
