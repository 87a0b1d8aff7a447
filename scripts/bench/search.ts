/** The search box at a million cases (or as many as there are): what people say on the telephone, over HTTP, by turns. */
import type { Client } from '../../server/testing/client.ts';
import { figure, percentile, timed, type Figure } from './figure.ts';
import type { Setting } from './setting.ts';

const ROUNDS = 25;

export async function search({ database }: Setting, helpdesk: Client): Promise<Figure[]> {
  const [all] = await database.db('cases').where('number', 'like', 'UKUR-%').count<{ n: string }[]>({ n: '*' });
  // Neither the first nor the last: somewhere in the middle of the years.
  const middle = Math.floor(Number(all?.n ?? 0) * 0.4);
  const people = await database.db('case_subjects').orderBy('nik').offset(middle).limit(3).select<{ name: string; nik: string; phone: string; email: string; user_id_spse: string }[]>('name', 'nik', 'phone', 'email', 'user_id_spse');
  const [one, two] = people;
  if (!one || !two) throw new Error('nobody to look for');
  const slip = `${one.name.slice(0, -2)}xa`;
  const kinds: Record<string, string> = {
    number: `UKUR-${String(Math.max(1, middle)).padStart(7, '0')}`, nik: one.nik, phone: one.phone, email: one.email, user_id: one.user_id_spse, name: two.name, first_name: one.name.split(' ')[0] ?? '', last_name: two.name.split(' ').at(-1) ?? '',
    beginning: two.name.slice(0, two.name.indexOf(' ') + 4), slip, nobody: 'Zzyxwa Qwrtpo',
  };
  const times = new Map<string, number[]>();
  for (let round = -2; round < ROUNDS; round += 1) {
    for (const [kind, q] of Object.entries(kinds)) {
      const took = await timed(async () => {
        const answer = await helpdesk.request<unknown[]>('POST', '/api/search', { q });
        if (answer.status !== 200 || (kind !== 'nobody' && answer.body.length === 0)) throw new Error(`search by ${kind}: ${answer.status}`);
      });
      if (round >= 0) times.set(kind, [...times.get(kind) ?? [], took]);
    }
    // The box lets an officer ask once a second.
    await database.ownerDb('rate_limits').del();
  }
  const every = [...times.values()].flat();
  return [figure({
    name: 'search', unit: 'ms', value: percentile(every, 0.95), target: 100,
    seen: { p50: percentile(every, 0.5), requests: every.length, ...Object.fromEntries([...times].map(([kind, each]) => [`${kind}P95`, percentile(each, 0.95)])) },
  })];
}
