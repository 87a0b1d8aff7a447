import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { walks } from '../../seeds/scenarios/registrasi-perseorangan.ts';
import type { Client } from '../testing/client.ts';
import { startTestLoket, type TestLoket } from '../testing/start-loket.ts';

describe('what a newer registry says about those we know', () => {
  let test: TestLoket;
  let penyelia: Client;
  let verifikator: Client;
  let asked: { name: string; nik: string; case_id: string };
  beforeAll(async () => {
    test = await startTestLoket({ seed: 84 });
    penyelia = await test.world.officer('penyelia');
    verifikator = await test.world.officer('verifikator');
    const walked = await (walks.penjadwalan as (typeof walks)[string])(test.world);
    asked = await test.db('case_subjects').where({ case_id: walked.caseId }).first<{ name: string; nik: string; case_id: string }>('name', 'nik', 'case_id');
  }, 180_000);
  afterAll(() => test.stop());

  const HEADER = 'lpse,user_id,nama,nik,npwp,email,telepon,kabupaten,tanggal_lahir';
  const other = (n: number) => `LPSE Contoh,lain${n},Orang Lain ${n},,,lain${n}@surel.test,,,`;
  const named = (userId: string, lpse = 'LPSE Kota Bekasi') => `${lpse},${userId},${asked.name},${asked.nik},,,,,`;
  const take = async (day: string, ...lines: string[]) => {
    const answer = await penyelia.upload('/api/registry-imports', Buffer.from([HEADER, ...lines].join('\n')), `${day}.csv`, { tanggalData: day });
    expect(answer.status).toBe(202);
    // The import, and what follows it.
    await test.loket.workOnce();
    await test.loket.workOnce();
  };
  type Hit = { id: string; kind: string; caseId: string; level: string; shown: { lpse: string; userId: string } };
  const hits = () => verifikator.get<Hit[]>(`/api/standing-hits?filter=${encodeURIComponent('{"open":true}')}`);
  const tasks = () => verifikator.get<{ caseId: string }[]>(`/api/tasks?filter=${encodeURIComponent('{"state":"terbuka","kind":"temuan_pemantauan"}')}`);

  it('somebody who passed step 12 is in it: a task for a verifikator, once, also when the next version has him still', async () => {
    await take('2026-02-20', other(1), other(2));
    expect(await hits()).toEqual([]);
    await take('2026-02-24', other(1), other(2), named('sudah_ada'));
    expect(await hits()).toMatchObject([{ kind: 'lpse_lain', caseId: asked.case_id, level: 'A', shown: { lpse: 'LPSE Kota Bekasi', userId: 'sudah_ada' } }]);
    expect(await tasks()).toMatchObject([{ caseId: asked.case_id }]);
    await take('2026-02-26', other(1), named('sudah_ada'), other(3));
    expect(await hits()).toHaveLength(1);
    expect(await tasks()).toHaveLength(1);
  }, 120_000);

  it('only what is new counts, judged or not', async () => {
    const [hit] = await hits();
    await verifikator.post(`/api/standing-hits/${hit?.id}/verdict`, { hasil: 'sama', alasan: 'NIK sama', requestId: 'nilai-registri' });
    expect(await tasks()).toEqual([]);
    await test.database.ownerDb('standing_hits').delete();
    await take('2026-02-27', other(1), named('sudah_ada'), named('baru_lagi', 'LPSE Kabupaten Bogor'));
    expect((await hits()).map(({ shown }) => shown.userId)).toEqual(['baru_lagi']);
  }, 120_000);

  it('of suppliers without user ID and number at one LPSE each is somebody of his own', async () => {
    const { email, phone } = await test.db('case_subjects').where({ case_id: asked.case_id }).first<{ email: string; phone: string }>('email', 'phone');
    const nobody = 'LPSE Tanpa ID,,Orang Tak Dikenal,,,tak.dikenal@surel.test,,,';
    await take('2026-02-28', other(1), nobody);
    expect((await hits()).map(({ shown }) => shown.userId)).toEqual(['baru_lagi']);
    // A day later: of two of one day and one instant nobody knows which is newer.
    await take('2026-03-01', other(1), nobody, `LPSE Tanpa ID,,${asked.name},,,${email},,,`, `LPSE Tanpa ID,,${asked.name},,,,${phone},,`);
    const found = (await hits()).filter(({ shown }) => shown.lpse === 'LPSE Tanpa ID');
    expect(found).toHaveLength(2);
    await verifikator.post(`/api/standing-hits/${found[0]?.id}/verdict`, { hasil: 'bukan_yang_sama', alasan: 'Nomor kantor', requestId: 'nilai-tanpa-id' });
    expect((await hits()).filter(({ shown }) => shown.lpse === 'LPSE Tanpa ID').map(({ id }) => id)).toEqual([found[1]?.id]);
  }, 120_000);

  it('a registry that is withdrawn asks nobody for work, an older one that comes in afterwards neither', async () => {
    const [newest] = await penyelia.get<{ id: string }[]>('/api/registry-imports?sort=%5B%22dataDate%22%2C%22DESC%22%5D');
    test.clock.forward(1);
    await penyelia.post(`/api/registry-imports/${newest?.id}/revoke`, { alasan: 'Berkas salah', requestId: 'cabut-tanpa-id' });
    expect((await hits()).filter(({ shown }) => shown.lpse === 'LPSE Tanpa ID')).toEqual([]);
    await take('2026-02-10', other(1), named('sudah_lama', 'LPSE Lama'));
    expect((await hits()).filter(({ shown }) => shown.lpse === 'LPSE Lama')).toEqual([]);
  }, 120_000);
});
