import { describe, expect, it } from '@jest/globals';
import { anOffice, anOfficer } from '../testing/a-case.ts';
import { refusal } from '../testing/act.ts';
import { listed, STRANGER, database, office, clock, second, revoke, publish, atStep7, does, hitsOf, runsOf, placeOf } from './testing/checks-desk.ts';

const FOUND = { nomorSk: '7/SK-PORTAL/2026', mulai: '2026-01-10', selesai: '2028-01-09' };

describe('age of the list', () => {
  it.each([
    { dataDate: '2026-02-23', obstacle: [] },
    { dataDate: '2026-02-22', obstacle: ['hambatan.daftar_kuning'] },
    { dataDate: '2026-01-30', obstacle: ['hambatan.daftar_merah'] },
  ])('data of $dataDate on 2 March', async ({ dataDate, obstacle }) => {
    await publish(dataDate);
    const file = await atStep7();
    await does(file, 'jalankan_daftar_hitam');
    if (obstacle.length === 0) await does(file, 'nyatakan_bersih');
    else expect(await refusal(does(file, 'nyatakan_bersih'))).toEqual(obstacle);
  });

  it('without any list the run is red, and a look at the portal carries it', async () => {
    const file = await atStep7();
    await does(file, 'jalankan_daftar_hitam');
    expect((await runsOf(file))[0]).toMatchObject({ freshness: 'merah', import_id: null, data_date: null });
    expect(await refusal(does(file, 'nyatakan_bersih'))).toEqual(['hambatan.daftar_merah']);
    await does(file, 'catat_lihat_portal', { waktu: '2026-03-02T09:30:00+08:00', pencarian: 'Rina Contoh', hasil: 'tidak_ditemukan' });
    await does(file, 'nyatakan_bersih');
    expect(await placeOf(file)).toBe('cek_kelengkapan');
  });

  it('an office may set its own days', async () => {
    const strict = await anOffice(database.db, { settings: { blacklistFreshDays: 0 } });
    const officer = await anOfficer(database.db, strict, ['helpdesk']);
    await publish('2026-03-01');
    const file = await atStep7({ office: strict, holder: officer });
    await does(file, 'jalankan_daftar_hitam', {}, officer);
    expect((await runsOf(file))[0]?.freshness).toBe('kuning');
  });

  it.each([
    { name: 'ahead of now', waktu: '2026-03-02T10:05:00+08:00', key: 'waktu_depan' },
    { name: 'as old as a list that needs a look', waktu: '2026-02-22T10:00:00+08:00', key: 'waktu_lama' },
  ])('does not take a look at the portal $name', async ({ waktu, key }) => {
    const file = await atStep7();
    await does(file, 'jalankan_daftar_hitam');
    expect(await refusal(does(file, 'catat_lihat_portal', { waktu, pencarian: 'Rina', hasil: 'tidak_ditemukan' }))).toEqual([`waktu: galat.portal.${key}`]);
  });

  it.each([
    { without: 'nomorSk', key: 'nomorSk: galat.portal.sk_wajib' }, { without: 'mulai', key: 'mulai: galat.portal.masa_wajib' }, { without: 'selesai', key: 'selesai: galat.portal.masa_wajib' },
  ])('what was found at the portal is not taken without $without', async ({ without, key }) => {
    const file = await atStep7();
    await does(file, 'jalankan_daftar_hitam');
    const found = Object.fromEntries(Object.entries(FOUND).filter(([name]) => name !== without));
    expect(await refusal(does(file, 'catat_lihat_portal', { waktu: '2026-03-02T09:30:00+08:00', pencarian: 'Rina Contoh', hasil: 'ditemukan', ...found }))).toEqual([key]);
  });

  it('an entry of the portal that is over does not block', async () => {
    const file = await atStep7();
    await does(file, 'jalankan_daftar_hitam');
    await does(file, 'catat_lihat_portal', { waktu: '2026-03-02T09:30:00+08:00', pencarian: 'Rina Contoh', hasil: 'ditemukan', ...FOUND, selesai: '2026-03-01' });
    const [hit] = await hitsOf(file);
    expect(hit).toMatchObject({ in_force: false, shown: { nomorSk: FOUND.nomorSk, keadaan: 'baru_berakhir' } });
    await does(file, 'nilai_temuan', { hitId: hit?.id, hasil: 'sama', alasan: 'Orang yang sama.' });
    await does(file, 'nyatakan_bersih');
    expect(await placeOf(file)).toBe('cek_kelengkapan');
  });

  it('what was found at the portal is a hit like any other, also after the check is run again', async () => {
    await publish('2026-01-15');
    const file = await atStep7();
    await does(file, 'jalankan_daftar_hitam');
    await does(file, 'catat_lihat_portal', { waktu: '2026-03-02T09:30:00+08:00', pencarian: 'Rina Contoh', hasil: 'ditemukan', ...FOUND });
    expect(await refusal(does(file, 'nyatakan_bersih'))).toEqual(['hambatan.temuan_belum_dinilai']);
    clock.pass(1);
    await does(file, 'jalankan_daftar_hitam');
    const newest = (await runsOf(file)).at(-1);
    const [hit] = (await hitsOf(file)).filter((candidate) => candidate.check_id === newest?.id);
    expect(hit).toMatchObject({ level: 'A', in_force: true, verdict: null, reasons: [{ key: 'temuan.alasan.portal' }] });
    await does(file, 'nilai_temuan', { hitId: hit?.id, hasil: 'sama', alasan: 'Tampil di portal.' });
    await does(file, 'konfirmasi_temuan', { hitId: hit?.id, alasan: 'Gambar sesuai.' }, second);
    await does(file, 'tolak_daftar_hitam', { catatan: 'Portal.' });
    expect(await placeOf(file)).toBe('ditolak_daftar_hitam');
  });

  it('what was found there is asked in the next round, too; that somebody looked is not', async () => {
    const file = await atStep7();
    await does(file, 'jalankan_daftar_hitam');
    await does(file, 'catat_lihat_portal', { waktu: '2026-03-02T09:30:00+08:00', pencarian: 'Rina Contoh', hasil: 'ditemukan', ...FOUND });
    await database.db('cases').where({ id: file.row.id }).update({ round: 2 });
    await does(file, 'jalankan_daftar_hitam');
    expect(await refusal(does(file, 'nyatakan_bersih'))).toEqual(['hambatan.daftar_merah', 'hambatan.temuan_belum_dinilai']);
    const hit = (await hitsOf(file)).at(-1);
    expect(hit?.shown).toMatchObject({ nomorSk: FOUND.nomorSk });
  });

  it('a picture must be an unused upload of this office, and then it stays', async () => {
    const file = await atStep7();
    await does(file, 'jalankan_daftar_hitam');
    const upload = async (officeId: string) => {
      const [row] = await database.db('uploads').insert({
        source: 'petugas', office_id: officeId, original_name: 'portal.png', type: 'image/png', received_sha256: 'a', received_bytes: 1, stored_sha256: 'a', stored_bytes: 1,
        storage_key: `uji/${Math.random()}`, page_count: 1, scan_state: 'bersih', expires_at: database.db.raw(`clock_timestamp() + interval '1 day'`),
      }).returning<{ id: string }[]>('id');
      return String(row?.id);
    };
    const look = (gambar: string) => does(file, 'catat_lihat_portal', { waktu: '2026-03-02T09:30:00+08:00', pencarian: 'Rina', hasil: 'tidak_ditemukan', gambar });
    expect(await refusal(look(await upload((await anOffice(database.db)).id)))).toEqual(['gambar: galat.portal.gambar']);
    const own = await upload(office.id);
    await look(own);
    expect(await database.db('uploads').where({ id: own }).first()).toMatchObject({ expires_at: null, used_at: clock.now() });
    expect(await refusal(look(own))).toEqual(['gambar: galat.portal.gambar']);
  });
});

