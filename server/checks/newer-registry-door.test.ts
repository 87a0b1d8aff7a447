import { beforeEach, describe, expect, it } from '@jest/globals';
import { aCaseAt, PERSON } from '../testing/a-case.ts';
import { act, refusal } from '../testing/act.ts';
import { aDoor } from '../testing/door-fakes.ts';
import { schedulingDoorPart } from '../scheduling/index.ts';
import { tasksDoorPart } from '../tasks/index.ts';
import { checksDoorPart } from './checks-door-part.ts';
import { judgeStandingHit } from './judge-standing-hit.ts';
import { listed, STRANGER, database, office, clock, help, second, config, publish, publishRegistry, rina, does, hitsOf, placeOf } from './testing/checks-desk.ts';
import type { HitVerdict } from '../domain/sop/facts.ts';
import type { TestCase } from '../testing/a-case.ts';

/** The same NIK at another LPSE. */
const ELSEWHERE = `LPSE Kota Bekasi,rina_bekasi,${PERSON.name},${PERSON.nik}`;
const OTHERS = 'LPSE Contoh,lain,Orang Lain,';

describe('a registry that came in after step 12 knows the applicant', () => {
  let file: TestCase;
  const passed12 = async (place: string) => {
    const made = await aCaseAt(database.db, place, { office, holder: second, person: rina });
    await database.db('checks').insert({ case_id: made.row.id, office_id: office.id, kind: 'lpse_lain', round: 1, identity_version: 1, freshness: 'segar', query: '{}', run_at: clock.now() });
    return made;
  };
  beforeEach(async () => {
    await database.ownerDb('checks').update({ registry_import_id: null });
    await database.ownerDb('registry_imports').delete();
    await publish('2026-03-01', STRANGER, listed({ nama: 'CV LAIN SEKALI', npwp: 'N/A', kota: 'Kab. Serang' }));
    file = await passed12('disetujui');
    await does(file, 'jalankan_daftar_hitam', {}, second);
    clock.pass(60);
    await publishRegistry('2026-03-01', OTHERS);
    clock.pass(60);
    await publishRegistry('2026-03-02', OTHERS, ELSEWHERE);
    clock.pass(60);
  });
  const standing = () => database.db('standing_hits').where({ case_id: file.row.id }).first<{ id: string; verdict: string | null; judged_by: string | null }>('id', 'verdict', 'judged_by');
  const judge = async (verdict: HitVerdict) => {
    const { id } = await standing();
    await database.db.transaction((trx) => judgeStandingHit(trx, second, { id, verdict, reason: 'NIK dibandingkan.', at: clock.now(), requestId: 'uji', ipHash: 'x' }));
  };
  const tasks = () => database.db('tasks').where({ case_id: file.row.id, kind: 'temuan_pemantauan' }).pluck<string[]>('state');

  it('keeps the receipt back until it is judged, and while it is judged the same or unsure', async () => {
    expect(await refusal(does(file, 'kirim_tanda_terima', {}, second))).toEqual(['hambatan.temuan_registri_baru']);
    await judge('belum_yakin');
    expect(await refusal(does(file, 'kirim_tanda_terima', {}, second))).toEqual(['hambatan.temuan_registri_baru']);
    await judge('sama');
    expect(await refusal(does(file, 'kirim_tanda_terima', {}, second))).toEqual(['hambatan.registri_baru_sama']);
    await judge('bukan_yang_sama');
    await does(file, 'kirim_tanda_terima', {}, second);
    expect(await placeOf(file)).toBe('pengarsipan');
  });

  it('the file goes back to step 12, where the pair is judged with its second person, and nobody is asked again', async () => {
    await does(file, 'kembalikan_ke_lpse_lain', { catatan: 'Dikenal di Bekasi.' }, second);
    expect(await placeOf(file)).toBe('cek_lpse_lain');
    const [hit] = await hitsOf(file).then((hits) => hits.filter(({ shown }) => shown.lpse === 'LPSE Kota Bekasi'));
    await does(file, 'nilai_kandidat', { hitId: hit?.id, hasil: 'sama', alasan: 'NIK sama.' }, second);
    expect(await standing()).toMatchObject({ verdict: 'sama', judged_by: second.id });
    await does(file, 'konfirmasi_temuan', { hitId: hit?.id, alasan: 'Benar.' }, help);
    await does(file, 'nyatakan_sudah_terdaftar', { lpse: 'LPSE Kota Bekasi', userId: 'rina_bekasi' }, second);
    expect(await placeOf(file)).toBe('gunakan_id_ada');
  });

  it('judged somebody else at step 12, it stands in the way no more', async () => {
    await judge('sama');
    await does(file, 'kembalikan_ke_lpse_lain', { catatan: 'Dikenal di Bekasi.' }, second);
    for (const hit of await hitsOf(file)) await does(file, 'nilai_kandidat', { hitId: hit.id, hasil: 'bukan_yang_sama', alasan: 'Orang lain.' }, second);
    await does(file, 'nyatakan_belum_terdaftar', {}, second);
    await database.db('cases').where({ id: file.row.id }).update({ place: 'disetujui' });
    await does(file, 'kirim_tanda_terima', {}, second);
    expect(await placeOf(file)).toBe('pengarsipan');
  });

  it('judged in the file, its task ends with the hit', async () => {
    expect(await tasks()).toEqual(['terbuka']);
    await database.db('cases').where({ id: file.row.id }).update({ place: 'cek_lpse_lain' });
    await does(file, 'jalankan_lpse_lain', {}, second);
    for (const hit of await hitsOf(file)) await does(file, 'nilai_kandidat', { hitId: hit.id, hasil: 'bukan_yang_sama', alasan: 'Orang lain.' }, second);
    expect(await tasks()).toEqual(['selesai']);
    expect(await standing()).toMatchObject({ verdict: 'bukan_yang_sama' });
  });

  it('an appointment that waits is put off, and the applicant is told', async () => {
    const waiting = await passed12('terjadwal');
    const at = new Date(clock.now().getTime() + 86_400_000);
    await database.db('appointments').insert({
      case_id: waiting.row.id, office_id: office.id, round: 1, starts_at: at, ends_at: new Date(at.getTime() + 1_800_000), busy_until: new Date(at.getTime() + 1_800_000), channel: 'luring', location: 'Ruang Contoh',
      verifikator_id: second.id, state: 'dikonfirmasi', created_at: clock.now(), sequence: 0, ics_uid: `x${waiting.row.id}`,
    });
    const door = aDoor({ clock, parts: [checksDoorPart({ config }), tasksDoorPart(), schedulingDoorPart()] });
    await act(database.db, door, second.actor, waiting.row.id, 'tunda_jadwal_ke_lpse_lain', { catatan: 'Dikenal di Bekasi.' });
    expect(await placeOf(waiting)).toBe('cek_lpse_lain');
    expect(await database.db('appointments').where({ case_id: waiting.row.id }).first('state', 'sequence')).toEqual({ state: 'batal', sequence: 1 });
    expect(door.letters.map(({ letter }) => letter)).toEqual(['jadwal_ditunda']);
  });
});
