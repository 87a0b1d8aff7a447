/** A file of several pages: a covering letter first, or several papers in one scan. The page that was asked for is looked for, a few pages far, one at a time. */
import { describe, expect, it } from '@jest/globals';
import { createLogger } from '../../platform/log.ts';
import type { FileStorage } from '../../platform/storage.ts';
import { anOfficeDatabase } from '../../testing/an-office-database.ts';
import { keepLooks } from '../../testing/card-scans/keep-look.ts';
import { movedClock } from '../../testing/moved-clock.ts';
import { TEST_START } from '../../testing/start-loket.ts';
import { findDraftState } from '../draft-state.view.ts';
import type { DocumentReader } from './document-reader.ts';
import { createReadings } from './read-wanted.ts';
import type { Reading } from './reading-messages.ts';

const test = anOfficeDatabase();

type Kind = Reading['looksLike'];
/** `usang`: a worn card, of which little but its number comes out. */
type Page = Kind | 'usang';
const WORN = '6472010708880001';
const HASHES = { surat: { coarse: '0f'.repeat(8), fine: '3c'.repeat(32) }, kartu: { coarse: 'a7'.repeat(8), fine: '5a'.repeat(32) } };
const storage = { read: (key: string) => Promise.resolve(Buffer.from(key)) } as unknown as FileStorage;

/** A file whose pages look like this, handed in as `kind`; of `drawn` pages there is a picture. */
async function waiting(pages: readonly Page[], { kind = 'ktp', drawn = pages.length, settled = drawn === pages.length }: { kind?: string; drawn?: number; settled?: boolean } = {}): Promise<{ id: string; caseId: string }> {
  const caseId = await test.newCase();
  const [id = ''] = await keepLooks(test.db, caseId, [{ hashes: [] }]);
  await test.db('documents').where({ upload_id: id }).update({ kind });
  await test.db('upload_readings').where({ upload_id: id }).del();
  await test.db('uploads').where({ id }).update({ type: 'application/pdf', page_count: pages.length, pages_drawn_at: settled ? test.db.fn.now() : null, reading_wanted_at: test.db.fn.now() });
  await addPages(id, pages, 0, drawn);
  return { id, caseId };
}
const addPages = (id: string, pages: readonly Page[], from: number, to: number) =>
  test.db('upload_pages').insert(pages.slice(from, to).map((looks, n) => ({ upload_id: id, page: from + n + 1, width: 1130, height: 1600, picture_key: `${looks ?? 'surat'} ${from + n + 1} ${id}`, preview_key: `kecil-${from + n + 1}-${id}` })));

/** Reads as the picture's name says, and notes which pages it was given; `fails` says of which it cannot. */
async function run(fails: (page: number) => boolean = () => false): Promise<{ read: number[]; parts: unknown[]; compared: string[][] }> {
  const seen: { read: number[]; parts: unknown[]; compared: string[][] } = { read: [], parts: [], compared: [] };
  const reader: Partial<DocumentReader> = {
    read: async (picture, kind, drawPart) => {
      const [looks = '', page = ''] = picture.toString().split(' ');
      seen.read.push(Number(page));
      await drawPart?.({ left: 0, top: 0, width: 0.3, height: 0.2 });
      if (fails(Number(page))) throw new Error('broke');
      const looksLike = looks === 'surat' || looks === 'usang' ? null : looks as Kind;
      return { turn: 0, looksLike, alsoLike: [], words: 20, confidence: 90, hashes: [looksLike === null ? HASHES.surat : HASHES.kartu], proposals: looks === 'usang' && kind === 'ktp' ? [{ field: 'nik', value: WORN, confidence: 75 }] : looksLike === 'ktp' ? [{ field: 'nik', value: `64720107088899${page.padStart(2, '9')}`, confidence: 60 }] : [] };
    },
    compare: (one, other) => { seen.compared.push([one, other].map(String)); return Promise.resolve({ alike: 1, worst: 1, same: true }); },
  };
  const readings = createReadings({ db: test.db, storage, reader: reader as DocumentReader, inspector: { drawPart: (_file, _type, part) => { seen.parts.push(part.page); return Promise.resolve(null); } }, log: createLogger({ level: 'fatal' }), clock: movedClock(TEST_START) });
  readings.wake();
  await readings.whenQuiet();
  return seen;
}
const rowOf = (id: string) => test.db('upload_readings').where({ upload_id: id }).first<{ page: number; read_to: number; looks_like: Kind; attempts: number; numbers: string[]; pages_failed: number } | undefined>('page', 'read_to', 'looks_like', 'attempts', 'numbers', 'pages_failed');
const isSought = async (id: string) => (await test.db('documents').where({ upload_id: id }).first<{ twins_sought_at: Date | null }>('twins_sought_at')).twins_sought_at !== null;
/** What was drawn is no concern of the next test. */
const settle = (id: string) => test.db('uploads').where({ id }).update({ reading_wanted_at: null });
/** As whoever hands a draft in, or lets a file go, does. */
const want = (id: string) => test.db('uploads').where({ id }).update({ reading_wanted_at: test.db.raw('clock_timestamp()') });
/** What was tried in vain may be tried again. */
const later = (id: string) => test.db('upload_readings').where({ upload_id: id }).update({ tried_at: test.db.raw(`tried_at - interval '30 seconds'`) });

