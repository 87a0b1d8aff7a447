import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { walks } from '../../seeds/scenarios/registrasi-perseorangan.ts';
import { sampleList } from '../../seeds/scenarios/sample-list.ts';
import { blacklistedPerson, withPerson } from '../../seeds/scenarios/world.ts';
import { fillDate } from '../testing/browser-dates.ts';
import { executablePath, walk } from '../testing/browser-walk.ts';
import { chooseFile, ensurePages, label, openBrowser, rawKeys, type WalkBrowser } from '../testing/browser.ts';
import { act, openCase, standsAt, write } from '../testing/browser-desk.ts';
import { startTestLoket, TEST_PASSWORD, type TestLoket } from '../testing/start-loket.ts';

const exact = true;
const REASON = 'Tanggal lahir pada KTP berbeda dengan yang tercatat di SK.';

/** A list comes in, names somebody, is judged, comes again and is remembered; two people reject; a file is screened. */
walk('checks in a browser', () => {
  let test: TestLoket;
  let people: WalkBrowser;
  let chief: Page;
  beforeAll(async () => {
    await ensurePages();
    test = await startTestLoket({ seed: 77 });
    people = await openBrowser({ url: test.url, password: TEST_PASSWORD, clock: test.clock, executablePath });
    chief = await people.desk('penyelia');
    await chief.getByRole('link', { name: label('ui.menu.blacklist-imports') }).click();
  }, 240_000);
  afterAll(async () => {
    await people?.close();
    await test?.stop();
  });

  const takeIn = async (day: string, name: string, buffer: Buffer) => {
    await chief.getByRole('button', { name: label('ui.impor.tombol') }).click();
    const dialog = chief.getByRole('dialog');
    await fillDate(dialog, label('ui.kolom.tanggal_data'), day);
    await chooseFile(dialog.getByRole('button', { name: label('ui.impor.berkas') }), { name, mimeType: 'text/csv', buffer });
    await dialog.getByRole('button', { name: label('ui.impor.kirim'), exact }).click();
    await chief.getByRole('row').filter({ hasText: label('ui.impor.dipakai') }).filter({ hasText: name }).waitFor();
  };
  const judgeAs = async (page: Page, verdict: string, reason: string) => {
    const card = page.getByRole('article').first();
    await card.getByRole('button', { name: label(`nilai.${verdict}`), exact }).click();
    await card.getByRole('textbox', { name: label('ui.temuan.alasan') }).fill(reason);
    await card.getByRole('button', { name: label('ui.temuan.simpan') }).click();
  };

  it('a list is imported and says what it changed; the hit is judged, met again remembered, and rejected by two', async () => {
    const base = sampleList(test.clock.now()).toString('utf8').trimEnd();
    await takeIn('2026-02-26', 'pertama.csv', Buffer.from(`${base}\n`));
    const walked = await (walks.cek_daftar_hitam as (typeof walks)[string])(withPerson(test.world, blacklistedPerson(test.world)));
    const helpdesk = await people.desk('helpdesk');
    await openCase(helpdesk, walked.number);
    await helpdesk.getByText(label('ui.temuan.ditinjau', { n: 0, dari: 1 })).waitFor();
    await judgeAs(helpdesk, 'bukan_yang_sama', REASON);
    await helpdesk.getByText(label('ui.temuan.ditinjau', { n: 1, dari: 1 })).waitFor();

    const [header = '', second = ''] = base.split('\n');
    expect(header).toContain('penyedia');
    await takeIn('2026-02-28', 'kedua.csv', Buffer.from(`${base}\n${second.replace(/\d{3}\/SK-CONTOH\/\d{4}/, '999/SK-BARU/2026')}\n`));
    await chief.getByRole('button', { name: label('impor.perubahan_n.baru', { n: 1 }) }).click();
    await chief.getByRole('dialog').getByText('999/SK-BARU/2026').waitFor();
    await chief.keyboard.press('Escape');

    await helpdesk.reload();
    await helpdesk.getByRole('button', { name: label('aksi.jalankan_daftar_hitam') }).click();
    await helpdesk.getByText(label('ui.temuan.ditinjau', { n: 0, dari: 1 })).waitFor();
    const card = helpdesk.getByRole('article').first();
    await card.getByText(`“${REASON}”`).waitFor();
    await card.getByRole('button', { name: label('ui.temuan.pakai_dulu') }).click();
    expect(await card.getByRole('textbox', { name: label('ui.temuan.alasan') }).inputValue()).toBe(REASON);
    await judgeAs(helpdesk, 'sama', 'SK menyebut NIK yang sama; tanggal lahir di SK salah ketik.');
    await helpdesk.getByText(label('ui.temuan.menunggu_kedua')).waitFor();

    const other = await people.desk('helpdesk2');
    await openCase(other, walked.number);
    await other.getByRole('textbox', { name: label('ui.temuan.alasan_konfirmasi') }).fill('Diperiksa ulang: orang yang sama.');
    await other.getByRole('button', { name: label('ui.temuan.konfirmasi') }).click();
    await other.getByText(label('ui.temuan.menunggu_kedua')).waitFor({ state: 'detached' });
    await helpdesk.reload();
    await act(helpdesk, 'tolak_daftar_hitam', (form) => write(form, label('isian.catatan'), 'Tercantum dalam Daftar Hitam yang masih tayang.'));
    await standsAt(helpdesk, 'ditolak_daftar_hitam');
    for (const page of [chief, helpdesk, other]) expect(await rawKeys(page)).toEqual([]);
  }, 240_000);

  it('a hit nobody at the desk can decide goes to the supervisor, who sends it back and then judges it', async () => {
    const walked = await (walks.cek_daftar_hitam as (typeof walks)[string])(withPerson(test.world, blacklistedPerson(test.world)));
    const helpdesk = await people.desk('helpdesk');
    await openCase(helpdesk, walked.number);
    const card = helpdesk.getByRole('article').first();
    const asked: string[] = [];
    const ask = async (reason: string) => {
      asked.push(`“${reason}”`);
      await card.getByRole('button', { name: label('ui.temuan.ajukan'), exact }).click();
      await card.getByRole('textbox', { name: label('ui.temuan.ajukan_alasan') }).fill(reason);
      await card.getByRole('button', { name: label('ui.temuan.ajukan_kirim'), exact }).click();
      await card.getByRole('button', { name: label('ui.temuan.ajukan_kirim'), exact }).waitFor({ state: 'detached' });
      await card.getByText(label('ui.temuan.diajukan', { nama: '' })).waitFor();
    };
    const decide = async (verdict: string, reason: string) => {
      await openCase(chief, walked.number);
      await chief.reload();
      const theirs = chief.getByRole('article').first();
      await theirs.getByText(asked.at(-1) ?? '').waitFor();
      await theirs.getByRole('button', { name: label(`nilai.${verdict}`), exact }).click();
      await theirs.getByRole('textbox', { name: label('ui.temuan.alasan') }).fill(reason);
      await theirs.getByRole('button', { name: label('ui.temuan.putusan_simpan') }).click();
      await theirs.getByRole('button', { name: label('ui.temuan.putusan_simpan') }).waitFor({ state: 'detached' });
    };
    await judgeAs(helpdesk, 'belum_yakin', 'Tanggal lahir tidak ada di SK.');
    await ask('Alamat sama, akta tidak ada.');
    await chief.getByRole('link', { name: label('ui.menu.tasks'), exact }).click();
    await chief.getByRole('row').filter({ hasText: walked.number }).filter({ hasText: label('tugas.putuskan_temuan') }).waitFor();
    await decide('kembalikan', 'Minta akta dulu.');
    await helpdesk.reload();
    await card.getByText('“Minta akta dulu.”').waitFor();
    await ask('Akta dilampirkan.');
    await decide('bukan_yang_sama', 'Akta menyebut orang lain.');
    await helpdesk.reload();
    await helpdesk.getByText(label('ui.temuan.ditinjau', { n: 1, dari: 1 })).waitFor();
    for (const page of [chief, helpdesk]) expect(await rawKeys(page)).toEqual([]);
  }, 240_000);

  it('the beginning of a name narrows the list, nobody found is said so, and no name stands in the address', async () => {
    const desk = await people.desk('helpdesk2');
    await desk.goto('/staf/blacklist-entries');
    await desk.locator('tbody tr').first().waitFor();
    const everybody = await desk.locator('tbody tr').count();
    const [first = ''] = (await desk.locator('tbody tr').first().locator('td').first().innerText()).split('\n');
    const search = async (text: string) => {
      await desk.getByLabel(label('ui.saringan.awal_nama')).fill(text);
      const answered = desk.waitForResponse((answer) => answer.url().includes('/api/blacklist-entries?'));
      await desk.getByRole('button', { name: label('ui.daftar_hitam.cari'), exact }).click();
      await answered;
    };
    await search('zzyxwa');
    await desk.getByText(label('ui.daftar.kosong_tersaring')).waitFor();
    await search(first);
    await desk.getByRole('row').filter({ hasText: first }).first().waitFor();
    expect(await desk.locator('tbody tr').count()).toBeLessThan(everybody);
    expect(decodeURIComponent(desk.url()).toLowerCase()).not.toContain((first.split(' ').at(-1) ?? '').toLowerCase());
    await desk.getByRole('button', { name: label('ui.daftar_hitam.semua') }).click();
    await desk.waitForFunction((n) => document.querySelectorAll('tbody tr').length === n, everybody);
  }, 120_000);

  it('somebody is searched by hand, and the page to print says who, which list and when', async () => {
    const desk = await people.desk('verifikator');
    await desk.getByRole('link', { name: label('ui.menu.screenings'), exact }).click();
    await desk.getByRole('textbox', { name: label('isian.nama') }).fill('Nama Yang Tidak Ada Dimana Mana');
    await desk.getByRole('button', { name: label('ui.tapis.cari'), exact }).click();
    const paper = desk.locator('#hasil-penapisan');
    await paper.getByText(label('ui.tapis.nihil')).waitFor();
    await paper.getByText('kedua.csv').waitFor();
    // On paper it is a sheet, black on white, also for who works in the dark.
    await desk.evaluate(() => { localStorage.setItem('loket.theme', 'dark'); });
    await desk.reload();
    await paper.getByText(label('ui.tapis.nihil')).waitFor();
    await desk.emulateMedia({ media: 'print' });
    expect(await paper.evaluate((sheet) => [getComputedStyle(sheet).color, getComputedStyle(sheet).backgroundColor])).toEqual(['rgb(0, 0, 0)', 'rgb(255, 255, 255)']);
    expect(await desk.getByRole('navigation', { name: label('ui.menu.nama') }).isVisible()).toBe(false);
    await desk.emulateMedia({ media: 'screen' });
    expect(await rawKeys(desk)).toEqual([]);
  }, 120_000);

  it('a file is screened in the background and its result is fetched', async () => {
    const desk = await people.desk('verifikator');
    const person = blacklistedPerson(test.world);
    await desk.getByRole('link', { name: label('ui.menu.bulk-screenings') }).click();
    const asked = `id,nama,npwp\n1,${person.nama},${person.npwp}\n2,Nama Yang Tidak Ada,\n3,,99\n`;
    await chooseFile(desk.getByRole('button', { name: label('ui.massal.tombol') }), { name: 'tanya.csv', mimeType: 'text/csv', buffer: Buffer.from(asked) });
    const row = desk.getByRole('row').filter({ hasText: 'tanya.csv' });
    await row.waitFor();
    await test.world.settle();
    await row.getByText(label('tapis.keadaan.selesai'), { exact }).waitFor({ timeout: 60_000 });
    const [download] = await Promise.all([desk.waitForEvent('download'), row.getByRole('link', { name: label('ui.massal.unduh') }).click()]);
    const result = readFileSync(await download.path(), 'utf8');
    expect(result).toMatch(/id,rank,key,nama,level,score,in_force,reason\n1,1,/);
    // What could not be read is no "nothing found": it is counted, and there to be fetched.
    await row.getByText(label('ui.massal.tidak_ditapis', { n: 1 })).waitFor();
    const [unread] = await Promise.all([desk.waitForEvent('download'), row.getByRole('link', { name: label('ui.massal.unduh_tak_terbaca') }).click()]);
    expect(readFileSync(await unread.path(), 'utf8')).toMatch(/\n4,"?Tidak ditapis\. NPWP/);
    expect(await rawKeys(desk)).toEqual([]);
    expect(people.complaints()).toEqual([]);
  }, 180_000);
});