describe('a withdrawn list', () => {
  const looksClosed = ['hambatan.daftar_hitam_belum_diperiksa'];

  it('a run against it clears nobody; the list in force again finds who was missing', async () => {
    await publish('2026-02-25', listed());
    const wrong = await publish('2026-03-01', STRANGER);
    const file = await atStep7();
    await does(file, 'jalankan_daftar_hitam');
    await revoke(wrong);
    expect(await refusal(does(file, 'nyatakan_bersih'))).toEqual(looksClosed);
    await does(file, 'jalankan_daftar_hitam');
    expect(await hitsOf(file)).toMatchObject([{ level: 'A', in_force: true }]);
    expect(await refusal(does(file, 'nyatakan_bersih'))).toEqual(['hambatan.temuan_belum_dinilai']);
  });

  it('a hit of it rejects nobody, and what was judged stays to be read', async () => {
    const wrong = await publish('2026-03-01', listed());
    const file = await atStep7();
    await does(file, 'jalankan_daftar_hitam');
    const hitId = (await hitsOf(file))[0]?.id;
    await does(file, 'nilai_temuan', { hitId, hasil: 'sama', alasan: 'NPWP sama.' });
    await does(file, 'konfirmasi_temuan', { hitId, alasan: 'Setuju.' }, second);
    await revoke(wrong);
    expect(await refusal(does(file, 'tolak_daftar_hitam', { catatan: 'x' }))).toContain('hambatan.daftar_hitam_belum_diperiksa');
    expect(await placeOf(file)).toBe('cek_daftar_hitam');
    expect(await hitsOf(file)).toMatchObject([{ id: hitId, verdict: 'sama', shown: { nama: 'RINA CONTOH' } }]);
  });

  it('does not bring an earlier run back: what was found at the portal meanwhile would be lost', async () => {
    await publish('2026-03-01', STRANGER);
    const file = await atStep7();
    await does(file, 'jalankan_daftar_hitam');
    const wrong = await publish('2026-03-02', STRANGER);
    clock.pass(60);
    await does(file, 'jalankan_daftar_hitam');
    await does(file, 'catat_lihat_portal', { waktu: '2026-03-02T09:30:00+08:00', pencarian: 'Rina', hasil: 'ditemukan', ...FOUND });
    await revoke(wrong);
    expect(await refusal(does(file, 'nyatakan_bersih'))).toEqual(looksClosed);
    clock.pass(60);
    await does(file, 'jalankan_daftar_hitam');
    expect(await refusal(does(file, 'nyatakan_bersih'))).toEqual(['hambatan.temuan_belum_dinilai']);
  });

  it('the last list withdrawn leaves a red run that a look at the portal must carry', async () => {
    await revoke(await publish('2026-03-01', STRANGER));
    const file = await atStep7();
    await does(file, 'jalankan_daftar_hitam');
    expect((await runsOf(file))[0]).toMatchObject({ import_id: null, freshness: 'merah' });
    expect(await refusal(does(file, 'nyatakan_bersih'))).toEqual(['hambatan.daftar_merah']);
  });
});
