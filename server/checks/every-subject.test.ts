/** A file can be about several: the company, and each of its pengurus. All of them are screened, in one run of each step. */
import { expect, it } from '@jest/globals';
import type { ActContext } from '../cases/index.ts';
import { foldName } from '../domain/names/fold-name.ts';
import { nameKeys } from '../domain/names/name-keys.ts';
import type { CheckItem } from '../domain/contract/checks.ts';
import type { Sop } from '../domain/sop/model.ts';
import type { TestCase } from '../testing/a-case.ts';
import { listChecks } from './checks.view.ts';
import { checkFacts } from './check-facts.ts';
import { recordPortalLook } from './record-portal-look.ts';
import { runBlacklistCheck } from './run-blacklist-check.ts';
import { runRegistryCheck } from './run-registry-check.ts';
import { atStep7, clock, database, help, hitsOf, listed, publish, runsOf } from './testing/checks-desk.ts';

const SECRET = 'rahasia-uji-yang-cukup-panjang-sekali';
const PENGURUS = [
  { name: 'Surya Wibawa Contoh', npwp15: '041239998002000', npwp16: '0041239998002000', npwp_mask: '99902', nik: '6472011203700001', mask: '**.***.999.*-*02.***' },
  { name: 'Laras Kinanti Contoh', npwp15: '041238887003000', npwp16: '0041238887003000', npwp_mask: '88803', nik: '6472015203750002', mask: '**.***.888.*-*03.***' },
];

/** The same file, as a procedure would have it that names pengurus beside the applicant. */
async function aFileOfThree(): Promise<{ file: TestCase; context: ActContext }> {
  const file = await atStep7();
  for (const [n, { mask: _mask, ...person }] of PENGURUS.entries()) {
    const folded = foldName(person.name);
    await database.db('case_subjects').insert({ case_id: file.row.id, role: 'pengurus', ordinal: n + 1, ...person, name_folded: folded.folded, name_keys: nameKeys(folded, '6472'), regency_code: '6472' });
  }
  const sop: Sop = { ...file.sop, subjects: [...file.sop.subjects, { role: 'pengurus', screen: ['daftar_hitam', 'lpse_lain'] }] };
  return { file, context: { case: file.row, sop, actionId: 'jalankan_daftar_hitam', action: { to: 'tetap' }, actionRowId: file.actionId, actor: help.actor, input: {}, facts: null, at: clock.now(), round: 1 } };
}

it('step 7: each is asked about, and a hit says whose it is', async () => {
  await publish('2026-03-01', listed(), ...PENGURUS.map(({ name, mask }, n) => listed({ nama: name.toUpperCase(), npwp: mask, sk: `SK-P${n + 1}` })));
  const { file, context } = await aFileOfThree();
  await database.db.transaction((trx) => runBlacklistCheck(trx, context, SECRET));
  const [run] = await runsOf(file);
  expect(run?.query.subjek.map((subject) => subject.nama)).toEqual([expect.any(String), PENGURUS[0]?.name, PENGURUS[1]?.name]);
  const hits = await hitsOf(file) as unknown as { subject_role: string; shown: { nomorSk: string } }[];
  expect(hits.map((hit) => `${hit.subject_role} ${hit.shown.nomorSk}`).sort()).toEqual(['pemohon SK-1', 'pengurus SK-P1', 'pengurus SK-P2']);
  // The card sets each beside the one it is about, not beside the first of that part.
  const reply = await listChecks(database.db, { officer: help, locale: 'id', now: clock.now(), query: { filter: JSON.stringify({ caseId: file.row.id }) } });
  const [shown] = (reply as { body: CheckItem[] }).body;
  expect(shown?.hits.map((hit) => `${shown.subjects[hit.subject]?.name} ${String(hit.shown.nomorSk)}`).sort()).toEqual(['Laras Kinanti Contoh SK-P2', 'Rina Contoh SK-1', 'Surya Wibawa Contoh SK-P1']);
});

it('step 12: a pengurus who is registered elsewhere is found, too', async () => {
  const known = PENGURUS[1];
  const folded = foldName(known?.name ?? '');
  await database.db('providers').insert({
    lpse: 'LPSE Contoh', user_id_spse: 'laras', name: known?.name, name_folded: folded.folded, name_glued: folded.glued, name_keys: nameKeys(folded, '6472'), nik: known?.nik, npwp15: known?.npwp15, npwp16: known?.npwp16, since: clock.now(),
  });
  const { file, context } = await aFileOfThree();
  await database.db.transaction((trx) => runRegistryCheck(trx, context, SECRET));
  const hits = await hitsOf(file) as unknown as { subject_role: string; level: string }[];
  expect(hits.map((hit) => `${hit.subject_role} ${hit.level}`)).toEqual(['pengurus A']);
});

it('a look at the portal is for one of them: somebody must say whom, the hit is his, and an old list waits until everybody was looked for', async () => {
  await publish('2026-01-15');
  const { file, context } = await aFileOfThree();
  await database.db.transaction((trx) => runBlacklistCheck(trx, context, SECRET));
  const look = (input: object) => database.db.transaction((trx) => recordPortalLook(trx, { ...context, input: { waktu: '2026-03-02T09:30:00+08:00', pencarian: 'Laras', ...input } }, SECRET));
  await expect(look({ hasil: 'tidak_ditemukan' })).rejects.toMatchObject({ fields: { tentang: { key: 'galat.portal.tentang_wajib' } } });
  await expect(look({ hasil: 'tidak_ditemukan', tentang: 'kuasa:1' })).rejects.toMatchObject({ fields: { tentang: {} } });
  const looked = async () => (await database.db.transaction((trx) => checkFacts[0]?.read(trx, { caseId: file.row.id, round: 1, identityVersion: 1, contactVersion: 1, now: clock.now() })) as { portalLook: boolean }).portalLook;
  const found = { hasil: 'ditemukan', tentang: 'pengurus:2', nomorSk: 'SK-PORTAL', mulai: '2025-06-01', selesai: '2027-05-31' };
  await look(found);
  await look({ hasil: 'tidak_ditemukan', tentang: 'pemohon:1' });
  expect(await looked()).toBe(false);
  await look({ hasil: 'tidak_ditemukan', tentang: 'pengurus:1' });
  expect(await looked()).toBe(true);
  // Also of the next run, which takes the looks in again.
  clock.pass(1);
  await database.db.transaction((trx) => runBlacklistCheck(trx, { ...context, at: clock.now() }, SECRET));
  const reply = await listChecks(database.db, { officer: help, locale: 'id', now: clock.now(), query: { filter: JSON.stringify({ caseId: file.row.id }) } });
  const runs = (reply as { body: CheckItem[] }).body;
  expect(runs.map((run) => run.hits.map((hit) => [run.subjects[hit.subject]?.name, hit.shown.nomorSk]))).toEqual(Array.from({ length: 2 }, () => [['Laras Kinanti Contoh', 'SK-PORTAL']]));
  expect(runs[0]?.portalLooks.map(({ about }) => about)).toEqual(['Laras Kinanti Contoh', 'Rina Contoh', 'Surya Wibawa Contoh']);
});

it('one part has one subject of each number', async () => {
  const { file } = await aFileOfThree();
  await expect(database.db('case_subjects').insert({ case_id: file.row.id, role: 'pengurus', ordinal: 2, name: 'Lain Contoh' })).rejects.toThrow('case_subjects_once');
});
