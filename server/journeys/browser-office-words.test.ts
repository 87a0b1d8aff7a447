/** R16 for what offices, colleagues and senders of mail name: rooms, holidays, the office itself, kinds of documents, reasons of holds, mails and files, on the screens that show them. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { formOf, KINDS, procedure, walks } from '../../seeds/scenarios/registrasi-perseorangan.ts';
import { sampleList } from '../../seeds/scenarios/sample-list.ts';
import { submit, take, type Walked } from '../../seeds/scenarios/world.ts';
import type { ChecklistItem } from '../domain/contract/documents.ts';
import { executablePath, walk } from '../testing/browser-walk.ts';
import { ensurePages, label, openBrowser, tooWide, type WalkBrowser } from '../testing/browser.ts';
import { agree, chooseService, fillFields } from '../testing/browser-phone.ts';
import { startTestLoket, TEST_PASSWORD, type TestLoket } from '../testing/start-loket.ts';

/** What runs in a careless page, what turns its words round, what grows over its line, what has no end. */
const WORST = [
  '"><img src=x onerror=alert(1)><svg/onload=alert(1)>', 'Ruang \u202egnaur\u202c 👩‍👩‍👧‍👦🏳️‍🌈', `Z͑ͫ̓ͪ̂ͫ̽a̴̙̤l̖go ${'ض'.repeat(40)}`, 'n'.repeat(80),
] as const;
const PRINTABLE: readonly string[] = [WORST[0], WORST[3]];
const LONG = 'w'.repeat(2_000);
const ENDLESS = 'n'.repeat(160);
const FILE_NAMES = ['"><img src=x onerror=alert(1)>.csv', `${'n'.repeat(120)}.csv`] as const;
const TAKEN = `${WORST[0]} ${'t'.repeat(200)}`;

/** Names of documents are letters and a few signs, whatever their length and direction; what is said of one may hold more. */
const NAMED = ['n'.repeat(80), `${'ض'.repeat(40)} O'Neil (Z)`] as const;
const SAID = `" onmouseover="alert(1)" '; Surat \u202egnaur\u202c 👩‍👩‍👧‍👦 Z͑ͫ̓ͪ̂ͫ̽a̴̙̤l̖go ${'w'.repeat(200)}`;
const MAIL = { subject: `${WORST[0]} ${WORST[1]} ${ENDLESS}`, body: `${WORST.join('\n')}\n${LONG}\nhttps://contoh.test/"><script>alert(1)</script>` };