describe('a file of several pages', () => {
  it('is read page by page until one is what was asked for: number, look and the part drawn larger are of that page', async () => {
    const { id } = await waiting([null, 'npwp', 'ktp', 'ktp']);
    const { read, parts } = await run();
    expect([read, parts]).toEqual([[1, 2, 3], [1, 2, 3]]);
    expect(await rowOf(id)).toEqual({ pages_failed: 0, page: 3, read_to: 3, looks_like: 'ktp', attempts: 1, numbers: ['nik:6472010708889993'] });
    const { coarse } = await test.db('upload_fingerprints').where({ upload_id: id }).first<{ coarse: string }>(test.db.raw('coarse::text as coarse'));
    expect(BigInt(`0b${coarse}`).toString(16)).toBe(HASHES.kartu.coarse);
    expect((await run()).read).toEqual([]);
  });

  it('whose first page is it goes no further, and one of a kind of which nothing is read neither', async () => {
    const [card, power] = [await waiting(['ktp', null]), await waiting([null, 'ktp'], { kind: 'surat_kuasa' })];
    expect((await run()).read).toEqual([1, 1]);
    expect([(await rowOf(card.id))?.read_to, (await rowOf(power.id))?.read_to]).toEqual([1, 1]);
  });

  it('is given up after four pages: what the first one says stands, and its look', async () => {
    const { id } = await waiting([null, 'npwp', null, null, 'ktp', 'ktp']);
    expect((await run()).read).toEqual([1, 2, 3, 4]);
    expect(await rowOf(id)).toMatchObject({ page: 1, read_to: 4, looks_like: null });
    expect([(await run()).read, await isSought(id)]).toEqual([[], true]);
  });

  it('is read on from where it stopped once the next page is drawn, and not compared before', async () => {
    const pages = [null, 'ktp'] as const;
    const { id } = await waiting(pages, { drawn: 1 });
    expect([(await run()).read, await rowOf(id), await isSought(id)]).toEqual([[1], expect.objectContaining({ page: 1, read_to: 1 }), false]);
    await addPages(id, pages, 1, 2);
    expect([(await run()).read, await rowOf(id), await isSought(id)]).toEqual([[2], expect.objectContaining({ page: 2, read_to: 2, attempts: 1 }), true]);
  });

  it('of which a page could not be drawn is read past it', async () => {
    const pages = [null, null, 'ktp'] as const;
    const { id } = await waiting(pages, { drawn: 1, settled: true });
    await addPages(id, pages, 2, 3);
    expect([(await run()).read, await rowOf(id)]).toEqual([[1, 3], expect.objectContaining({ page: 3, read_to: 3 })]);
  });

  it('with a page that cannot be read keeps what it has, is tried three times with a pause between, and is compared then', async () => {
    const { id } = await waiting([null, 'ktp']);
    const tried = [];
    for (let n = 0; n < 4; n += 1) { tried.push((await run((page) => page === 2)).read, (await run((page) => page === 2)).read, await isSought(id)); await later(id); }
    expect(tried).toEqual([[1, 2], [], false, [2], [], false, [2], [], true, [], [], true]);
    expect(await rowOf(id)).toMatchObject({ page: 1, read_to: 2, pages_failed: 1, attempts: 1 });
  });

  it.each([['a page', 2, [null, null, 'ktp'], [[1, 2], [2], [2, 3]]], ['its first page', 1, [null, 'ktp'], [[1], [1], [1, 2]]]] as const)('%s of which cannot be read is read on behind it', async (_which, broken, pages, expected) => {
    const { id } = await waiting(pages);
    const read = [];
    for (let n = 0; n < 3; n += 1) { read.push((await run((page) => page === broken)).read); await later(id); }
    expect([read, await rowOf(id), await isSought(id)]).toEqual([expected, expect.objectContaining({ page: pages.length, read_to: pages.length, pages_failed: 1, looks_like: 'ktp' }), true]);
  });

  it('lets every first page go before its later ones', async () => {
    const [single, bundle] = [await waiting(['ktp']), await waiting([null, null, 'ktp'])];
    expect((await run()).read).toEqual([1, 1, 2, 3]);
    expect([(await rowOf(single.id))?.page, (await rowOf(bundle.id))?.page]).toEqual([1, 3]);
  });

  describe('whose first one bears surely the number that was typed', () => {
    const typed = (caseId: string, nik: string) => test.ownerDb('case_subjects').insert({ case_id: caseId, role: 'pemohon', is_applicant: true, name: 'BUDI CONTOH', nik });

    it('keeps it, though a cleaner card of somebody else lies behind it', async () => {
      const { id, caseId } = await waiting(['usang', 'ktp']);
      await typed(caseId, WORN);
      expect([(await run()).read, await rowOf(id)]).toEqual([[1], expect.objectContaining({ page: 1, read_to: 1, numbers: [`nik:${WORN}`] })]);
    });

    it('keeps it, too, where the other one had been read while it was a draft', async () => {
      const { id, caseId } = await waiting(['usang', 'ktp']);
      await typed(caseId, WORN);
      const document = await test.db('documents').where({ upload_id: id }).first<object>('*');
      await test.ownerDb('documents').where({ upload_id: id }).del();
      await test.db('uploads').where({ id }).update({ used_at: null });
      expect([(await run()).read, (await rowOf(id))?.page]).toEqual([[1, 2], 2]);
      await test.ownerDb('documents').insert(document);
      await want(id);
      expect([(await run()).read, await rowOf(id)]).toEqual([[1], expect.objectContaining({ page: 1, numbers: [`nik:${WORN}`] })]);
    });

    it('is read on where another number was typed, and a draft’s later page that bears the typed one stands', async () => {
      const other = await waiting(['usang', 'ktp']);
      await typed(other.caseId, '6472010708889992');
      expect([(await run()).read, (await rowOf(other.id))?.page]).toEqual([[1, 2], 2]);
      await test.db('upload_readings').where({ upload_id: other.id }).update({ read_as: null });
      await want(other.id);
      expect((await run()).read).toEqual([]);
    });
  });

  it('that was read as a draft of one paper is looked through for the one it was handed in as', async () => {
    const { id } = await waiting(['ktp', 'npwp'], { kind: 'npwp' });
    const document = await test.db('documents').where({ upload_id: id }).first<object>('*');
    await test.ownerDb('documents').where({ upload_id: id }).del();
    await test.db('uploads').where({ id }).update({ used_at: null });
    expect([(await run()).read, await rowOf(id)]).toEqual([[1], expect.objectContaining({ page: 1, looks_like: 'ktp' })]);
    await test.ownerDb('documents').insert(document);
    await want(id);
    // What says by itself that it is a KTP says so again.
    expect([(await run()).read, await rowOf(id)]).toEqual([[2], expect.objectContaining({ page: 2, looks_like: 'npwp' })]);
  });

  describe('that was read as a draft, of which nobody had said what it is', () => {
    /** Read through while it is a draft, then handed in as `kind` on a case whose applicant typed this NIK; the pages read each time. */
    async function handedIn(pages: readonly Page[], kind: string, nik: string | null = null): Promise<{ id: string; read: number[][] }> {
      const { id, caseId } = await waiting(pages, { kind });
      await test.ownerDb('case_subjects').insert({ case_id: caseId, role: 'pemohon', is_applicant: true, name: 'BUDI CONTOH', nik });
      const document = await test.db('documents').where({ upload_id: id }).first<object>('*');
      await test.ownerDb('documents').where({ upload_id: id }).del();
      await test.db('uploads').where({ id }).update({ used_at: null });
      const read = [(await run()).read];
      await test.ownerDb('documents').insert(document);
      await want(id);
      read.push((await run()).read, (await run()).read);
      return { id, read };
    }

    it.each([
      ['a card behind its letter, with the number that was typed', [null, 'ktp'], 'ktp', '6472010708889992', [1, 2]],
      ['a card behind its letter, where no number was typed', [null, null, 'ktp'], 'ktp', null, [1, 2, 3]],
      ['a certificate behind its letter', [null, 'sertifikat_keahlian'], 'sertifikat_keahlian', '6472010708889991', [1, 2]],
      ['four pages of a kind of which nothing is read', [null, null, null, null, null], 'surat_kuasa', null, [1, 2, 3, 4]],
    ] as const)('is not read again where that answers what it was handed in as: %s', async (_what, pages, kind, nik, pagesRead) => {
      const { id, read } = await handedIn(pages, kind, nik);
      expect([read, (await rowOf(id))?.page, await isSought(id)]).toEqual([[pagesRead, [], []], kind === 'surat_kuasa' ? 1 : pagesRead.at(-1), true]);
    });

    it('is read again, once, where another number was typed than stands there, or nothing of it was what it was handed in as', async () => {
      expect((await handedIn([null, 'ktp'], 'ktp', WORN)).read).toEqual([[1, 2], [1, 2], []]);
      expect((await handedIn([null, null, null, null, 'ktp'], 'ktp')).read).toEqual([[1, 2, 3, 4], [1, 2, 3, 4], []]);
    });
  });

  it('is compared by the page that was read, on both sides; one that was compared by its letter before is compared again', async () => {
    const early = await waiting([null, 'ktp']);
    await run();
    await settle(early.id);
    // As it stood before anybody looked at a later page.
    const late = await waiting([null, 'npwp', 'ktp']);
    await test.db('upload_readings').insert({ upload_id: late.id, state: 'terbaca', read_as: 'ktp' });
    await test.db('documents').where({ upload_id: late.id }).update({ twins_sought_at: test.db.fn.now() });
    const { read, compared } = await run();
    expect(read).toEqual([2, 3]);
    expect(compared).toContainEqual([`ktp 3 ${late.id}`, `ktp 2 ${early.id}`]);
    expect(await test.db('document_twins').where({ case_id: late.caseId }).pluck('how')).toContain('gambar');
  });
});

