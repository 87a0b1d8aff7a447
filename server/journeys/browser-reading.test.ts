import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import type { Walked } from '../../seeds/scenarios/world.ts';
import { walk } from '../testing/browser-walk.ts';
import { axeFindings, label, type WalkBrowser } from '../testing/browser.ts';
import { sitAtRepaired } from '../testing/browser-repaired.ts';
import type { TestLoket } from '../testing/start-loket.ts';

const PATIENCE = 400_000;

/** What the machine read and compared, as the review screen says it. */
walk('what was read, on the review screen', () => {
  let test: TestLoket;
  let people: WalkBrowser;
  let desk: Page;
  let walked: Walked;

  beforeAll(async () => { ({ test, people, desk, walked } = await sitAtRepaired(79)); }, PATIENCE);
  afterAll(async () => {
    await people?.close();
    await test?.stop();
  });

  it('says of a paper that it is still being compared, and of another that no machine has read it', async () => {
    const paper = await test.db('documents').where({ case_id: walked.caseId, kind: 'ktp' }).whereNull('superseded_at').first<{ id: string; upload_id: string }>('id', 'upload_id');
    const { reading_wanted_at: before } = await test.db('uploads').where({ id: paper.upload_id }).first<{ reading_wanted_at: Date | null }>('reading_wanted_at');
    await test.db('uploads').where({ id: paper.upload_id }).update({ reading_wanted_at: test.db.fn.now() });
    await test.db('documents').where({ id: paper.id }).update({ twins_sought_at: null });
    const own = await desk.context().newPage();
    await own.goto(`/staf/cases/${walked.caseId}/show`);
    const card = (kind: string) => own.getByRole('region', { name: label(`dokumen.${kind}`), exact: true });
    await card('ktp').getByText(label('ui.bacaan.membandingkan')).waitFor();
    await card('npwp').getByText(label('kembaran.belum.belum_dibaca')).waitFor();
    expect(await card('ktp').getByText(label('kembaran.belum.belum_dibaca')).count()).toBe(0);
    // Before the file goes on it is said which papers nobody held against others; the act stays open.
    await own.keyboard.press('a');
    await own.getByRole('note').getByText(/^Belum dibandingkan dengan permohonan lain: .*KTP/).first().waitFor();
    if (process.env.LOKET_SHOTS) await own.screenshot({ path: `${process.env.LOKET_SHOTS}/belum-dibandingkan.png` });
    await own.keyboard.press('Escape');
    if (process.env.LOKET_SHOTS) await own.screenshot({ path: `${process.env.LOKET_SHOTS}/membandingkan.png` });
    // A reason that lies elsewhere is said, though no machine ever read it; and where the documents do not come, nobody takes silence for "all compared".
    const npwp = await test.db('documents').where({ case_id: walked.caseId, kind: 'npwp' }).whereNull('superseded_at').first<{ upload_id: string }>('upload_id');
    await test.db('uploads').where({ id: npwp.upload_id }).update({ scan_state: 'ditahan' });
    await own.reload();
    await card('npwp').getByText(label('kembaran.belum.ditahan')).waitFor();
    if (process.env.LOKET_SHOTS) await own.screenshot({ path: `${process.env.LOKET_SHOTS}/ditahan.png` });
    await test.db('uploads').where({ id: npwp.upload_id }).update({ scan_state: 'bersih' });
    const documents = (url: URL) => url.pathname === '/api/documents';
    await own.route(documents, (route) => route.fulfill({ status: 500, contentType: 'application/json', body: '{}' }));
    await own.reload();
    await own.getByRole('heading', { level: 1 }).first().waitFor();
    await own.keyboard.press('a');
    await own.getByRole('note').getByText(label('ui.kembaran.tak_diketahui')).first().waitFor();
    if (process.env.LOKET_SHOTS) await own.screenshot({ path: `${process.env.LOKET_SHOTS}/tak-diketahui.png` });
    await own.unroute(documents);
    await own.reload();
    people.complaints(); // the answers 500
    await test.db('documents').where({ id: paper.id }).update({ twins_sought_at: test.db.fn.now() });
    await card('ktp').getByText(label('ui.bacaan.membandingkan')).waitFor({ state: 'detached' });
    await test.db('uploads').where({ id: paper.upload_id }).update({ reading_wanted_at: before });
    await own.close();
  }, PATIENCE);

  it('says on which page a number was read, and opens that page', async () => {
    const paper = await test.db('documents').where({ case_id: walked.caseId, kind: 'ktp' }).whereNull('superseded_at').first<{ id: string; upload_id: string }>('id', 'upload_id');
    const [first] = await test.db('upload_pages').where({ upload_id: paper.upload_id, page: 1 }).select<Record<string, unknown>[]>('*');
    const { page_count: pages, pages_drawn_at: drawn } = await test.db('uploads').where({ id: paper.upload_id }).first<{ page_count: number; pages_drawn_at: Date | null }>('page_count', 'pages_drawn_at');
    await test.db('upload_pages').insert({ ...first, page: 2 }).onConflict(['upload_id', 'page']).ignore();
    await test.db('uploads').where({ id: paper.upload_id }).update({ page_count: 3, pages_drawn_at: test.db.fn.now() });
    await test.db('upload_readings').where({ upload_id: paper.upload_id }).update({ page: 2, read_to: 2 });
    const own = await desk.context().newPage();
    await own.goto(`/staf/cases/${walked.caseId}/show`);
    const card = own.getByRole('region', { name: label('dokumen.ktp'), exact: true });
    await card.getByText('Mesin hanya membaca 2 dari 3 halaman.').waitFor();
    const picture = (n: number) => own.getByRole('img', { name: label('ui.penampil.halaman', { dokumen: label('dokumen.ktp'), n }), exact: true });
    await picture(1).waitFor();
    await card.getByRole('button', { name: label('ui.bacaan.dari_halaman', { n: 2 }) }).click();
    await picture(2).waitFor();
    if (process.env.LOKET_SHOTS) await own.screenshot({ path: `${process.env.LOKET_SHOTS}/halaman-dua.png` });
    expect(await axeFindings(own)).toEqual([]);
    await test.db('upload_readings').where({ upload_id: paper.upload_id }).update({ page: 1, read_to: 1 });
    await test.db('uploads').where({ id: paper.upload_id }).update({ page_count: pages, pages_drawn_at: drawn });
    if (pages === 1) await test.db('upload_pages').where({ upload_id: paper.upload_id, page: 2 }).del();
    await own.close();
  }, PATIENCE);

  it('does not call a picture unreadable that the machine did not get to read', async () => {
    const paper = await test.db('documents').where({ case_id: walked.caseId, kind: 'npwp' }).whereNull('superseded_at').first<{ upload_id: string }>('upload_id');
    await test.db('upload_readings').insert({ upload_id: paper.upload_id, state: 'gagal', attempts: 0 });
    const own = await desk.context().newPage();
    await own.goto(`/staf/cases/${walked.caseId}/show`);
    const card = own.getByRole('region', { name: label('dokumen.npwp'), exact: true });
    await card.getByText(label('kembaran.belum.belum_dibaca')).or(card.getByText(label('ui.bacaan.tidak_terbaca'))).waitFor();
    expect(await card.getByText(label('ui.bacaan.tidak_terbaca')).count()).toBe(0);
    await test.db('upload_readings').where({ upload_id: paper.upload_id }).del();
    await own.close();
  }, PATIENCE);

  it('offers what was read beside what was typed, and takes it over only at a click', async () => {
    const card = desk.getByRole('region', { name: label('dokumen.ktp'), exact: true });
    await card.getByText(label('ui.bacaan.judul')).waitFor();
    if (process.env.LOKET_SHOTS) await desk.screenshot({ path: `${process.env.LOKET_SHOTS}/bacaan.png` });
    const name = async () => (await test.db('case_subjects').where({ case_id: walked.caseId }).first<{ name: string }>('name')).name;
    expect(await name()).toBe(walked.person.nama);
    expect(await axeFindings(desk)).toEqual([]);
    const button = card.getByRole('button', { name: new RegExp(label('ui.bacaan.pakai')) });
    await button.focus();
    await desk.keyboard.press('Enter');
    for (let tries = 0; tries < 100 && (await name()) === walked.person.nama; tries += 1) await desk.waitForTimeout(100);
    expect(await name()).toBe('ORANG LAIN CONTOH');
    expect(people.complaints()).toEqual([]);
  }, PATIENCE);
});
