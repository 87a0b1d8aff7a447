/** Makes a World: on a server that runs (real time), or on one of our own with a clock that moves. */
import { createClient, type Client } from '../../server/testing/client.ts';
import type { MovedClock } from '../../server/testing/moved-clock.ts';
import { peopleOf, type World } from './world.ts';

export interface WorldOptions {
  url: string; password: string; office?: string; zone?: string; seed: number;
  clock?: MovedClock;
  settle?: () => Promise<void>;
  domain?: string;
}

/** Colleagues log in once and keep their session. */
export function createWorld({ url, password, office = 'KALTIM', zone = 'Asia/Makassar', seed, clock, settle, domain = 'loket.test' }: WorldOptions): World {
  const colleagues = new Map<string, Promise<Client>>();
  return {
    applicant: createClient(url), office, zone, people: peopleOf(seed),
    officer(name) {
      const known = colleagues.get(name);
      if (known) return known;
      const login = (async () => {
        const client = createClient(url);
        await client.login(`${name}@${domain}`, password);
        return client;
      })();
      colleagues.set(name, login);
      return login;
    },
    forward: (minutes) => { clock?.forward(minutes); },
    now: () => clock?.now() ?? new Date(),
    settle: settle ?? (() => Promise.resolve()),
  };
}
