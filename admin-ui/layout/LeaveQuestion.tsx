import { useId } from 'react';
import Button from '@mui/material/Button';
import Dialog from '@mui/material/Dialog';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import DialogTitle from '@mui/material/DialogTitle';
import { useSay } from '../provider/use-say.ts';

interface Props { title: string; /** What the button that loses it says. */ leave: string; onLeave: () => void; onStay: () => void }

/** Something typed is kept nowhere and would be lost by going on. */
export function LeaveQuestion({ title, leave, onLeave, onStay }: Props) {
  const say = useSay();
  const titleId = useId();
  return (
    <Dialog open onClose={onStay} aria-labelledby={titleId}>
      <DialogTitle id={titleId} variant="h2">{title}</DialogTitle>
      <DialogContent>{say('ui.tinggalkan.isi')}</DialogContent>
      <DialogActions>
        <Button color="error" onClick={onLeave}>{leave}</Button>
        <Button variant="contained" autoFocus onClick={onStay}>{say('ui.tinggalkan.tidak')}</Button>
      </DialogActions>
    </Dialog>
  );
}
