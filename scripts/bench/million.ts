/** The figures at a million cases share one filled database: filling it takes minutes. */
import { caseList } from './case-list.ts';
import { fillCases, fillOfficers } from './crowd.ts';
import type { Figure } from './figure.ts';
import { OFFICERS, queueNext } from './queue-next.ts';
import { search } from './search.ts';
import { withSetting, type Setting } from './setting.ts';

const CASES = 1_000_000;

/** `LOKET_BENCH_CASES` fills fewer, to try the bench itself. */
export async function million(): Promise<Figure[]> {
  return withSetting(async (setting: Setting) => {
    await fillCases(setting.database.ownerDb, setting.officeId, Number(process.env.LOKET_BENCH_CASES ?? CASES));
    await fillOfficers(setting.database.ownerDb, setting.officeId, OFFICERS);
    const { url, pid } = await setting.server();
    const helpdesk = await setting.login(url, 'helpdesk@loket.test');
    return [...await search(setting, helpdesk), ...await caseList(setting, url, helpdesk), ...await queueNext(setting, url, pid)];
  });
}
