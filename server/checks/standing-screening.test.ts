import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startTestLoket, type TestLoket } from '../testing/start-loket.ts';
import type { Client } from '../testing/client.ts';
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
    await take('2026-02-20', ...[1, 2, 3].map(other));
    await take('2026-02-24', ...[1, 2, 3].map(other), named('SK-LAMA', 'EXPIRED'));
    expect(await hits()).toEqual([]);
    await take('2026-02-26', ...[1, 2, 3].map(other), named('SK-BARU'));
    expect((await hits()).map(({ caseId, level, inForce, shown }) => [caseId, level, inForce, shown.nomorSk])).toEqual([[asked.case_id, 'A', true, 'SK-BARU']]);
    expect(await tasks('terbuka')).toMatchObject([{ caseId: asked.case_id, kind: 'temuan_pemantauan', actor: 'verifikator', mayClose: false, overdue: false, dueAt: expect.any(String) }]);
    await take('2026-02-27', ...[1, 2, 3, 4].map(other), named('SK-BARU'));
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
    await take('2026-02-28', ...[1, 2].map(other), named('SK-BARU'), named('SK-BARU'));
    expect(await hits()).toEqual([]);
  }, 120_000);
});
