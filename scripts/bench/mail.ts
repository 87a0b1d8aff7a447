/** Appointments and letters: the week view at 100,000 appointments, and 500 letters numbered by 20 clients at once. */
import { figure, percentile, timed, type Figure } from './figure.ts';
import { withSetting } from './setting.ts';
import { takeNumber } from '../../server/platform/numbering.ts';

const APPOINTMENTS = 100_000;
const LETTERS = 500;
const CLIENTS = 20;

export const weekView = (): Promise<Figure[]> => withSetting(async (setting) => [await measureWeek(setting)]);
export const numbering = (): Promise<Figure[]> => withSetting(async (setting) => [await measureNumbers(setting)]);

type Setting = Parameters<Parameters<typeof withSetting>[0]>[0];

async function measureWeek({ database, officeId, server, login }: Setting): Promise<Figure> {
  const owner = database.ownerDb;
  // Twenty officers, half-hour slots over some two and a half years; cases of their own, since each has one open appointment.
  await owner.raw(`insert into users (office_id, email, name) select ?, 'v' || n || '@ukur.test', 'Verifikator ' || n from generate_series(1, 20) n`, [officeId]);
  await owner.raw(`insert into user_roles select id, 'verifikator' from users where email like 'v%@ukur.test'`);
  await owner.raw(`insert into cases (office_id, number, procedure, sop_version, place, step, turn, workspace, clock, origin, received_at, place_entered_at, step_entered_at)
    select ?, 'UKUR-' || n, 'registrasi_perseorangan', 1, 'terjadwal', '15', 'verifikator', 'jadwal', 'berhenti_sampai_janji', 'tautan', now(), now(), now() from generate_series(1, ?) n`, [officeId, APPOINTMENTS]);
  await owner.raw(`with who as (select id, row_number() over (order by id) - 1 as k from users where email like 'v%@ukur.test'),
      file as (select id, row_number() over (order by id) - 1 as n from cases where number like 'UKUR-%')
    insert into appointments (case_id, office_id, round, starts_at, ends_at, channel, location, verifikator_id, state, ics_uid, created_at)
    select file.id, ?, 1, t, t + interval '30 minutes', 'daring', 'https://rapat.contoh.test/' || file.n, who.id, 'diusulkan', file.id::text, now()
    from file join who on who.k = file.n % 20
    cross join lateral (select timestamptz '2025-01-06 00:00Z' + make_interval(days => (file.n / 20 / 8)::int, mins => ((file.n / 20 % 8) * 45)::int) as t) s`, [officeId]);
  await owner.raw('analyze appointments, cases');
  const { url } = await server();
  const client = await login(url, 'verifikator@loket.test');
  const week = (n: number) => {
    const from = new Date(Date.UTC(2025, 0, 6 + 7 * n));
    return `/api/calendar?${new URLSearchParams({ from: from.toISOString(), to: new Date(from.getTime() + 7 * 86_400_000).toISOString() })}`;
  };
  for (let n = 0; n < 10; n += 1) await client.get(week(n));
  const times: number[] = [];
  let shown = 0;
  for (let n = 0; n < 60; n += 1) times.push(await timed(async () => { shown = (await client.get<{ appointments: unknown[] }>(week(n))).appointments.length; }));
  return figure({ name: 'week view p95, 100,000 appointments', value: percentile(times, 0.95), unit: 'ms', target: 100, seen: { appointments: APPOINTMENTS, inOneWeek: shown, p50: percentile(times, 0.5) } });
}

/** A hole or a repeat is a failure whatever the time; every tenth act fails after it took its number and gives it back. */
async function measureNumbers({ database, officeId }: Setting): Promise<Figure> {
  const taken: number[] = [];
  let left = LETTERS;
  const client = async () => {
    while (left > 0) {
      left -= 1;
      for (let tries = left % 10 === 0 ? 2 : 1; tries > 0; tries -= 1) {
        try {
          await database.db.transaction(async (trx) => {
            const number = await takeNumber(trx, { officeId, kind: 'ukur', year: 2026 });
            if (tries === 2) throw new Error('this act fails');
            taken.push(number);
          });
        } catch (error) {
          if (!(error instanceof Error) || error.message !== 'this act fails') throw error;
        }
      }
    }
  };
  const value = await timed(() => Promise.all(Array.from({ length: CLIENTS }, client)));
  const holes = Array.from({ length: LETTERS }, (_, n) => n + 1).filter((n) => !taken.includes(n)).length;
  const repeats = taken.length - new Set(taken).size;
  return figure({ name: 'letters numbered by 20 clients: holes and repeats', value: holes + repeats, unit: 'share', target: 0, seen: { letters: taken.length, holes, repeats, tookMs: value } });
}
