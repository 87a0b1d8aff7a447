import { describe, expect, it } from '@jest/globals';
import { anOffice, anOfficer, PERSON } from '../testing/a-case.ts';
import { refusal } from '../testing/act.ts';
import { RINA, listed, database, clock, second, publish, atStep7, does, hitsOf, runsOf, placeOf } from './testing/checks-desk.ts';

describe('step 7', () => {
  it('freezes which list, how old, who was asked (masked) and what it showed', async () => {
    const importId = await publish('2026-03-01', listed());
    const file = await atStep7();
    await does(file, 'jalankan_daftar_hitam');
    const [run] = await runsOf(file);
    const hits = await hitsOf(file);
    expect(run).toMatchObject({ freshness: 'segar', data_date: '2026-03-01', import_id: importId, round: 1 });
    expect(run?.query.subjek).toMatchObject([{ nama: PERSON.name, nik: '6472********0003', npwp: RINA, email: 'r***@pemohon.test', wilayah: 'Kota Samarinda, Kalimantan Timur' }]);
    expect(JSON.stringify(run?.query)).not.toContain(PERSON.nik);
    expect(hits).toMatchObject([{ level: 'A', in_force: true, verdict: null, shown: { nama: 'RINA CONTOH', npwp: RINA, nomorSk: 'SK-1', selesai: '2027-05-31', keadaan: 'berlaku' } }]);
    // Frozen: what the list says later does not change what was shown.
    await database.ownerDb('blacklist_entries').update({ name: 'DIUBAH' });
    expect((await hitsOf(file))[0]?.shown.nama).toBe('RINA CONTOH');
  });

  it('is clean when only the mask or only the name agrees', async () => {
    await publish('2026-03-01', listed({ nama: 'CV ANGIN LALU' }), listed({ npwp: '**.***.999.*-*88.***' }));
    const file = await atStep7();
    await does(file, 'jalankan_daftar_hitam');
    expect(await hitsOf(file)).toEqual([]);
    await does(file, 'nyatakan_bersih');
    expect(await placeOf(file)).toBe('cek_kelengkapan');
  });

  it('what is over is history and asks nobody for a verdict; what a court postponed is shown and does not block', async () => {
    await publish('2026-03-01', listed({ status: 'EXPIRED', mulai: '2019-01-01', selesai: '2020-12-31', sk: 'LAMA' }), listed({ status: 'CANCELED_TEMPORARY', sk: 'TUNDA' }));
    const file = await atStep7();
    await does(file, 'jalankan_daftar_hitam');
    expect((await runsOf(file))[0]?.history).toMatchObject([{ nomorSk: 'LAMA', keadaan: 'riwayat' }]);
    const [hit] = await hitsOf(file);
    expect(hit).toMatchObject({ in_force: false, shown: { nomorSk: 'TUNDA', keadaan: 'ditunda' } });
    await does(file, 'nilai_temuan', { hitId: hit?.id, hasil: 'sama', alasan: 'Orang yang sama, tetapi ditunda pengadilan.' });
    await does(file, 'nyatakan_bersih');
    expect(await placeOf(file)).toBe('cek_kelengkapan');
  });

  it('counts days in the zone of the office: the last day still blocks in WIB when WITA has the next one', async () => {
    await publish('2026-03-01', listed({ selesai: '2026-03-01' }));
    clock.set('2026-03-01T16:30:00Z');
    const seen: boolean[] = [];
    for (const zone of ['Asia/Jakarta', 'Asia/Makassar']) {
      const there = await anOffice(database.db, { zone });
      const officer = await anOfficer(database.db, there, ['helpdesk']);
      const file = await atStep7({ office: there, holder: officer });
      await does(file, 'jalankan_daftar_hitam', {}, officer);
      seen.push((await hitsOf(file))[0]?.in_force ?? false);
    }
    expect(seen).toEqual([true, false]);
  });

  it('a hit is judged with a reason and confirmed by a second person before it ends the case', async () => {
    await publish('2026-03-01', listed());
    const file = await atStep7();
    await does(file, 'jalankan_daftar_hitam');
    const [hit] = await hitsOf(file);
    expect(await refusal(does(file, 'nyatakan_bersih'))).toEqual(['hambatan.temuan_belum_dinilai']);
    await does(file, 'nilai_temuan', { hitId: hit?.id, hasil: 'belum_yakin', alasan: 'Perlu alamat.' });
    expect(await refusal(does(file, 'nyatakan_bersih'))).toEqual(['hambatan.temuan_belum_yakin']);
    await does(file, 'nilai_temuan', { hitId: hit?.id, hasil: 'sama', alasan: 'NPWP lengkap sama pada SK.' });
    expect(await refusal(does(file, 'tolak_daftar_hitam', { catatan: 'x' }))).toEqual(['hambatan.temuan_belum_dikonfirmasi']);
    expect(await refusal(does(file, 'konfirmasi_temuan', { hitId: hit?.id, alasan: 'Setuju sendiri' }))).toEqual(['hambatan.empat_mata']);
    await does(file, 'konfirmasi_temuan', { hitId: hit?.id, alasan: 'Saya bandingkan SK-nya.' }, second);
    expect(await refusal(does(file, 'nyatakan_bersih'))).toEqual(['hambatan.temuan_sama']);
    await does(file, 'tolak_daftar_hitam', { catatan: 'Masih tayang.' });
    expect(await placeOf(file)).toBe('ditolak_daftar_hitam');
  });

  it('another verdict puts the confirmation aside', async () => {
    await publish('2026-03-01', listed());
    const file = await atStep7();
    await does(file, 'jalankan_daftar_hitam');
    const hitId = (await hitsOf(file))[0]?.id;
    await does(file, 'nilai_temuan', { hitId, hasil: 'sama', alasan: 'Sama.' });
    await does(file, 'konfirmasi_temuan', { hitId, alasan: 'Setuju.' }, second);
    await does(file, 'nilai_temuan', { hitId, hasil: 'bukan_yang_sama', alasan: 'Tanggal lahir pada SK berbeda.' });
    expect((await hitsOf(file))[0]).toMatchObject({ verdict: 'bukan_yang_sama', confirmed_at: null });
    await does(file, 'nyatakan_bersih');
    expect(await placeOf(file)).toBe('cek_kelengkapan');
  });

  it('an earlier "bukan yang sama" is shown beside the same pair in a newer list, and must be given again', async () => {
    await publish('2026-02-27', listed());
    const first = await atStep7();
    await does(first, 'jalankan_daftar_hitam');
    await does(first, 'nilai_temuan', { hitId: (await hitsOf(first))[0]?.id, hasil: 'bukan_yang_sama', alasan: 'Orang lain.' });
    await publish('2026-03-01', listed());
    const again = await atStep7();
    const changed = await atStep7({ person: { nik: '6472014508900004' } });
    for (const file of [again, changed]) await does(file, 'jalankan_daftar_hitam');
    expect((await hitsOf(again))[0]).toMatchObject({ verdict: null, shown: { penilaianSebelumnya: { hasil: 'bukan_yang_sama', berkas: first.row.number } } });
    expect((await hitsOf(changed))[0]?.shown).not.toHaveProperty('penilaianSebelumnya');
    expect(await refusal(does(again, 'nyatakan_bersih'))).toEqual(['hambatan.temuan_belum_dinilai']);
  });
});
