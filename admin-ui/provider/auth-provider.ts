/** Cookie session of the server. Nothing about the session is kept in the browser but who it is, in memory. */
import type { AuthProvider, UserIdentity } from 'react-admin';
import { accessOf, type Role } from '../../server/domain/permissions.ts';
import { callApi } from './http.ts';
import { tellTabs } from '../layout/tabs.ts';
import { readError } from './read-error.ts';
import { forgetUnsaved } from './save-before-lock.ts';
import { noteSilence } from './silence.ts';

export interface Me { id: string; name: string; email: string; roles: Role[]; office: { id: string; code: string; name: string; zone: string }; mustEnrol: boolean; secondFactor: boolean; locked: boolean }

let me: Promise<Me> | null = null;

async function askWho(): Promise<Me> {
  return (await callApi('/api/auth/me')).json as Me;
}

/** Who is logged in; asked once until somebody logs in or out. */
export function whoAmI(): Promise<Me> {
  if (me) return me;
  const asked = askWho();
  me = asked;
  // A refusal is remembered for a moment: the first page asks several times at once.
  asked.catch(() => { window.setTimeout(() => { if (me === asked) me = null; }, 1_500); });
  return asked;
}

const ASK_AGAIN_MS = 3_000;
const ENDED_WITHIN_MS = 10_000;

/** While no answer comes somebody is neither logged in nor out: it is asked again until the server says which. */
async function whoeverItIs(): Promise<Me> {
  for (;;) {
    try {
      const known = await whoAmI();
      noteSilence(false);
      return known;
    } catch (error) {
      const { status } = readError(error);
      const silent = status === 0 || status >= 500;
      noteSilence(silent);
      if (!silent) throw error;
      await new Promise((resolve) => { window.setTimeout(resolve, ASK_AGAIN_MS); });
    }
  }
}

/** After something about the person changed (a second factor set up, a session begun anew). */
export function forgetMe(): void {
  me = null;
}

/** May one of these parts call the route? The server decides again; this only spares a person a closed door. */
export function mayCall(roles: readonly Role[], route: string): boolean {
  const access = accessOf(route);
  return typeof access === 'string' || access.some((role) => roles.includes(role));
}

export const authProvider: AuthProvider = {
  login: async ({ email, password, code }: { email: string; password: string; code?: string }) => {
    const answer = await callApi('/api/auth/login', { method: 'POST', json: { email, password, ...(code ? { code } : {}) } });
    me = Promise.resolve(answer.json as Me);
  },
  logout: async () => {
    const known = await me?.then(() => true, () => false);
    if (known) await callApi('/api/auth/logout', { method: 'POST', json: {}, signal: AbortSignal.timeout(ENDED_WITHIN_MS) }).catch((error: unknown) => { if (readError(error).status !== 401) throw error; });
    // Only now: until the server has said so the session stands, and the next press has to end it.
    me = null;
    forgetUnsaved();
    tellTabs('keluar');
    return '/login';
  },
  checkAuth: async () => { await whoeverItIs(); },
  checkError: (error: unknown) => {
    if (readError(error).status !== 401) return Promise.resolve();
    me = null;
    return Promise.reject(new Error('ui.masuk.sesi_habis'));
  },
  getIdentity: async (): Promise<UserIdentity> => {
    const { name, ...others } = await whoAmI();
    return { fullName: name, ...others };
  },
  getPermissions: async () => (await whoeverItIs()).roles,
};
