import { useId, useState, type ReactElement } from 'react';
import Button from '@mui/material/Button';
import Dialog, { type DialogProps } from '@mui/material/Dialog';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import DialogTitle from '@mui/material/DialogTitle';
import { useSay } from '../provider/use-say.ts';
import { unlessBeside } from './unless-beside.ts';
import { useUnsent } from './use-unsent.ts';

interface Typed {
  /** Something stands there that would be gone; asked at that moment, not as it was drawn. */
  changed: () => boolean;
  /** It is on its way. */
  busy: boolean;
  onClose: () => void;
}
interface Closing {
  /** Of the dialog's own button, which is closed while something is on its way. */
  close: () => void;
  /** Of the dialog: Escape; a press beside it does nothing. */
  onDialogClose: NonNullable<DialogProps['onClose']>;
  /** Drawn beside the dialog. */
  question: ReactElement;
}

/**
 * How a dialog somebody types in is closed: it asks before it throws that away, and stays while it is on its way, since the answer may be a refusal that has to be
 * read beside the words. Leaving the page asks as well.
 */
export function useAskBeforeClose({ changed, busy, onClose }: Typed): Closing {
  const say = useSay();
  const id = useId();
  const [asking, setAsking] = useState(false);
  useUnsent(changed);
  const close = () => {
    if (busy) return;
    if (changed()) setAsking(true); else onClose();
  };
  const answered = () => { setAsking(false); };
  return {
    close, onDialogClose: unlessBeside(close),
    question: (
      <Dialog open={asking} onClose={answered} aria-labelledby={id}>
        <DialogTitle id={id} variant="h2">{say('ui.buang_isian.judul')}</DialogTitle>
        <DialogContent>{say('ui.tinggalkan.isi')}</DialogContent>
        <DialogActions>
          <Button color="error" onClick={() => { answered(); onClose(); }}>{say('ui.buang_isian.ya')}</Button>
          <Button variant="contained" autoFocus onClick={answered}>{say('ui.tinggalkan.tidak')}</Button>
        </DialogActions>
      </Dialog>
    ),
  };
}
