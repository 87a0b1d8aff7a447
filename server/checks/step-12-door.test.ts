import { describe, expect, it } from '@jest/globals';
import { foldName } from '../domain/names/fold-name.ts';
import { nameKeys } from '../domain/names/name-keys.ts';
import { aCaseAt, anOffice, anOfficer, PERSON, type TestCase } from '../testing/a-case.ts';
import { refusal } from '../testing/act.ts';
import { database, office, clock, help, second, rina, atStep7, does, hitsOf, placeOf } from './testing/checks-desk.ts';

describe('step 12', () => {
  const known = (change: { name?: string; regency_code?: string; [column: string]: unknown } = {}) => database.db('providers').insert({
    name_keys: nameKeys(foldName(change.name ?? 'Rina Contoh Wulandari'), change.regency_code ?? '3275'), lpse: 'LPSE Kota Bekasi', user_id_spse: 'rina_bekasi', name: 'Rina Contoh Wulandari', name_folded: foldName('Rina Contoh Wulandari').folded,
    name_glued: foldName('Rina Contoh Wulandari').glued, nik: PERSON.nik, npwp15: '091230645000000', email: 'rina.w@penyedia.test', regency_code: '3275', since: new Date('2024-05-06T03:00:00Z'), ...change,
  });
  const atStep12 = (wishes: Parameters<typeof aCaseAt>[2] = {}) => aCaseAt(database.db, 'cek_lpse_lain', { office, holder: second, ...wishes, person: { ...rina, ...wishes.person } });
  const looks = async (file: TestCase) => { await does(file, 'jalankan_lpse_lain', {}, second); return hitsOf(file); };

  it('shows a foreign supplier masked, with the LPSE and the ID to use', async () => {
    await known();
    const [hit, ...others] = await looks(await atStep12());
    expect(others).toEqual([]);
    expect(hit).toMatchObject({
      level: 'A', shown: { kunci: 'nik', lpse: 'LPSE Kota Bekasi', luar: true, nama: 'Rina Contoh W***', nik: '6472********0003', npwp: '**.***.064.*-*00.***', email: 'r***@penyedia.test', userId: 'rina_bekasi', sejak: '2024-05-06T03:00:00.000Z' },
    });
    expect(JSON.stringify(hit)).not.toMatch(/wulandari/i);
  });

  it.each([
    { name: 'in another kabupaten: nothing', regency: '3275', birth: null, level: undefined },
    { name: 'in the same kabupaten: weak', regency: '6472', birth: null, level: 'C' },
    { name: 'in the same kabupaten, born on another day: nothing', regency: '6472', birth: '1970-01-01', level: undefined },
  ])('an equal name $name', async ({ regency, birth, level }) => {
    await known({ name: 'RINA TJONTOH', name_folded: foldName('RINA TJONTOH').folded, nik: null, npwp15: null, regency_code: regency, birth_date: birth });
    const [hit] = await looks(await atStep12());
    expect(hit?.level).toBe(level);
    if (hit) expect(hit.shown.userId).toBe('r*** b***');
  });

  it('meets other open files of this office, not ended ones and not those of another office', async () => {
    const open = await atStep7();
    await atStep7({ outcome: 'ditarik' });
    const elsewhere = await anOffice(database.db);
    await atStep7({ office: elsewhere, holder: await anOfficer(database.db, elsewhere, ['helpdesk']) });
    const hits = await looks(await atStep12());
    expect(hits).toMatchObject([{ level: 'A', shown: { jenis: 'berkas', nomorBerkas: open.row.number, tempat: 'cek_daftar_hitam', luar: false } }]);
  });

  it('an account other than the candidate has is named with a reason', async () => {
    await known();
    const file = await atStep12();
    const [hit] = await looks(file);
    await does(file, 'nilai_kandidat', { hitId: hit?.id, hasil: 'sama', alasan: 'NIK sama.' }, second);
    await does(file, 'konfirmasi_temuan', { hitId: hit?.id, alasan: 'NIK saya bandingkan.' }, help);
    await does(file, 'nyatakan_sudah_terdaftar', { lpse: 'LPSE Kota Bekasi', userId: 'rina_baru', catatan: 'Akun diganti LPSE Kota Bekasi.' }, second);
    expect(await database.db('existing_ids').where({ case_id: file.row.id }).first('user_id_spse')).toEqual({ user_id_spse: 'rina_baru' });
  });

  it('a candidate is judged before the file goes on; the same person uses the existing ID', async () => {
    await known();
    const file = await atStep12();
    expect(await refusal(does(file, 'nyatakan_belum_terdaftar', {}, second))).toEqual(['hambatan.lpse_lain_belum_diperiksa']);
    const [hit] = await looks(file);
    expect(await refusal(does(file, 'nyatakan_belum_terdaftar', {}, second))).toEqual(['hambatan.temuan_belum_dinilai']);
    await does(file, 'nilai_kandidat', { hitId: hit?.id, hasil: 'sama', alasan: 'NIK sama.' }, second);
    expect(await refusal(does(file, 'nyatakan_belum_terdaftar', {}, second))).toEqual(['hambatan.kandidat_sama']);
    expect(await refusal(does(file, 'nyatakan_sudah_terdaftar', { lpse: 'LPSE Kota Bekasi', userId: 'rina_bekasi' }, second))).toEqual(['hambatan.temuan_belum_dikonfirmasi']);
    expect(await refusal(does(file, 'konfirmasi_temuan', { hitId: hit?.id, alasan: 'Setuju sendiri' }, second))).toEqual(['hambatan.empat_mata']);
    await does(file, 'konfirmasi_temuan', { hitId: hit?.id, alasan: 'NIK saya bandingkan.' }, help);
    expect(await hitsOf(file)).toMatchObject([{ verdict: 'sama', judged_by: second.id, confirmed_by: help.id, confirm_reason: 'NIK saya bandingkan.' }]);
    for (const slip of [{ lpse: 'LPSE Kota Bekasi', userId: 'rina_bekas' }, { lpse: 'LPSE Kota Bogor', userId: 'rina_bekasi' }]) {
      expect(await refusal(does(file, 'nyatakan_sudah_terdaftar', slip, second))).toEqual(['catatan: galat.id_terdaftar.beda']);
    }
    await does(file, 'nyatakan_sudah_terdaftar', { lpse: 'LPSE Kota Bekasi', userId: 'rina_bekasi' }, second);
    expect(await database.db('existing_ids').where({ case_id: file.row.id })).toMatchObject([{ lpse: 'LPSE Kota Bekasi', user_id_spse: 'rina_bekasi', recorded_by: second.id, at: clock.now() }]);
    expect(await placeOf(file)).toBe('gunakan_id_ada');
  });

  it('is done again when who somebody is has changed, and not for a new round alone', async () => {
    const file = await atStep12();
    await looks(file);
    await database.db('cases').where({ id: file.row.id }).update({ identity_version: 2 });
    expect(await refusal(does(file, 'nyatakan_belum_terdaftar', {}, second))).toEqual(['hambatan.lpse_lain_belum_diperiksa']);
    await database.db('cases').where({ id: file.row.id }).update({ identity_version: 1, round: 2 });
    await does(file, 'nyatakan_belum_terdaftar', {}, second);
    expect(await placeOf(file)).toBe('penjadwalan');
  });

  it('keeps which version of the registry was asked; on one that was withdrawn nobody decides', async () => {
    await known();
    const imported = { office_id: office.id, file_name: 'registri.csv', file_key: 'impor/x', file_bytes: 1, state: 'selesai', imported_by: help.id, imported_at: clock.now() };
    const [registry] = await database.ownerDb('registry_imports').insert({ ...imported, data_date: '2026-02-28' }).returning<{ id: string }[]>('id');
    const file = await atStep12();
    const [hit] = await looks(file);
    expect(await database.db('checks').where({ case_id: file.row.id })).toMatchObject([{ import_id: null, registry_import_id: registry?.id, data_date: '2026-02-28' }]);
    await does(file, 'nilai_kandidat', { hitId: hit?.id, hasil: 'bukan_yang_sama', alasan: 'Orang lain.' }, second);
    await database.ownerDb('registry_imports').where({ id: registry?.id }).update({ state: 'dicabut', revoked_by: help.id, revoked_at: clock.now(), revoke_reason: 'Salah.' });
    expect(await refusal(does(file, 'nyatakan_belum_terdaftar', {}, second))).toEqual(['hambatan.registri_dicabut']);
    clock.pass(1);
    await does(file, 'jalankan_lpse_lain', {}, second);
    const again = (await hitsOf(file)).find((each) => each.verdict === null);
    expect(again?.shown.penilaianSebelumnya).toMatchObject({ hasil: 'bukan_yang_sama', alasan: 'Orang lain.', berkas: file.row.number });
    await does(file, 'nilai_kandidat', { hitId: again?.id, hasil: 'bukan_yang_sama', alasan: 'Orang lain.' }, second);
    await does(file, 'nyatakan_belum_terdaftar', {}, second);
    expect(await placeOf(file)).toBe('penjadwalan');
  });

  it('a verdict is forgotten when the e-mail or the birth date of the applicant changes', async () => {
    await known();
    const file = await atStep12();
    const judged = async () => {
      await does(file, 'nilai_kandidat', { hitId: (await hitsOf(file)).find((each) => each.verdict === null)?.id, hasil: 'bukan_yang_sama', alasan: 'Orang lain.' }, second);
      clock.pass(1);
    };
    const remembered = async () => {
      await does(file, 'jalankan_lpse_lain', {}, second);
      return (await hitsOf(file)).find((each) => each.verdict === null)?.shown.penilaianSebelumnya !== undefined;
    };
    await looks(file);
    await judged();
    expect(await remembered()).toBe(true);
    for (const change of [{ email: 'baru@pemohon.test' }, { birth_date: '1990-08-06' }, { phone: '+6281234560000' }, { user_id_spse: 'RINABARU' }, { regency_code: '6471' }]) {
      await judged();
      await database.db('case_subjects').where({ case_id: file.row.id }).update(change);
      expect([change, await remembered()]).toEqual([change, false]);
    }
  });
});
