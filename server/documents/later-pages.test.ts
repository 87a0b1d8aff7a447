/** A page that cannot be opened is said to whoever sent it and to whoever judges it; what could not be finished is finished later, and only once. */
import { randomUUID } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { DocumentView } from '../domain/contract/documents.ts';
import { formOf } from '../../seeds/scenarios/registrasi-perseorangan.ts';
import { uploadScans } from '../../seeds/scenarios/world.ts';
import { createLogger } from '../platform/log.ts';
import type { FileStorage } from '../platform/storage.ts';
import type { Client } from '../testing/client.ts';
import { endlessDrawing, pdfOf } from '../testing/hostile-files.ts';
import { startTestLoket, type TestLoket } from '../testing/start-loket.ts';
import { createInspector, type Inspector } from './inspection/inspect-upload.ts';
import { drawMissingPages } from './later-pages.ts';
import { receiveUpload } from './receive-upload.ts';

/** Pages by whether they can be opened. */
function pdfWith(pages: readonly boolean[]): Buffer {
  const content = '1 0 0 rg 20 20 200 120 re f 0 0 1 rg 60 60 90 40 re f';
  return pdfOf(['<</Type/Catalog/Pages 2 0 R>>', `<</Type/Pages/Kids[${pages.map((good) => (good ? '3 0 R' : '99 0 R')).join(' ')}]/Count ${pages.length}>>`,
    '<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 200]/Contents 4 0 R>>', `<</Length ${content.length}>>\nstream\n${content}\nendstream`]);
}

let loket: TestLoket;
let helpdesk: Client;
/** Keys that were read, to see which files were opened. */
const opened: string[] = [];
let store: FileStorage;
beforeAll(async () => {
  loket = await startTestLoket({ seed: 71, storage: (real) => (store = { ...real, read: (key) => { opened.push(key); return real.read(key); } }) });
  helpdesk = await loket.world.officer('helpdesk');
}, 120_000);
afterAll(() => loket.stop());

async function until<T>(look: () => Promise<T>, enough: (seen: T) => boolean): Promise<T> {
  for (let tries = 0; ; tries += 1) {
    const seen = await look();
    if (enough(seen)) return seen;
    if (tries === 600) throw new Error(`not in a minute: ${JSON.stringify(seen)}`);
    await new Promise((resolve) => { setTimeout(resolve, 100); });
  }
}
const stateOf = (id: string) => loket.world.applicant.get<{ state: string; warnings: string[] }>(`/api/public/uploads/${id}`);
async function sent(pages: readonly boolean[], name = 'ktp.pdf'): Promise<string> {
  const { status, body } = await loket.world.applicant.upload('/api/public/uploads', pdfWith(pages), name);
  expect(status).toBe(201);
  return body.id;
}
async function caseWith(ktp: string): Promise<DocumentView> {
  const person = loket.world.people();
  const documents = { ...await uploadScans(loket.world.applicant, '/api/public/uploads', ['npwp', 'sertifikat_keahlian'], person), ktp };
  const { caseNumber } = await loket.world.applicant.post<{ caseNumber: string }>('/api/public/applications', {
    kantor: loket.world.office, prosedur: 'registrasi_perseorangan', ...formOf(person), persetujuan: { privasi: '2026-01', kebenaran: '2026-01' }, documents,
  }, { 'Idempotency-Key': randomUUID() });
  const { id: caseId } = await loket.db('cases').where({ number: caseNumber }).first<{ id: string }>('id');
  return documentOf(caseId);
}
async function documentOf(caseId: string): Promise<DocumentView> {
  const [document] = await helpdesk.get<DocumentView[]>(`/api/documents?filter=${encodeURIComponent(JSON.stringify({ caseId, kind: 'ktp' }))}`);
  if (!document) throw new Error('the case has no KTP');
  return document;
}
/** What the effect of a process that was killed does a minute later. */
async function drawLater(): Promise<void> {
  await loket.db('outbox').where({ effect: 'gambar_halaman' }).whereNull('done_at').update({ available_at: loket.db.raw('clock_timestamp()') });
  await loket.loket.workOnce();
}

