import { beforeEach, describe, expect, it } from '@jest/globals';
import type { CheckItem } from '../domain/contract/checks.ts';
import type { Officer } from '../platform/http/route.ts';
import { aCaseAt, anOfficer, type TestCase, type TestOfficer } from '../testing/a-case.ts';
import { refusal } from '../testing/act.ts';
import { listChecks } from './checks.view.ts';
import { atStep7, database, does, help, hitsOf, listed, office, placeOf, publish, rina, second } from './testing/checks-desk.ts';

describe('a hit nobody at the desk can decide', () => {
  let chief: TestOfficer;
  beforeEach(async () => { chief = await anOfficer(database.db, office, ['penyelia'], 'Ibu Penyelia'); });

  const REASON = 'Alamat sama, tanggal lahir tidak ada di SK.';
  const unsure = async (): Promise<{ file: TestCase; hitId: string }> => {
    await publish('2026-03-01', listed());
    const file = await atStep7();
    await does(file, 'jalankan_daftar_hitam');
    const hitId = (await hitsOf(file))[0]?.id ?? '';
    await does(file, 'nilai_temuan', { hitId, hasil: 'belum_yakin', alasan: 'Perlu akta.' });
    return { file, hitId };
  };
  const sent = async () => {
    const made = await unsure();
    await does(made.file, 'ajukan_temuan', { hitId: made.hitId, alasan: REASON });
    return made;
  };
  const tasksOf = (file: TestCase) => database.db('tasks').where({ case_id: file.row.id }).orderBy('opened_at').select<{ kind: string; actor: string; state: string; ref: string; due_at: Date | null; proof: object | null }[]>('*');
  const noticesOf = (who: TestOfficer) => database.db('notices').where({ user_id: who.id }).pluck<string[]>('text_key');

  it('keeps the step closed, whoever has it', async () => {
    const { file } = await unsure();
    expect(await refusal(does(file, 'nyatakan_bersih'))).toEqual(['hambatan.temuan_belum_yakin']);
    expect(await refusal(does(file, 'tolak_daftar_hitam', { catatan: 'x' }))).toEqual(['hambatan.temuan_belum_yakin', 'hambatan.tidak_ada_temuan_sama']);
  });

  it('goes to the supervisor as a task of his with a due time and a word at his desk, once', async () => {
    const { file, hitId } = await sent();
    expect(await tasksOf(file)).toMatchObject([{ kind: 'putuskan_temuan', actor: 'penyelia', state: 'terbuka', ref: hitId, due_at: new Date('2026-03-03T08:00:00Z') }]);
    expect(await noticesOf(chief)).toEqual(['pemberitahuan.temuan_diajukan']);
    expect(await refusal(does(file, 'ajukan_temuan', { hitId, alasan: REASON }))).toEqual(['hambatan.temuan_sudah_diajukan']);
    expect(await refusal(does(file, 'nyatakan_bersih'))).toEqual(['hambatan.temuan_belum_yakin']);
  });

  it('only what is judged "belum yakin" goes there, and nothing is decided that was not sent', async () => {
    const { file, hitId } = await unsure();
    expect(await refusal(does(file, 'putuskan_temuan', { hitId, hasil: 'sama', alasan: 'x' }, chief))).toEqual(['hambatan.temuan_tidak_diajukan']);
    await does(file, 'nilai_temuan', { hitId, hasil: 'bukan_yang_sama', alasan: 'Akta ditemukan.' });
    expect(await refusal(does(file, 'ajukan_temuan', { hitId, alasan: REASON }))).toEqual(['hambatan.temuan_bukan_belum_yakin']);
  });

  it('he judges it, which ends the task with his reason and tells the officer; a second person still confirms', async () => {
    const { file, hitId } = await sent();
    await does(file, 'putuskan_temuan', { hitId, hasil: 'sama', alasan: 'SK menyebut NIK yang sama.' }, chief);
    expect(await tasksOf(file)).toMatchObject([{ state: 'selesai', proof: { hasil: 'sama', alasan: 'SK menyebut NIK yang sama.' } }]);
    expect(await noticesOf(help)).toEqual(['pemberitahuan.temuan_diputuskan']);
    expect(await refusal(does(file, 'konfirmasi_temuan', { hitId, alasan: 'x' }, chief))).toEqual(['hambatan.empat_mata']);
    expect(await refusal(does(file, 'tolak_daftar_hitam', { catatan: 'Tercantum' }))).toEqual(['hambatan.temuan_belum_dikonfirmasi']);
    await does(file, 'konfirmasi_temuan', { hitId, alasan: 'Diperiksa ulang.' }, second);
    await does(file, 'tolak_daftar_hitam', { catatan: 'Tercantum' });
    expect(await placeOf(file)).toBe('ditolak_daftar_hitam');
  });

  it('what the officer asks stands beside the hit: he who decides reads it there', async () => {
    const { file, hitId } = await sent();
    const question = async () => {
      const { body } = await listChecks(database.db, { officer: { id: chief.id, officeId: office.id, roles: ['penyelia'] } as unknown as Officer, locale: 'id', now: new Date('2026-03-02T02:00:00Z'), query: { filter: JSON.stringify({ caseId: file.row.id }) } }) as { body: CheckItem[] };
      return body[0]?.hits.find(({ id }) => id === hitId)?.referral?.question;
    };
    expect(await question()).toBe(REASON);
    await database.ownerDb('case_action_inputs').where({ case_id: file.row.id }).del();
    expect(await question()).toBeNull();
  });

  it('he sends it back with what is missing: the officer is told, the step stays closed, and it may be sent again', async () => {
    const { file, hitId } = await sent();
    await does(file, 'putuskan_temuan', { hitId, hasil: 'kembalikan', alasan: 'Minta salinan akta dulu.' }, chief);
    expect((await hitsOf(file))[0]?.verdict).toBe('belum_yakin');
    expect(await noticesOf(help)).toEqual(['pemberitahuan.temuan_dikembalikan']);
    expect(await refusal(does(file, 'nyatakan_bersih'))).toEqual(['hambatan.temuan_belum_yakin']);
    await does(file, 'ajukan_temuan', { hitId, alasan: 'Akta dilampirkan.' });
    expect((await tasksOf(file)).map(({ state }) => state)).toEqual(['selesai', 'terbuka']);
  });

  it.each([
    { name: 'judges it himself after all', then: (file: TestCase, hitId: string) => does(file, 'nilai_temuan', { hitId, hasil: 'bukan_yang_sama', alasan: 'Akta ditemukan.' }) },
    { name: 'runs the check again', then: (file: TestCase) => does(file, 'jalankan_daftar_hitam') },
  ])('is called off when the officer $name', async ({ then }) => {
    const { file, hitId } = await sent();
    await then(file, hitId);
    expect(await tasksOf(file)).toMatchObject([{ state: 'batal', proof: null }]);
    expect(await refusal(does(file, 'putuskan_temuan', { hitId, hasil: 'sama', alasan: 'x' }, chief))).toEqual(['hambatan.temuan_tidak_diajukan']);
  });

  it('stays with him when the other check is run again, as a corrected address asks for it at 17', async () => {
    await publish('2026-03-01', listed());
    const file = await aCaseAt(database.db, 'disetujui', { office, holder: second, person: rina });
    await does(file, 'jalankan_daftar_hitam', {}, second);
    const hitId = (await hitsOf(file))[0]?.id ?? '';
    await does(file, 'nilai_temuan', { hitId, hasil: 'belum_yakin', alasan: 'Perlu akta.' }, second);
    await does(file, 'ajukan_temuan', { hitId, alasan: REASON }, second);
    await does(file, 'jalankan_lpse_lain', {}, second);
    expect(await tasksOf(file)).toMatchObject([{ ref: hitId, state: 'terbuka' }]);
    await does(file, 'jalankan_daftar_hitam', {}, second);
    expect(await tasksOf(file)).toMatchObject([{ ref: hitId, state: 'batal' }]);
  });

  it('is no task for a typed proof', async () => {
    const { file } = await sent();
    await database.db('cases').where({ id: file.row.id }).update({ place: 'disetujui', turn: 'verifikator' });
    const [task] = await database.db('tasks').where({ case_id: file.row.id, kind: 'putuskan_temuan' }).pluck<string[]>('id');
    expect(await refusal(does(file, 'selesaikan_tugas', { tugasId: task, bukti: {} }, second))).toEqual(['hambatan.tugas_selesai_bersama']);
  });
});
