import { useCallback, useState, type ReactNode } from 'react';
import { useLogout } from 'react-admin';
import { isAnythingUnsent } from '../fields/use-unsent.ts';
import { savedBeforeLock } from '../provider/save-before-lock.ts';
import { LeaveQuestion } from './LeaveQuestion.tsx';

/** Ends the session once what was typed is kept on the server, which takes nothing afterwards; what could not be kept is asked for first. */
export function useLogOut(): { logOut: () => void; question: ReactNode } {
  const end = useLogout();
  const [asking, setAsking] = useState(false);
  const leave = useCallback(() => {
    setAsking(false);
    void end();
  }, [end]);
  const logOut = useCallback(() => {
    void savedBeforeLock().then((inTime) => {
      if (!inTime || isAnythingUnsent()) setAsking(true);
      else leave();
    });
  }, [leave]);
  return { logOut, question: asking ? <LeaveQuestion onLeave={leave} onStay={() => { setAsking(false); }} /> : null };
}
