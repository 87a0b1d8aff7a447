import { afterAll, afterEach, beforeAll, expect } from '@jest/globals';
import type { Page } from 'playwright-core';
import type { Person } from '../../seeds/scenarios/people.ts';
import { walks } from '../../seeds/scenarios/registrasi-perseorangan.ts';
import type { Walked } from '../../seeds/scenarios/world.ts';
import { fillDate } from '../testing/browser-dates.ts';
import { axeFindings, chooseFile, ensurePages, label, openBrowser, rawKeys, type WalkBrowser } from '../testing/browser.ts';
import { act, openCase, openTab, standsAt, write } from '../testing/browser-desk.ts';
import { uploadScan } from '../testing/browser-phone.ts';
import { caseByNumber } from '../testing/evidence.ts';
import { sampleScan } from '../testing/sample-files.ts';
import { executablePath, stages, walk } from '../testing/browser-walk.ts';
import { startTestLoket, TEST_PASSWORD, type TestLoket } from '../testing/start-loket.ts';

const MEGABYTE = 1024 * 1024;
const exact = true;

/** A morning at the counter: a file entered with a large scan and one from the applicant's telephone, papers in and out, the sheet of the day. */
walk('the counter in a browser', () => {
  let test: TestLoket;
  let people: WalkBrowser;
  let desk: Page;
  let person: Person;
  let number = '';
  let token = '';
  const stage = stages();
  const slot = (kind: string) => desk.getByRole('button', { name: new RegExp(label(`dokumen.${kind}`)) }).locator('..');
  const sound = async (page: Page) => {
    expect(await rawKeys(page)).toEqual([]);
    expect(await axeFindings(page)).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)).toBeLessThanOrEqual(0);
  };
  /** The link in the WhatsApp message, as the telephone gets it. */
  const linkIn = async (page: Page): Promise<string> => {
    const href = await page.getByRole('link', { name: label('ui.minta.buka_whatsapp') }).getAttribute('href');
    return /\/unggah\/([\w-]{43})/.exec(decodeURIComponent(href ?? ''))?.[1] ?? '';
  };

  beforeAll(async () => {
    await ensurePages();
    test = await startTestLoket({ seed: 59 });
    people = await openBrowser({ url: test.url, password: TEST_PASSWORD, clock: test.clock, executablePath });
    person = test.world.people();
    desk = await people.desk('helpdesk');
  }, 240_000);
  afterAll(async () => {
    await people?.close();
    await test?.stop();
  });
  afterEach(() => { expect(people.complaints()).toEqual([]); });

  stage('an applicant stands at the counter: what he says is typed, an 8 MB scan is shrunk while he waits', async () => {
    await desk.goto('/staf/cases/create');
    const typed: Record<string, string> = { nama: person.nama, nik: person.nik, npwp: person.npwp, email: person.email, telepon: person.telepon, user_id_spse: person.userId, alamat: person.alamat };
    for (const [field, value] of Object.entries(typed)) await desk.getByRole('textbox', { name: label(`isian.${field}`), exact }).fill(value);
    await fillDate(desk, label('isian.tanggal_lahir'), person.tanggalLahir);
    await desk.getByRole('combobox', { name: new RegExp(`^${label('isian.kabupaten')}`) }).fill('Samarinda');
    await desk.getByRole('option', { name: /Samarinda/ }).first().click();
    // A slip into the menu asks first: nothing of this is kept anywhere yet.
    await desk.getByRole('link', { name: label('ui.menu.tasks') }).click();
    await desk.getByRole('button', { name: label('ui.tinggalkan.tidak'), exact }).click();
    await desk.getByText(label('ui.tinggalkan.isi')).waitFor({ state: 'detached' });
    expect(await desk.getByRole('textbox', { name: label('isian.nama'), exact }).inputValue()).toBe(person.nama);
    const large = await sampleScan('sertifikat_keahlian', person.onCards, 'png', 8 * MEGABYTE);
    expect(large.length).toBeGreaterThan(7 * MEGABYTE);
    await chooseFile(desk.getByRole('button', { name: new RegExp(label('dokumen.sertifikat_keahlian')) }), { name: 'sertifikat.png', mimeType: 'image/png', buffer: large });
    await slot('sertifikat_keahlian').getByText(/^Dikecilkan dari .* MB menjadi .* MB/).waitFor();
    const kept = await test.db('uploads').where({ original_name: 'sertifikat.png' }).first<{ type: string; received_bytes: number; stored_bytes: number; received_sha256: string; stored_sha256: string }>();
    expect([kept.type, kept.received_bytes, kept.stored_bytes <= 2 * MEGABYTE, kept.received_sha256 === kept.stored_sha256]).toEqual(['image/jpeg', large.length, true, false]);
  });

  stage('the other two are asked for by a link, which WhatsApp carries', async () => {
    await desk.getByRole('button', { name: label('ui.minta.judul'), exact }).click();
    const dialog = desk.getByRole('dialog');
    await dialog.getByRole('combobox').click();
    await desk.getByRole('option', { name: label('ui.minta.whatsapp'), exact }).click();
    // What lies here already is not asked for.
    expect(await dialog.getByRole('checkbox', { name: label('dokumen.sertifikat_keahlian') }).isChecked()).toBe(false);
    for (const kind of ['ktp', 'npwp']) expect(await dialog.getByRole('checkbox', { name: label(`dokumen.${kind}`) }).isChecked()).toBe(true);
    await sound(desk);
    await dialog.getByRole('button', { name: label('ui.minta.kirim'), exact }).click();
    await dialog.waitFor({ state: 'detached' });
    token = await linkIn(desk);
    expect(token).not.toBe('');
    await sound(desk);
  });

  stage('a reload loses nothing: the entry waits beside the form', async () => {
    await desk.reload();
    const going = desk.getByRole('button', { name: label('ui.minta.lanjutkan'), exact });
    // Refused, it says why instead of doing nothing.
    await desk.route('**/api/upload-requests/*', (route) => route.fulfill({ status: 503, contentType: 'application/json', body: JSON.stringify({ message: 'Layanan sedang tidak tersedia.', requestId: 'x' }) }));
    await going.click();
    await desk.getByRole('alert').filter({ hasText: 'Layanan sedang tidak tersedia.' }).waitFor();
    await desk.unroute('**/api/upload-requests/*');
    people.complaints();
    await going.click();
    await desk.getByText(new RegExp(`^${label('ui.minta.menunggu', { dokumen: '' }).trim()}`)).waitFor();
    expect(await desk.getByRole('textbox', { name: label('isian.nama'), exact }).inputValue()).toBe(person.nama);
  });

  stage('the telephone takes two pictures; they appear at the counter', async () => {
    const phone = await people.phone(`/unggah/${token}`);
    await phone.getByRole('heading', { name: label('laman.unggah.judul'), level: 1 }).waitFor();
    await sound(phone);
    expect(phone.viewportSize()).toEqual({ width: 390, height: 844 });
    expect(await phone.locator('body').innerText()).not.toContain(person.nik);
    await uploadScan(phone, 'ktp', person);
    await uploadScan(phone, 'npwp', person);
    await phone.getByText(label('laman.unggah.lengkap'), { exact }).waitFor();
    await sound(phone);
    // The counter looks every few seconds; the clock of the walk stands still, so it is asked to look again.
    await desk.reload();
    await desk.getByRole('button', { name: label('ui.minta.lanjutkan'), exact }).click();
    await desk.getByText(label('ui.minta.lengkap'), { exact }).waitFor();
    for (const kind of ['ktp', 'npwp']) await desk.getByRole('img', { name: label('ui.minta.pratinjau', { dokumen: label(`dokumen.${kind}`) }) }).waitFor();
    await sound(desk);
    // One is taken back: the entry does not keep what is not there any more, and takes what follows.
    const picture = desk.getByRole('img', { name: label('ui.minta.pratinjau', { dokumen: label('dokumen.npwp') }) });
    const card = phone.getByRole('region', { name: label('dokumen.npwp'), exact });
    await card.getByRole('button', { name: new RegExp(`^${label('laman.dokumen.hapus')}`) }).click();
    await card.getByRole('button', { name: new RegExp(`^${label('laman.dokumen.hapus_ya')}`) }).click();
    await card.getByText(`✓ ${label('laman.unggah.sampai')}`).waitFor({ state: 'detached' });
    // Nobody touches the counter meanwhile: where everything had come it looks four times a minute.
    await picture.waitFor({ state: 'detached', timeout: 40_000 });
    await slot('npwp').getByText(label('ui.unggah.tersimpan'), { exact }).waitFor({ state: 'detached' });
    expect(await slot('npwp').getByRole('button', { name: label('ui.unggah.lepas'), exact }).count()).toBe(0);
    await uploadScan(phone, 'npwp', person);
    await card.getByText(`✓ ${label('laman.unggah.sampai')}`).waitFor();
    await picture.waitFor();
    await phone.context().close();
  });

  stage('the file is saved with all three and the link is dead', async () => {
    await chooseFile(desk.getByRole('button', { name: new RegExp(label('dokumen.sertifikat_keahlian')) }), { name: 'sertifikat2.png', mimeType: 'image/png', buffer: await sampleScan('sertifikat_keahlian', person.onCards, 'png') });
    await slot('sertifikat_keahlian').getByText(/^Diterima:/).waitFor();
    await desk.getByRole('button', { name: label('ui.entri.kirim'), exact }).click();
    await desk.getByRole('heading', { name: person.nama, level: 1 }).waitFor();
    number = (await test.db('cases').orderBy('received_at', 'desc').first<{ number: string }>('number')).number;
    const { id } = await caseByNumber(test, number);
    expect(await test.db('documents').where({ case_id: id }).orderBy('kind').pluck('kind')).toEqual(['ktp', 'npwp', 'sertifikat_keahlian']);
    const phone = await people.phone(`/unggah/${token}`);
    await phone.getByRole('heading', { name: label('laman.unggah.mati') }).waitFor();
    await phone.context().close();
    people.complaints();
  });

  stage('papers come in with a Tanda Terima Berkas and originals go back with a Berita Acara', async () => {
    await desk.reload(); // business time stands still, so a message would stay in front of the buttons
    await act(desk, 'terima_berkas_fisik', async (form) => {
      await write(form, label('isian.penyerah'), person.nama);
      await write(form, label('isian.berkas_asli'), 'Sertifikat Keahlian');
    });
    test.world.forward(20);
    await desk.reload();
    await act(desk, 'kembalikan_dokumen_asli', async (form) => {
      await write(form, label('isian.penerima_asli'), person.nama);
      await write(form, label('isian.identitas_penerima'), 'KTP');
    });
    await test.world.settle();
    const { id } = await caseByNumber(test, number);
    expect(await test.db('letters').where({ case_id: id }).whereIn('kind', ['tanda_terima_berkas', 'serah_terima_asli']).whereNotNull('pdf_key').orderBy('issued_at').pluck('kind')).toEqual(['tanda_terima_berkas', 'serah_terima_asli']);
    await desk.reload();
    const letters = await openTab(desk, 'surat');
    for (const kind of ['tanda_terima_berkas', 'serah_terima_asli']) await letters.getByText(label(`surat.${kind}`), { exact }).first().waitFor();
  });

  stage('the sheet of the day shows both and prints as a sheet', async () => {
    const day = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Makassar' }).format(test.clock.now());
    await desk.getByRole('link', { name: label('ui.menu.day-docket') }).click();
    await fillDate(desk, label('ui.lembar.tanggal'), day);
    const papers = desk.getByRole('region', { name: label('ui.lembar.kertas') });
    await papers.getByText(label('lembar.masuk'), { exact }).waitFor();
    await papers.getByText(label('lembar.keluar'), { exact }).waitFor();
    await sound(desk);
    await desk.emulateMedia({ media: 'print' });
    expect(await desk.getByRole('navigation', { name: label('ui.menu.nama') }).isVisible()).toBe(false);
    await papers.getByRole('link', { name: number }).first().waitFor();
    await desk.emulateMedia({ media: 'screen' });
    await fillDate(desk, label('ui.lembar.tanggal'), '2031-01-05');
    await desk.getByText(label('ui.lembar.kosong'), { exact }).waitFor();
    await sound(desk);
  });

  stage('a repair is asked for by link from the case, comes from the telephone and is filed', async () => {
    const walked = await walks.menunggu_perbaikan?.(test.world) as Walked;
    await openCase(desk, walked.number);
    await desk.getByRole('button', { name: label('ui.minta.judul'), exact }).click();
    const dialog = desk.getByRole('dialog');
    await dialog.getByRole('combobox').click();
    await desk.getByRole('option', { name: label('ui.minta.whatsapp'), exact }).click();
    await dialog.getByRole('button', { name: label('ui.minta.kirim'), exact }).click();
    await dialog.waitFor({ state: 'detached' });
    const phone = await people.phone(`/unggah/${await linkIn(desk)}`);
    await uploadScan(phone, 'sertifikat_keahlian', walked.person);
    await phone.getByText(label('laman.unggah.lengkap'), { exact }).waitFor();
    await phone.context().close();
    await desk.reload();
    await desk.getByText(label('ui.minta.lengkap'), { exact }).waitFor();
    const form = desk.getByRole('region', { name: label('aksi.kirim_perbaikan'), exact }).locator('form');
    await form.getByText(/^Datang lewat tautan:/).waitFor();
    await sound(desk);
    await form.getByRole('button', { name: label('aksi.kirim_perbaikan'), exact }).click();
    await standsAt(desk, 'cek_unggahan');
    expect(await test.db('repair_requests').where({ case_id: walked.caseId }).first('closed_how', 'closed_origin')).toEqual({ closed_how: 'diperbaiki', closed_origin: 'whatsapp' });
  });
});
