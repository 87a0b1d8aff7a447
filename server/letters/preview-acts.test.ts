/** Of several acts at one place that send the same letter, the preview is of the one it is asked for; and of one whose number an office types. */
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { walks } from '../../seeds/scenarios/registrasi-perseorangan.ts';
import type { LetterPreview } from '../domain/contract/letters.ts';
import { startTestLoket, type TestLoket } from '../testing/start-loket.ts';

let loket: TestLoket;
beforeAll(async () => { loket = await startTestLoket({ seed: 73 }); }, 120_000);
afterAll(() => loket.stop());

const walkTo = (place: string) => (walks[place] as (typeof walks)[string])(loket.world);
async function preview(name: string, place: string, body: { letter: string; action: string; input: object }) {
  const walked = await walkTo(place);
  return (await loket.world.officer(name)).request<LetterPreview>('POST', `/api/cases/${walked.caseId}/letters/preview`, body);
}

it.each([
  ['helpdesk', 'terjadwal', { letter: 'pembatalan_jadwal', action: 'minta_jadwal_lain', input: { keinginan: 'Kamis sore' } }, /waktu lain|jadwal/i],
  ['verifikator', 'verifikasi', { letter: 'berita_acara_verifikasi', action: 'nyatakan_tidak_lolos', input: { alasan: 'VER-01', catatan: 'Wajah tidak sama dengan KTP.' } }, /tidak lolos/i],
  ['verifikator', 'verifikasi', { letter: 'berita_acara_verifikasi', action: 'nyatakan_lolos', input: {} }, /lolos/i],
] as const)('%s at %s previews %j', async (name, place, body, words) => {
  const answer = await preview(name, place, body);
  expect([answer.status, answer.body.letter]).toEqual([200, body.letter]);
  expect(answer.body.body).toMatch(words);
}, 120_000);

it('an act that does not send the letter has no preview of it; one that has just moved the file is no fault', async () => {
  expect((await preview('verifikator', 'disetujui', { letter: 'berita_acara_verifikasi', action: 'nyatakan_lolos', input: {} })).status).toBe(200);
  for (const action of ['nyatakan_lolos', 'tidak_ada']) expect((await preview('helpdesk', 'terjadwal', { letter: 'pembatalan_jadwal', action, input: {} })).status).toBe(404);
}, 120_000);

it.each(['manual', 'agenda'] as const)('a letter whose number is typed is shown with it and without (%s)', async (mode) => {
  const office = await loket.db('offices').where({ code: 'KALTIM' }).first<{ id: string; settings: object }>('id', 'settings');
  await loket.db('offices').where({ id: office.id }).update({ settings: JSON.stringify({ ...office.settings, letterNumbers: { rujukan: { mode, pattern: 'X-{urut}' } } }) });
  const input = { lpse: 'LPSE Kota Contoh', alasan: 'DUP-02', catatan: 'Terdaftar di sana.' };
  for (const typed of [{}, { nomor_rujukan: '77' }]) {
    const answer = await preview('helpdesk', 'diterima', { letter: 'rujukan', action: 'rujuk_lpse_lain', input: { ...input, ...typed } });
    expect([answer.status, answer.body.body.includes('LPSE Kota Contoh')]).toEqual([200, true]);
  }
  await loket.db('offices').where({ id: office.id }).update({ settings: JSON.stringify(office.settings) });
}, 120_000);
