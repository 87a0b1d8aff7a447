/** What happens to held files when the scanner answers again. */
import { afterAll, beforeAll, beforeEach, expect, it } from '@jest/globals';
import { createLogger } from '../platform/log.ts';
import { aCaseAt } from '../testing/a-case.ts';
import { aClock } from '../testing/door-fakes.ts';
import { aDraft } from '../testing/intake-fakes.ts';
import { createTestDatabase, type TestDatabase } from '../testing/test-db.ts';
import { rescanHeld } from './index.ts';
import type { ScanVerdict } from './virus-scanner.gateway.ts';

let database: TestDatabase;
beforeAll(async () => { database = await createTestDatabase(); }, 60_000);
afterAll(() => database.drop());
beforeEach(async () => { await database.db('uploads').del(); });

const held = async () => {
  const id = await aDraft(database.db);
  await database.db('uploads').where({ id }).update({ scan_state: 'ditahan' });
  return id;
};
const stateOf = async (id: string) => (await database.db('uploads').where({ id }).first<{ scan_state: string }>('scan_state')).scan_state;
const noted = async () => Number((await database.db('audit_events').where({ event: 'berkas_terinfeksi' }).count<{ n: number }[]>({ n: '*' }))[0]?.n);
/** Files are told apart by their key. */
const rescan = (verdicts: Record<string, ScanVerdict>, missing: string[] = []) => rescanHeld({
  db: database.db, clock: aClock('2026-03-02T02:00:00Z'), log: createLogger({ level: 'silent' }),
  storage: { read: (key: string) => (missing.some((id) => key.includes(id)) ? Promise.reject(new Error('gone')) : Promise.resolve(Buffer.from(key))) } as never,
  scanner: { scan: (bytes) => Promise.resolve(Object.entries(verdicts).find(([id]) => bytes.toString().includes(id))?.[1] ?? 'tidak_menjawab') },
});

it('an infected one stays held, is noted once however often is asked, and keeps no other waiting', async () => {
  const [bad, good] = [await held(), await held()];
  expect(await rescan({ [bad]: 'terinfeksi', [good]: 'bersih' })).toBe(1);
  expect([await stateOf(bad), await stateOf(good), await noted()]).toEqual(['ditahan', 'bersih', 1]);
  expect(await rescan({ [bad]: 'terinfeksi' })).toBe(0);
  expect([await stateOf(bad), await noted()]).toEqual(['ditahan', 1]);
});

it('one that cannot be read keeps no other waiting', async () => {
  const [gone, good] = [await held(), await held()];
  expect(await rescan({ [good]: 'bersih' }, [gone])).toBe(1);
  expect([await stateOf(gone), await stateOf(good)]).toEqual(['ditahan', 'bersih']);
});

it('one that is let go is wanted read from then on, and the reader woken', async () => {
  const [read, sample] = [await held(), await held()];
  await database.db('uploads').where({ id: read }).update({ reading_wanted_at: database.db.raw(`now() - interval '1 hour'`) });
  await rescan({ [read]: 'bersih', [sample]: 'bersih' });
  const wanted = await database.db('uploads').whereIn('id', [read, sample]).whereRaw(`reading_wanted_at > clock_timestamp() - interval '1 minute'`).pluck<string[]>('id');
  expect([wanted, await database.db('outbox').where({ effect: 'baca_pindaian' }).whereIn('ref_id', [read, sample]).pluck<string[]>('ref_id')]).toEqual([[read], expect.arrayContaining([read])]);
});

it('whoever has the case open sees that it changed; an answer that came to nothing changes no case', async () => {
  const file = await aCaseAt(database.db, 'cek_unggahan');
  const version = async () => (await database.db('cases').where({ id: file.row.id }).first<{ version: number }>('version')).version;
  const { upload_id: id } = await database.db('documents').where({ case_id: file.row.id }).first<{ upload_id: string }>('upload_id');
  await database.db('uploads').where({ id }).update({ scan_state: 'ditahan' });
  const before = await version();
  const answered: { scan: () => Promise<ScanVerdict> } = { scan: async () => { await database.db('uploads').where({ id }).update({ scan_state: 'bersih' }); return 'bersih'; } };
  const deps = { db: database.db, clock: aClock('2026-03-02T02:00:00Z'), log: createLogger({ level: 'silent' }), storage: { read: () => Promise.resolve(Buffer.from('x')) } as never };
  expect([await rescanHeld({ ...deps, scanner: answered }), await version()]).toEqual([0, before]);
  await database.db('uploads').where({ id }).update({ scan_state: 'ditahan' });
  expect([await rescanHeld({ ...deps, scanner: { scan: () => Promise.resolve('bersih' as const) } }), await version()]).toEqual([1, before + 1]);
});
