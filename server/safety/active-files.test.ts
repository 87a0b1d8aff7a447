/**
 * R14: nothing is kept under a type it is not, whatever it is called or declared. R15: what an applicant sent runs in no browser, wherever we hand it out: opened in
 * Chromium and in Firefox, with a listener that every active file tries to reach.
 */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { PDFDocument } from 'pdf-lib';
import { formOf } from '../../seeds/scenarios/registrasi-perseorangan.ts';
import { activeFiles, confusedFiles, pagesCalling } from '../testing/active-files.ts';
import { openBrowser, type WalkBrowser } from '../testing/browser.ts';
import { evenly } from '../testing/fault-runs.ts';
import { openFirefox, type FirefoxPage } from '../testing/firefox.ts';
import { carriedPictures } from '../testing/honest-files.ts';
import { startTestLoket, TEST_PASSWORD, type TestLoket } from '../testing/start-loket.ts';

const PATIENCE = 600_000;
const KINDS = ['ktp', 'npwp', 'sertifikat_keahlian'];
/** Names by which a PDF makes its reader do something. */
const ACTIVE = /\/(?:JS|JavaScript|OpenAction|AA|URI|Launch|Names|AcroForm|EmbeddedFiles?|SubmitForm|Link|Widget)\b/;
const SAFE = { 'x-content-type-options': 'nosniff', 'content-security-policy': "sandbox; default-src 'none'" };

let test: TestLoket;
let canary: Server;
let reached: string[];
/** What is open to a browser: page pictures, downloads of staff, own files of an applicant. */
const addresses: string[] = [];
let counts = { files: 0, taken: 0 };
const canaryAt = () => `http://127.0.0.1:${(canary.address() as AddressInfo).port}/`;

beforeAll(async () => {
  reached = [];
  canary = createServer((request, response) => {
    // The positive control: the same page, served as one.
    if (request.url === '/kendali') { response.setHeader('Content-Type', 'text/html'); response.end(pagesCalling(`${canaryAt()}kena`).script); return; }
    if (request.url?.startsWith('/kena')) reached.push(request.url);
    response.end('x');
  });
  await new Promise<void>((resolve) => { canary.listen(0, '127.0.0.1', resolve); });
  test = await startTestLoket({ seed: 15 });
  const applicant = test.client();
  const files = await activeFiles(`${canaryAt()}kena`);
  const taken: string[] = [];
  for (const file of files) {
    const answer = await applicant.upload('/api/public/uploads', file.bytes, file.name);
    if (answer.status === 201) {
      const row = await test.db('uploads').where({ id: answer.body.id }).first<{ type: string }>('type');
      expect({ name: file.name, type: row.type }).toEqual({ name: file.name, type: file.truth });
      taken.push(answer.body.id);
    } else {
      expect({ name: file.name, status: answer.status, words: (answer.body.message ?? '').length > 20 }).toEqual({ name: file.name, status: 422, words: true });
      expect(file.truth === null || file.name.startsWith('pdf') || file.name.includes('-')).toBe(true);
    }
  }
  counts = { files: files.length, taken: taken.length };
  for (let at = 0; at + KINDS.length <= taken.length; at += KINDS.length) addresses.push(...await handIn(Object.fromEntries(KINDS.map((kind, n) => [kind, taken[at + n] ?? '']))));
}, PATIENCE);
afterAll(async () => {
  await test?.stop();
  canary?.close();
});

/** An application with these drafts; the addresses under which its files are handed out. */
async function handIn(documents: Record<string, string>): Promise<string[]> {
  const { token } = await test.world.applicant.post<{ token: string }>('/api/public/applications', {
    kantor: test.world.office, prosedur: 'registrasi_perseorangan', ...formOf(test.world.people()), persetujuan: { privasi: '2026-01', kebenaran: '2026-01' }, documents,
  }, { 'Idempotency-Key': crypto.randomUUID() });
  const rows = await test.db('documents').whereIn('upload_id', Object.values(documents)).pluck<string[]>('id');
  const own = await test.client().get<{ files: { id: string }[] }>(`/api/public/applications/${token}`);
  return [
    ...rows.flatMap((id) => [`/api/documents/${id}/pages/1`, `/api/documents/${id}/pages/1?ukuran=kecil`, `/api/documents/${id}/download?reason=pemeriksaan`, `/api/documents/${id}/download?bentuk=asli&reason=keaslian`]),
    ...own.files.map(({ id }) => `/api/public/applications/${token}/files/${id}`),
  ];
}

