/**
 * Twenty scanned pages in one PDF of 2 MB, as staff meet it: a real case in a real browser, the card of a document pressed, → for the next page; then the same
 * over a line of 1 Mbit/s. Every document is another one and nobody has looked at it before; the server was started anew after they came in.
 */
import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { loadavg } from 'node:os';
import { PDFDocument } from 'pdf-lib';
import sharp from 'sharp';
import { createWorld } from '../../seeds/scenarios/walker.ts';
import { formOf, visit } from '../../seeds/scenarios/registrasi-perseorangan.ts';
import { take } from '../../seeds/scenarios/world.ts';
import { sampleScan } from '../../server/testing/sample-files.ts';
import { asPdf, scanOf, type CardScan } from '../../server/testing/card-scans/scan-of.ts';
import { figure, percentile, type Figure } from './figure.ts';
import { openOfficersBrowser } from './officers-browser.ts';
import { PASSWORD, withSetting, type Setting } from './setting.ts';

const FIRST_SEED = Number(process.env.LOKET_BENCH_SEED ?? 50_000) + 2_000;
const PAGES = 20;
/** Twenty of these, with what a PDF says around them, make 2 MB: as much as an applicant may send. */
const PAGE_BYTES = 103_500;
/** Documents that are opened, two to a case. */
const OPENINGS = Number(process.env.LOKET_BENCH_OPENINGS ?? 20);
const THICK = ['npwp', 'sertifikat_keahlian'] as const;
/** Pages looked at over the slow line, of each of the two documents of one more case. */
const SLOW_PAGES = 10;

interface ThickCase { caseId: string; documents: Record<string, string> }

export async function thickPdf(): Promise<Figure[]> {
  const scans: CardScan[] = [];
  for (let n = 0; n < PAGES; n += 1) {
    const scan = await scanOf(FIRST_SEED + n, n % 2 === 0 ? 'npwp' : 'sertifikat_keahlian', 'jernih');
    scans.push({ ...scan, jpeg: await heaviestWithin(scan.jpeg, PAGE_BYTES) });
  }
  return withSetting(async (setting) => {
    const cases: ThickCase[] = [];
    let bytes = 0;
    const taking = await setting.server();
    const world = createWorld({ url: taking.url, password: PASSWORD, seed: 7 });
    for (let n = 0; n <= Math.ceil(OPENINGS / THICK.length); n += 1) {
      const pdfs = await Promise.all(THICK.map((_, k) => thick(scans, n * THICK.length + k)));
      bytes = Math.max(bytes, ...pdfs.map((pdf) => pdf.length));
      cases.push(await caseWith(setting, world, pdfs));
    }
    await taking.stop();

    const { url } = await setting.server();
    const browser = await openOfficersBrowser({ url, name: 'helpdesk', password: PASSWORD });
    const [first, next, slow]: [number[], number[], number[]] = [[], [], []];
    const load = loadavg()[0] ?? 0;
    try {
      const last = cases.pop();
      for (const { caseId, documents } of cases) {
        await browser.openCase(caseId);
        for (const kind of THICK) {
          const id = documents[kind] ?? '';
          first.push(await browser.pressCard(kind, id));
          for (let n = 2; n <= 4; n += 1) next.push(await browser.nextPage(id, n));
        }
      }
      if (!last) throw new Error('no case for the slow line');
      await browser.openCase(last.caseId);
      await browser.slowDown();
      for (const kind of THICK) {
        const id = last.documents[kind] ?? '';
        slow.push(await browser.pressCard(kind, id));
        for (let n = 2; n <= SLOW_PAGES; n += 1) slow.push(await browser.nextPage(id, n));
      }
    } finally {
      await browser.close();
    }
    const spread = (times: readonly number[], by = 1) => ({ p50: percentile(times, 0.5) / by, slowest: Math.max(...times) / by });
    return [
      figure({ name: 'thick_pdf_first_page', unit: 'ms', value: percentile(first, 0.95), target: 300, seen: { ...spread(first), coldest: first[0] ?? NaN, documents: first.length, pdfKb: bytes / 1024, pages: PAGES, load } }),
      figure({ name: 'thick_pdf_next_page', unit: 'ms', value: percentile(next, 0.95), target: 100, seen: { ...spread(next), pages: next.length, load } }),
      figure({ name: 'usable_picture_at_1_mbit', unit: 's', value: percentile(slow, 0.95) / 1_000, target: 1.5, seen: { ...spread(slow, 1_000), pictures: slow.length, load: loadavg()[0] ?? 0 } }),
    ];
  });
}