describe('a file of five pages of which the third cannot be opened', () => {
  let document: DocumentView;
  beforeAll(async () => {
    const draft = await sent([true, true, false, true, true]);
    const { warnings } = await until(() => stateOf(draft), ({ state }) => state === 'selesai');
    expect(warnings).toContainEqual(expect.stringContaining('tidak dapat dibuka: 3.'));
    document = await caseWith(draft);
  }, 120_000);

  it('stands in the review with all its pages, and the card says which one nobody has seen', () => {
    expect(document).toMatchObject({ pageCount: 5, lackingPages: [3], drawing: false, gaps: [expect.stringMatching(/^Halaman 3 dari 5 halaman tidak dapat dibuka/)] });
    expect(document.warnings.join()).not.toContain('dapat dibuka');
  });

  it('shows the pages behind it, the last one too', async () => {
    const status = async (n: number) => (await helpdesk.request('GET', `/api/documents/${document.id}/pages/${n}`)).status;
    expect([await status(1), await status(2), await status(3), await status(4), await status(5)]).toEqual([200, 200, 404, 200, 200]);
  });
});

describe('pages that are not there yet', () => {
  it('are drawn by another process when the one that took the file is gone, which asks no more once it is settled', async () => {
    const draft = await sent([true, true, true, false]);
    await until(() => loket.db('uploads').where({ id: draft }).first<{ pages_drawn_at: Date | null }>('pages_drawn_at'), (row) => row.pages_drawn_at !== null);
    // As a process leaves it that was killed behind the first page.
    await loket.db('upload_pages').where({ upload_id: draft }).whereNot({ page: 1 }).del();
    await loket.db('uploads').where({ id: draft }).update({ pages_drawn_at: null, warnings: '[]' });
    expect((await stateOf(draft)).state).toBe('menunggu');
    const document = await caseWith(draft);
    expect(document).toMatchObject({ pageCount: 4, lackingPages: [2, 3, 4], drawing: true, underWay: true, gaps: [] });
    await drawLater();
    expect(await documentOf(document.caseId)).toMatchObject({ lackingPages: [4], drawing: false, gaps: [expect.stringContaining('Halaman 4 dari 4')] });
  }, 120_000);

  it('are not asked for in a file of more pages than are shown, which says so', async () => {
    const draft = await sent(Array.from({ length: 23 }, () => true));
    await until(() => loket.db('uploads').where({ id: draft }).first<{ pages_drawn_at: Date | null }>('pages_drawn_at'), (row) => row.pages_drawn_at !== null);
    const { storage_key: key } = await loket.db('uploads').where({ id: draft }).first<{ storage_key: string }>('storage_key');
    await drawLater();
    expect(opened).not.toContain(key);
    expect(await caseWith(draft)).toMatchObject({ pageCount: 20, lackingPages: [], gaps: [expect.stringContaining('hanya 20 halaman pertama')] });
  }, 120_000);

  it('are given up where the file cannot be opened a second time', async () => {
    const draft = await sent([true, true]);
    const row = await until(() => loket.db('uploads').where({ id: draft }).first<{ pages_drawn_at: Date | null; storage_key: string }>('pages_drawn_at', 'storage_key'), (seen) => seen.pages_drawn_at !== null);
    await loket.db('upload_pages').where({ upload_id: draft, page: 2 }).del();
    await loket.db('uploads').where({ id: draft }).update({ pages_drawn_at: null, storage_key: `${row.storage_key}-rusak` });
    await store.put(`${row.storage_key}-rusak`, Buffer.from('%PDF-1.4 nothing more'));
    await drawLater();
    expect((await stateOf(draft)).warnings).toContainEqual(expect.stringContaining('tidak dapat dibuka: 2.'));
  }, 120_000);
});

/** Processes that open files for this one, from the system's own list. */
function children(): number[] {
  const says = (pid: number, file: string) => {
    try {
      return readFileSync(`/proc/${pid}/${file}`, 'utf8');
    } catch {
      return ''; // ended between the listing and this
    }
  };
  return readdirSync('/proc').filter((name) => /^\d+$/.test(name)).map(Number)
    .filter((pid) => says(pid, 'cmdline').includes('inspection-child.ts') && says(pid, 'stat').split(') ')[1]?.split(' ')[1] === String(process.pid));
}

