/** The office's own morning, as its admin sees it: what is to be set up, who is invited, and what the office works with. */
import type { Page } from 'playwright-core';
import { label } from '../../server/testing/browser.ts';
import type { TestLoket } from '../../server/testing/start-loket.ts';
import { dialogPicture, list } from './camera.ts';

const PAGES = [
  ['setup-checklist', 'persiapan'], ['letter-templates', 'templat'], ['reasons', 'alasan'], ['checklists', 'daftar-periksa'], ['rooms', 'ruang'],
] as const;

export async function officePictures(admin: Page, test: TestLoket): Promise<void> {
  const office = await test.world.officer('admin');
  await office.post('/api/rooms', { name: 'Panggilan video', channel: 'daring', linkKind: 'dibuat', address: 'https://rapat.contoh.test', active: true });
  await office.post('/api/rooms', { name: 'Meja layanan 2', channel: 'luring', linkKind: 'tetap', address: 'Kantor LPSE, lantai 2, meja 2', active: true });
  for (const [page, name] of PAGES) await list(admin, page, name);
  await admin.goto('/staf/users');
  await admin.getByRole('button', { name: label('ui.akun.undang') }).click();
  await dialogPicture(admin, 'undang');
  await admin.goto('/staf/letter-templates');
  await admin.getByRole('row', { name: new RegExp(`^${label('surat.kekurangan')}.*${label('prosedur.registrasi_perseorangan')}`) }).getByRole('button').first().click();
  await admin.getByRole('dialog').getByRole('button', { name: label('ui.templat.ubah') }).click();
  await admin.getByText(label('ui.templat.siap')).waitFor();
  await dialogPicture(admin, 'templat-isi');
}