/** The scan at the width a phone's scanner leaves, in the best quality that still fits: so that a document weighs what the figure asks for. */
async function heaviestWithin(jpeg: Buffer, most: number): Promise<Buffer> {
  for (let quality = 95; quality >= 40; quality -= 1) {
    const made = await sharp(jpeg).resize({ width: 1400 }).jpeg({ quality }).toBuffer();
    if (made.length <= most) return made;
  }
  throw new Error(`no quality brings a page below ${most} bytes`);
}

/** The same scans, begun with another one each time and each page marked: no two documents are alike to the byte, nor their pictures. */
async function thick(scans: readonly CardScan[], n: number): Promise<Buffer> {
  const document = await PDFDocument.load(await asPdf(scans.map((_, k) => scans[(k + n) % scans.length] as CardScan)));
  for (const [k, page] of document.getPages().entries()) page.drawText(`${n + 1} / ${k + 1}`, { x: 20, y: 12, size: 9 });
  return Buffer.from(await document.save());
}

async function caseWith({ database: { db } }: Setting, world: ReturnType<typeof createWorld>, pdfs: readonly Buffer[]): Promise<ThickCase> {
  const person = world.people();
  const uploads: Record<string, string> = {};
  for (const [kind, bytes, name] of [['ktp', await sampleScan('ktp', person.onCards, 'jpeg'), 'ktp.jpg'], ...THICK.map((thickKind, k) => [thickKind, pdfs[k] ?? Buffer.alloc(0), 'tebal.pdf'] as const)] as const) {
    const { status, body } = await world.applicant.upload('/api/public/uploads', bytes, name);
    if (status !== 201 && status !== 202) throw new Error(`upload: ${status} ${JSON.stringify(body)}`);
    uploads[kind] = body.id;
  }
  const { caseNumber, token } = await world.applicant.post<{ caseNumber: string; token: string }>('/api/public/applications', {
    kantor: world.office, prosedur: 'registrasi_perseorangan', ...formOf(person), persetujuan: { privasi: '2026-01', kebenaran: '2026-01' }, documents: uploads,
  }, { 'Idempotency-Key': randomUUID() });
  const { id: caseId } = await db('cases').where({ number: caseNumber }).first<{ id: string }>('id');
  const ids = Object.values(uploads);
  for (const began = Date.now(); await db('uploads').whereIn('id', ids).where('page_count', '>', 1).whereNull('pages_drawn_at').first<object | undefined>('id');) {
    if (Date.now() - began > 300_000) throw new Error('the pages were not drawn in five minutes');
    await pause(200);
  }
  await visit(world, { caseId, number: caseNumber, token, person });
  const helpdesk = await world.officer('helpdesk');
  await take(helpdesk, caseId);
  await helpdesk.act(caseId, 'mulai_cek_unggahan');
  // Prepared: what is measured is the viewer, not the reader at work beside it.
  await db('upload_readings').insert(ids.map((id) => ({ upload_id: id, state: 'tidak_terbaca', read_to: 4, attempts: 9 }))).onConflict('upload_id').merge();
  await db('documents').where({ case_id: caseId }).update({ twins_sought_at: db.fn.now() });
  return { caseId, documents: Object.fromEntries((await db('documents').where({ case_id: caseId }).select<{ id: string; kind: string }[]>('id', 'kind')).map(({ id, kind }) => [kind, id])) };
}