describe('a drawing that was broken off behind the first page', () => {
  const heard: string[] = [];
  const log = createLogger({ level: 'trace', destination: { write: (line) => { heard.push(line); } } });
  const folder = mkdtempSync(path.join(tmpdir(), 'loket-halaman-'));
  afterAll(() => { rmSync(folder, { recursive: true, force: true }); });
  const rowOf = (id: string) => loket.db('uploads').where({ id }).first<{ pages_drawn_at: Date | null; warnings: { key: string }[] }>('pages_drawn_at', 'warnings');
  const pagesOf = (id: string) => loket.db('upload_pages').where({ upload_id: id }).orderBy('page').pluck<number[]>('page');

  /** Takes a file of two pages, the second of which takes its time; `end` is given the process at work on it. */
  async function brokenOff(end: (pid: number) => void, limits = {}): Promise<string> {
    heard.length = 0;
    const file = path.join(folder, `${randomUUID()}.pdf`);
    writeFileSync(file, endlessDrawing(0.08, 1));
    const inspector = createInspector({ maxBytes: 2_000_000, log, pool: { spares: 0, limits } });
    let ours: number[] = [];
    try {
      const before = children();
      const { id } = await receiveUpload({ db: loket.db, clock: loket.clock, storage: store, inspector, scanner: { scan: () => Promise.resolve('bersih') }, log, holdUnscannedFiles: false, readAtOnce: false },
        { path: file, originalName: 'ktp.pdf', source: 'publik', officeId: null, uploadedBy: null, ipHash: null });
      // The server of this file may have started one to be ready meanwhile; whatever is done to it, too, harms nothing.
      ours = children().filter((pid) => !before.includes(pid));
      expect(ours).not.toEqual([]);
      ours.forEach(end);
      await until(() => Promise.resolve(heard.join()), (lines) => lines.includes('later pages will be drawn again'));
      return id;
    } finally {
      await inspector.close();
      const left = children();
      for (const pid of ours) if (left.includes(pid)) process.kill(pid, 'SIGCONT');
    }
  }

  it.each<[string, (pid: number) => void, object]>([
    ['by something outside', (pid) => { process.kill(pid, 'SIGKILL'); }, {}],
    ['by the clock', (pid) => { process.kill(pid, 'SIGSTOP'); }, { wallMs: 6_000 }],
  ])('%s is not settled: the pages are drawn a minute later', async (_how, end, limits) => {
    const id = await brokenOff(end, limits);
    expect([await pagesOf(id), await rowOf(id)]).toEqual([[1], { pages_drawn_at: null, warnings: expect.not.arrayContaining([expect.objectContaining({ key: 'pages_unreadable' })]) }]);
    await drawLater();
    expect([await pagesOf(id), (await rowOf(id)).pages_drawn_at]).toEqual([[1, 2], expect.any(Date)]);
  }, 120_000);

  it('is given up when it breaks at the same page again, or when nothing more will be tried; not because the machine is busy', async () => {
    const draft = async () => {
      const id = await sent([true, true]);
      await until(() => rowOf(id), (row) => row.pages_drawn_at !== null);
      await loket.db('upload_pages').where({ upload_id: id, page: 2 }).del();
      await loket.db('uploads').where({ id }).update({ pages_drawn_at: null });
      return id;
    };
    const drawing = (looked: object, job: { refId: string; lastTry?: boolean }) => {
      const inspector = { inspect: () => Promise.resolve({ outcome: 'refused', params: {}, temporary: false, ...looked }) } as unknown as Inspector;
      return drawMissingPages({ db: loket.db, storage: store, inspector, log })(job);
    };
    const [slow, broken] = [await draft(), await draft()];
    await expect(drawing({ key: 'pdf_took_too_long', brokenOff: 'wall' }, { refId: slow })).rejects.toThrow('broken off');
    expect((await rowOf(slow)).pages_drawn_at).toBeNull();
    await drawing({ key: 'pdf_took_too_long', brokenOff: 'wall' }, { refId: slow, lastTry: true });
    await drawing({ key: 'pdf_broken', brokenOff: 'crashed' }, { refId: broken });
    for (const id of [slow, broken]) expect(await rowOf(id)).toEqual({ pages_drawn_at: expect.any(Date), warnings: expect.arrayContaining([expect.objectContaining({ key: 'pages_unreadable' })]) });
  }, 120_000);

  it('before the first page is told as such, so that what asks may ask again', async () => {
    const impatient = createInspector({ maxBytes: 2_000_000, log, pool: { spares: 0, limits: { wallMs: 1 } } });
    try {
      expect(await impatient.inspect({ buffer: pdfWith([true]), fileName: 'a.pdf' })).toMatchObject({ outcome: 'refused', key: 'pdf_took_too_long', temporary: false, brokenOff: 'wall' });
    } finally {
      await impatient.close();
    }
  }, 60_000);
});
