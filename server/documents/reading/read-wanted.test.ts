/** What waits to be read: once a passing trouble is over it is read as it should have been. */
import { describe, expect, it } from '@jest/globals';
import type { Knex } from 'knex';
import { createLogger } from '../../platform/log.ts';
import type { FileStorage } from '../../platform/storage.ts';
import { anOfficeDatabase } from '../../testing/an-office-database.ts';
import { keepLooks } from '../../testing/card-scans/keep-look.ts';
import { movedClock } from '../../testing/moved-clock.ts';
import { TEST_START } from '../../testing/start-loket.ts';
import { InspectionBrokenOff, InspectionUnavailable } from '../inspection/inspect-upload.ts';
import type { DocumentReader } from './document-reader.ts';
import { READING_OPEN } from './most-attempts.ts';
import { createReadings } from './read-wanted.ts';
import type { Reading } from './reading-messages.ts';
import { settleReadings } from './readings.repository.ts';

const test = anOfficeDatabase();

const reading: Reading = { proposals: [], turn: 0, looksLike: null, alsoLike: [], words: 20, confidence: 90, hashes: [] };
const storage = { read: (key: string) => Promise.resolve(Buffer.from(key)) } as unknown as FileStorage;

/** A document in a case that waits to be read. */
async function waiting(kind = 'ktp'): Promise<string> {
  const [id = ''] = await keepLooks(test.db, await test.newCase(), [{ hashes: [] }]);
  await test.db('documents').where({ upload_id: id }).update({ kind });
  await test.db('upload_readings').where({ upload_id: id }).del();
  await test.db('upload_pages').insert({ upload_id: id, page: 1, width: 1130, height: 1600, picture_key: `gambar-${id}`, preview_key: `kecil-${id}` });
  await test.db('uploads').where({ id }).update({ type: 'application/pdf', reading_wanted_at: test.db.fn.now() });
  return id;
}
async function run(reader: Partial<DocumentReader>, drawPart: () => Promise<Buffer | null> = () => Promise.resolve(null)): Promise<void> {
  const readings = createReadings({ db: test.db, storage, reader: { read: () => Promise.resolve(reading), ...reader } as DocumentReader, inspector: { drawPart }, log: createLogger({ level: 'fatal' }), clock: movedClock(TEST_START) });
  readings.wake();
  await readings.whenQuiet();
}
const rowOf = (id: string) => test.db('upload_readings').where({ upload_id: id }).first<{ state: string; attempts: number } | undefined>('state', 'attempts');
/** As whoever hands a draft in does. */
const handIn = (id: string, document: object) => test.ownerDb('documents').insert(document).then(() => test.db('uploads').where({ id }).update({ reading_wanted_at: test.db.raw('clock_timestamp()') }));
const earlier = (db: Knex, id: string) => db('upload_readings').where({ upload_id: id }).update({ tried_at: db.raw(`tried_at - interval '30 seconds'`) }).then(() => db('uploads').where({ id }).update({ reading_wanted_at: db.raw(`reading_wanted_at - interval '1 hour'`) }));

