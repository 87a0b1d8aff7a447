import { useEffect } from 'react';
import Button from '@mui/material/Button';
import Dialog from '@mui/material/Dialog';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import DialogTitle from '@mui/material/DialogTitle';
import { useBlocker } from 'react-router-dom';
import { isAnythingUnsent } from '../fields/use-unsent.ts';
import { useSay } from '../provider/use-say.ts';

/** Asks before something typed that is kept nowhere is left behind: by the menu, by Back, or with the tab. Once for all pages: a router takes one blocker. */
export function UnsentGuard() {
  const say = useSay();
  // Whose session is over can do nothing with it any more.
  const blocker = useBlocker(({ currentLocation, nextLocation }) => nextLocation.pathname !== currentLocation.pathname && nextLocation.pathname !== '/login' && isAnythingUnsent());
  useEffect(() => {
    const ask = (event: BeforeUnloadEvent) => { if (isAnythingUnsent()) event.preventDefault(); };
    window.addEventListener('beforeunload', ask);
    return () => { window.removeEventListener('beforeunload', ask); };
  }, []);
  if (blocker.state !== 'blocked') return null;
  return (
    <Dialog open onClose={() => { blocker.reset(); }} aria-labelledby="judul-tinggalkan">
      <DialogTitle id="judul-tinggalkan" variant="h2">{say('ui.tinggalkan.judul')}</DialogTitle>
      <DialogContent>{say('ui.tinggalkan.isi')}</DialogContent>
      <DialogActions>
        <Button color="error" onClick={() => { blocker.proceed(); }}>{say('ui.tinggalkan.ya')}</Button>
        <Button variant="contained" autoFocus onClick={() => { blocker.reset(); }}>{say('ui.tinggalkan.tidak')}</Button>
      </DialogActions>
    </Dialog>
  );
}
