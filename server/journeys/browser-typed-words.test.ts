import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Locator, Page } from 'playwright-core';
import { apply, walks } from '../../seeds/scenarios/registrasi-perseorangan.ts';
import { blacklistedPerson, withPerson, type Walked } from '../../seeds/scenarios/world.ts';
import { sweepCaseDrafts } from '../drafts/index.ts';
import { executablePath, walk } from '../testing/browser-walk.ts';
import { axeFindings, ensurePages, label, openBrowser, rawKeys, tooWide, type WalkBrowser } from '../testing/browser.ts';
import { fillDate } from '../testing/browser-dates.ts';
import { openCase, openTab } from '../testing/browser-desk.ts';
import { sampleScan } from '../testing/sample-files.ts';
import { startTestLoket, TEST_PASSWORD, type TestLoket } from '../testing/start-loket.ts';

const exact = true;
const shot = async (page: Page, name: string) => { if (process.env.LOKET_SHOTS) await page.screenshot({ path: `${process.env.LOKET_SHOTS}/${name}.png` }); };

/** What somebody typed is neither lost nor taken for something else. */
walk('words typed at the desk', () => {
  let test: TestLoket;
  let people: WalkBrowser;
  let desk: Page;
  let one: Walked;
  let other: Walked;

  beforeAll(async () => {
    await ensurePages();
    test = await startTestLoket({ seed: 77 });
    one = await apply(test.world);
    other = await apply(test.world);
    people = await openBrowser({ url: test.url, password: TEST_PASSWORD, clock: test.clock, executablePath });
    desk = await people.desk('helpdesk');
  }, 240_000);
  afterAll(async () => {
    await people?.close();
    await test?.stop();
  });

  it('Enter after typing on does not open the person found before', async () => {
    const box = desk.getByRole('combobox', { name: label('ui.cari.nama') });
    await box.fill(one.person.nama);
    await desk.getByRole('option').filter({ hasText: one.number }).waitFor();
    await box.fill(other.person.nama);
    await desk.keyboard.press('Enter');
    await desk.getByRole('option').filter({ hasText: other.number }).waitFor();
    expect(desk.url()).not.toContain(one.caseId);
    expect(await desk.getByRole('option').filter({ hasText: one.number }).count()).toBe(0);
  }, 60_000);

  it('an act on an account asks first, and not at all while its form holds something unsaved; whoever is disabled is counted', async () => {
    const page = await people.desk('admin');
    const { id, name } = await test.db('users').where({ email: 'helpdesk@loket.test' }).first<{ id: string; name: string }>('id', 'name');
    const admin = await test.world.officer('admin');
    const sessions = async () => (await admin.get<{ id: string; openSessions: number }[]>('/api/users')).find((account) => account.id === id)?.openSessions ?? 0;
    const before = await sessions();
    expect(before).toBeGreaterThan(0);
    await page.goto('/staf/users');
    await page.getByRole('button', { name, exact: true }).click();
    const dialog = page.getByRole('dialog', { name });
    const out = dialog.getByRole('button', { name: label('ui.akun.akhiri'), exact: true });
    await dialog.getByLabel(label('ui.akun.nama')).fill(`${name} Contoh`);
    await dialog.getByText(label('ui.akun.simpan_dulu'), { exact }).waitFor();
    expect(await out.isDisabled()).toBe(true);
    await dialog.getByLabel(label('ui.akun.nama')).fill(name);
    await out.click();
    const question = page.getByRole('dialog').filter({ hasText: label('ui.akun.akhiri_tanya', { nama: name, n: before }) });
    await question.getByRole('button', { name: label('ui.batal'), exact }).click();
    await question.waitFor({ state: 'detached' });
    expect(await sessions()).toBe(before);
    await test.db('cases').where({ id: other.caseId }).update({ holder_id: id });
    await dialog.getByRole('switch', { name: label('ui.akun.aktif') }).click();
    await dialog.getByText(label('ui.akun.nonaktif_jumlah', { nama: name, berkas: 1, jadwal: 0, tugas: 0 }), { exact }).waitFor();
    await shot(page, 'akun-nonaktif');
    expect([await rawKeys(page), await axeFindings(page)]).toEqual([[], []]);
    await test.db('cases').where({ id: other.caseId }).update({ holder_id: null });
    await page.context().close();
  }, 90_000);

  it('a dialog asks before it throws away what was changed in it, and not when nothing was', async () => {
    const page = await people.desk('admin');
    const asked = page.getByRole('dialog', { name: label('ui.buang_isian.judul') });
    const press = (within: Page | Locator, key: Parameters<typeof label>[0]) => within.getByRole('button', { name: label(key), exact }).click();
    await page.goto('/staf/reasons');
    await press(page, 'ui.alasan.baru');
    const form = page.getByRole('dialog', { name: label('ui.alasan.baru'), exact });
    const words = form.getByLabel(label('ui.alasan.teks_id'));
    await words.waitFor();
    await page.keyboard.press('Escape');
    await form.waitFor({ state: 'detached' });
    await press(page, 'ui.alasan.baru');
    await words.fill('Foto terlalu gelap untuk dibaca');
    await page.keyboard.press('Escape');
    await asked.waitFor();
    expect([await rawKeys(page), await axeFindings(page)]).toEqual([[], []]);
    await shot(page, 'buang-isian');
    await press(asked, 'ui.tinggalkan.tidak');
    await asked.waitFor({ state: 'detached' });
    expect(await words.inputValue()).toBe('Foto terlalu gelap untuk dibaca');
    await press(form, 'ui.batal');
    await press(asked, 'ui.buang_isian.ya');
    await form.waitFor({ state: 'detached' });
    // Hours laid in by a button are a change too; put back they are none.
    await page.goto('/staf/holidays');
    await page.getByRole('tab', { name: label('ui.kalender.jam_kerja'), exact }).click();
    await press(page, 'ui.kalender.tambah_minggu');
    const week = page.getByRole('dialog', { name: label('ui.kalender.tambah_minggu'), exact });
    await press(week, 'ui.kalender.mulai_ramadan');
    await press(week, 'ui.batal');
    await press(asked, 'ui.tinggalkan.tidak');
    await press(week, 'ui.kalender.mulai_baku');
    await asked.waitFor({ state: 'detached' });
    await press(week, 'ui.batal');
    await week.waitFor({ state: 'detached' });
    await page.context().close();
  }, 90_000);

  it('the trail of one case opens from its page, is narrowed to a person and a day, and widened again', async () => {
    const page = await people.desk('penyelia');
    await openCase(page, one.number);
    await openTab(page, 'riwayat');
    await page.getByRole('tabpanel').getByRole('link', { name: label('ui.jejak.buka'), exact }).click();
    const only = page.getByRole('button', { name: label('ui.jejak.satu_berkas', { nomor: one.number }) });
    await only.waitFor();
    const rows = page.locator('tbody tr');
    const asked = (has: (filter: Record<string, string>) => boolean) => page.waitForResponse((answer) => answer.url().includes('/api/audit-events?') && has(JSON.parse(new URL(answer.url()).searchParams.get('filter') ?? '{}') as Record<string, string>));
    const numbers = async () => [...new Set(await page.locator('tbody tr td:nth-child(4)').allInnerTexts())];
    expect(await numbers()).toEqual([one.number]);
    const supervisor = await test.db('users').where({ email: 'penyelia@loket.test' }).first<{ id: string; name: string }>('id', 'name');
    const person = asked((filter) => filter.actorId === supervisor.id && filter.caseId === one.caseId);
    await page.getByRole('combobox', { name: label('ui.jejak.siapa') }).fill(supervisor.name);
    await page.getByRole('option', { name: supervisor.name, exact }).click();
    expect((await person).status()).toBe(200);
    const { at } = await test.db('audit_events').where({ case_id: one.caseId, actor_id: supervisor.id }).orderBy('id', 'desc').first<{ at: Date }>('at');
    const day = new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Makassar' }).format(at);
    const period = asked((filter) => Date.parse(filter.before ?? '') - Date.parse(filter.from ?? '') === 86_400_000);
    for (const field of ['ui.jejak.dari', 'ui.jejak.sampai'] as const) await fillDate(page, label(field), day);
    expect((await (await period).json() as object[]).length).toBeGreaterThan(0);
    await rows.first().waitFor();
    expect([await rawKeys(page), await axeFindings(page), await page.evaluate(tooWide)]).toEqual([[], [], []]);
    await shot(page, 'jejak');
    const wide = asked((filter) => filter.caseId === undefined);
    await only.click();
    await wide;
    await only.waitFor({ state: 'detached' });
    await page.context().close();
  }, 120_000);

  it('why somebody is away is told by the keyboard too', async () => {
    const page = await people.desk('verifikator');
    await page.route('**/api/calendar?*', async (route) => {
      const answer = await route.fetch();
      const shown = await answer.json() as { from: string; exceptions: object[] };
      const day = new URL(route.request().url()).searchParams.get('from')?.slice(0, 10);
      await route.fulfill({ response: answer, json: { ...shown, exceptions: [{ id: randomUUID(), userId: randomUUID(), userName: 'Dewi Contoh', date: day, away: true, windows: [], note: 'Pelatihan di Balikpapan' }] } });
    });
    await page.goto('/staf/appointments');
    const event = page.locator(`[title*="${label('ui.kalender.tidak_ada')} (Pelatihan di Balikpapan)"]`);
    await event.focus();
    await page.keyboard.press('Enter');
    await page.getByRole('dialog').getByText(/Dewi Contoh: .*Pelatihan di Balikpapan/).waitFor();
    await shot(page, 'kalender-sebab');
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await page.context().close();
  }, 60_000);

  /** Typed, kept by the server, still there on a page that is opened anew, and forgotten once it is done. */
  async function outlives(page: Page, { draft, words, field, again = () => Promise.resolve(), send }: { draft: { case_id: string; key: string }; words: string; field: Locator; again?: () => Promise<void>; send: () => Promise<void> }): Promise<void> {
    const drafts = () => test.db('case_drafts').where(draft).pluck<object[]>('content');
    const until = async (holds: (contents: object[]) => boolean) => {
      for (let tries = 0; tries < 100 && !holds(await drafts()); tries += 1) await page.waitForTimeout(100);
      expect(holds(await drafts())).toBe(true);
    };
    await field.fill(words);
    await until(([content]) => JSON.stringify(content ?? {}).includes(words));
    await page.reload();
    await again();
    await field.waitFor();
    // A dialog is there before what was kept for it has come.
    for (let tries = 0; tries < 100 && await field.inputValue() !== words; tries += 1) await page.waitForTimeout(100);
    expect(await field.inputValue()).toBe(words);
    await page.getByText(/^Draf tersimpan/).first().waitFor();
    await field.scrollIntoViewIfNeeded();
    await shot(page, draft.key.split(':')[0] ?? '');
    expect([await rawKeys(page), await axeFindings(page)]).toEqual([[], []]);
    await send();
    await until((contents) => contents.length === 0);
  }
  const reach = async (place: string, world = test.world) => (walks[place] as (typeof walks)[string])(world);

  it('the second person’s reason for the same person outlives a reload', async () => {
    const walked = await reach('cek_daftar_hitam', withPerson(test.world, blacklistedPerson(test.world)));
    const helpdesk = await test.world.officer('helpdesk');
    const hits = await test.db('check_hits').where({ case_id: walked.caseId }).pluck<string[]>('id');
    for (const hitId of hits) await helpdesk.act(walked.caseId, 'nilai_temuan', { hitId, hasil: 'sama', alasan: 'Nama dan NPWP sama.' });
    const page = await people.desk('helpdesk2');
    await openCase(page, walked.number);
    const card = page.locator(`article[data-ref="${hits[0]}"]`);
    await outlives(page, {
      draft: { case_id: walked.caseId, key: `konfirmasi_temuan:${hits[0]}` }, words: 'Diperiksa ulang pada portal: orang yang sama.', field: card.getByRole('textbox', { name: label('ui.temuan.alasan_konfirmasi') }),
      send: () => card.getByRole('button', { name: label('ui.temuan.konfirmasi'), exact }).click(),
    });
    await page.context().close();
  }, 120_000);

  it('the proof of a task in SPSE outlives a reload', async () => {
    const walked = await reach('disetujui');
    const page = await people.desk('verifikator');
    await openCase(page, walked.number);
    const task = await test.db('tasks').where({ case_id: walked.caseId, kind: 'spse_setujui_akun', state: 'terbuka' }).first<{ id: string }>('id');
    const card = page.getByRole('region', { name: label('tugas.spse_setujui_akun'), exact });
    await card.getByRole('button', { name: label('ui.tugas.catat_bukti'), exact }).click();
    await card.getByRole('button', { name: label('ui.waktu.sekarang'), exact }).click();
    await card.getByRole('textbox', { name: new RegExp(`^${label('isian.user_id_spse')}`) }).fill(walked.person.userId);
    await outlives(page, {
      draft: { case_id: walked.caseId, key: `selesaikan_tugas:${task.id}` }, words: 'SPSE 2026 0083', field: card.getByRole('textbox', { name: new RegExp(`^${label('isian.nomor_bukti')}`) }),
      send: async () => {
        expect(await card.getByRole('textbox', { name: new RegExp(`^${label('isian.user_id_spse')}`) }).inputValue()).toBe(walked.person.userId);
        await card.getByRole('button', { name: label('ui.tugas.simpan_bukti'), exact }).click();
        await card.getByText(label('ui.tugas.selesai'), { exact }).waitFor();
      },
    });
    await page.context().close();
  }, 120_000);

  it('a call that was made and the note of it outlive a reload, and a colleague may go on with them', async () => {
    const walked = await reach('terjadwal');
    const [page, colleague] = [await people.desk('helpdesk'), await people.desk('helpdesk2')];
    // Nothing here can telephone.
    await page.addInitScript(() => { document.addEventListener('click', (event) => { if ((event.target as Element).closest('a[href^="tel:"]')) event.preventDefault(); }); });
    await openCase(page, walked.number);
    await page.reload();
    const panel = page.getByRole('region', { name: label('ui.hubungi.judul'), exact });
    await panel.getByRole('button', { name: label('ui.hubungi.tampilkan'), exact }).click();
    await panel.getByRole('link', { name: new RegExp(`^${label('ui.hubungi.telepon')}`) }).click();
    await outlives(page, {
      draft: { case_id: walked.caseId, key: 'catatan_kontak' }, words: 'Bersedia hadir, minta diingatkan sejam sebelumnya.', field: panel.getByRole('textbox', { name: label('ui.hubungi.catatan') }),
      send: async () => {
        await openCase(colleague, walked.number);
        const theirs = colleague.getByRole('region', { name: label('ui.hubungi.judul'), exact });
        await theirs.getByText(/^Draf Sari Wulandari/).waitFor();
        await theirs.getByRole('button', { name: label('ui.draf.pakai'), exact }).click();
        await theirs.getByRole('textbox', { name: label('ui.hubungi.catatan') }).waitFor();
        expect(await theirs.getByRole('textbox', { name: label('ui.hubungi.catatan') }).inputValue()).toBe('Bersedia hadir, minta diingatkan sejam sebelumnya.');
        await theirs.getByRole('button', { name: label('ui.draf.buang'), exact }).click();
        await theirs.getByRole('textbox', { name: label('ui.hubungi.catatan') }).waitFor({ state: 'detached' });
        await panel.getByRole('button', { name: label('ui.hubungi.tersambung'), exact }).click();
      },
    });
    const letter = await test.db('contacts').where({ case_id: walked.caseId }).first<{ channel: string; letter_id: string | null }>('channel', 'letter_id');
    expect([letter.channel, letter.letter_id !== null]).toEqual(['telepon', true]);
    for (const each of [page, colleague]) await each.context().close();
  }, 120_000);

  it('a picture of the call and its note outlive a reload', async () => {
    const walked = await reach('verifikasi');
    const page = await people.desk('verifikator');
    // The list of pictures comes while somebody looks for one on his disk: it takes the field away from under him no more.
    const listed = Promise.withResolvers<void>();
    await page.route('**/call-pictures', async (route) => { await listed.promise; await route.continue(); });
    await openCase(page, walked.number);
    const pictures = page.getByRole('region', { name: label('ui.panggilan.bukti'), exact });
    const [chooser] = await Promise.all([page.waitForEvent('filechooser'), pictures.getByRole('button', { name: new RegExp(label('ui.unggah.pilih')) }).click()]);
    listed.resolve();
    await pictures.getByText(label('ui.panggilan.belum_ada_bukti')).waitFor();
    await chooser.setFiles({ name: 'layar.jpg', mimeType: 'image/jpeg', buffer: await sampleScan('ktp', walked.person.onCards, 'jpeg') });
    await outlives(page, {
      draft: { case_id: walked.caseId, key: 'simpan_bukti_panggilan' }, words: 'Pemohon menunjukkan KTP asli', field: pictures.getByRole('textbox', { name: label('ui.panggilan.bukti_keterangan') }),
      send: async () => {
        await pictures.getByRole('button', { name: label('ui.panggilan.simpan_bukti'), exact }).click();
        await pictures.getByText(/Pemohon menunjukkan KTP asli/).waitFor();
      },
    });
    await page.context().close();
  }, 120_000);

  it('the verdict on a hit of a newer list outlives a reload, also where its case lies in the archive', async () => {
    const walked = await reach('diarsipkan');
    const { office_id: office } = await test.db('cases').where({ id: walked.caseId }).first<{ office_id: string }>('office_id');
    const [hit] = await test.db('standing_hits').insert({
      office_id: office, import_id: randomUUID(), data_date: '2026-03-02', entry_id: randomUUID(), case_id: walked.caseId, subject_hash: 'uji', target_key: 'uji', asked: JSON.stringify({ nama: walked.person.nama }), level: 'B', score: 0.8,
      in_force: true, reasons: '[]', shown: JSON.stringify({ nama: 'CV CONTOH SERUPA', nomorSk: 'SK-1' }), found_at: test.clock.now(),
    }).returning<{ id: string }[]>('id');
    const page = await people.desk('verifikator');
    const dialog = page.getByRole('dialog');
    const open = () => page.getByRole('row').filter({ hasText: 'CV CONTOH SERUPA' }).getByRole('button', { name: label('ui.pantau.nilai'), exact }).click();
    await page.goto('/staf/standing-hits');
    await open();
    await dialog.getByRole('button', { name: label('nilai.bukan_yang_sama'), exact }).click();
    await outlives(page, {
      draft: { case_id: walked.caseId, key: `nilai_temuan_pemantauan:${hit?.id ?? ''}` }, words: 'Alamat dan tanggal lahir berbeda.', field: dialog.getByRole('textbox', { name: label('ui.temuan.alasan') }), again: open,
      send: async () => {
        // Nothing of it is swept away meanwhile.
        await sweepCaseDrafts(test.db, test.clock.now());
        await dialog.getByRole('button', { name: label('ui.temuan.simpan'), exact }).click();
        await dialog.waitFor({ state: 'detached' });
      },
    });
    expect(await test.db('standing_hits').where({ id: hit?.id }).first('verdict', 'verdict_reason')).toEqual({ verdict: 'bukan_yang_sama', verdict_reason: 'Alamat dan tanggal lahir berbeda.' });
    await page.context().close();
  }, 120_000);
});
