/** The hands of an applicant on a phone: the whole form, the private link and what it asks for. */
import type { Page } from 'playwright-core';
import type { Person } from '../../seeds/scenarios/people.ts';
import { documentLabel, label } from './browser.ts';
import { sampleScan, type SampleKind } from './sample-files.ts';

const exact = true;
const button = (page: Page, key: string) => page.getByRole('button', { name: label(key), exact });

/** Chooses the office and the service. */
export async function chooseService(page: Page, office: RegExp, service: string): Promise<void> {
  await page.getByRole('radio', { name: office }).check();
  const card = page.getByRole('group').filter({ has: page.getByRole('heading', { name: service, exact }) }).last();
  const start = card.getByRole('link', { name: label('laman.depan.mulai') });
  if (!await start.isVisible()) await card.getByRole('heading', { name: service, exact }).click();
  await start.click();
}

export async function agree(page: Page): Promise<void> {
  await page.getByRole('checkbox', { name: label('laman.setuju.privasi_ya') }).check();
  await page.getByRole('checkbox', { name: label('laman.setuju.kebenaran_ya') }).check();
  await button(page, 'laman.ajukan.lanjut').click();
}

/** Fields of the form by their words on the screen; what is to be typed twice is. */
type Typed = 'nama' | 'nik' | 'npwp' | 'email' | 'telepon' | 'userId' | 'alamat';
const REGISTRATION: Readonly<Record<string, Typed>> = {
  'isian.nama': 'nama', 'isian.nik': 'nik', 'isian.npwp': 'npwp', 'isian.email': 'email', 'isian.telepon': 'telepon', 'isian.user_id_spse': 'userId', 'isian.alamat': 'alamat',
};

export async function fillFields(page: Page, person: Person, fields: Readonly<Record<string, Typed>> = REGISTRATION): Promise<void> {
  for (const [field, key] of Object.entries(fields)) {
    await page.getByLabel(label(field), { exact }).fill(person[key]);
    if (key === 'email') await page.getByLabel(label('laman.isian.ulangi', { isian: label(field) }), { exact }).fill(person.email);
  }
  if (fields === REGISTRATION) {
    await fillDate(page, person.tanggalLahir);
    await chooseRegion(page, person.kabupaten);
  }
  await button(page, 'laman.ajukan.lanjut').click();
}

async function fillDate(page: Page, day: string): Promise<void> {
  const [year = '', month = '', date = ''] = day.split('-');
  const field = page.getByRole('group', { name: label('isian.tanggal_lahir') });
  await field.getByLabel(label('laman.tanggal.hari')).fill(String(Number(date)));
  await field.getByLabel(label('laman.tanggal.bulan')).selectOption(String(Number(month)));
  await field.getByLabel(label('laman.tanggal.tahun')).fill(year);
}

/** Names of the regions our invented people live in. */
const REGIONS: Record<string, string> = {
  6472: 'Kota Samarinda', 6471: 'Kota Balikpapan', 6403: 'Kabupaten Berau', 6402: 'Kabupaten Kutai Kartanegara', 6474: 'Kota Bontang', 6409: 'Kabupaten Penajam Paser Utara',
};

async function chooseRegion(page: Page, code: string): Promise<void> {
  const name = (REGIONS[code] ?? '').replace(/^Kabupaten |^Kota /, '');
  const box = page.getByRole('combobox', { name: label('isian.kabupaten') });
  await box.fill(name);
  await page.getByRole('option', { name: new RegExp(name, 'i') }).first().click();
}

/** Hands in one scan and waits for the sentence that takes it. */
export async function uploadScan(page: Page, kind: string, person: Person, format: 'jpeg' | 'pdf' = 'jpeg'): Promise<void> {
  const card = page.getByRole('region', { name: documentLabel(kind), exact });
  const file = { name: `${/^\w+$/.test(kind) ? kind : 'berkas'}.${format === 'pdf' ? 'pdf' : 'jpg'}`, mimeType: format === 'pdf' ? 'application/pdf' : 'image/jpeg', buffer: await sampleScan(kind as SampleKind, person.onCards, format) };
  await card.getByLabel(new RegExp(`^(${label('laman.dokumen.pilih')}|${label('laman.dokumen.ganti')}): `)).setInputFiles(file);
  await card.getByText(`✓ ${label('laman.dokumen.diterima')}`).waitFor();
}

/** Sends the form; answers the number on the screen. */
export async function sendForm(page: Page): Promise<string> {
  await button(page, 'laman.kirim.tombol').click();
  const sent = page.getByRole('heading', { name: label('laman.terkirim.judul'), exact });
  const doubts = button(page, 'laman.kirim.tetap');
  await sent.or(doubts).first().waitFor();
  if (await doubts.isVisible()) await doubts.click();
  await sent.waitFor();
  const number = /^\S+-\S+$/m.exec(await page.getByText(label('laman.terkirim.nomor'), { exact }).locator('..').innerText())?.[0];
  if (!number) throw new Error('no number on the screen');
  return number;
}

export async function signGuestBook(page: Page, name: string, purpose: string): Promise<void> {
  await page.getByLabel(label('laman.tamu.nama'), { exact }).fill(name);
  await page.getByLabel(label('laman.tamu.keperluan'), { exact }).fill(purpose);
  await button(page, 'laman.tamu.tombol').click();
  await page.getByText(label('laman.tamu.terkirim')).waitFor();
}

export async function sayYes(page: Page): Promise<void> {
  await button(page, 'laman.jadwal.ya').click();
  await page.getByText(label('laman.jadwal.terkirim')).waitFor();
}

export async function sendRepair(page: Page): Promise<void> {
  await button(page, 'laman.perbaikan.kirim').click();
  await page.getByText(label('laman.perbaikan.terkirim')).waitFor();
}

export async function withdraw(page: Page, note: string): Promise<void> {
  await button(page, 'laman.tarik.tombol').click();
  await page.getByLabel(new RegExp(`^${label('laman.tarik.catatan')}`)).fill(note);
  await button(page, 'laman.tarik.ya').click();
  await page.getByText(label('laman.tarik.terkirim')).waitFor();
}

/** Waits until the card that says where the file stands says this. */
export async function readsNow(page: Page, sentence: string): Promise<void> {
  await page.getByText(sentence, { exact }).waitFor();
}