describe('R14: contents, names and declared types that disagree', () => {
  it('what is kept is what it is; the rest is refused with a sentence', async () => {
    // All of them under every name at the full number.
    const carried = evenly(carriedPictures(path.resolve(import.meta.dirname, '..', '..')), process.env.LOKET_FAULT_RUNS === undefined ? 2 : 100);
    const files = await confusedFiles(carried);
    const helpdesk = await test.world.officer('helpdesk');
    for (const { name, bytes, truth, declared, taken } of files) {
      const form = new FormData();
      form.append('berkas', new Blob([new Uint8Array(bytes)], { type: declared }), name);
      let answer = await fetch(new URL('/api/uploads', test.url), { method: 'POST', body: form, headers: { Origin: test.url, 'X-Requested-With': 'loket', Cookie: helpdesk.cookie() } });
      let body = await answer.json() as { id?: string; message?: string };
      for (const { id } = body; answer.status === 202; body = await answer.json() as typeof body) {
        await new Promise((resolve) => { setTimeout(resolve, 50); });
        answer = await fetch(new URL(`/api/upload-examinations/${id}`, test.url), { headers: { Cookie: helpdesk.cookie() } });
      }
      expect({ name, truth, status: answer.status === 200 ? 201 : answer.status }).toEqual({ name, truth, status: taken ? 201 : 422 });
      if (taken) expect(await test.db('uploads').where({ id: body.id }).pluck('type')).toEqual([truth]);
      else expect((body.message ?? '').length).toBeGreaterThan(20);
    }
    process.stderr.write(`${JSON.stringify({ R14: 'kinds of confusion', files: files.length, carried: carried.length, taken: files.filter(({ taken }) => taken).length })}\n`);
  }, PATIENCE);
});