describe('what waits', () => {
  const soughtAt = async (id: string) => (await test.db('documents').where({ upload_id: id }).first<{ twins_sought_at: Date | null }>('twins_sought_at')).twins_sought_at;
  const isOpen = async (id: string) => await test.db('uploads as u').where({ id }).whereRaw(READING_OPEN).first<object | undefined>('id') !== undefined;

  it('is compared as soon as it was read, while others still wait for that, and once only', async () => {
    const [later, first] = [await waiting(), await waiting()];
    const seen: [string, boolean][] = [];
    await run({ read: async (picture) => { seen.push([picture.toString(), await soughtAt(first) !== null]); return reading; } });
    expect(seen).toEqual([[`gambar-${first}`, false], [`gambar-${later}`, true]]);
    const at = await soughtAt(first);
    await run({});
    expect(await soughtAt(first)).toEqual(at);
  });

  it('is compared, too, where it was read before it was handed in and others still wait for that', async () => {
    const draft = await waiting();
    await run({});
    await test.db('documents').where({ upload_id: draft }).update({ twins_sought_at: null });
    const [later, first] = [await waiting(), await waiting()];
    const seen: boolean[] = [];
    let wake: () => void = () => undefined;
    const readings = createReadings({ db: test.db, storage, reader: { read: async () => { seen.push(await soughtAt(draft) !== null); wake(); return reading; } } as unknown as DocumentReader, inspector: { drawPart: () => Promise.resolve(null) }, log: createLogger({ level: 'fatal' }), clock: movedClock(TEST_START) });
    ({ wake } = readings);
    wake();
    await readings.whenQuiet();
    expect([seen, await soughtAt(later) !== null, await soughtAt(first) !== null]).toEqual([[false, true], true, true]);
  });

  it('is marked without those that somebody is just writing, and those later', async () => {
    const [one, other] = [await waiting('surat_kuasa'), await waiting('surat_kuasa')];
    await test.db('upload_readings').insert([one, other].map((id) => ({ upload_id: id, state: 'terbaca' })));
    const held = await test.db.transaction();
    try {
      await held('uploads').where({ id: one }).forNoKeyUpdate().select('id');
      await test.db.transaction(async (trx) => { await trx.raw(`set local lock_timeout = '3s'`); await settleReadings(trx); });
      expect([await isOpen(one), await isOpen(other)]).toEqual([true, false]);
    } finally {
      await held.rollback();
    }
    await settleReadings(test.db);
    expect(await isOpen(one)).toBe(false);
  }, 20_000);

  it('is looked at no more once nothing of it is left to read, until somebody wants it anew', async () => {
    const [read, held, failed] = [await waiting(), await waiting(), await waiting()];
    await test.db('uploads').where({ id: held }).update({ scan_state: 'ditahan' });
    await run({ read: (picture) => (picture.toString().includes(failed) ? Promise.reject(new Error('broke')) : Promise.resolve(reading)) });
    expect([await isOpen(read), await isOpen(held), await isOpen(failed)]).toEqual([false, true, true]);
    await test.db('uploads').where({ id: read }).update({ reading_wanted_at: test.db.raw('clock_timestamp()') });
    expect(await isOpen(read)).toBe(true);
    await run({ read: () => Promise.reject(new Error('there is nothing to read')) });
    expect(await isOpen(read)).toBe(false);
    for (let n = 0; n < 2; n += 1) { await earlier(test.db, failed); await run({ read: () => Promise.reject(new Error('broke')) }); }
    expect([await rowOf(failed), await isOpen(failed)]).toEqual([{ state: 'gagal', attempts: 3 }, false]);
  });
});

describe('a scan whose words do not say what it is', () => {
  const number = { field: 'nomor_sertifikat' as const, value: '0001/SKA/2024', confidence: 92 };
  const asked: (string | null)[] = [];
  const reader = (seen: Partial<Reading>): Partial<DocumentReader> => ({
    read: (_picture, kind) => { asked.push(kind); return Promise.resolve({ ...reading, ...seen, proposals: kind === 'sertifikat_keahlian' ? [number] : [] }); },
  });
  /** Read as a draft, then handed in. */
  async function handedIn(seen: Partial<Reading>, { kind = 'sertifikat_keahlian', ended = false } = {}): Promise<string> {
    asked.length = 0;
    const id = await waiting(kind);
    const document = await test.db('documents').where({ upload_id: id }).first<{ case_id: string }>('*');
    await test.ownerDb('documents').where({ upload_id: id }).del();
    await run(reader(seen));
    if (ended) await test.ownerDb('cases').where({ id: document.case_id }).update({ ended_at: test.ownerDb.fn.now() });
    await handIn(id, document);
    await run(reader(seen));
    await run(reader(seen));
    return id;
  }
  const proposalsOf = async (id: string) => (await test.db('upload_readings').where({ upload_id: id }).first<{ proposals: object[]; numbers: string[] }>('proposals', 'numbers'));

  it('is read once more when it was handed in as something, and then with what that tells', async () => {
    const id = await handedIn({});
    expect([asked, await proposalsOf(id)]).toEqual([[null, 'sertifikat_keahlian'], { proposals: [number], numbers: ['nomor_sertifikat:0001/SKA/2024'] }]);
  });

  it('or that lies beside another paper, likewise', async () => {
    const id = await handedIn({ looksLike: 'ktp', alsoLike: ['sertifikat_keahlian'] });
    expect([asked, (await proposalsOf(id)).proposals]).toEqual([[null, 'sertifikat_keahlian'], [number]]);
  });

  it.each([['says what it is', { looksLike: 'ktp' as const }, {}], ['is of a kind of which nothing is read', {}, { kind: 'surat_kuasa' }], ['lies in a case that is over', {}, { ended: true }]])('is read once only where it %s', async (_what, seen, as) => {
    await handedIn(seen, as);
    expect(asked).toEqual([null]);
  });

  it('is read once more though the reading of the draft failed twice', async () => {
    const id = await waiting('sertifikat_keahlian');
    const document = await test.db('documents').where({ upload_id: id }).first<object>('*');
    await test.ownerDb('documents').where({ upload_id: id }).del();
    for (let n = 0; n < 2; n += 1) {
      await run({ read: () => Promise.reject(new Error('broke')) });
      await earlier(test.db, id);
    }
    asked.length = 0;
    await run(reader({}));
    await handIn(id, document);
    await run(reader({}));
    expect(asked).toEqual([null, 'sertifikat_keahlian']);
  });

  it('keeps what it has where it cannot be read again, and is not tried for ever', async () => {
    const id = await handedIn({ looksLike: 'ktp', alsoLike: [], words: 20 });
    await test.db('upload_readings').where({ upload_id: id }).update({ also_like: ['sertifikat_keahlian'] });
    await test.db('uploads').where({ id }).update({ reading_wanted_at: test.db.raw('clock_timestamp()') });
    let tried = 0;
    for (let n = 0; n < 5; n += 1) {
      await run({ read: () => { tried += 1; return Promise.reject(new Error('broke')); } });
      // Who is woken at once does not use up its tries while the trouble lasts.
      if (n === 0) await run({ read: () => { tried += 1; return Promise.reject(new Error('broke')); } });
      await test.db('upload_readings').where({ upload_id: id }).update({ tried_at: test.db.raw(`tried_at - interval '30 seconds'`) });
    }
    expect([tried, await rowOf(id)]).toEqual([2, { state: 'terbaca', attempts: 3 }]);
  });
});

