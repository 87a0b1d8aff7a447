/** What the applicant's page offers as an answer is what the door takes. */
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { walks } from '../../seeds/scenarios/registrasi-perseorangan.ts';
import type { ApplicationStatus } from '../domain/contract/intake.ts';
import { startTestLoket, type TestLoket } from '../testing/start-loket.ts';

let test: TestLoket;
beforeAll(async () => { test = await startTestLoket({ seed: 57 }); }, 60_000);
afterAll(() => test.stop());

it('another time is offered until the office\'s limit, a yes until it is over', async () => {
  const { caseId, token } = await (walks.penjadwalan as (typeof walks)[string])(test.world);
  const [verifikator, helpdesk] = [await test.world.officer('verifikator'), await test.world.officer('helpdesk')];
  const seen = async () => { const { appointment, expected } = await test.client().get<ApplicationStatus>(`/api/public/applications/${token}`); return [appointment?.may, expected]; };
  const offer = async (start: string) => {
    await verifikator.post(`/api/cases/${caseId}/claim`);
    await verifikator.act(caseId, 'tawarkan_jadwal', { mulai: start, menit: 30, saluran: 'daring', tempat: 'https://rapat.contoh.test/a' });
  };
  await offer('2026-03-04T02:00:00Z');
  expect(await seen()).toEqual([['ya', 'lain'], ['Jawab jadwal verifikasi: "ya", atau minta waktu lain.']]);
  for (const start of ['2026-03-05T02:00:00Z', '2026-03-06T02:00:00Z']) {
    await helpdesk.act(caseId, 'minta_jadwal_lain', { keinginan: 'Siang hari.' });
    await offer(start);
  }
  expect(await seen()).toEqual([['ya'], ['Jawab jadwal verifikasi: "ya", bila Anda dapat hadir.']]);
  test.clock.moveTo(new Date('2026-03-06T03:00:00Z'));
  expect((await seen())[0]).toEqual([]);
}, 60_000);

it('of one whose time has passed only another is offered', async () => {
  const { token } = await (walks.terjadwal as (typeof walks)[string])(test.world);
  test.clock.forward(60);
  const { appointment } = await test.client().get<ApplicationStatus>(`/api/public/applications/${token}`);
  expect(appointment?.may).toEqual(['lain']);
}, 60_000);
