/** Of the counter: an entry with a link for the papers that are missing, the sheet of the day, and the locked screen one leaves behind. */
import type { Page } from 'playwright-core';
import { label, type WalkBrowser } from '../../server/testing/browser.ts';
import type { TestLoket } from '../../server/testing/start-loket.ts';
import { dialogPicture, list, picture } from './camera.ts';

export async function counterPictures(desk: Page, people: WalkBrowser, test: TestLoket): Promise<void> {
  const person = test.world.people();
  await desk.goto('/staf/cases/create');
  for (const [field, value] of Object.entries({ nama: person.nama, nik: person.nik, npwp: person.npwp, email: person.email, telepon: person.telepon })) {
    await desk.getByRole('textbox', { name: label(`isian.${field}`), exact: true }).fill(value);
  }
  await picture(desk, 'entri-berkas');
  await desk.getByRole('button', { name: label('ui.minta.judul'), exact: true }).click();
  await dialogPicture(desk, 'minta-lewat-tautan');
  // Nothing of this entry is wanted any more.
  desk.once('dialog', (question) => { void question.accept(); });
  await list(desk, 'day-docket', 'lembar-harian');
  await list(desk, 'bulk-screenings', 'penapisan-massal');
  people.complaints();
}

export async function lockPicture(desk: Page): Promise<void> {
  await desk.getByRole('button', { name: label('ui.kunci.tombol'), exact: true }).click();
  await desk.getByRole('heading', { name: label('ui.kunci.judul') }).waitFor();
  await picture(desk, 'kunci');
}
