import { afterAll, afterEach, beforeAll, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { archive, endings, walks } from '../../seeds/scenarios/registrasi-perseorangan.ts';
import type { Walked } from '../../seeds/scenarios/world.ts';
import { executablePath, walk } from '../testing/browser-walk.ts';
import { ensurePages, label, openBrowser, rawKeys, type WalkBrowser } from '../testing/browser.ts';
import { act, because, openCase, standsAt, write } from '../testing/browser-desk.ts';
import { actsOf } from '../testing/evidence.ts';
import { startTestLoket, TEST_PASSWORD, type TestLoket } from '../testing/start-loket.ts';

/** Decision 12 on the screen: each act to its letter, its line of history and its supplement. */
walk('mistakes undone in a browser', () => {
  let test: TestLoket;
  let people: WalkBrowser;
  const pages: Page[] = [];

  beforeAll(async () => {
    await ensurePages();
    test = await startTestLoket({ seed: 83 });
    people = await openBrowser({ url: test.url, password: TEST_PASSWORD, clock: test.clock, executablePath });
  }, 180_000);
  afterAll(async () => {
    await people?.close();
    await test?.stop();
  });
  afterEach(async () => {
    for (const page of pages.splice(0)) {
      expect(await rawKeys(page)).toEqual([]);
      await page.context().close();
    }
    expect(people.complaints()).toEqual([]);
  });

  const seat = async (name: string, walked: Walked): Promise<Page> => {
    const page = await people.desk(name);
    pages.push(page);
    await openCase(page, walked.number);
    return page;
  };
  async function left(walked: Walked, action: string, letter: string): Promise<void> {
    await test.world.settle();
    expect(await actsOf(test, walked.caseId)).toContain(`${action} penyelia`);
    expect(await test.db('letters').where({ case_id: walked.caseId, kind: letter }).pluck('state')).toEqual(['berlaku']);
    const supplements = await test.db('archive_supplements as s').join('archive_files as f', 'f.id', 's.archive_file_id').where('f.case_id', walked.caseId).pluck('s.manifest_key');
    expect(supplements).toEqual([expect.stringMatching(/suplemen\/1\/manifest\.json$/)]);
  }

  it('a receipt is revoked', async () => {
    const walked = await endings.disetujui(test.world);
    await archive(test.world, walked);
    const page = await seat('penyelia', walked);
    await act(page, 'batalkan_tanda_terima', because('PBT-03', 'Nama pada Tanda Terima salah ketik.'));
    await standsAt(page, 'ditinjau_kembali');
    await left(walked, 'batalkan_tanda_terima', 'pembatalan_tanda_terima');
    const { public_code: code } = await test.db('letters').where({ case_id: walked.caseId, kind: 'tanda_terima' }).first<{ public_code: string }>('public_code');
    const phone = await people.phone(`/periksa/${code}`);
    pages.push(phone);
    await phone.getByText(/dicabut/i).first().waitFor();
  }, 180_000);

  it('a closed case is opened again', async () => {
    const walked = await endings.bukan_permohonan(test.world);
    await archive(test.world, walked);
    const page = await seat('penyelia', walked);
    await act(page, 'buka_kembali', because('BKA-01', 'Brosur tertukar dengan permohonan pemohon lain.'));
    await standsAt(page, 'cek_unggahan');
    await left(walked, 'buka_kembali', 'pembukaan_kembali');
  }, 180_000);

  it('a refused address is a duty, proposed by one and approved by another', async () => {
    const walked = await (walks.menunggu_perbaikan as (typeof walks)[string])(test.world);
    await test.world.settle();
    await test.db('emails').where({ case_id: walked.caseId, kind: 'kekurangan' }).update({ state: 'bounced', last_error: 'ditolak:550' });
    const desk = await seat('helpdesk', walked);
    await desk.getByText(/Alamat ditolak/).waitFor();
    await act(desk, 'ajukan_perbaikan_alamat', async (form) => {
      await write(form, label('isian.email_baru'), 'alamat.benar@pemohon.test');
      await form.getByRole('combobox', { name: label('isian.cara_identitas') }).click();
      await desk.getByRole('option', { name: label('nilai.telepon_terdaftar') }).click();
      await write(form, label('isian.identitas_ditanya'), 'Menyebut tanggal lahir dan nomor permohonan dengan benar.');
    });
    const page = await seat('penyelia', walked);
    await page.getByText(label('ui.usul_alamat.judul')).waitFor();
    await act(page, 'perbaiki_alamat', (form) => write(form, label('isian.catatan'), 'Ditelepon kembali; benar.'));
    await test.world.settle();
    expect(test.mails.at(-1)?.to.address).toBe('alamat.benar@pemohon.test');
    await page.getByText(/Alamat ditolak/).waitFor({ state: 'detached' });
    await page.goto(`${test.url}/staf/supervision`);
    await page.getByText(label('pengawasan.angka.lewat')).waitFor();
    await page.getByRole('link', { name: label('pengawasan.angka.tugas_spse'), exact: true }).click();
    await page.getByRole('heading', { name: label('ui.menu.tasks') }).waitFor();
  }, 180_000);
});
