import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { endings as registrations } from '../../seeds/scenarios/registrasi-perseorangan.ts';
import { executablePath, walk } from '../testing/browser-walk.ts';
import { ensurePages, label, openBrowser, rawKeys, type WalkBrowser } from '../testing/browser.ts';
import { act, closeTask, historyOf, inlineAct, judgeHits, openCase, standsAt, takeCase, write } from '../testing/browser-desk.ts';
import { agree, chooseService, fillFields, readsNow, sendForm } from '../testing/browser-phone.ts';
import { auditOf, caseByNumber, linkIn, mailsTo, sealedFile } from '../testing/evidence.ts';
import { startTestLoket, TEST_PASSWORD, type TestLoket } from '../testing/start-loket.ts';

const FIELDS = { 'isian.nama_perusahaan': 'nama', 'isian.alamat_perusahaan': 'alamat', 'isian.npwp_perusahaan': 'npwp', 'isian.email_terdaftar': 'email' } as const;

/** The second procedure on the same screens: nothing here was drawn for it. */
walk('a request for the user ID in a browser', () => {
  let test: TestLoket;
  let people: WalkBrowser;
  beforeAll(async () => {
    await ensurePages();
    test = await startTestLoket({ seed: 83 });
    people = await openBrowser({ url: test.url, password: TEST_PASSWORD, clock: test.clock, executablePath });
  }, 180_000);
  afterAll(async () => {
    await people?.close();
    await test?.stop();
  });

  it('goes from the phone to the sealed archive', async () => {
    const { person } = await registrations.disetujui(test.world);
    await test.world.settle();
    const phone = await people.phone('/');
    await chooseService(phone, /Kalimantan Timur/, label('prosedur.permintaan_user_id'));
    await agree(phone);
    await fillFields(phone, person, FIELDS);
    const number = await sendForm(phone);
    await test.world.settle();
    const confirmation = mailsTo(test, person.email).at(-1);
    expect(confirmation?.subject).toContain(number);
    await phone.goto(linkIn(confirmation));
    await readsNow(phone, label('publik.tempat.permintaan_user_id.diterima'));

    test.world.forward(5);
    const helpdesk = await people.desk('helpdesk');
    await openCase(helpdesk, number);
    await takeCase(helpdesk);
    await act(helpdesk, 'mulai_mencocokkan');
    await standsAt(helpdesk, 'mencocokkan');
    expect(await judgeHits(helpdesk, 'sama', 'NPWP dan nama sama.')).toBeGreaterThan(0);
    await act(helpdesk, 'nyatakan_cocok', async (form) => {
      await write(form, label('isian.lpse_asal'), 'LPSE Provinsi Kalimantan Timur');
      await write(form, label('isian.user_id_spse'), person.userId);
      for (const field of ['nama_cocok', 'alamat_cocok', 'npwp_cocok', 'email_cocok']) await form.getByRole('switch', { name: label(`isian.${field}`) }).check();
      await write(form, label('isian.catatan'), 'Dicocokkan dengan data penyedia di SPSE.');
    });
    await standsAt(helpdesk, 'menyampaikan');
    await closeTask(helpdesk, 'sampaikan_user_id', { 'isian.bukti_kirim_user_id': `Surel jawaban ${number}` });
    await inlineAct(helpdesk, 'nyatakan_disampaikan');
    await standsAt(helpdesk, 'pengarsipan');
    expect(await historyOf(helpdesk)).toContain(label('aksi.nyatakan_cocok'));
    await test.world.settle();
    const { id } = await caseByNumber(test, number);
    const told = await test.db('letters').where({ case_id: id, kind: 'user_id_disampaikan' }).first<{ subject: string }>('subject');
    expect(mailsTo(test, person.email).at(-1)?.subject).toBe(told.subject);
    await phone.reload();
    await phone.getByText(label('hasil.user_id_disampaikan'), { exact: true }).waitFor();
    expect(await phone.locator('main').innerText()).not.toContain(person.userId);

    const archivist = await people.desk('arsiparis');
    await openCase(archivist, number);
    await takeCase(archivist);
    await inlineAct(archivist, 'arsipkan');
    await standsAt(archivist, 'diarsipkan');
    await test.world.settle();
    expect(await sealedFile(test, id)).toEqual({ outcome: 'user_id_disampaikan', sealed: true, intact: true, problems: [] });
    expect(await auditOf(test, id)).toEqual(expect.arrayContaining(['permohonan_masuk', 'arsip_disegel']));
    for (const page of [phone, helpdesk, archivist]) expect(await rawKeys(page)).toEqual([]);
    expect(people.complaints()).toEqual([]);
  }, 180_000);
});
