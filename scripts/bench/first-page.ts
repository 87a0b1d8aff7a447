/**
 * An applicant hands in three 2 MB scans at once: from the last byte of the third until the first page of all three can be shown to
 * staff (row and picture are there).
 */
import { existsSync } from 'node:fs';
import { request } from 'node:http';
import path from 'node:path';
import { PDFiumLibrary } from '@hyzyla/pdfium';
import sharp from 'sharp';
import { inventPerson } from '../../seeds/scenarios/people.ts';
import { pageLongSide } from '../../server/documents/inspection/page-picture.ts';
import { sampleScan, type SampleFormat, type SampleKind } from '../../server/testing/sample-files.ts';
import { figure, percentile, timed, type Figure } from './figure.ts';
import { withSetting } from './setting.ts';

const BYTES = 1_980_000;
const ROUNDS = 12;
const KINDS: SampleKind[] = ['ktp', 'npwp', 'sertifikat_keahlian'];
const MIXES: SampleFormat[][] = [['pdf', 'jpeg', 'jpeg'], ['jpeg', 'jpeg', 'jpeg'], ['pdf', 'pdf', 'jpeg'], ['pdf', 'pdf', 'pdf']];

interface Scan { name: string; format: SampleFormat; bytes: Buffer }

export async function firstPage(): Promise<Figure[]> {
  const scans = new Map<string, Scan>();
  for (const kind of KINDS) {
    for (const format of ['pdf', 'jpeg'] as const) {
      const bytes = await sampleScan(kind, inventPerson(7).onCards, format, BYTES);
      scans.set(`${kind}.${format}`, { name: `${kind}.${format === 'pdf' ? 'pdf' : 'jpg'}`, format, bytes });
    }
  }
  const mixOf = (round: number) => (MIXES[round % MIXES.length] ?? []).map((format, n) => scans.get(`${KINDS[n]}.${format}`)).filter((scan) => scan !== undefined);

  return withSetting(async ({ database, dataDir, server }) => {
    const { url } = await server();
    const ours: number[] = [];
    const theirs: number[] = [];
    const library = await PDFiumLibrary.init();
    for (let round = -1; round < ROUNDS; round += 1) { // the first round warms
      const mix = mixOf(Math.max(0, round));
      const sent = await Promise.all(mix.map((scan) => upload(url, scan)));
      for (const one of sent) if (one.underWay) await examined(url, one.id);
      const pages = await database.db('upload_pages').whereIn('upload_id', sent.map((one) => one.id)).where({ page: 1 }).pluck<string[]>('picture_key');
      const shown = performance.now();
      if (pages.length !== mix.length || !pages.every((key) => existsSync(path.join(dataDir, 'uploads', key)))) throw new Error(`round ${round}: a first page is missing`);
      const bare = await timed(async () => { for (const scan of mix) await drawBare(library, scan); });
      if (round >= 0) {
        ours.push((shown - Math.max(...sent.map((one) => one.lastByteAt))) / 1000);
        theirs.push(bare / 1000);
      }
    }
    library.destroy();
    return [figure({
      name: 'three_scans_first_pages', unit: 's', value: percentile(ours, 0.95), baseline: percentile(theirs, 0.95), target: 1.5,
      seen: { p50: percentile(ours, 0.5), slowest: Math.max(...ours), rounds: ROUNDS, bytesEach: BYTES },
    })];
  });
}

/** By node:http, which tells when the last byte has gone. */
function upload(baseUrl: string, scan: Scan): Promise<{ id: string; underWay: boolean; lastByteAt: number }> {
  const boundary = `ukur${Math.random().toString(36).slice(2)}`;
  const head = Buffer.from(`--${boundary}\r\nContent-Disposition: form-data; name="berkas"; filename="${scan.name}"\r\nContent-Type: application/octet-stream\r\n\r\n`);
  const body = Buffer.concat([head, scan.bytes, Buffer.from(`\r\n--${boundary}--\r\n`)]);
  return new Promise((resolve, reject) => {
    let lastByteAt = 0;
    const sending = request(new URL('/api/public/uploads', baseUrl), {
      method: 'POST',
      headers: { 'Content-Type': `multipart/form-data; boundary=${boundary}`, 'Content-Length': body.length, Origin: new URL(baseUrl).origin, 'X-Requested-With': 'loket' },
    }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () => {
        const text = Buffer.concat(chunks).toString();
        if (response.statusCode !== 201 && response.statusCode !== 202) { reject(new Error(`upload: ${response.statusCode} ${text}`)); return; }
        resolve({ id: (JSON.parse(text) as { id: string }).id, underWay: response.statusCode === 202, lastByteAt });
      });
    });
    sending.once('finish', () => { lastByteAt = performance.now(); });
    sending.once('error', reject);
    sending.end(body);
  });
}

/** Not judged at once: asked for until its first page is there. */
async function examined(baseUrl: string, id: string): Promise<void> {
  for (;;) {
    const answer = await fetch(new URL(`/api/public/upload-examinations/${id}`, baseUrl));
    if (answer.status === 200) return;
    if (answer.status !== 202) throw new Error(`upload: ${answer.status} ${await answer.text()}`);
    await new Promise((resolve) => { setTimeout(resolve, 10); });
  }
}

/** The drawing alone: no child process, no checks, no cleaned copy, nothing kept. */
async function drawBare(library: PDFiumLibrary, scan: Scan): Promise<void> {
  if (scan.format !== 'pdf') {
    await sharp(scan.bytes).resize({ width: pageLongSide, height: pageLongSide, fit: 'inside' }).jpeg().toBuffer();
    return;
  }
  const document = await library.loadDocument(scan.bytes);
  const page = document.getPage(0);
  const { originalWidth, originalHeight } = page.getOriginalSize();
  const scale = pageLongSide / Math.max(originalWidth, originalHeight);
  const { data, width, height } = await page.render({ scale: 1, width: Math.round(originalWidth * scale), height: Math.round(originalHeight * scale), render: 'bitmap' });
  await sharp(data, { raw: { width, height, channels: 4 } }).removeAlpha().jpeg().toBuffer();
  document.destroy();
}
