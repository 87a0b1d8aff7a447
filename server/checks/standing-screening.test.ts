import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startTestLoket, type TestLoket } from '../testing/start-loket.ts';
import type { Client } from '../testing/client.ts';
import { earlierVerdicts } from './checks.repository.ts';
import { walks } from '../../seeds/scenarios/registrasi-perseorangan.ts';

const HEADER = 'penyedia,tanggal_berlaku,status,npwp_penyedia,provinci,kota/kabupaten,nomor_sk,tanggal_selesai';
const other = (n: number) => `CV LAIN ${n},2025-06-01,PUBLISHED,N/A,Banten,Kab. Serang,L-${n},2027-05-31`;

describe('what a newer list says about those we know', () => {
  let test: TestLoket;
  let penyelia: Client;
  let verifikator: Client;
  let asked: { name: string; npwp_mask: string; case_id: string };
  beforeAll(async () => {
    test = await startTestLoket({ seed: 83 });
    penyelia = await test.world.officer('penyelia');
    verifikator = await test.world.officer('verifikator');
    const walked = await (walks.cek_kelengkapan as (typeof walks)[string])(test.world);
    asked = await test.db('case_subjects').where({ case_id: walked.caseId }).first<{ name: string; npwp_mask: string; case_id: string }>('name', 'npwp_mask', 'case_id');
  }, 180_000);
  afterAll(() => test.stop());

  const named = (sk: string, status = 'PUBLISHED') => `${asked.name.toUpperCase()},2025-06-01,${status},**.***.${asked.npwp_mask.slice(0, 3)}.*-*${asked.npwp_mask.slice(3)}.***,N/A,N/A,${sk},2027-05-31`;
  const take = async (day: string, ...lines: string[]) => {
    const answer = await penyelia.upload('/api/blacklist-imports', Buffer.from([HEADER, ...lines].join('\n')), `${day}.csv`, { tanggalData: day, konfirmasi: 'ya' });
    expect(answer.status).toBe(201);
    await test.loket.workOnce();
  };
  type Row = { id: string; caseId: string; level: string; inForce: boolean; verdict: string | null; shown: { nomorSk: string } };
  const hits = () => verifikator.get<Row[]>(`/api/standing-hits?filter=${encodeURIComponent('{"open":true}')}`);

  const tasks = (state: string) => verifikator.get<{ caseId: string; kind: string }[]>(`/api/tasks?filter=${encodeURIComponent(JSON.stringify({ state, kind: 'temuan_pemantauan' }))}`);

  it('a new entry in force is work for a verifikator, once; what is over or of others is not', async () => {
    await take('2026-03-02', ...[1, 2, 3].map(other));
    await take('2026-03-02', ...[1, 2, 3].map(other), named('SK-LAMA', 'EXPIRED'));
    expect(await hits()).toEqual([]);
    await take('2026-03-02', ...[1, 2, 3].map(other), named('SK-BARU'));
    expect((await hits()).map(({ caseId, level, inForce, shown }) => [caseId, level, inForce, shown.nomorSk])).toEqual([[asked.case_id, 'A', true, 'SK-BARU']]);
    expect(await tasks('terbuka')).toMatchObject([{ caseId: asked.case_id, kind: 'temuan_pemantauan', actor: 'verifikator', mayClose: false, overdue: false, dueAt: expect.any(String) }]);
    await take('2026-03-02', ...[1, 2, 3, 4].map(other), named('SK-BARU'));
    expect(await hits()).toHaveLength(1);
    expect(await tasks('terbuka')).toHaveLength(1);
  }, 120_000);

  it('is judged with a reason and then waits no longer; helpdesk may look and not judge', async () => {
    const [hit] = await hits();
    const path = `/api/standing-hits/${hit?.id}/verdict`;
    const helpdesk = await test.world.officer('helpdesk');
    expect((await helpdesk.request('POST', path, { hasil: 'sama', alasan: 'x', requestId: 'penilaian-1' })).status).toBe(403);
    expect((await verifikator.request('POST', path, { hasil: 'sama', alasan: ' ', requestId: 'penilaian-2' })).status).toBe(422);
    await verifikator.post(path, { hasil: 'belum_yakin', alasan: 'Perlu akta', requestId: 'penilaian-ragu' });
    expect(await tasks('terbuka')).toHaveLength(1);
    await verifikator.post(path, { hasil: 'bukan_yang_sama', alasan: 'Tanggal lahir berbeda', requestId: 'penilaian-3' });
    expect(await hits()).toEqual([]);
    expect(await tasks('terbuka')).toEqual([]);
    expect(await tasks('selesai')).toMatchObject([{ proof: { hasil: 'bukan_yang_sama', alasan: 'Tanggal lahir berbeda' } }]);
    await take('2026-03-02', ...[1, 2].map(other), named('SK-BARU'), named('SK-BARU'));
    expect(await hits()).toEqual([]);
  }, 120_000);

  it('what was judged somebody else while it was postponed is nobody’s work when it is in force again', async () => {
    await take('2026-03-02', ...[1, 2].map(other), named('SK-BARU'), named('SK-TUNDA', 'CANCELED_TEMPORARY'));
    const [hit] = await hits();
    expect(hit).toMatchObject({ inForce: false, shown: { nomorSk: 'SK-TUNDA' } });
    await verifikator.post(`/api/standing-hits/${hit?.id}/verdict`, { hasil: 'bukan_yang_sama', alasan: 'Alamat lain', requestId: 'penilaian-tunda' });
    await take('2026-03-02', ...[1, 2, 3].map(other), named('SK-BARU'), named('SK-TUNDA'));
    expect(await hits()).toEqual([]);
    const { target_key: targetKey, subject_hash: subjectHash, office_id: officeId } = await test.db('standing_hits').where({ id: hit?.id }).first<{ target_key: string; subject_hash: string; office_id: string }>();
    // A run of step 7 shows it beside the hit.
    expect(await test.db.transaction((trx) => earlierVerdicts(trx, { officeId, subjectHashes: [subjectHash], targetKeys: [targetKey] }))).toMatchObject([{ verdict: 'bukan_yang_sama', reason: 'Alamat lain', caseNumber: expect.stringMatching(/\d/) }]);
  }, 120_000);

  it('a list that is withdrawn asks nobody for work; the same entry in a right list does again', async () => {
    test.clock.forward(1);
    await take('2026-03-02', ...[1, 2].map(other), named('SK-BARU'), named('SK-KELIRU'));
    expect(await hits()).toMatchObject([{ shown: { nomorSk: 'SK-KELIRU' } }]);
    expect(await tasks('terbuka')).toHaveLength(1);
    const [newest] = await penyelia.get<{ id: string; newest: boolean }[]>('/api/blacklist-imports');
    const [wrong] = await hits();
    await penyelia.post(`/api/blacklist-imports/${newest?.id}/revoke`, { alasan: 'Berkas uji terunggah.', requestId: 'cabut-keliru' });
    expect(await hits()).toEqual([]);
    expect(await tasks('terbuka')).toEqual([]);
    expect((await verifikator.request('POST', `/api/standing-hits/${wrong?.id}/verdict`, { hasil: 'sama', alasan: 'x', requestId: 'penilaian-gugur' })).status).toBe(404);
    await take('2026-03-02', ...[1, 2, 3, 4].map(other), named('SK-BARU'), named('SK-KELIRU'));
    expect(await hits()).toMatchObject([{ shown: { nomorSk: 'SK-KELIRU' } }]);
    expect(await tasks('terbuka')).toHaveLength(1);
    const [right] = await hits();
    await verifikator.post(`/api/standing-hits/${right?.id}/verdict`, { hasil: 'bukan_yang_sama', alasan: 'Bukan orangnya', requestId: 'penilaian-benar' });
  }, 120_000);

  it('a sanction that was over and is made longer is new', async () => {
    const period = (end: string) => named('SK-PANJANG').replace('2027-05-31', end);
    await take('2026-03-02', ...[1, 2, 3, 4, 5].map(other), period('2026-01-15'));
    expect(await hits()).toEqual([]);
    const longer = await penyelia.upload('/api/blacklist-imports', Buffer.from([HEADER, ...[1, 2, 3, 4, 5].map(other), period('2026-12-31')].join('\n')), 'panjang.csv', { tanggalData: '2026-03-02', konfirmasi: 'ya' });
    expect(longer.body).toMatchObject({ changes: '1 masa berubah' });
    await test.loket.workOnce();
    expect(await hits()).toMatchObject([{ inForce: true, shown: { nomorSk: 'SK-PANJANG' } }]);
  }, 120_000);

  it('an older list that comes in afterwards asks nobody for work', async () => {
    test.clock.forward(1);
    await take('2026-01-05', ...[1, 2].map(other), named('SK-SUDAH-HILANG'));
    expect((await hits()).map(({ shown }) => shown.nomorSk)).toEqual(['SK-PANJANG']);
  }, 120_000);

  it('a row in force beside the same decree expired is seen: an export repeats itself', async () => {
    const seen = async () => (await hits()).some(({ shown }) => shown.nomorSk === 'SK-ULANG');
    test.clock.forward(1);
    await take('2026-03-02', ...[1, 2, 3, 4, 5, 6].map(other), named('SK-ULANG', 'EXPIRED'));
    expect(await seen()).toBe(false);
    await take('2026-03-02', ...[1, 2, 3, 4, 5, 6].map(other), named('SK-ULANG'), named('SK-ULANG', 'EXPIRED'));
    expect(await seen()).toBe(true);
  }, 120_000);
});
