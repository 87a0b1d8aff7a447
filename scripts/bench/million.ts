/** The figures at a million cases share one filled database: filling it takes minutes. */
import { fillBehind, STAFF } from './behind.ts';
import { caseList } from './case-list.ts';
import { fillCases, fillOfficers } from './crowd.ts';
import { everyList } from './every-list.ts';
import type { Figure } from './figure.ts';
import { OFFICERS, queueNext } from './queue-next.ts';
import { search } from './search.ts';
import { onDisk, withSetting, type Setting } from './setting.ts';

const CASES = 1_000_000;

/** `LOKET_BENCH_CASES` fills fewer, to try the bench itself. Each figure is told on stderr as soon as it is known: the whole takes a quarter of an hour. */
export async function million(): Promise<Figure[]> {
  return withSetting(async (setting: Setting) => {
    const tell = (what: unknown) => { process.stderr.write(`${new Date().toISOString()} ${JSON.stringify(what)}\n`); };
    const told = async (measured: Promise<Figure[]>) => { const figures = await measured; figures.forEach(tell); return figures; };
    await fillCases(setting.database.ownerDb, setting.officeId, Number(process.env.LOKET_BENCH_CASES ?? CASES));
    const { ownerDb } = setting.database;
    await fillBehind(ownerDb, await ownerDb('users').whereIn('email', STAFF).orderBy('email').pluck('id'));
    await fillOfficers(setting.database.ownerDb, setting.officeId, OFFICERS);
    await onDisk();
    tell('filled');
    const { url, pid } = await setting.server();
    const helpdesk = await setting.login(url, 'helpdesk@loket.test');
    return [...await told(search(setting, helpdesk)), ...await told(caseList(setting, url, helpdesk)), ...await told(everyList(setting, url)), ...await told(queueNext(setting, url, pid))];
  });
}