describe('a draft of several pages', () => {
  /** Nobody has handed it in. */
  async function draft(pages: readonly Kind[], drawn = pages.length): Promise<string> {
    const { id } = await waiting(pages, { drawn });
    await test.ownerDb('documents').where({ upload_id: id }).del();
    await test.db('uploads').where({ id }).update({ used_at: null, expires_at: test.db.raw(`clock_timestamp() + interval '1 hour'`) });
    return id;
  }
  const said = (id: string, kind: string) => findDraftState(test.db, id, kind, 'id');

  it('is not called another paper while the one asked for may lie on a page behind it', async () => {
    const [bundle, card] = [await draft(['ktp', 'npwp']), await draft(['ktp'])];
    await run();
    expect((await said(bundle, 'npwp'))?.warnings).toEqual([]);
    expect((await said(card, 'npwp'))?.warnings).toEqual([expect.stringContaining('tampak seperti')]);
  });

  it('is under way until a page behind its letter was looked at', async () => {
    const id = await draft([null, 'ktp']);
    await test.db('upload_readings').insert({ upload_id: id, state: 'tidak_terbaca' });
    expect((await said(id, 'ktp'))?.state).toBe('menunggu');
    await run();
    expect(await said(id, 'ktp')).toMatchObject({ state: 'selesai', warnings: [] });
  });
});