walk('words of the office and of strangers in a browser', () => {
  let test: TestLoket;
  let people: WalkBrowser;
  let file: Walked;
  /** Handed in when the kinds of the office were asked for already. */
  let asked: Walked;
  const dialogs: string[] = [];

  beforeAll(async () => {
    await ensurePages();
    test = await startTestLoket({ seed: 97 });
    people = await openBrowser({ url: test.url, password: TEST_PASSWORD, clock: test.clock, executablePath });
    const [helpdesk, supervisor, admin] = [await test.world.officer('helpdesk'), await test.world.officer('penyelia'), await test.world.officer('admin')];
    file = await (walks.diterima as (typeof walks)[string])(test.world);
    for (const [n, text] of WORST.entries()) {
      await supervisor.post('/api/rooms', { name: text, channel: 'daring', linkKind: 'diketik' });
      // Its name comes to stand on letters: what no paper can print is refused with the sign.
      const { status, body } = await admin.request('POST', '/api/holidays', { date: `2026-07-1${n}`, name: text, kind: 'lokal' });
      expect({ text, status, told: status === 201 || (body as { errors?: { name?: string } }).errors?.name?.includes('U+') }).toEqual({ text, status: PRINTABLE.includes(text) ? 201 : 422, told: true });
    }
    // Words of letters and of what stands in them: their doors take no marks of a page at all, and words without an end.
    const { body: wording } = (await admin.get<{ procedure: string; letter: string; body: string }[]>('/api/letter-templates')).find(({ letter }) => letter === 'konfirmasi_penerimaan') ?? { body: '' };
    for (const [text, taken] of [[WORST[0], false], [ENDLESS, true]] as const) {
      const reason = await admin.request('POST', '/api/reasons', { code: 'UJI-01', groups: ['kekurangan'], id: text, en: text, active: true, position: 1 });
      const template = await admin.request('POST', '/api/letter-templates', { procedure: 'registrasi_perseorangan', letter: 'konfirmasi_penerimaan', subject: text, body: wording, validFrom: '2026-03-02' });
      expect({ text, reason: reason.status, template: template.status }).toEqual({ text, reason: taken ? 204 : 422, template: taken ? 201 : 422 });
    }
    const papers = (await admin.get<ChecklistItem[]>('/api/checklists')).find(({ id }) => id === procedure);
    const [first] = papers?.ownDocs ?? [];
    const ask = (names: readonly string[], help: string) => admin.request('POST', '/api/checklists', {
      procedure, validFrom: '2026-03-02', docs: [...papers?.ownDocs ?? [], ...names.map((name, n) => ({ ...first, kind: `kantor_uji_${'ab'[n] ?? ''}`, own: { name: { id: name, en: name }, help: { id: help, en: help } }, required: false }))],
    });
    for (const [names, help, status] of [[[WORST[0]], SAID, 422], [NAMED, WORST[0], 422], [NAMED, SAID, 201]] as const) expect({ names, help, status: (await ask(names, help)).status }).toEqual({ names, help, status });
    for (const [n, name] of FILE_NAMES.entries()) {
      const { status } = await supervisor.upload('/api/blacklist-imports', sampleList(test.clock.now()), name, { tanggalData: `2026-02-2${n + 1}` });
      expect({ name, status }).toEqual({ name, status: 201 });
    }
    // What a mail says was written by offices and applicants; this one says the worst.
    await test.world.settle();
    await test.db('emails').where({ case_id: file.caseId }).update(MAIL);
    asked = await submit(test.world, procedure, formOf, [...KINDS, 'kantor_uji_a', 'kantor_uji_b']);
    await test.world.settle();
    await take(helpdesk, asked.caseId);
    await helpdesk.act(asked.caseId, 'mulai_cek_unggahan');
    const office = await test.db('offices').where({ code: 'KALTIM' }).first<{ id: string }>('id');
    await test.database.ownerDb('offices').where({ id: office.id }).update({ name: `${WORST[0]} ${WORST[3]}` });
    // Its door is a mailbox; what it takes in is a row.
    for (const text of [...WORST, LONG]) await test.db('inbound_mails').insert({ office_id: office.id, message_id: `<${randomUUID()}@uji.test>`, from_name: text.slice(0, 200), from_address: 'asing@contoh.test', subject: text.slice(0, 900), body: `${text}\n${text}`, known_sender: false, state: 'baru', received_at: test.clock.now() });
    await take(helpdesk, file.caseId);
    const { version } = await helpdesk.get<{ version: number }>(`/api/cases/${file.caseId}`);
    await helpdesk.post(`/api/cases/${file.caseId}/hold`, { requestId: randomUUID(), seenVersion: version, reason: `${WORST[0]} ${'n'.repeat(400)}`, until: new Date(test.clock.now().getTime() + 7_200_000).toISOString() });
    // Taken from her, with a reason that is told to her.
    const other = await (walks.diterima as (typeof walks)[string])(test.world);
    await take(helpdesk, other.caseId);
    const colleague = await test.world.officer('helpdesk2');
    const held = await colleague.get<{ version: number }>(`/api/cases/${other.caseId}`);
    await colleague.post(`/api/cases/${other.caseId}/take-over`, { requestId: randomUUID(), seenVersion: held.version, reason: TAKEN });
  }, 240_000);
  afterAll(async () => {
    await people?.close();
    await test?.stop();
  });

  async function shows(page: Page, where: string, texts: readonly string[]): Promise<void> {
    const plain = (text: string) => text.replace(/\s+/g, ' ');
    await page.waitForFunction((words) => words.every((text) => (document.body.textContent ?? '').replace(/\s+/g, ' ').includes(text)), texts.map(plain));
    expect({ where, dialogs, wide: await page.evaluate(tooWide), complaints: people.complaints() }).toEqual({ where, dialogs: [], wide: [], complaints: [] });
    expect({ where, made: await page.locator('img[src="x"], svg[onload]').count() }).toEqual({ where, made: 0 });
    if (process.env.LOKET_TEST_PICTURES) await page.screenshot({ path: `${process.env.LOKET_TEST_PICTURES}/kata-${where.replace(/\W+/g, '-')}.png` });
  }
  const listen = (page: Page) => { page.on('dialog', (dialog) => { dialogs.push(dialog.message()); void dialog.dismiss(); }); };

  it.each([['penyelia', 'rooms', WORST], ['admin', 'holidays', PRINTABLE], ['helpdesk', 'inbound-mails', [...WORST, LONG.slice(0, 200)]], ['admin', 'reasons', [ENDLESS]], ['admin', 'letter-templates', [ENDLESS]], ['penyelia', 'blacklist-imports', FILE_NAMES]] as const)('R16: %s sees the worst words at %s as words', async (name, address, texts) => {
    const page = await people.desk(name);
    listen(page);
    await page.goto(`/staf/${address}`);
    await shows(page, address, texts);
    await page.context().close();
  }, 120_000);

  it('R16: kinds of documents as the office calls them, before the admin, the officer and the applicant', async () => {
    for (const [name, address] of [['admin', 'checklists'], ['helpdesk', `cases/${asked.caseId}/show`]] as const) {
      const page = await people.desk(name);
      listen(page);
      await page.goto(`/staf/${address}`);
      await shows(page, `kinds ${name}`, [...NAMED, SAID]);
      await page.context().close();
    }
    const phone = await people.phone('/');
    listen(phone);
    await chooseService(phone, /n{80}/, label(`prosedur.${procedure}`));
    await shows(phone, 'kinds agreement', [`${WORST[0]} ${WORST[3]}`]);
    await agree(phone);
    await fillFields(phone, test.world.people());
    await shows(phone, 'kinds form', [...NAMED, SAID]);
    await phone.context().close();
    // On a phone of its own: whoever leaves a form half filled in is asked by his browser.
    const later = await people.phone('/');
    listen(later);
    await later.goto(`/berkas/${asked.token}`);
    await later.getByText(asked.number, { exact: true }).waitFor();
    await shows(later, 'kinds link', []);
    await later.context().close();
  }, 120_000);

  it('R16: a mail that is opened in the list of mails, and in its case', async () => {
    const page = await people.desk('helpdesk');
    listen(page);
    await page.goto('/staf/emails');
    await page.getByRole('row').filter({ hasText: file.number }).getByRole('button').first().click();
    await shows(page, 'mail', [MAIL.subject, MAIL.body]);
    await page.goto(`/staf/cases/${file.caseId}/show`);
    await page.getByRole('tab', { name: label('ui.tab.surat'), exact: true }).click();
    await page.getByRole('button', { name: label('ui.surat.buka_isi'), exact: true }).last().click();
    await shows(page, 'mail of a case', [MAIL.subject, MAIL.body]);
    await page.context().close();
  }, 120_000);

  it('R16: the reason of a hold on the page of its case, and the office\'s name in the bar above', async () => {
    const page = await people.desk('helpdesk');
    listen(page);
    await page.goto(`/staf/cases/${file.caseId}/show`);
    await shows(page, 'hold', [`${WORST[0]} ${WORST[3]}`]);
    await page.context().close();
  }, 120_000);

  it('R16: what a colleague wrote when she took a file, under the bell', async () => {
    const page = await people.desk('helpdesk');
    listen(page);
    await page.getByRole('button', { name: new RegExp(`^${label('ui.kabar.buka')}`) }).click();
    await shows(page, 'bell', [TAKEN]);
    await page.context().close();
  }, 120_000);

  it('R16: the office\'s name on an applicant\'s phone, on the form and behind his link', async () => {
    for (const address of ['/', `/berkas/${file.token}`]) {
      const page = await people.phone(address);
      listen(page);
      await page.waitForLoadState('networkidle');
      await shows(page, `phone ${address.split('/')[1] ?? ''}`, []);
      await page.context().close();
    }
  }, 120_000);
});