describe('R15: files handed out', () => {
  it('say what they are, as an attachment or a picture, sandboxed and not kept', async () => {
    expect(counts.files).toBeGreaterThanOrEqual(65);
    expect(addresses.length).toBeGreaterThanOrEqual(24);
    const helpdesk = await test.world.officer('helpdesk');
    for (const address of addresses) {
      const answer = await fetch(new URL(address, test.url), { headers: { Cookie: helpdesk.cookie() } });
      const head = Buffer.from(await answer.arrayBuffer()).subarray(0, 5).toString('latin1');
      const type = answer.headers.get('content-type');
      expect({ address, status: answer.status, type }).toEqual({ address, status: 200, type: head.startsWith('%PDF-') ? 'application/pdf' : head.startsWith('\x89PNG') ? 'image/png' : 'image/jpeg' });
      expect(Object.fromEntries(Object.keys(SAFE).map((name) => [name, answer.headers.get(name)]))).toEqual(SAFE);
      expect(answer.headers.get('content-disposition')).toMatch(address.includes('/pages/') ? /^inline$/ : /^attachment; filename="[\w.-]+"$/);
      expect(answer.headers.get('cache-control')).toContain('no-store');
    }
  }, PATIENCE);

  it('what staff take of a PDF is pictures only; the file as it came asks for a reason of its own', async () => {
    const helpdesk = await test.world.officer('helpdesk');
    const taken = async (address: string) => Buffer.from(await (await fetch(new URL(address, test.url), { headers: { Cookie: helpdesk.cookie() } })).arrayBuffer());
    let copies = 0;
    let active = 0;
    for (const address of addresses.filter((one) => one.endsWith('/download?reason=pemeriksaan'))) {
      const [copy, original] = await Promise.all([taken(address), taken(address.replace('?', '?bentuk=asli&').replace('pemeriksaan', 'keaslian'))]);
      if (copy.subarray(0, 5).toString() !== '%PDF-') { expect(copy.equals(original)).toBe(true); continue; }
      copies += 1;
      if (ACTIVE.test(original.toString('latin1'))) active += 1;
      const pdf = await PDFDocument.load(copy);
      expect(pdf.context.enumerateIndirectObjects().map(([, object]) => String(object)).filter((object) => ACTIVE.test(object))).toEqual([]);
      expect(pdf.getPageCount()).toBe(1);
    }
    expect(copies).toBeGreaterThanOrEqual(3);
    expect(active).toBeGreaterThanOrEqual(3);
    const everyday = addresses.find((one) => one.endsWith('/download?reason=pemeriksaan')) ?? '';
    expect([(await helpdesk.request('GET', everyday.replace('?', '?bentuk=asli&'))).status, (await helpdesk.request('GET', everyday.replace('pemeriksaan', 'keaslian'))).status]).toEqual([422, 422]);
    const [id] = everyday.split('/').slice(3);
    expect(await test.db('audit_events').where({ event: 'unduh_pindaian', ref: `dokumen:${id}` }).distinct<{ detail: object }[]>('detail').then((rows) => rows.map(({ detail }) => detail).sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1))))
      .toEqual([{ alasan: 'keaslian', bentuk: 'asli' }, { alasan: 'pemeriksaan', bentuk: 'salinan' }]);
  }, PATIENCE);

  const chromium = process.env.LOKET_TEST_CHROMIUM ?? '';
  (chromium ? it : it.skip)('nothing of them runs in Chromium', async () => {
    const people: WalkBrowser = await openBrowser({ url: test.url, password: TEST_PASSWORD, clock: test.clock, executablePath: chromium });
    try {
      const desk = await people.desk('helpdesk');
      let dialogs = 0;
      desk.on('dialog', (dialog) => { dialogs += 1; void dialog.dismiss(); });
      const open = (address: string) => desk.goto(address, { waitUntil: 'load' }).then(() => undefined, (error: unknown) => {
        // A file that is handed over is no page.
        if (!/Download is starting|ERR_ABORTED/.test(String(error))) throw error;
      });
      await open(`${canaryAt()}kendali`);
      await until(() => reached.length > 0 && dialogs > 0);
      reached = [];
      dialogs = 0;
      for (const address of addresses) await open(address);
      await desk.waitForTimeout(1_000);
      expect({ reached, dialogs }).toEqual({ reached: [], dialogs: 0 });
      process.stderr.write(`${JSON.stringify({ R15: `Chromium ${desk.context().browser()?.version()}`, ...counts, opened: addresses.length, ran: reached.length })}\n`);
    } finally {
      await people.close();
    }
  }, PATIENCE);

  const firefox = process.env.LOKET_TEST_FIREFOX ?? '';
  (firefox ? it : it.skip)('nor in Firefox', async () => {
    const page: FirefoxPage = await openFirefox(firefox);
    try {
      await page.open(`${canaryAt()}kendali`);
      let alerts = 0;
      await until(() => { alerts += page.dialogs().here.length; return reached.length > 0 && alerts > 0; });
      await page.open(`${test.url}/staf/login`);
      expect(await page.ask(`fetch('/api/auth/login', { method: 'POST', headers: { 'Content-Type': 'application/json', 'X-Requested-With': 'loket' }, body: ${JSON.stringify(JSON.stringify({ email: 'helpdesk@loket.test', password: TEST_PASSWORD }))} }).then((answer) => answer.ok)`)).toBe(true);
      // Logged in here: otherwise every address would only say so.
      expect(await page.ask(`fetch(${JSON.stringify(addresses[0])}).then((answer) => answer.status)`)).toBe(200);
      // The control may have called twice.
      reached = [];
      page.dialogs();
      // What staff work with runs nothing even in the viewer that Firefox opens for a PDF from the disk; the file as it came does, for whoever asked for it.
      const [asItCame, everyday] = [addresses.filter((address) => /bentuk=asli|\/files\//.test(address)), addresses.filter((address) => !/bentuk=asli|\/files\//.test(address))];
      for (const address of everyday) await page.open(`${test.url}${address}`);
      await new Promise((resolve) => { setTimeout(resolve, 2_000); });
      expect({ reached, dialogs: page.dialogs() }).toEqual({ reached: [], dialogs: { here: [], elsewhere: [] } });
      for (const address of asItCame) await page.open(`${test.url}${address}`);
      await new Promise((resolve) => { setTimeout(resolve, 2_000); });
      const { here, elsewhere } = page.dialogs();
      expect({ reached, here }).toEqual({ reached: [], here: [] });
      process.stderr.write(`${JSON.stringify({ R15: `Firefox ${page.version}`, ...counts, opened: addresses.length, ran: reached.length, inItsOwnViewer: elsewhere.length })}\n`);
    } finally {
      await page.close();
    }
  }, PATIENCE);
});

async function until(done: () => boolean): Promise<void> {
  for (let tries = 0; tries < 300; tries += 1) {
    if (done()) return;
    await new Promise((resolve) => { setTimeout(resolve, 100); });
  }
  throw new Error('the control page did not run: this test proves nothing');
}
