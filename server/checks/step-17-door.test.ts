import { describe, expect, it } from '@jest/globals';
import { foldName } from '../domain/names/fold-name.ts';
import { aCaseAt, PERSON } from '../testing/a-case.ts';
import { refusal } from '../testing/act.ts';
import { listed, STRANGER, database, office, clock, help, second, publish, rina, atStep7, does, hitsOf, placeOf } from './testing/checks-desk.ts';

describe('rounds, newer lists and step 17', () => {
  it('a repaired file needs a run of its own round', async () => {
    await publish('2026-03-01');
    const file = await atStep7({ round: 2 });
    await database.db('checks').insert({ case_id: file.row.id, office_id: office.id, kind: 'daftar_hitam', round: 1, identity_version: 1, freshness: 'segar', query: '{}', run_at: clock.now() });
    expect(await refusal(does(file, 'nyatakan_bersih'))).toEqual(['hambatan.daftar_hitam_belum_diperiksa']);
    await does(file, 'jalankan_daftar_hitam');
    await does(file, 'nyatakan_bersih');
    expect(await placeOf(file)).toBe('cek_kelengkapan');
  });

  const atStep17 = async () => {
    await publish('2026-03-01', STRANGER);
    const file = await aCaseAt(database.db, 'disetujui', { office, holder: second, person: rina });
    await does(file, 'jalankan_daftar_hitam', {}, second);
    await database.db('checks').insert({ case_id: file.row.id, office_id: office.id, kind: 'lpse_lain', round: 1, identity_version: 1, freshness: 'segar', query: '{}', run_at: clock.now() });
    return file;
  };

  it('is closed by a newer list until the check is run again there', async () => {
    const file = await atStep17();
    clock.pass(60);
    await publish('2026-03-02', STRANGER);
    expect(await refusal(does(file, 'kirim_tanda_terima', {}, second))).toEqual(['hambatan.daftar_lebih_baru']);
    await does(file, 'jalankan_daftar_hitam', {}, second);
    await does(file, 'kirim_tanda_terima', {}, second);
    expect(await placeOf(file)).toBe('pengarsipan');
  });

  it('an older list imported afterwards closes nothing', async () => {
    const file = await atStep17();
    await publish('2026-02-25', STRANGER);
    await does(file, 'kirim_tanda_terima', {}, second);
    expect(await placeOf(file)).toBe('pengarsipan');
  });

  it('a list goes on ageing between 7 and 17, and so does a look at the portal', async () => {
    const file = await atStep17();
    clock.set('2026-03-12T02:00:00Z');
    expect(await refusal(does(file, 'kirim_tanda_terima', {}, second))).toEqual(['hambatan.daftar_kuning']);
    await does(file, 'catat_lihat_portal', { waktu: '2026-03-12T09:00:00+08:00', pencarian: 'Rina', hasil: 'tidak_ditemukan' }, help);
    clock.set('2026-03-20T02:00:00Z');
    expect(await refusal(does(file, 'kirim_tanda_terima', {}, second))).toEqual(['hambatan.daftar_kuning']);
    clock.set('2026-03-13T02:00:00Z');
    await does(file, 'kirim_tanda_terima', {}, second);
    expect(await placeOf(file)).toBe('pengarsipan');
  });

  it('who looked at the portal for step 17 does not send it', async () => {
    const file = await atStep17();
    clock.set('2026-03-12T02:00:00Z');
    await does(file, 'catat_lihat_portal', { waktu: '2026-03-12T09:00:00+08:00', pencarian: 'Rina', hasil: 'tidak_ditemukan' }, second);
    expect(await refusal(does(file, 'kirim_tanda_terima', {}, second))).toEqual(['hambatan.empat_mata']);
  });

  it('approval enters the supplier into the registry, and a later application of the same person meets it', async () => {
    const file = await atStep17();
    await does(file, 'kirim_tanda_terima', {}, second);
    expect(await database.db('providers')).toMatchObject([{
      office_id: office.id, case_id: file.row.id, name: PERSON.name, name_folded: foldName(PERSON.name).folded, user_id_spse: PERSON.user_id_spse, nik: PERSON.nik, regency_code: '6472',
    }]);
    const next = await aCaseAt(database.db, 'cek_lpse_lain', { office, holder: second, person: { ...rina, email: 'lain@pemohon.test', user_id_spse: 'lain' } });
    await does(next, 'jalankan_lpse_lain', {}, second);
    expect(await hitsOf(next)).toMatchObject([{ level: 'A', shown: { jenis: 'penyedia', kunci: 'npwp', luar: false, nama: PERSON.name, nomorBerkas: file.row.number } }]);
  });

  it.each([
    { name: 'begins', mulai: '2026-03-03', selesai: '2027-05-31', atRun: false },
    { name: 'ends', mulai: '2025-06-01', selesai: '2026-03-02', atRun: true },
  ])('a sanction of this applicant that $name between the check and the receipt asks for a new check', async ({ mulai, selesai, atRun }) => {
    await publish('2026-03-01', listed({ mulai, selesai }));
    const file = await aCaseAt(database.db, 'disetujui', { office, holder: second, person: rina });
    await does(file, 'jalankan_daftar_hitam', {}, second);
    await database.db('checks').insert({ case_id: file.row.id, office_id: office.id, kind: 'lpse_lain', round: 1, identity_version: 1, freshness: 'segar', query: '{}', run_at: clock.now() });
    const [hit] = await hitsOf(file);
    expect(hit?.in_force).toBe(atRun);
    await does(file, 'nilai_temuan', { hitId: hit?.id, hasil: 'sama', alasan: 'NPWP sama.' }, second);
    // Half past eleven in the evening of the same day, and half an hour after midnight, in Samarinda.
    clock.set('2026-03-02T15:30:00Z');
    expect(await refusal(does(file, 'kirim_tanda_terima', {}, second))).toEqual(['hambatan.empat_mata', ...(atRun ? ['hambatan.temuan_sama'] : [])]);
    clock.set('2026-03-02T16:30:00Z');
    expect(await refusal(does(file, 'kirim_tanda_terima', {}, second))).toContain('hambatan.keadaan_sanksi_berubah');
    await does(file, 'jalankan_daftar_hitam', {}, second);
    const newest = (await hitsOf(file)).find((each) => each.verdict === null);
    expect(newest).toMatchObject({ in_force: !atRun, shown: { penilaianSebelumnya: { hasil: 'sama', alasan: 'NPWP sama.' } } });
  });

  it('what is somebody else’s may begin and end as it likes', async () => {
    await publish('2026-03-01', listed({ mulai: '2026-03-03' }));
    const file = await atStep7();
    await does(file, 'jalankan_daftar_hitam');
    await does(file, 'nilai_temuan', { hitId: (await hitsOf(file))[0]?.id, hasil: 'bukan_yang_sama', alasan: 'Orang lain.' });
    clock.set('2026-03-04T02:00:00Z');
    await does(file, 'nyatakan_bersih');
    expect(await placeOf(file)).toBe('cek_kelengkapan');
  });
});
