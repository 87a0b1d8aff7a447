import { expect, it } from '@jest/globals';
import { archive, endings, walks } from '../../seeds/scenarios/registrasi-perseorangan.ts';
import type { Walked } from '../../seeds/scenarios/world.ts';
import { label } from '../testing/browser.ts';
import { act, because, standsAt, write } from '../testing/browser-desk.ts';
import { actsOf } from '../testing/evidence.ts';
import { aWalk, walk } from '../testing/browser-walk.ts';

/** Decision 12 on the screen: each act to its letter, its line of history and its supplement. */
walk('mistakes undone in a browser', () => {
  const here = aWalk({ seed: 83 });
  const { seat } = here;
  async function left(walked: Walked, action: string, letter: string): Promise<void> {
    await here.test.world.settle();
    expect(await actsOf(here.test, walked.caseId)).toContain(`${action} penyelia`);
    expect(await here.test.db('letters').where({ case_id: walked.caseId, kind: letter }).pluck('state')).toEqual(['berlaku']);
    const supplements = await here.test.db('archive_supplements as s').join('archive_files as f', 'f.id', 's.archive_file_id').where('f.case_id', walked.caseId).pluck('s.manifest_key');
    expect(supplements).toEqual([expect.stringMatching(/suplemen\/1\/manifest\.json$/)]);
  }

  it('a receipt is revoked', async () => {
    const walked = await endings.disetujui(here.test.world);
    await archive(here.test.world, walked);
    const page = await seat('penyelia', walked);
    await act(page, 'batalkan_tanda_terima', because('PBT-03', 'Nama pada Tanda Terima salah ketik.'));
    await standsAt(page, 'ditinjau_kembali');
    await left(walked, 'batalkan_tanda_terima', 'pembatalan_tanda_terima');
    const { public_code: code } = await here.test.db('letters').where({ case_id: walked.caseId, kind: 'tanda_terima' }).first<{ public_code: string }>('public_code');
    const phone = await here.onPhone(`/periksa/${code}`);
    await phone.getByText(/dicabut/i).first().waitFor();
  }, 180_000);

  it('a closed case is opened again', async () => {
    const walked = await endings.bukan_permohonan(here.test.world);
    await archive(here.test.world, walked);
    const page = await seat('penyelia', walked);
    await act(page, 'buka_kembali', because('BKA-01', 'Brosur tertukar dengan permohonan pemohon lain.'));
    await standsAt(page, 'cek_unggahan');
    await left(walked, 'buka_kembali', 'pembukaan_kembali');
  }, 180_000);

  it('a refused address is a duty, proposed by one and approved by another', async () => {
    const walked = await (walks.menunggu_perbaikan as (typeof walks)[string])(here.test.world);
    await here.test.world.settle();
    await here.test.db('emails').where({ case_id: walked.caseId, kind: 'kekurangan' }).update({ state: 'bounced', last_error: 'ditolak:550' });
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
    await here.test.world.settle();
    expect(here.test.mails.at(-1)?.to.address).toBe('alamat.benar@pemohon.test');
    await page.getByText(/Alamat ditolak/).waitFor({ state: 'detached' });
    await page.goto(`${here.test.url}/staf/supervision`);
    await page.getByText(label('pengawasan.angka.lewat')).waitFor();
    await page.getByRole('link', { name: label('pengawasan.angka.tugas'), exact: true }).click();
    await page.getByRole('heading', { name: label('ui.menu.tasks') }).waitFor();
  }, 180_000);
});
