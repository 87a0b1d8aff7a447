import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { foldName } from '../domain/names/fold-name.ts';
import { FOLDING_VERSION, nameKeys } from '../domain/names/name-keys.ts';
import { aCaseAt, anOffice, anOfficer, PERSON } from '../testing/a-case.ts';
import { createTestDatabase, type TestDatabase } from '../testing/test-db.ts';
import { untilWaiting } from '../testing/until-waiting.ts';
import { insertRegistryImport, updateRegistryImport } from './registry.repository.ts';
import { refoldNames } from './refold-names.ts';

let database: TestDatabase;
beforeAll(async () => { database = await createTestDatabase(); });
afterAll(() => database.drop());
beforeEach(async () => { await database.ownerDb.raw('truncate providers, folded_names, blacklist_entries, blacklist_imports cascade'); });

const NAME = 'Drs. Moh. Soekarno Wijaya';
const RIGHT = foldName(NAME);
const KEYS = nameKeys(RIGHT, '6472');
/** As a program with other rules left it. */
const OLD = { name_folded: 'MOH SOEKARNO', name_glued: 'MOHSOEKARNO' };
const aProvider = (n: number) => ({ lpse: 'LPSE Contoh', user_id_spse: `u${n}`, name: NAME, regency_code: '6472', since: new Date(), ...OLD });

async function anOldRegistry(): Promise<string> {
  const { db, ownerDb } = database;
  const office = await anOffice(db);
  const officer = await anOfficer(db, office, ['admin_kantor']);
  const { id } = await db.transaction((trx) => insertRegistryImport(trx, {
    id: crypto.randomUUID(), officeId: office.id, dataDate: '2026-03-01', fileName: 'r.csv', fileKey: 'k', fileBytes: 1, columns: null, importedBy: officer.actor.id ?? '', at: new Date(),
  }));
  await updateRegistryImport(db, id, { state: 'berjalan' });
  await db.transaction(async (trx) => {
    const { rows: [opened] } = await trx.raw<{ rows: { part: string }[] }>('select open_registry_version(?) as part', [id]);
    await trx(String(opened?.part)).insert({ import_id: id, file_row: 2, lpse: 'LPSE Contoh', user_id_spse: 'u', name: NAME, name_folded: OLD.name_folded, regency_code: '6472' });
    await trx.raw('select close_registry_version(?)', [id]);
  });
  await ownerDb('registry_imports').where({ id }).update({ state: 'selesai' });
  return id;
}

describe('names folded by another version of the program', () => {
  it('are folded again wherever they are stored, once', async () => {
    const { db, ownerDb } = database;
    await db('providers').insert([aProvider(1), { ...aProvider(2), name_folded: RIGHT.folded, name_glued: RIGHT.glued, name_keys: KEYS }]);
    const registry = await anOldRegistry();
    const file = await aCaseAt(db, 'cek_daftar_hitam', { person: { name: NAME, regency_code: '6472' } });
    await ownerDb('case_subjects').where({ case_id: file.row.id }).update({ name_folded: OLD.name_folded, name_keys: [] });
    const [list] = await db('blacklist_imports').insert({ data_date: '2026-03-01', file_name: 'x', file_sha256: 'x', state: 'selesai' }).returning<{ id: string }[]>('id');
    await db('blacklist_entries').insert({ import_id: list?.id, file_row: 2, name: 'CV. Tjahaja Boeana', name_folded: 'TJAHAJA', name_glued: 'TJAHAJA', sk_number: 'SK-1', status: 'PUBLISHED' });

    const changed = await refoldNames(ownerDb);
    expect(changed).toMatchObject({ providers: 1, case_subjects: expect.any(Number), blacklist_entries: 1, [`registry_entries_${registry.replaceAll('-', '')}`]: 1 });
    expect(await db('providers').orderBy('user_id_spse').select('name_folded', 'name_glued', 'name_keys')).toEqual(
      Array.from({ length: 2 }, () => ({ name_folded: RIGHT.folded, name_glued: RIGHT.glued, name_keys: KEYS })));
    expect(await db('case_subjects').where({ case_id: file.row.id }).first('name_folded', 'name_keys')).toEqual({ name_folded: RIGHT.folded, name_keys: KEYS });
    expect(await db('registry_entries').where({ import_id: registry }).first('name_folded', 'name_keys')).toEqual({ name_folded: RIGHT.folded, name_keys: KEYS });
    expect(await db('blacklist_entries').first('name_folded', 'name_glued')).toEqual({ name_folded: foldName('CV. Tjahaja Boeana').folded, name_glued: foldName('CV. Tjahaja Boeana').glued });

    await ownerDb('providers').update(OLD);
    expect(await refoldNames(ownerDb)).toEqual({});
    expect((await refoldNames(ownerDb, undefined, FOLDING_VERSION + 1)).providers).toBe(2);
    expect(await db('folded_names').where({ part: 'providers' }).first('version')).toEqual({ version: FOLDING_VERSION + 1 });
  });

  it('every row, in batches, at two starts at once', async () => {
    const { db, ownerDb } = database;
    await db('providers').insert(Array.from({ length: 4_100 }, (_, n) => aProvider(n)));
    const [one, other] = await Promise.all([refoldNames(ownerDb), refoldNames(ownerDb)]);
    expect([one.providers ?? 0, other.providers ?? 0].sort((a, b) => a - b)).toEqual([0, 4_100]);
    expect(await db('providers').where({ name_folded: RIGHT.folded, name_glued: RIGHT.glued }).whereRaw('name_keys = ?::int[]', [`{${KEYS.join(',')}}`]).count({ n: '*' }).first()).toEqual({ n: 4_100 });
  });

  it('somebody renamed while it runs keeps what his new name gives', async () => {
    expect(PERSON.name).not.toBe(NAME);
    const { db, ownerDb } = database;
    await db('providers').insert(aProvider(1));
    const trx = await ownerDb.transaction();
    const next = foldName('Siti Aminah');
    await trx('providers').update({ name: 'Siti Aminah', name_folded: next.folded, name_glued: next.glued, name_keys: nameKeys(next, '6472') });
    const running = refoldNames(ownerDb);
    await untilWaiting(db, 1);
    await trx.commit();
    await running;
    expect(await db('providers').first('name', 'name_folded', 'name_keys')).toEqual({ name: 'Siti Aminah', name_folded: next.folded, name_keys: nameKeys(next, '6472') });
  });
});
