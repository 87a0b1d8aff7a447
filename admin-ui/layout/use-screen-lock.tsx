import { useCallback, useEffect, useRef, useState, type ReactNode } from 'react';
import Button from '@mui/material/Button';
import Dialog from '@mui/material/Dialog';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import DialogTitle from '@mui/material/DialogTitle';
import { useQueryClient } from '@tanstack/react-query';
import { forgetUnsent } from '../fields/use-unsent.ts';
import { callApi, closeServer, LOCKED_EVENT, noteTouch } from '../provider/http.ts';
import { readError } from '../provider/read-error.ts';
import { savedBeforeLock } from '../provider/save-before-lock.ts';
import { useMe } from '../provider/use-me.ts';
import { useSay } from '../provider/use-say.ts';
import { idleState, LOCK_AFTER, WARN_AFTER } from './idle-state.ts';
import { LockScreen } from './LockScreen.tsx';
import { hearTabs, tellTabs } from './tabs.ts';

const SIGNS = ['keydown', 'pointerdown', 'wheel'] as const;
/** Tabs hear of one another at most this often. */
const TELL_EVERY = 5_000;

/** Locks an unused screen after a quarter of an hour, warns two minutes before, and keeps the page beneath as it was. */
export function useScreenLock(): { cover: ReactNode; lock: () => void } {
  const say = useSay();
  const me = useMe();
  const queries = useQueryClient();
  const seen = useRef(0);
  const told = useRef(0);
  const [state, setState] = useState<'dipakai' | 'segera' | 'terkunci'>('dipakai');
  const [openedHere, setOpenedHere] = useState(false);
  // A page opened anew under a lock is told by the session itself.
  const locked = state === 'terkunci' || (me?.locked === true && !openedHere);

  const isLocked = useRef(false);
  const owed = useRef(false);
  const hide = useCallback(() => {
    isLocked.current = true;
    setState('terkunci');
  }, []);
  /** The server has closed this page already. */
  const cover = useCallback(() => {
    hide();
    closeServer(true);
  }, [hide]);
  /** Covered at once; closed to the server when what was typed is kept there. Opened again meanwhile, it stays open. */
  const coverSaving = useCallback(async () => {
    hide();
    await savedBeforeLock();
    if (isLocked.current) closeServer(true);
    return isLocked.current;
  }, [hide]);
  /** Tells the server as well, so that the screen is not only covered; a line that is down now gets it later. */
  const tellServer = useCallback(() => {
    callApi('/api/auth/lock', { method: 'POST', json: {}, keepalive: true }).then(() => { owed.current = false; }, (error: unknown) => {
      // Without a session there is nothing left to lock.
      if (readError(error).status === 401) owed.current = false;
    });
  }, []);
  const lock = useCallback(() => {
    tellTabs('kunci');
    const tell = () => {
      window.removeEventListener('pagehide', tell);
      owed.current = true;
      tellServer();
    };
    // Opened anew while it still saves, the page is to be found locked.
    window.addEventListener('pagehide', tell);
    void coverSaving().then((locks) => { if (locks) tell(); else window.removeEventListener('pagehide', tell); });
  }, [coverSaving, tellServer]);
  const opened = useCallback(() => {
    isLocked.current = false;
    owed.current = false;
    closeServer(false);
    seen.current = Date.now();
    noteTouch(seen.current);
    setState('dipakai');
    setOpenedHere(true);
    void queries.invalidateQueries();
  }, [queries]);

  useEffect(() => {
    seen.current = Date.now();
    const alive = () => {
      if (idleState(Date.now() - seen.current) === 'terkunci') return;
      seen.current = Date.now();
      noteTouch(seen.current);
      setState((now) => (now === 'segera' ? 'dipakai' : now));
      if (seen.current - told.current > TELL_EVERY) {
        told.current = seen.current;
        tellTabs({ kind: 'hadir', at: seen.current });
      }
    };
    for (const sign of SIGNS) window.addEventListener(sign, alive, { passive: true });
    window.addEventListener(LOCKED_EVENT, cover);
    const deaf = hearTabs((news) => {
      if (news.kind === 'hadir') {
        seen.current = Math.max(seen.current, news.at);
        noteTouch(news.at);
      } else if (news.kind === 'kunci') void coverSaving();
      else if (news.kind === 'buka') opened();
      else {
        // Logged out elsewhere: no question of the browser may leave the case on the screen.
        forgetUnsent();
        window.location.assign('/staf/login');
      }
    });
    const timer = window.setInterval(() => {
      const next = idleState(Date.now() - seen.current);
      if (isLocked.current) {
        if (owed.current) tellServer();
        return;
      }
      if (next === 'terkunci') lock();
      else setState(next);
    }, 5_000);
    return () => {
      for (const sign of SIGNS) window.removeEventListener(sign, alive);
      window.removeEventListener(LOCKED_EVENT, cover);
      deaf();
      window.clearInterval(timer);
    };
  }, [cover, coverSaving, lock, opened, tellServer]);

  return {
    lock,
    cover: (
      <>
        <Dialog open={state === 'segera'} aria-labelledby="judul-segera" onClose={() => { seen.current = Date.now(); setState('dipakai'); }}>
          <DialogTitle id="judul-segera" variant="h2">{say('ui.kunci.segera')}</DialogTitle>
          <DialogContent>{say('ui.kunci.segera_isi', { menit: Math.round((LOCK_AFTER - WARN_AFTER) / 60_000) })}</DialogContent>
          <DialogActions>
            <Button onClick={lock}>{say('ui.kunci.tombol')}</Button>
            <Button variant="contained" autoFocus onClick={() => { seen.current = Date.now(); setState('dipakai'); }}>{say('ui.diam.tetap')}</Button>
          </DialogActions>
        </Dialog>
        {locked && me && <LockScreen me={me} onOpen={() => { tellTabs('buka'); opened(); }} />}
      </>
    ),
  };
}
