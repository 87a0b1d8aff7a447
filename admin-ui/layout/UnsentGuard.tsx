import { useEffect } from 'react';
import { useBlocker } from 'react-router-dom';
import { isAnythingUnsent } from '../fields/use-unsent.ts';
import { useSay } from '../provider/use-say.ts';
import { LeaveQuestion } from './LeaveQuestion.tsx';

/** Asks before something typed that is kept nowhere is left behind: by the menu, by Back, or with the tab. Once for all pages: a router takes one blocker. */
export function UnsentGuard() {
  const say = useSay();
  // Whose session is over can do nothing with it any more.
  const blocker = useBlocker(({ currentLocation, nextLocation }) => nextLocation.pathname !== currentLocation.pathname && nextLocation.pathname !== '/login' && isAnythingUnsent());
  useEffect(() => {
    const ask = (event: BeforeUnloadEvent) => { if (isAnythingUnsent('halaman_hilang')) event.preventDefault(); };
    window.addEventListener('beforeunload', ask);
    return () => { window.removeEventListener('beforeunload', ask); };
  }, []);
  if (blocker.state !== 'blocked') return null;
  return <LeaveQuestion title={say('ui.tinggalkan.judul')} leave={say('ui.tinggalkan.ya')} onLeave={() => { blocker.proceed(); }} onStay={() => { blocker.reset(); }} />;
}
