import Button from '@mui/material/Button';
import Dialog from '@mui/material/Dialog';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import DialogTitle from '@mui/material/DialogTitle';
import { useSay } from '../provider/use-say.ts';

/** Something typed is kept nowhere and would be lost by going on. */
export function LeaveQuestion({ onLeave, onStay }: { onLeave: () => void; onStay: () => void }) {
  const say = useSay();
  return (
    <Dialog open onClose={onStay} aria-labelledby="judul-tinggalkan">
      <DialogTitle id="judul-tinggalkan" variant="h2">{say('ui.tinggalkan.judul')}</DialogTitle>
      <DialogContent>{say('ui.tinggalkan.isi')}</DialogContent>
      <DialogActions>
        <Button color="error" onClick={onLeave}>{say('ui.tinggalkan.ya')}</Button>
        <Button variant="contained" autoFocus onClick={onStay}>{say('ui.tinggalkan.tidak')}</Button>
      </DialogActions>
    </Dialog>
  );
}
