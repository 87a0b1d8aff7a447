import { afterAll, afterEach, beforeAll, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { endings, walks } from '../../seeds/scenarios/registrasi-perseorangan.ts';
import { blacklistedPerson, withPerson, type Walked } from '../../seeds/scenarios/world.ts';
import { executablePath, walk } from '../testing/browser-walk.ts';
import { ensurePages, label, openBrowser, rawKeys, type WalkBrowser } from '../testing/browser.ts';
import { act, because, checkOriginals, closeTask, confirmHits, historyOf, inlineAct, judgeHits, openCase, standsAt, takeCase, write } from '../testing/browser-desk.ts';
import { withdraw } from '../testing/browser-phone.ts';
import { actsOf, auditOf, caseByNumber, mailsTo, sealedFile } from '../testing/evidence.ts';
import { startTestLoket, TEST_PASSWORD, type TestLoket } from '../testing/start-loket.ts';

const KINDS = ['ktp', 'npwp', 'sertifikat_keahlian'];
const proof = (walked: Walked) => ({ 'isian.user_id_spse': walked.person.userId, 'isian.nomor_bukti': `SPSE-${walked.person.number}` });

/** Every ending but the good one: walked near it over HTTP, decided on the screen. */
walk('the other endings in a browser', () => {
  let test: TestLoket;
  let people: WalkBrowser;
  const pages: Page[] = [];

  beforeAll(async () => {
    await ensurePages();
    test = await startTestLoket({ seed: 73 });
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
  const onPhone = async (walked: Walked): Promise<Page> => {
    const page = await people.phone(`/berkas/${walked.token}`);
    pages.push(page);
    return page;
  };
  const reach = (place: string, world = test.world): Promise<Walked> => (walks[place] as (typeof walks)[string])(world);

  /** What every ending leaves: words and letter for the applicant, lines in both logs, a sealed file. */
  async function ended(walked: Walked, outcome: string, letter: string, deciding: string): Promise<void> {
    await test.world.settle();
    expect(await caseByNumber(test, walked.number)).toMatchObject({ place: 'pengarsipan', outcome });
    const issued = await test.db('letters').where({ case_id: walked.caseId, kind: letter, recipient: 'pemohon' }).first<{ subject: string }>('subject');
    expect(mailsTo(test, walked.person.email).map(({ subject }) => subject)).toContain(issued.subject);
    expect(await actsOf(test, walked.caseId)).toContain(deciding);
    const phone = await onPhone(walked);
    await phone.getByText(label(`hasil.${outcome}`), { exact: true }).waitFor();
    await phone.getByText(label('publik.tempat.selesai')).waitFor();
    await phone.getByText(label(`surat.${letter}`), { exact: true }).waitFor();

    test.world.forward(10);
    const archivist = await seat('arsiparis', walked);
    await takeCase(archivist);
    const history = await historyOf(archivist);
    expect(history).toContain(label(`aksi.${deciding.split(' ')[0] ?? ''}`));
    await inlineAct(archivist, 'arsipkan');
    await standsAt(archivist, 'diarsipkan');
    await test.world.settle();
    expect(await sealedFile(test, walked.caseId)).toEqual({ outcome, sealed: true, intact: true, problems: [] });
    expect(await auditOf(test, walked.caseId)).toContain('arsip_disegel');
  }

  it('ditolak_daftar_hitam: two people agree on the hit, the letter goes, SPSE is told', async () => {
    const walked = await reach('cek_daftar_hitam', withPerson(test.world, blacklistedPerson(test.world)));
    const helpdesk = await seat('helpdesk', walked);
    expect(await judgeHits(helpdesk, 'sama', 'Nama, NPWP yang terlihat, dan kabupaten sama.')).toBeGreaterThan(0);
    await helpdesk.getByText(label('ui.temuan.menunggu_kedua')).first().waitFor();
    const second = await seat('helpdesk2', walked);
    await confirmHits(second);
    await helpdesk.reload();
    await act(helpdesk, 'tolak_daftar_hitam', (form) => write(form, label('isian.catatan'), 'Tercantum dalam Daftar Hitam yang masih tayang.'));
    await standsAt(helpdesk, 'ditolak_daftar_hitam');
    await inlineAct(helpdesk, 'kirim_penolakan');
    await standsAt(helpdesk, 'pengarsipan');
    const verifier = await seat('verifikator', walked);
    await closeTask(verifier, 'spse_daftar_hitam', proof(walked));
    await ended(walked, 'ditolak_daftar_hitam', 'penolakan_daftar_hitam', 'kirim_penolakan helpdesk');
  }, 180_000);

  it('gunakan_id_ada: the verifier finds the person, helpdesk sends the notice', async () => {
    const known = await endings.disetujui(test.world);
    const walked = await reach('cek_lpse_lain', withPerson(test.world, known.person));
    const verifier = await seat('verifikator', walked);
    expect(await judgeHits(verifier, 'sama', 'NIK dan NPWP sama.')).toBeGreaterThan(0);
    await verifier.getByText(label('ui.temuan.menunggu_kedua')).first().waitFor();
    await confirmHits(await seat('verifikator2', walked));
    await verifier.reload();
    await act(verifier, 'nyatakan_sudah_terdaftar', async (form) => {
      await write(form, label('isian.lpse_asal'), 'LPSE Provinsi Kalimantan Timur');
      await write(form, label('isian.user_id_spse'), known.person.userId);
    });
    await standsAt(verifier, 'gunakan_id_ada');
    await closeTask(verifier, 'spse_konfirmasi_id', proof(walked));
    const helpdesk = await seat('helpdesk', walked);
    await takeCase(helpdesk);
    await inlineAct(helpdesk, 'kirim_gunakan_id');
    await standsAt(helpdesk, 'pengarsipan');
    await ended(walked, 'gunakan_id_ada', 'gunakan_id_ada', 'kirim_gunakan_id helpdesk');
  }, 180_000);

  it('dirujuk_lpse_lain: helpdesk names the office it belongs to', async () => {
    const walked = await reach('cek_unggahan');
    const helpdesk = await seat('helpdesk', walked);
    await act(helpdesk, 'rujuk_lpse_lain', async (form) => {
      await write(form, label('isian.lpse_tujuan'), 'LPSE Kota Balikpapan');
      await because('DUP-02', 'Pemohon mendaftar di Balikpapan.')(form);
    });
    await standsAt(helpdesk, 'pengarsipan');
    await ended(walked, 'dirujuk_lpse_lain', 'rujukan', 'rujuk_lpse_lain helpdesk');
  }, 120_000);

  it('tidak_lolos: an original differs, the verifier says no, helpdesk sends the letter', async () => {
    const walked = await reach('verifikasi');
    const verifier = await seat('verifikator', walked);
    await checkOriginals(verifier, KINDS, ['sertifikat_keahlian']);
    await act(verifier, 'nyatakan_tidak_lolos', because('DOC-04', 'Sertifikat yang ditunjukkan tidak sesuai dengan scan.'));
    await standsAt(verifier, 'tidak_lolos');
    const helpdesk = await seat('helpdesk', walked);
    await takeCase(helpdesk);
    await act(helpdesk, 'kirim_tidak_lolos', because('DOC-04', 'Dokumen asli tidak sesuai dengan scan.'));
    await standsAt(helpdesk, 'pengarsipan');
    await ended(walked, 'tidak_lolos', 'tidak_lolos', 'kirim_tidak_lolos helpdesk');
  }, 180_000);

  it('ditarik: the applicant withdraws on the phone', async () => {
    const walked = await reach('cek_unggahan');
    const phone = await onPhone(walked);
    await withdraw(phone, 'Saya mendaftar di kota lain.');
    await ended(walked, 'ditarik', 'penarikan', 'tarik_permohonan pemohon');
  }, 120_000);

  it('bukan_permohonan: helpdesk closes what is no application', async () => {
    const walked = await reach('diterima');
    const helpdesk = await seat('helpdesk', walked);
    await takeCase(helpdesk);
    await act(helpdesk, 'nyatakan_bukan_permohonan', because('TTP-02', 'Berkas berisi brosur.'));
    await standsAt(helpdesk, 'pengarsipan');
    await ended(walked, 'bukan_permohonan', 'bukan_permohonan', 'nyatakan_bukan_permohonan helpdesk');
  }, 120_000);

  it('kedaluwarsa: the timer proposes, helpdesk decides', async () => {
    const walked = await reach('menunggu_perbaikan');
    test.world.forward(15 * 24 * 60);
    await test.world.settle();
    await test.loket.workOnce();
    const helpdesk = await seat('helpdesk', walked);
    await act(helpdesk, 'nyatakan_kedaluwarsa', (form) => write(form, label('isian.catatan'), 'Tidak ada perbaikan sampai batas waktu.'));
    await standsAt(helpdesk, 'pengarsipan');
    await ended(walked, 'kedaluwarsa', 'kedaluwarsa', 'nyatakan_kedaluwarsa helpdesk');
  }, 120_000);
});
