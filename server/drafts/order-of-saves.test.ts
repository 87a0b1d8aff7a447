/** Two requests of one author that wait for the same row: whichever is let in last, what came later stays. */
import { afterAll, beforeAll, beforeEach, expect, it } from '@jest/globals';
import { walks } from '../../seeds/scenarios/registrasi-perseorangan.ts';
import type { Client } from '../testing/client.ts';
import { startTestLoket, type TestLoket } from '../testing/start-loket.ts';
import { untilWaiting } from '../testing/until-waiting.ts';

const key = 'catatan_internal';
let test: TestLoket;
let helpdesk: Client;
let caseId: string;
const save = (text: string) => helpdesk.post(`/api/cases/${caseId}/drafts`, { kind: 'catatan', key, content: { text } });
const discard = () => helpdesk.post(`/api/cases/${caseId}/drafts/discard`, { key });
const kept = () => test.db('case_drafts').where({ case_id: caseId, key }).first<{ content: { text: string }; saved_at: Date } | undefined>('content', 'saved_at');
const secondsLater = (seconds: number) => { test.clock.forward(seconds / 60); };

beforeAll(async () => {
  test = await startTestLoket({ seed: 72 });
  caseId = (await (walks.cek_daftar_hitam as (typeof walks)[string])(test.world)).caseId;
  helpdesk = await test.world.officer('helpdesk');
}, 120_000);
afterAll(() => test.stop());
beforeEach(() => test.db('case_drafts').del());

/** An act has the case meanwhile. */
async function whileAnActRuns(during: () => Promise<void>): Promise<void> {
  const act = await test.database.ownerDb.transaction();
  await act('cases').where({ id: caseId }).forUpdate().select('id');
  await during();
  await act.commit();
}
/** The second comes a second after the first, and both are let in together. */
async function atOnce(first: () => Promise<unknown>, second: () => Promise<unknown>): Promise<void> {
  const under: Promise<unknown>[] = [];
  await whileAnActRuns(async () => {
    under.push(first());
    await untilWaiting(test.database.ownerDb, 1);
    secondsLater(1);
    under.push(second());
    await untilWaiting(test.database.ownerDb, 2);
  });
  await Promise.all(under);
}

it('of two saves let in at once the later stays, each time', async () => {
  for (let round = 1; round <= 12; round += 1) {
    await atOnce(() => save(`${round}: Sudah ditelepon`), () => save(`${round}: Sudah ditelepon, datang besok.`));
    expect((await kept())?.content.text).toBe(`${round}: Sudah ditelepon, datang besok.`);
  }
});

it('what is typed after it was thrown away stays, what was thrown away later is gone, each time', async () => {
  for (let round = 1; round <= 12; round += 1) {
    await save('Salah orang');
    await atOnce(discard, () => save('Orangnya benar'));
    expect((await kept())?.content.text).toBe('Orangnya benar');
  }
});

it('a save says when it came, not when it was let in; the earlier of two is told what stands', async () => {
  const came = test.clock.now();
  let under: Promise<unknown> | undefined;
  await whileAnActRuns(async () => {
    under = save('Sudah ditelepon');
    await untilWaiting(test.database.ownerDb, 1);
    secondsLater(60);
  });
  await under;
  expect((await kept())?.saved_at).toEqual(came);
  await save('Sudah ditelepon, datang besok.');
  secondsLater(-1);
  expect(await save('Sudah ditelepon, datang')).toMatchObject([{ content: { text: 'Sudah ditelepon, datang besok.' } }]);
  expect(await discard()).toMatchObject([{ content: { text: 'Sudah ditelepon, datang besok.' } }]);
});

it('a clock that was ahead and was put right keeps no words out', async () => {
  await save('Dari jam yang salah');
  secondsLater(-3_600);
  await save('Dari jam yang benar');
  expect((await kept())?.content.text).toBe('Dari jam yang benar');
});
