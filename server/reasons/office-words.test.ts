/** What an office words itself is read everywhere in its words: at the desk, in the thread of a repair, in the agenda and in the sealed supplement. */
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { DocumentView } from '../domain/contract/documents.ts';
import type { RepairRound } from '../domain/contract/intake.ts';
import { walks } from '../../seeds/scenarios/registrasi-perseorangan.ts';
import { startTestLoket, type TestLoket } from '../testing/start-loket.ts';

let loket: TestLoket;
beforeAll(async () => {
  loket = await startTestLoket({ seed: 59 });
  const admin = await loket.world.officer('admin');
  const word = (code: string, group: string, id: string) => admin.post('/api/reasons', { code, groups: [group], id, en: `${id} (en)`, active: true, position: 5 });
  await word('DOC-06', 'kekurangan', 'Sertifikat lewat masa, kata kantor');
  await word('KTR-01', 'jadwal', 'Listrik kantor padam');
  await word('KTR-02', 'pembatalan', 'Tanda Terima tertukar');
}, 120_000);
afterAll(() => loket.stop());
const walk = (to: string) => (walks[to] as (typeof walks)[string])(loket.world);

it('at the desk and in the thread of a repair', async () => {
  const { caseId } = await walk('menunggu_perbaikan');
  const helpdesk = await loket.world.officer('helpdesk');
  const [round] = await helpdesk.get<RepairRound[]>(`/api/cases/${caseId}/repairs`);
  expect(round?.items.map(({ reason }) => reason)).toEqual(['Sertifikat lewat masa, kata kantor']);
  const papers = await helpdesk.get<DocumentView[]>(`/api/documents?filter=${encodeURIComponent(JSON.stringify({ caseId, kind: 'sertifikat_keahlian' }))}`);
  expect(papers[0]?.verdicts.find(({ check }) => check === 'masih_berlaku')).toMatchObject({ reason: 'DOC-06', reasonText: 'Sertifikat lewat masa, kata kantor' });
}, 120_000);

it('in the agenda', async () => {
  const { caseId } = await walk('terjadwal');
  const verifier = await loket.world.officer('verifikator');
  await verifier.act(caseId, 'jadwal_ulang', { alasan: 'KTR-01', catatan: 'Genset rusak.' });
  const [slot] = await verifier.get<{ closedReasonLabel: string }[]>(`/api/appointments?filter=${encodeURIComponent(JSON.stringify({ caseId }))}`);
  expect(slot?.closedReasonLabel).toBe('Listrik kantor padam');
}, 120_000);

it('in what is sealed beside an archived file', async () => {
  const { caseId } = await walk('diarsipkan');
  const supervisor = await loket.world.officer('penyelia');
  await supervisor.act(caseId, 'batalkan_tanda_terima', { alasan: 'KTR-02', catatan: 'Nomor orang lain.' });
  const [text] = await loket.db('archive_supplements as s').join('archive_files as f', 'f.id', 's.archive_file_id').where('f.case_id', caseId).pluck<string[]>('s.text');
  expect(text).toContain('Tanda Terima tertukar');
  expect(text).not.toContain('KTR-02');
}, 120_000);
