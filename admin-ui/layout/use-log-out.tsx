import { useCallback, useRef, useState, type ReactNode } from 'react';
import CircularProgress from '@mui/material/CircularProgress';
import Dialog from '@mui/material/Dialog';
import DialogContent from '@mui/material/DialogContent';
import { useLogout, useNotify } from 'react-admin';
import { isAnythingUnsent } from '../fields/use-unsent.ts';
import { readError } from '../provider/read-error.ts';
import { savedBeforeLock } from '../provider/save-before-lock.ts';
import { useSay } from '../provider/use-say.ts';
import { LeaveQuestion } from './LeaveQuestion.tsx';

/** Ends the session; what stands against it is said, and everything stays as it was. */
export function useEndSession(): () => Promise<void> {
  const logout = useLogout();
  const notify = useNotify();
  return useCallback(async () => {
    try {
      await logout();
    } catch (error) {
      notify(readError(error).message, { type: 'warning' });
    }
  }, [logout, notify]);
}

/** Ends the session once what was typed is kept on the server, which takes nothing afterwards; what could not be kept is asked for first. */
export function useLogOut(): { logOut: () => void; question: ReactNode } {
  const say = useSay();
  const end = useEndSession();
  const [state, setState] = useState<'diam' | 'jalan' | 'bertanya'>('diam');
  const underWay = useRef(false);
  const run = useCallback((work: () => Promise<'diam' | 'bertanya'>) => {
    // A second press would answer for whoever is asked.
    if (underWay.current) return;
    underWay.current = true;
    setState('jalan');
    void work().then((next) => {
      underWay.current = false;
      setState(next);
    });
  }, []);
  const leave = useCallback(() => { run(() => end().then(() => 'diam' as const)); }, [run, end]);
  const logOut = useCallback(() => {
    run(async () => {
      if (!await savedBeforeLock() || isAnythingUnsent()) return 'bertanya';
      await end();
      return 'diam';
    });
  }, [run, end]);
  if (state === 'bertanya') return { logOut, question: <LeaveQuestion title={say('ui.keluar.judul')} leave={say('ui.masuk.keluar')} onLeave={leave} onStay={() => { setState('diam'); }} /> };
  // Nothing can be typed any more that this would no longer save.
  const question = state === 'jalan' && (
    <Dialog open aria-labelledby="kata-keluar">
      <DialogContent id="kata-keluar" sx={{ display: 'flex', alignItems: 'center', gap: 1.5 }}><CircularProgress size={20} aria-hidden /> {say('ui.keluar.jalan')}</DialogContent>
    </Dialog>
  );
  return { logOut, question };
}
