/** A helpdesk officer in front of a file that came back repaired, one paper of which a machine has read: where the review screen has most to show. */
import type { Page } from 'playwright-core';
import { KTP_SHORT, walks } from '../../seeds/scenarios/registrasi-perseorangan.ts';
import { take, uploadScans, type Walked } from '../../seeds/scenarios/world.ts';
import { openCase } from './browser-desk.ts';
import { executablePath } from './browser-walk.ts';
import { ensurePages, openBrowser, type WalkBrowser } from './browser.ts';
import { startTestLoket, TEST_PASSWORD, type TestLoket } from './start-loket.ts';

export async function sitAtRepaired(seed: number): Promise<{ test: TestLoket; people: WalkBrowser; desk: Page; walked: Walked }> {
  await ensurePages();
  const test = await startTestLoket({ seed });
  const to = walks.pengembalian;
  if (!to) throw new Error('no walk to pengembalian');
  const walked = await to(test.world, KTP_SHORT);
  const helpdesk = await test.world.officer('helpdesk');
  await helpdesk.act(walked.caseId, 'kirim_kekurangan', { butir: [{ jenis: 'dokumen', kunci: 'ktp', alasan: 'DOC-02' }, { jenis: 'isian', kunci: 'alamat', alasan: 'DOC-03' }] });
  await helpdesk.act(walked.caseId, 'kirim_perbaikan', { isian: { alamat: 'Jl. Baru No. 9' }, dokumen: await uploadScans(helpdesk, '/api/uploads', ['ktp'], walked.person), asal: 'loket' });
  await take(helpdesk, walked.caseId);
  const ktp = await test.db('documents').where({ case_id: walked.caseId, kind: 'ktp' }).whereNull('superseded_at').first<{ upload_id: string }>('upload_id');
  await test.db('upload_readings').insert({
    upload_id: ktp.upload_id, state: 'terbaca', looks_like: 'ktp', proposals: JSON.stringify([
      { field: 'nik', value: walked.person.nik, confidence: 92 }, { field: 'nama', value: 'ORANG LAIN CONTOH', confidence: 88 }, { field: 'jenis_kelamin', value: walked.person.sex, confidence: 95 },
    ]),
  });
  const people = await openBrowser({ url: test.url, password: TEST_PASSWORD, clock: test.clock, executablePath });
  const desk = await people.desk('helpdesk');
  await openCase(desk, walked.number);
  return { test, people, desk, walked };
}
