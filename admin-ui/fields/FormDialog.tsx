import { useId, useState, type ReactNode, type SubmitEvent } from 'react';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Dialog from '@mui/material/Dialog';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import DialogTitle from '@mui/material/DialogTitle';
import Stack from '@mui/material/Stack';
import { errorAt, readError, type ReadError } from '../provider/read-error.ts';
import { useSay } from '../provider/use-say.ts';
import { ProblemNote } from './ProblemNote.tsx';
import { useAskBeforeClose } from './use-ask-before-close.tsx';
import { useTypedIn } from './use-typed-in.ts';

export type WrongOf = (field: string) => { error: boolean; helperText?: string };
interface Props {
  title: string; send: string; disabled?: boolean; danger?: boolean; width?: 'xs' | 'sm' | 'md' | 'lg';
  /** Fields that show their own sentence. */
  fields?: readonly string[];
  onSend: () => Promise<unknown>; onClose: () => void; aside?: ReactNode;
  /** Somebody else was quicker: reads what is beneath anew. */
  onReload?: () => void;
  /** The answer is read in the form itself, which stays. */
  stays?: boolean;
  children: ReactNode | ((wrong: WrongOf) => ReactNode);
}

/** A form over a list: stays open and keeps what was typed until the server took it; asks before it throws that away. Mounted anew for each thing. */
export function FormDialog({ title, send, disabled = false, danger = false, width = 'sm', fields = [], onSend, onClose, onReload, aside, stays = false, children }: Props) {
  const say = useSay();
  const id = useId();
  const [busy, setBusy] = useState(false);
  const [sent, setSent] = useState(false);
  const [problem, setProblem] = useState<ReadError | null>(null);
  const { form, watch, changed, taken } = useTypedIn();
  const { close, onDialogClose, question } = useAskBeforeClose({ changed, busy, onClose });
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
      <Dialog open onClose={onDialogClose} maxWidth={width} fullWidth aria-labelledby={id}>
        {/* Only the fields scroll: the buttons stay in sight at 768 px. */}
        <Box component="form" ref={form} {...watch} noValidate onSubmit={submit} sx={{ display: 'flex', flexDirection: 'column', minHeight: 0, overflow: 'hidden' }}>
          <DialogTitle id={id} variant="h2" sx={{ overflowWrap: 'anywhere' }}>{title}</DialogTitle>
          <DialogContent>
            <Stack spacing={2} sx={{ pt: 1 }}>
              {typeof children === 'function' ? children(wrong) : children}
              <ProblemNote problem={problem} known={fields} onReload={onReload && (() => { onReload(); close(); })} />
            </Stack>
          </DialogContent>
          <DialogActions>
            {aside}
            {/* What has been sent cannot be called back by closing. */}
            <Button onClick={close} disabled={busy}>{say(sent ? 'ui.tutup' : 'ui.batal')}</Button>
            <Button type="submit" variant="contained" color={danger ? 'error' : 'primary'} loading={busy} disabled={disabled}>{send}</Button>
          </DialogActions>
        </Box>
      </Dialog>
      {question}
    </>
  );
}
