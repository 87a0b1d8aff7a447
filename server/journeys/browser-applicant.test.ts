import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, expect } from '@jest/globals';
import type { Page } from 'playwright-core';
import { formOf, KTP_SHORT, walks } from '../../seeds/scenarios/registrasi-perseorangan.ts';
import type { Person } from '../../seeds/scenarios/people.ts';
import type { Walked } from '../../seeds/scenarios/world.ts';
import type { UploadRequestReply } from '../domain/contract/counter.ts';
import { translate } from '../domain/messages/translate.ts';
import { axeFindings, ensurePages, label, openBrowser, rawKeys, type WalkBrowser } from '../testing/browser.ts';
import { agree, chooseService, fillFields } from '../testing/browser-phone.ts';
import { executablePath, stages, walk } from '../testing/browser-walk.ts';
import { linkIn, mailsTo } from '../testing/evidence.ts';
import { sampleScan } from '../testing/sample-files.ts';
import { startTestLoket, TEST_PASSWORD, type TestLoket } from '../testing/start-loket.ts';

const exact = true;
const en = (key: string) => translate(key, {}, 'en');

/** What an applicant does with pictures that came out wrong, and in which language he reads what became of them. */
walk('the pages of an applicant on a phone', () => {
  let test: TestLoket;
  let people: WalkBrowser;
  let person: Person;
  let repair: Walked;
  let phone: Page;
  const stage = stages();
  const speak = (locale: 'id' | 'en') => phone.getByRole('button', { name: locale.toUpperCase(), exact }).click();
  const card = (kind: string, locale: 'id' | 'en' = 'id') => phone.getByRole('region', { name: translate(`dokumen.${kind}`, {}, locale), exact });
  const pick = async (kind: string, file: { name: string; mimeType: string; buffer: Buffer }) => card(kind).getByLabel(new RegExp(`^(${label('laman.dokumen.pilih')}|${label('laman.dokumen.ganti')}): `)).setInputFiles(file);
  const photograph = async (kind: 'ktp' | 'npwp', of: Person) => {
    await pick(kind, { name: `${kind}.jpg`, mimeType: 'image/jpeg', buffer: await sampleScan(kind, of.onCards, 'jpeg') });
    await card(kind).getByText(`✓ ${label('laman.dokumen.diterima')}`).waitFor();
  };
  const remove = (kind: string) => card(kind).getByRole('button', { name: new RegExp(`^${label('laman.dokumen.hapus')}`) }).click();
  const answerTakeBack = (kind: string, key: 'laman.dokumen.hapus_ya' | 'laman.dokumen.hapus_tidak') => card(kind).getByRole('button', { name: new RegExp(`^${label(key)}`) }).click();
  const sent = (kind: string) => card(kind).getByText(`✓ ${label('laman.unggah.sampai')}`);
  /** As it came, and in English on a phone that is kept dark. */
  const isSound = async (name: string) => {
    for (const [locale, colorScheme] of [['id', 'light'], ['en', 'dark']] as const) {
      await phone.emulateMedia({ colorScheme });
      await speak(locale);
      await phone.waitForLoadState('networkidle');
      expect(await rawKeys(phone)).toEqual([]);
      expect(await axeFindings(phone)).toEqual([]);
      expect(await phone.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)).toBeLessThanOrEqual(0);
      if (process.env.LOKET_SHOTS) await phone.screenshot({ path: `${process.env.LOKET_SHOTS}/${name}-${locale}.png`, fullPage: true });
    }
    await speak('id');
  };

  beforeAll(async () => {
    await ensurePages();
    test = await startTestLoket({ seed: 61 });
    people = await openBrowser({ url: test.url, password: TEST_PASSWORD, clock: test.clock, executablePath });
    person = test.world.people();
    repair = await (walks.pengembalian as (typeof walks)[string])(test.world, KTP_SHORT);
    await (await test.world.officer('helpdesk')).act(repair.caseId, 'kirim_kekurangan', { butir: [{ jenis: 'dokumen', kunci: 'ktp', alasan: 'DOC-02', catatan: 'Tepi kanan terpotong.' }, { jenis: 'isian', kunci: 'nik', alasan: 'ID-01' }] });
    await test.world.settle();
  }, 240_000);
  afterAll(async () => {
    await people?.close();
    await test?.stop();
  });
  afterEach(() => { expect(people.complaints()).toEqual([]); });

  let request = '';
  const received = async () => test.db('upload_request_files').where({ request_id: request }).orderBy('kind').pluck<string[]>('kind');
  stage('what is asked for by a link is read in the language that was chosen, also after a picture was handed in', async () => {
    const helpdesk = await test.world.officer('helpdesk');
    const asked = await helpdesk.post<UploadRequestReply>('/api/upload-requests', { requestId: randomUUID(), channel: 'whatsapp', prosedur: 'registrasi_perseorangan', kinds: ['ktp', 'npwp'], fields: formOf(person) });
    request = asked.request.id;
    phone = await people.phone(`/unggah/${/\/unggah\/([\w-]{43})/.exec(decodeURIComponent(asked.whatsapp ?? ''))?.[1] ?? ''}`);
    await photograph('ktp', test.world.people());
    await card('ktp').getByText(`✓ ${label('laman.unggah.sampai')}`).waitFor();
    await pick('npwp', { name: 'npwp.docx', mimeType: 'application/octet-stream', buffer: Buffer.from('bukan gambar sama sekali') });
    await card('npwp').getByText(translate('unggahan.extension_not_allowed', { extension: 'docx' }, 'id')).waitFor();
    await speak('en');
    await card('ktp', 'en').getByText(`✓ ${en('laman.unggah.sampai')}`).waitFor();
    await card('npwp', 'en').getByText(translate('unggahan.extension_not_allowed', { extension: 'docx' }, 'en')).waitFor();
    expect(await phone.locator('main').innerText()).not.toMatch(/unggah|berlaku|petugas|dokumen|Kartu/i);
    await speak('id');
    await isSound('unggah');
  });

  stage('the card of somebody else is taken back from the officer at once, and the right one follows', async () => {
    expect(await received()).toEqual(['ktp']);
    await remove('npwp');
    await card('npwp').locator('.trouble').waitFor({ state: 'detached' });
    // Beside a replacement that was refused it means that one: the officer keeps what he has.
    await pick('ktp', { name: 'ktp.docx', mimeType: 'application/octet-stream', buffer: Buffer.from('bukan gambar sama sekali') });
    await card('ktp').locator('.trouble').waitFor();
    await remove('ktp');
    await card('ktp').locator('.trouble').waitFor({ state: 'detached' });
    await sent('ktp').waitFor();
    await card('ktp').locator('img.thumb').waitFor();
    // What he has is asked about.
    await remove('ktp');
    await phone.locator('.take-back:focus').waitFor();
    await isSound('unggah-tarik');
    await answerTakeBack('ktp', 'laman.dokumen.hapus_tidak');
    await phone.waitForLoadState('networkidle');
    expect([await received(), await sent('ktp').count()]).toEqual([['ktp'], 1]);
    await remove('ktp');
    await answerTakeBack('ktp', 'laman.dokumen.hapus_ya');
    await sent('ktp').waitFor({ state: 'detached' });
    expect([await received(), await card('ktp').locator('img').count()]).toEqual([[], 0]);
    await photograph('ktp', person);
    await photograph('npwp', person);
    await phone.getByText(label('laman.unggah.lengkap'), { exact }).waitFor();
    expect(await received()).toEqual(['ktp', 'npwp']);
    // Also when the page was begun anew since and knows of the picture only from the server.
    await phone.reload();
    await remove('npwp');
    await answerTakeBack('npwp', 'laman.dokumen.hapus_ya');
    await sent('npwp').waitFor({ state: 'detached' });
    expect(await received()).toEqual(['ktp']);
    await phone.context().close();
  });

  const drafts = () => test.db('uploads').where({ source: 'publik' }).whereNull('used_at').whereRaw('expires_at > clock_timestamp()').whereNotExists(test.db('upload_request_files as f').whereRaw('f.upload_id = uploads.id').select(test.db.raw('1'))).pluck<string[]>('id');
  stage('a picture that came back after a reload is seen, and is gone for good when it is removed', async () => {
    phone = await people.phone(linkIn(mailsTo(test, repair.person.email).at(-1)));
    // Nobody is asked when the system ends a tab.
    phone.on('dialog', (dialog) => { void dialog.accept(); });
    await photograph('ktp', repair.person);
    expect(await drafts()).toHaveLength(1);
    await phone.reload();
    await card('ktp').locator('img.thumb').waitFor();
    await isSound('perbaikan');
    await remove('ktp');
    await card('ktp').locator('img').waitFor({ state: 'detached' });
    await phone.waitForLoadState('networkidle');
    expect(await drafts()).toEqual([]);
    await phone.reload();
    await card('ktp').getByText(label('laman.dokumen.foto')).waitFor();
    expect(await card('ktp').getByText(label('laman.dokumen.tadi'), { exact }).count()).toBe(0);
  });

  stage('in a tab that was left it comes back without its picture, and can be removed all the same', async () => {
    await photograph('ktp', repair.person);
    await phone.goto('about:blank');
    await phone.goBack();
    await card('ktp').getByText(label('laman.dokumen.tadi_gambar'), { exact }).waitFor();
    await phone.waitForLoadState('networkidle');
    expect(await card('ktp').locator('img').count()).toBe(0);
    await isSound('perbaikan-tanpa-gambar');
    await remove('ktp');
    await card('ktp').getByText(label('laman.dokumen.tadi_gambar'), { exact }).waitFor({ state: 'detached' });
    await phone.context().close();
  });

  stage('a picture that a form from another tab has by now is not shown as gone: its card says why it stays', async () => {
    phone = await people.phone(linkIn(mailsTo(test, repair.person.email).at(-1)));
    const before = await drafts();
    await photograph('ktp', repair.person);
    const [id = ''] = (await drafts()).filter((draft) => !before.includes(draft));
    // As that form leaves it.
    await test.db('uploads').where({ id }).update({ used_at: test.clock.now(), expires_at: null });
    await remove('ktp');
    await card('ktp').getByText(label('laman.dokumen.tak_terhapus')).waitFor();
    await card('ktp').getByText(translate('galat.unggahan_sudah_dipakai', {}, 'id')).waitFor();
    await card('ktp').getByText(`✓ ${label('laman.dokumen.diterima')}`).waitFor();
    // With its picture, not the frame of one that is gone.
    expect(await card('ktp').locator('img.thumb').evaluate((img: HTMLImageElement) => img.complete && img.naturalWidth > 0)).toBe(true);
    await speak('en');
    await card('ktp', 'en').getByText(translate('galat.unggahan_sudah_dipakai', {}, 'en')).waitFor();
    await isSound('perbaikan-dipakai');
    expect(people.complaints().filter((line) => !line.includes('409'))).toEqual([]);
    await phone.context().close();
  });

  stage('the form with its documents, as far as the last look at it', async () => {
    phone = await people.phone('/');
    await chooseService(phone, /Kalimantan Timur/, label('prosedur.registrasi_perseorangan'));
    await agree(phone);
    await fillFields(phone, person);
    await photograph('ktp', person);
    await phone.getByRole('button', { name: label('laman.kirim.tombol'), exact }).click();
    await card('npwp').getByText(label('laman.dokumen.wajib')).waitFor();
    await isSound('ajukan-dokumen');
    await photograph('npwp', person);
    await pick('sertifikat_keahlian', { name: 'sertifikat.jpg', mimeType: 'image/jpeg', buffer: await sampleScan('sertifikat_keahlian', person.onCards, 'jpeg') });
    await card('sertifikat_keahlian').getByText(`✓ ${label('laman.dokumen.diterima')}`).waitFor();
    // While it is on its way nothing is changed under it.
    const gate = Promise.withResolvers<undefined>();
    await phone.route('**/api/public/checks', async (route) => { await gate.promise; await route.fulfill({ json: { errors: { nik: 'Periksa lagi.' }, warnings: [] } }); });
    await phone.getByRole('button', { name: label('laman.kirim.tombol'), exact }).click();
    await card('ktp').locator('.pickers[inert]').waitFor();
    const before = await drafts();
    const pressed = await card('ktp').getByRole('button', { name: new RegExp(`^${label('laman.dokumen.hapus')}`) }).evaluate((button: HTMLElement) => { button.focus(); button.click(); return document.activeElement === button; });
    expect([pressed, await card('ktp').locator('img.thumb').count(), await drafts()]).toEqual([false, 1, before]);
    gate.resolve(undefined);
    await phone.getByText('Periksa lagi.').waitFor();
    await phone.context().close();
  });
});
