/** The desk of steps 7, 12 and 17 on a database of its own: whoever imports it gets its hooks. */
import { randomUUID } from 'node:crypto';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Readable } from 'node:stream';
import { afterAll, beforeAll, beforeEach } from '@jest/globals';
import type { CaseDoor } from '../../cases/index.ts';
import { tasksDoorPart } from '../../tasks/index.ts';
import { aCaseAt, anOffice, anOfficer, MONDAY_TEN, type TestCase, type TestOffice, type TestOfficer } from '../../testing/a-case.ts';
import { act } from '../../testing/act.ts';
import { aClock, aDoor, type MovableClock } from '../../testing/door-fakes.ts';
import { createTestDatabase, type TestDatabase } from '../../testing/test-db.ts';
import { checksDoorPart } from '../checks-door-part.ts';
import { importBlacklist } from '../import-blacklist.ts';
import { importRegistryEffect } from '../import-registry.effect.ts';
import { insertRegistryImport } from '../registry.repository.ts';
import { revokeBlacklist } from '../revoke-blacklist.ts';
import { standingRegistryEffect } from '../standing-registry.effect.ts';
import { standingScreeningEffect } from '../standing-screening.effect.ts';
import type { EffectHandler } from '../../platform/outbox.ts';
import type { FileStorage } from '../../platform/storage.ts';

export const config = { secret: 'rahasia-uji-yang-cukup-panjang-sekali' };
const HEADER = 'penyedia,tanggal_berlaku,status,npwp_penyedia,provinci,kota/kabupaten,nomor_sk,tanggal_selesai';
export const RINA = '**.***.456.*-*01.***';
export const listed = (change: Partial<Record<'nama' | 'status' | 'npwp' | 'sk' | 'mulai' | 'selesai' | 'kota', string>> = {}): string => {
  const { nama = 'RINA CONTOH', status = 'PUBLISHED', npwp = RINA, sk = 'SK-1', mulai = '2025-06-01', selesai = '2027-05-31', kota = 'Kota Samarinda' } = change;
  return `${nama},${mulai},${status},${npwp},Kalimantan Timur,${kota},${sk},${selesai}`;
};
/** Nobody we know; makes a list differ from the one before. */
export const STRANGER = listed({ nama: 'CV ANGIN LALU', npwp: '**.***.111.*-*22.***', sk: 'SK-LAIN' });

export let database: TestDatabase;
export let office: TestOffice;
export let clock: MovableClock;
export let door: CaseDoor & { letters: { letter: string }[] };
export let help: TestOfficer;
export let second: TestOfficer;
beforeAll(async () => { database = await createTestDatabase(); });
afterAll(() => database.drop());
beforeEach(async () => {
  const { ownerDb, db } = database;
  await ownerDb.raw('truncate tasks, absence_moves, notices, standing_hits, blacklist_imports, blacklist_entries, checks, check_hits, portal_looks, providers, case_subjects, existing_ids');
  office = await anOffice(db);
  help = await anOfficer(db, office, ['helpdesk', 'verifikator']);
  second = await anOfficer(db, office, ['verifikator'], 'Budi Contoh');
  clock = aClock(MONDAY_TEN);
  door = aDoor({ clock, parts: [checksDoorPart({ config }), tasksDoorPart()] });
});

let list = 0;
export const revoke = (importId: string) => database.db.transaction((trx) => revokeBlacklist(trx, second, { importId, reason: 'Berkas keliru.', at: clock.now(), requestId: 'uji-cabut', ipHash: 'x' }));
export async function publish(dataDate: string, ...lines: string[]): Promise<string> {
  list += 1;
  const bytes = Buffer.from([HEADER, ...lines, listed({ nama: `CV PENGISI ${list}`, npwp: 'N/A', kota: 'Kab. Serang', sk: `P${list}` })].join('\n'));
  return (await importBlacklist(database.db, { stream: Readable.from([bytes]), fileName: 'daftar.csv', dataDate, importedBy: null, at: clock.now() })).id;
}
/** A version of the registry of other LPSEs, and what follows it: lines `lpse,user_id,nama,nik`. */
export async function publishRegistry(dataDate: string, ...lines: string[]): Promise<string> {
  const id = randomUUID();
  const bytes = Buffer.from(['lpse,user_id,nama,nik', ...lines, `LPSE Contoh,pengisi_${dataDate},Pengisi Registri,`].join('\n'));
  const storage = { stream: () => Promise.resolve(Readable.from([bytes])), remove: () => Promise.resolve() } as unknown as FileStorage;
  const deps = { db: database.db, clock, storage, config: { ...config, dataDir: path.join(tmpdir(), `meja-periksa-${process.pid}`) } };
  await database.db.transaction((trx) => insertRegistryImport(trx, { id, officeId: office.id, dataDate, fileName: 'registri.csv', fileKey: id, fileBytes: bytes.length, columns: null, importedBy: second.id, at: clock.now() }));
  await importRegistryEffect(deps)(effectOf(id));
  await screenNews();
  return id;
}
/** What imports and withdrawals asked for: those we know are compared with what is new. */
export async function screenNews(): Promise<void> {
  const deps = { db: database.db, clock, config };
  const effects: Record<string, EffectHandler> = { tapis_terus: standingScreeningEffect(deps), tapis_registri: standingRegistryEffect(deps) };
  const asked = await database.db('outbox').whereIn('effect', Object.keys(effects)).whereNull('done_at').orderBy('id').select<{ id: string; effect: string; ref_id: string }[]>('id', 'effect', 'ref_id');
  for (const { id, effect, ref_id: refId } of asked) {
    await effects[effect]?.(effectOf(refId));
    await database.db('outbox').where({ id }).update({ done_at: new Date() });
  }
}
const effectOf = (refId: string) => ({ refId }) as Parameters<EffectHandler>[0];
/** An NPWP whose visible digits are those of RINA above. */
export const rina = { npwp15: '041234568001000', npwp16: '0041234568001000', npwp_mask: '45601' };
export const atStep7 = (wishes: Parameters<typeof aCaseAt>[2] = {}): Promise<TestCase> => aCaseAt(database.db, 'cek_daftar_hitam', { office, holder: help, ...wishes, person: { ...rina, ...wishes.person } });
export const does = (subject: TestCase, action: string, input: object = {}, who = help) => act(database.db, door, who.actor, subject.row.id, action, input);
export const hitsOf = (subject: TestCase) => database.db('check_hits').where({ case_id: subject.row.id }).orderBy([{ column: 'score', order: 'desc' }, { column: 'id' }])
  .select<{ id: string; level: string; in_force: boolean; shown: Record<string, unknown>; reasons: { key: string }[]; verdict: string | null; confirmed_at: Date | null; check_id: string }[]>('*');
export const runsOf = (subject: TestCase) => database.db('checks').where({ case_id: subject.row.id }).orderBy('run_at')
  .select<{ id: string; freshness: string; data_date: string | null; import_id: string | null; query: { hari: string; subjek: Record<string, string>[] }; history: { nomorSk: string }[]; round: number }[]>('*');
export const placeOf = async (subject: TestCase) => (await database.db('cases').where({ id: subject.row.id }).first<{ place: string }>('place')).place;