describe('a scan of which no larger part can be drawn now', () => {
  it('is not read from its small picture: it waits a little, then it is read with the part', async () => {
    const id = await waiting();
    const seen: (string | null)[] = [];
    const reader: Partial<DocumentReader> = {
      read: async (_picture, _kind, drawPart) => { seen.push(String(await drawPart?.({ left: 0, top: 0, width: 0.3, height: 0.2 }))); return reading; },
    };
    let busy = true;
    const drawPart = () => (busy ? Promise.reject(new InspectionUnavailable('too many files are waiting')) : Promise.resolve(Buffer.from('besar')));
    await run(reader, drawPart);
    expect([await rowOf(id), seen]).toEqual([{ state: 'gagal', attempts: 0 }, []]);
    busy = false;
    // Whoever wakes it at once finds the same trouble.
    await run(reader, drawPart);
    expect(seen).toEqual([]);
    await earlier(test.db, id);
    await run(reader, drawPart);
    expect([await rowOf(id), seen]).toEqual([{ state: 'terbaca', attempts: 1 }, ['besar']]);
  });

  const part = { left: 0, top: 0, width: 0.3, height: 0.2 };
  const hash = { coarse: '0f'.repeat(8), fine: '3c'.repeat(32) };
  const looked = async (id: string) => await test.db('upload_fingerprints').where({ upload_id: id }).first('upload_id') !== undefined;
  const sought = async (id: string) => (await test.db('documents').where({ upload_id: id }).first<{ twins_sought_at: Date | null }>('twins_sought_at')).twins_sought_at !== null;

  it('is not given up on a busy morning, and not compared without a look either', async () => {
    const id = await waiting();
    await test.db('documents').where({ upload_id: id }).update({ twins_sought_at: null });
    const reader: Partial<DocumentReader> = { read: async (_picture, _kind, drawPart) => { await drawPart?.(part); return { ...reading, hashes: [hash] }; } };
    for (let n = 0; n < 5; n += 1) {
      await run(reader, () => Promise.reject(new InspectionUnavailable('no place became free in time')));
      await earlier(test.db, id);
    }
    expect([await rowOf(id), await looked(id), await sought(id)]).toEqual([{ state: 'gagal', attempts: 0 }, false, false]);
    await run(reader);
    expect([await rowOf(id), await looked(id), await sought(id)]).toEqual([{ state: 'terbaca', attempts: 1 }, true, true]);
  });

  it('because its drawing always outlasts the clock is read in its small picture at last, so that it is compared by its look', async () => {
    const id = await waiting();
    const seen: unknown[] = [];
    const reader: Partial<DocumentReader> = { read: async (_picture, _kind, drawPart) => { seen.push(await drawPart?.(part)); return { ...reading, hashes: [hash] }; } };
    for (let n = 0; n < 4; n += 1) {
      await run(reader, () => Promise.reject(new InspectionBrokenOff('wall')));
      if (n < 2) expect([await rowOf(id), seen]).toEqual([{ state: 'gagal', attempts: n + 1 }, []]);
      await earlier(test.db, id);
    }
    expect([(await rowOf(id))?.state, seen, await looked(id)]).toEqual(['terbaca', [null], true]);
  });

  it('is no failure when this process stops', async () => {
    const id = await waiting();
    await run({ read: async (_picture, _kind, drawPart) => { await drawPart?.({ left: 0, top: 0, width: 0.3, height: 0.2 }); return reading; } }, () => Promise.reject(new InspectionUnavailable('the inspector was closed')));
    expect(await rowOf(id)).toBeUndefined();
    await run({});
    expect(await rowOf(id)).toEqual({ state: 'terbaca', attempts: 1 });
  });
});
