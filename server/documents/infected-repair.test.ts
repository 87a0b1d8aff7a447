/** A file that the scanner was silent on and later called infected: its case goes on by a new file, and somebody is told. */
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { walks } from '../../seeds/scenarios/registrasi-perseorangan.ts';
import { judgeDocuments, take, uploadScans } from '../../seeds/scenarios/world.ts';
import type { CaseView } from '../domain/contract/cases.ts';
import type { DocumentView } from '../domain/contract/documents.ts';
import { createLogger } from '../platform/log.ts';
import { localStorage } from '../platform/storage.ts';
import type { Client } from '../testing/client.ts';
import { startTestLoket, type TestLoket } from '../testing/start-loket.ts';
import { rescanHeld } from './index.ts';

let loket: TestLoket;
let helpdesk: Client;
beforeAll(async () => { loket = await startTestLoket({ seed: 63 }); helpdesk = await loket.world.officer('helpdesk'); }, 180_000);
afterAll(() => loket.stop());

const rescan = () => rescanHeld({
  db: loket.db, clock: loket.clock, storage: localStorage(loket.config.uploadsDir), log: createLogger({ level: 'silent' }), scanner: { scan: () => Promise.resolve('terinfeksi') },
});
const seen = (caseId: string) => helpdesk.get<CaseView>(`/api/cases/${caseId}`);
const against = async (caseId: string, id: string) => (await seen(caseId)).actions.find((action) => action.id === id)?.obstacles.map(({ key }) => key);

it('leads to a repair, and the new file takes its place', async () => {
  const { caseId, person } = await (walks.diterima as (typeof walks)[string])(loket.world);
  await loket.db('uploads').whereIn('id', loket.db('documents').where({ case_id: caseId, kind: 'npwp' }).select('upload_id')).update({ scan_state: 'ditahan' });
  await take(helpdesk, caseId);
  expect(await against(caseId, 'mulai_cek_unggahan')).toContain('hambatan.berkas_ditahan');
  const before = await seen(caseId);
  await rescan();
  await rescan();

  // Somebody is told, once, and hears of it on the card and at the file itself.
  const told = await loket.db('notices').where({ case_id: caseId, kind: 'berkas_terinfeksi' }).select('user_id');
  expect(told.length).toBeGreaterThan(0);
  expect(new Set(told.map((notice: { user_id: string }) => notice.user_id)).size).toBe(told.length);
  expect((await seen(caseId)).version).toBe(before.version + 1);
  const papers = await helpdesk.get<DocumentView[]>(`/api/documents?filter=${encodeURIComponent(JSON.stringify({ caseId, superseded: false }))}`);
  const npwp = papers.find(({ kind }) => kind === 'npwp');
  expect([npwp?.scanState, (await helpdesk.request<{ message: string }>('GET', `/api/documents/${npwp?.id}/pages/1`)).body.message]).toEqual(['terinfeksi', expect.stringContaining('virus')]);

  // The others are looked at; then all that is short is asked for at once.
  await helpdesk.act(caseId, 'mulai_cek_unggahan');
  expect(await against(caseId, 'kembalikan_terinfeksi')).toContain('hambatan.dokumen_belum_dinilai');
  await judgeDocuments(helpdesk, caseId);
  expect(await against(caseId, 'lanjut_cek_daftar_hitam')).toContain('hambatan.berkas_terinfeksi');
  await helpdesk.act(caseId, 'kembalikan_terinfeksi');
  expect(await against(caseId, 'batal_kembalikan')).toEqual(['hambatan.berkas_terinfeksi']);
  const { shortages } = await seen(caseId);
  expect(shortages).toEqual([{ jenis: 'dokumen', kunci: 'npwp', alasan: 'BKS-01' }]);
  await helpdesk.act(caseId, 'kirim_kekurangan', { butir: shortages });

  const drafts = await uploadScans(helpdesk, '/api/uploads', ['npwp'], person);
  await helpdesk.act(caseId, 'kirim_perbaikan', { dokumen: drafts, isian: {}, asal: 'loket' });
  expect(await seen(caseId)).toMatchObject({ place: 'cek_unggahan', shortages: [] });
  await take(helpdesk, caseId);
  await judgeDocuments(helpdesk, caseId);
  expect(await against(caseId, 'kembalikan_terinfeksi')).toEqual(['hambatan.tidak_ada_berkas_terinfeksi']);
  expect(await against(caseId, 'lanjut_cek_daftar_hitam')).not.toContain('hambatan.berkas_terinfeksi');
}, 180_000);
