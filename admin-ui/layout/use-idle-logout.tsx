import { useEffect, useRef, useState, type ReactNode } from 'react';
import Button from '@mui/material/Button';
import Dialog from '@mui/material/Dialog';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import DialogTitle from '@mui/material/DialogTitle';
import { useLogout } from 'react-admin';
import { callApi } from '../provider/http.ts';
import { useSay } from '../provider/use-say.ts';

const MINUTE = 60_000;
/** The server ends an idle session at 30 minutes; the screen is cleared before that, with a warning two minutes ahead. */
const WARN = 26 * MINUTE;
const LEAVE = 28 * MINUTE;
const SIGNS = ['keydown', 'pointerdown', 'wheel'] as const;

export function useIdleLogout(): ReactNode {
  const say = useSay();
  const logout = useLogout();
  const seen = useRef(0);
  const [warning, setWarning] = useState(false);
  useEffect(() => {
    seen.current = Date.now();
    const alive = () => { if (Date.now() - seen.current < WARN) seen.current = Date.now(); };
    for (const sign of SIGNS) window.addEventListener(sign, alive, { passive: true });
    const timer = window.setInterval(() => {
      const idle = Date.now() - seen.current;
      setWarning(idle >= WARN);
      if (idle >= LEAVE) void logout({}, '/login', false);
    }, 15_000);
    return () => {
      for (const sign of SIGNS) window.removeEventListener(sign, alive);
      window.clearInterval(timer);
    };
  }, [logout]);
  const stay = () => {
    seen.current = Date.now();
    setWarning(false);
    // Any answer will do: 401 is dealt with at the next real request.
    void callApi('/api/auth/me').catch(() => undefined);
  };
  return (
    <Dialog open={warning} aria-labelledby="judul-diam">
      <DialogTitle id="judul-diam" variant="h2">{say('ui.diam.judul')}</DialogTitle>
      <DialogContent>{say('ui.diam.isi')}</DialogContent>
      <DialogActions>
        <Button onClick={() => { void logout(); }}>{say('ui.masuk.keluar')}</Button>
        <Button variant="contained" onClick={stay} autoFocus>{say('ui.diam.tetap')}</Button>
      </DialogActions>
    </Dialog>
  );
}
