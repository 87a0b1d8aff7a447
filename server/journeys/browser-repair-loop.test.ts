import { afterAll, afterEach, beforeAll, expect } from '@jest/globals';
import type { Page } from 'playwright-core';
import { archive, continueTo, walks } from '../../seeds/scenarios/registrasi-perseorangan.ts';
import { closeTasks, judgeDocuments, judgeHits, take, type Walked } from '../../seeds/scenarios/world.ts';
import { chooseFile, ensurePages, label, openBrowser, rawKeys, type WalkBrowser } from '../testing/browser.ts';
import { act, because, historyOf, inlineAct, judge, openCase, pick, standsAt, takeCase } from '../testing/browser-desk.ts';
import { sendRepair, signGuestBook, uploadScan } from '../testing/browser-phone.ts';
import { actsOf, caseByNumber, linkIn, mailsTo, sealedFile } from '../testing/evidence.ts';
import { sampleScan } from '../testing/sample-files.ts';
import { executablePath, stages, walk } from '../testing/browser-walk.ts';
import { startTestLoket, TEST_PASSWORD, type TestLoket } from '../testing/start-loket.ts';

const NOTE = 'Unggah sertifikat yang masih berlaku.';

/** Kurang → perbaikan → putaran 2; from step 17 back to 10; a repair that came by WhatsApp. */
walk('the repair loop in a browser', () => {
  let test: TestLoket;
  let people: WalkBrowser;
  let walked: Walked;
  const pages: Page[] = [];
  const stage = stages();
  const seat = async (name: string): Promise<Page> => {
    const page = await people.desk(name);
    pages.push(page);
    await openCase(page, walked.number);
    return page;
  };
  const kindsRun = () => test.db('checks').where({ case_id: walked.caseId, kind: 'daftar_hitam' }).orderBy('run_at').pluck('round');

  beforeAll(async () => {
    await ensurePages();
    test = await startTestLoket({ seed: 79 });
    people = await openBrowser({ url: test.url, password: TEST_PASSWORD, clock: test.clock, executablePath });
    walked = await (walks.cek_kelengkapan as (typeof walks)[string])(test.world);
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

  stage('helpdesk finds the certificate expired and sends the list of shortcomings it has read', async () => {
    const helpdesk = await seat('helpdesk');
    for (const [kind, checks] of [['ktp', ['nama_sama', 'nik_sama']], ['npwp', ['nama_sama', 'npwp_sama']], ['sertifikat_keahlian', ['nama_sama']]] as const) {
      for (const check of checks) await judge(helpdesk, kind, check);
    }
    await judge(helpdesk, 'sertifikat_keahlian', 'masih_berlaku', 'unggah_ulang', { reason: 'DOC-06', note: NOTE });
    await act(helpdesk, 'nyatakan_kurang');
    await standsAt(helpdesk, 'pengembalian');
    const preview = helpdesk.getByRole('region', { name: label('ui.surat.pratinjau') });
    await preview.getByText(/Scan Sertifikat Keahlian/).waitFor();
    expect(await preview.innerText()).toContain(NOTE);
    await inlineAct(helpdesk, 'kirim_kekurangan');
    await standsAt(helpdesk, 'menunggu_perbaikan');
    await test.world.settle();
    const mail = mailsTo(test, walked.person.email).at(-1);
    expect(mail?.subject).toBe(`Permohonan ${walked.number} perlu dilengkapi`);
    expect(mail?.text).toContain(NOTE);
    expect(mail?.text).not.toContain('Scan KTP');
  }, 120_000);

  stage('the applicant repairs exactly what was asked, and signs Buku Tamu again', async () => {
    test.world.forward(26 * 60);
    const phone = await people.phone(linkIn(mailsTo(test, walked.person.email).at(-1)));
    pages.push(phone);
    await phone.getByText(NOTE).first().waitFor();
    expect(await phone.getByRole('button', { name: label('laman.perbaikan.kirim') }).count()).toBe(1);
    expect(await phone.getByRole('region', { name: label('dokumen.ktp'), exact: true }).count()).toBe(0);
    await phone.getByText(label('laman.perbaikan.sudah_ada')).first().waitFor();
    await uploadScan(phone, 'sertifikat_keahlian', walked.person, 'pdf');
    await sendRepair(phone);
    await signGuestBook(phone, walked.person.nama, 'Perbaikan berkas');
    expect(await caseByNumber(test, walked.number)).toMatchObject({ place: 'cek_unggahan', round: 2 });
    await test.world.settle();
    expect(mailsTo(test, walked.person.email).at(-1)?.subject).toBe(`Perbaikan permohonan ${walked.number} kami terima`);
  }, 120_000);

  stage('helpdesk sees round 2, judges the new version, and the blacklist is run again', async () => {
    const before = await kindsRun();
    const helpdesk = await seat('helpdesk');
    await takeCase(helpdesk);
    await helpdesk.getByText(label('ui.berkas.putaran', { n: 2 }), { exact: true }).first().waitFor();
    await helpdesk.getByText(label('ui.dokumen.sudah_diperbaiki', { n: 2 })).waitFor();
    await judge(helpdesk, 'sertifikat_keahlian', 'terbaca');
    await act(helpdesk, 'lanjut_cek_daftar_hitam');
    await standsAt(helpdesk, 'cek_daftar_hitam');
    expect([before, await kindsRun()]).toEqual([[1], [1, 2]]);
    await act(helpdesk, 'nyatakan_bersih');
    await standsAt(helpdesk, 'cek_kelengkapan');
    await judge(helpdesk, 'sertifikat_keahlian', 'nama_sama');
    await judge(helpdesk, 'sertifikat_keahlian', 'masih_berlaku');
    await act(helpdesk, 'nyatakan_lengkap');
    await standsAt(helpdesk, 'diteruskan');
    const history = await historyOf(helpdesk);
    expect(history).toContain(label('aksi.kirim_perbaikan'));
    expect(history).toContain(label('ui.berkas.putaran', { n: 2 }));
  }, 120_000);

  stage('verifikator sends it back from step 17, helpdesk asks for the NPWP', async () => {
    await continueTo(test.world, walked, 'diteruskan', 'disetujui');
    const verifier = await seat('verifikator');
    await act(verifier, 'kembalikan_ke_perbaikan', because('DOC-02', 'Scan NPWP terpotong di tepi kanan.'));
    await standsAt(verifier, 'pengembalian');
    const helpdesk = await seat('helpdesk');
    await takeCase(helpdesk);
    await inlineAct(helpdesk, 'kirim_kekurangan', async (form) => {
      await form.getByRole('button', { name: label('ui.kekurangan.tambah') }).click();
      await pick(form, label('ui.kekurangan.apa'), label('dokumen.npwp'));
      await pick(form, label('ui.kekurangan.alasan'), label('alasan.DOC-02'));
    });
    await standsAt(helpdesk, 'menunggu_perbaikan');
    await test.world.settle();
    // The Berita Acara of the call may come after it: its paper is made first.
    expect(mailsTo(test, walked.person.email).findLast((mail) => mail.subject.includes('dilengkapi'))?.text).toContain(label('dokumen.npwp'));
  }, 120_000);

  stage('helpdesk files what came by WhatsApp', async () => {
    test.world.forward(3 * 60);
    const helpdesk = await seat('helpdesk');
    const buffer = await sampleScan('npwp', walked.person.onCards, 'jpeg', 200_000);
    await inlineAct(helpdesk, 'kirim_perbaikan', async (form) => {
      await chooseFile(form.getByRole('button', { name: new RegExp(`${label('dokumen.npwp')}$`) }), { name: 'npwp.jpg', mimeType: 'image/jpeg', buffer });
      await form.getByText(/^Diterima: \d+ halaman/).waitFor();
      await pick(form, label('isian.asal'), label('asal.whatsapp'));
      // The other half of a repair may come days later: what came stands there again.
      await form.getByText(/^Draf tersimpan/).waitFor();
      await helpdesk.reload();
      await form.getByText(label('ui.unggah.tersimpan'), { exact: true }).waitFor();
    });
    await standsAt(helpdesk, 'cek_unggahan');
    expect(await caseByNumber(test, walked.number)).toMatchObject({ place: 'cek_unggahan', round: 3 });
    expect(await test.db('documents').where({ case_id: walked.caseId, kind: 'npwp' }).orderBy('version').pluck('origin')).toEqual(['tautan', 'whatsapp']);
  }, 120_000);

  stage('it passes on, and the sealed file holds all three rounds', async () => {
    const helpdesk = await test.world.officer('helpdesk');
    await take(helpdesk, walked.caseId);
    await judgeDocuments(helpdesk, walked.caseId);
    await helpdesk.act(walked.caseId, 'catat_buku_tamu', { nama: walked.person.nama, keperluan: 'Perbaikan lewat WhatsApp' });
    await helpdesk.act(walked.caseId, 'lanjut_cek_daftar_hitam');
    await judgeHits(helpdesk, walked.caseId, 'daftar_hitam', 'nilai_temuan', 'bukan_yang_sama');
    await helpdesk.act(walked.caseId, 'nyatakan_bersih');
    await continueTo(test.world, walked, 'cek_kelengkapan', 'disetujui');
    const verifier = await test.world.officer('verifikator');
    await closeTasks(verifier, test.world, walked.caseId, walked.person);
    await verifier.act(walked.caseId, 'kirim_tanda_terima');
    await archive(test.world, walked);
    expect(await kindsRun()).toEqual([1, 2, 3]);
    expect((await actsOf(test, walked.caseId)).filter((line) => line.startsWith('kirim_perbaikan'))).toEqual(['kirim_perbaikan pemohon', 'kirim_perbaikan helpdesk']);
    expect(await sealedFile(test, walked.caseId)).toEqual({ outcome: 'disetujui', sealed: true, intact: true, problems: [] });
  }, 120_000);
});
