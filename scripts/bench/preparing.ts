/**
 * A scan from the moment it was taken (201) until the machine has prepared it: examined, its pages drawn and kept, read, held in the database; at a steady rate through the real way in, with the
 * delay of the event loop of that very server.
 */
import { setTimeout as pause } from 'node:timers/promises';
import { scanOf, type CardScan } from '../../server/testing/card-scans/scan-of.ts';
import { loopDelayOf } from '../../server/testing/own-server.ts';
import { figure, percentile, type Figure } from './figure.ts';
import { withSetting } from './setting.ts';

const FIRST_SEED = Number(process.env.LOKET_BENCH_SEED ?? 50_000) + 4_000;
const SCANS = Number(process.env.LOKET_BENCH_PREPARED ?? 40);
/** One applicant's three scans in twelve seconds, and so on without end: 900 an hour. */
const EVERY_MS = 4_000;
const KINDS = ['ktp', 'npwp', 'sertifikat_keahlian'] as const;
const LONGEST_MS = 120_000;

export async function preparing(): Promise<Figure[]> {
  const scans: CardScan[] = [];
  for (let n = 0; n <= SCANS; n += 1) scans.push(await scanOf(FIRST_SEED + n, KINDS[n % 3] ?? 'ktp', n % 2 === 0 ? 'jernih' : 'agak_rusak'));
  return withSetting(async ({ database, server, login }) => {
    const { url } = await server();
    const helpdesk = await login(url, 'helpdesk@loket.test');
    const times: number[] = [];
    const states: Record<string, number> = {};
    const prepared = async ({ jpeg }: CardScan): Promise<number> => {
      const { status, body: { id } } = await helpdesk.upload('/api/uploads', jpeg, 'pindaian.jpg');
      if (status !== 201) throw new Error(`upload: ${status}`);
      const taken = performance.now();
      for (;;) {
        const reading = await database.db('upload_readings').where({ upload_id: id }).first<{ state: string } | undefined>('state');
        if (reading) { states[reading.state] = (states[reading.state] ?? 0) + 1; return (performance.now() - taken) / 1_000; }
        if (performance.now() - taken > LONGEST_MS) throw new Error('a scan was not prepared in two minutes');
        await pause(20);
      }
    };
    const [warming, ...rest] = scans;
    if (warming) await prepared(warming); // the reading process is started with the first
    await loopDelayOf(url); // what is measured begins here
    const running: Promise<void>[] = [];
    for (const scan of rest) {
      const began = performance.now();
      running.push(prepared(scan).then((seconds) => { times.push(seconds); }));
      await pause(Math.max(0, EVERY_MS - (performance.now() - began)));
    }
    await Promise.all(running);
    const delay = await loopDelayOf(url);
    return [
      figure({ name: 'prepare_one_scan', unit: 's', value: percentile(times, 0.95), target: 3, seen: { p50: percentile(times, 0.5), slowest: Math.max(...times), pictures: times.length, everyMs: EVERY_MS, ...states } }),
      figure({ name: 'event_loop_while_preparing', unit: 'ms', value: delay.p99, target: 50, seen: { max: delay.max } }),
    ];
  });
}
