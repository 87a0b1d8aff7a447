/** R16 and R18 where they happen: hostile texts on the screens of an officer, and a page of another origin in the browser he is logged in with. */
import { randomUUID } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { walks } from '../../seeds/scenarios/registrasi-perseorangan.ts';
import type { Walked } from '../../seeds/scenarios/world.ts';
import { executablePath, walk } from '../testing/browser-walk.ts';
import { ensurePages, label, openBrowser, tooWide, type WalkBrowser } from '../testing/browser.ts';
import { startTestLoket, TEST_PASSWORD, type TestLoket } from '../testing/start-loket.ts';

/** What runs in a careless page, and what bursts a careless layout. */
const WORST = [
  '"><img src=x onerror=alert(1)>', '</title></textarea><svg/onload=alert(1)>', '<script>alert(1)</script><iframe srcdoc="<script>parent.alert(1)</script>">', `Z͑ͫ̓ͪ̂ͫ̽a̴̙̤l̖go \u202ertl\u202c ${'ض'.repeat(80)}`, 'n'.repeat(118),
] as const;

walk('hostile texts and foreign pages in a browser', () => {
  let test: TestLoket;
  let people: WalkBrowser;
  let desk: Page;
  const files: Walked[] = [];
  const dialogs: string[] = [];
  const violations: string[] = [];

  beforeAll(async () => {
    await ensurePages();
    test = await startTestLoket({ seed: 88 });
    people = await openBrowser({ url: test.url, password: TEST_PASSWORD, clock: test.clock, executablePath });
    const helpdesk = await test.world.officer('helpdesk');
    for (const text of WORST) {
      const file = await (walks.cek_unggahan as (typeof walks)[string])(test.world);
      files.push(file);
      await test.db('case_subjects').where({ case_id: file.caseId }).update({ name: text, address: text, user_id_spse: text.slice(0, 60) });
      await test.db('visits').where({ case_id: file.caseId }).update({ name: text, purpose: text });
      await helpdesk.post(`/api/cases/${file.caseId}/notes`, { requestId: randomUUID(), text: `${text}\n${text}` });
      await helpdesk.act(file.caseId, 'catat_penyimpangan', { jenis: 'perlengkapan', catatan: 'Nanti diganti' });
      // Signs that no paper can print are refused by that door; what was stored before it had this rule is shown all the same.
      await test.database.ownerDb('case_deviations').where({ case_id: file.caseId }).update({ explanation: `${text} ${text}` });
    }
    desk = await people.desk('helpdesk');
    desk.on('dialog', (dialog) => { dialogs.push(dialog.message()); void dialog.dismiss(); });
    desk.on('console', (message) => { if (/content security policy/i.test(message.text())) violations.push(message.text()); });
  }, 240_000);
  afterAll(async () => {
    await people?.close();
    await test?.stop();
  });

  /** Nothing asked, nothing ran, nothing hangs over the edge. */
  async function isCalm(what: string): Promise<void> {
    expect({ what, dialogs, violations, wide: await desk.evaluate(tooWide), complaints: people.complaints() }).toEqual({ what, dialogs: [], violations: [], wide: [], complaints: [] });
    // As words they stand there; as elements they do not.
    expect({ what, made: await desk.locator('img[src="x"], iframe[srcdoc], svg[onload]').count() }).toEqual({ what, made: 0 });
  }

  /** Where somebody wants to look at the screens. */
  const picture = async (name: string) => {
    if (!process.env.LOKET_TEST_PICTURES) return;
    mkdirSync(process.env.LOKET_TEST_PICTURES, { recursive: true });
    await desk.screenshot({ path: path.join(process.env.LOKET_TEST_PICTURES, `${name}.png`) });
  };

  it('R16: the list, the search box and the day docket show them as words', async () => {
    await desk.goto('/staf/cases');
    await desk.getByText(WORST[0], { exact: true }).first().waitFor();
    await isCalm('list');
    await picture('berat-daftar');
    const search = desk.getByRole('combobox', { name: label('ui.cari.nama') });
    for (const [n, text] of WORST.entries()) {
      await search.fill(files[n]?.number ?? '');
      await desk.getByRole('option', { name: new RegExp(files[n]?.number ?? '-') }).waitFor();
      await desk.getByRole('option').getByText(text, { exact: true }).waitFor();
      await isCalm(`search ${n}`);
      await picture(`berat-cari-${n}`);
      // The words themselves, typed.
      await search.fill(text);
      await desk.getByText(label('ui.cari.mencari')).waitFor({ state: 'detached' });
      await isCalm(`typed ${n}`);
    }
    await search.fill('');
    await desk.goto('/staf/day-docket');
    await desk.getByText(files[0]?.number ?? '').first().waitFor();
    await isCalm('docket');
    await picture('berat-lembar');
  }, 240_000);

  it.each(WORST.map((_text, n) => n))('R16: a case page with text %i', async (n) => {
    await desk.goto(`/staf/cases/${files[n]?.caseId ?? ''}/show`);
    await desk.getByRole('heading', { level: 1 }).filter({ hasText: WORST[n] }).waitFor();
    await isCalm('case page');
    await picture(`berat-berkas-${n}`);
    await desk.getByRole('tab', { name: label('ui.tab.catatan'), exact: true }).click();
    // The head of the page and the panels that are not shown have the name too.
    await desk.getByText((WORST[n] ?? '').slice(0, 30)).filter({ visible: true }).nth(1).waitFor();
    await isCalm('notes');
    await desk.getByRole('tab', { name: label('ui.tab.riwayat'), exact: true }).click();
    await desk.getByRole('tab', { name: label('ui.tab.riwayat'), exact: true, selected: true }).waitFor();
    await desk.waitForLoadState('networkidle');
    await isCalm('history');
  }, 120_000);

  it('R18: a page of another origin in the same browser changes nothing, reads nothing and frames nothing', async () => {
    const target = await (walks.diterima as (typeof walks)[string])(test.world);
    const acts = ['auth/logout', 'queue/next', `cases/${target.caseId}/claim`, `cases/${target.caseId}/notes`, 'notices/read'];
    // Another port of the same host is another origin, though the browser sends the cookie along: what SameSite leaves to the server.
    const stranger: Server = createServer((_request, response) => {
      response.setHeader('Content-Type', 'text/html').end(`<!doctype html><title>asing</title><body>${acts.map((act, n) => ['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data']
        .map((type, m) => `<iframe name="f${n}${m}"></iframe><form id="f${n}${m}" target="f${n}${m}" method="post" enctype="${type}" action="${test.url}/api/${act}"><input name='{"requestId":"asing","text":"asing","x":"' value='"}'></form>`).join('')).join('')}
        <iframe id="bingkai" src="${test.url}/staf/cases"></iframe></body>`);
    });
    await new Promise<void>((resolve) => { stranger.listen(0, new URL(test.url).hostname, resolve); });
    try {
      const written = async () => ({
        holder: (await test.db('cases').where({ id: target.caseId }).first<{ holder_id: string | null }>('holder_id')).holder_id, claims: await test.db('case_claims').where({ case_id: target.caseId }),
        notes: Number((await test.db('case_notes').where({ case_id: target.caseId }).count<{ n: string }[]>({ n: '*' }))[0]?.n),
      });
      const before = await written();
      const page = await desk.context().newPage();
      const refused: number[] = [];
      page.on('response', (answer) => { if (answer.request().method() === 'POST' && answer.url().startsWith(test.url)) refused.push(answer.status()); });
      await page.goto(`http://${new URL(test.url).hostname}:${(stranger.address() as AddressInfo).port}/`);
      await page.evaluate(() => { for (const form of document.forms) form.submit(); });
      for (let tries = 0; refused.length < acts.length * 3 && tries < 100; tries += 1) await page.waitForTimeout(100);
      expect(refused).toEqual(Array.from({ length: acts.length * 3 }, () => 403));
      const read = await page.evaluate(async ({ url, paths }) => {
        const outcomes: string[] = [];
        for (const path of paths) {
          for (const mode of ['cors', 'no-cors'] as const) {
            try {
              const answer = await fetch(`${url}/api/${path}`, { credentials: 'include', mode, ...(path === 'cases' ? {} : { method: 'POST', body: '{}' }) });
              outcomes.push(`${mode} ${answer.type} ${(await answer.text()).length}`);
            } catch {
              outcomes.push(`${mode} refused`);
            }
          }
        }
        return outcomes;
      }, { url: test.url, paths: ['cases', ...acts] });
      // Not even opaquely: no answer of ours is a resource for other origins (Cross-Origin-Resource-Policy).
      expect([...new Set(read)].sort()).toEqual(['cors refused', 'no-cors refused']);
      // What refuses to be framed shows the browser's own page of an error, of no origin.
      expect(await page.frames().find((frame) => frame.parentFrame() && frame.url().startsWith('chrome-error'))?.evaluate(() => document.body.innerText.includes('Loket')) ?? false).toBe(false);
      expect(page.frames().filter((frame) => frame.url().startsWith(`${test.url}/staf`))).toEqual([]);
      await page.close();
      // The foreign page's own console is full of refusals; they are what was wanted.
      people.complaints();
      expect(await written()).toEqual(before);
      // Nor was he logged out.
      await desk.goto('/staf/cases');
      await desk.getByRole('link', { name: target.number }).first().waitFor();
    } finally {
      await new Promise((resolve) => { stranger.close(resolve); stranger.closeAllConnections(); });
    }
  }, 120_000);
});
