import { afterAll, afterEach, beforeAll, expect } from '@jest/globals';
import { setTimeout as pause } from 'node:timers/promises';
import type { Page } from 'playwright-core';
import { walks } from '../../seeds/scenarios/registrasi-perseorangan.ts';
import type { Walked } from '../../seeds/scenarios/world.ts';
import { axeFindings, ensurePages, label, openBrowser, rawKeys, type WalkBrowser } from '../testing/browser.ts';
import { openCase, pick, takeCase, write } from '../testing/browser-desk.ts';
import { executablePath, stages, walk } from '../testing/browser-walk.ts';
import { startTestLoket, TEST_PASSWORD, type TestLoket } from '../testing/start-loket.ts';

const NOTE = 'Foto KTP terpotong di sudut kiri, mohon foto ulang.';
const exact = true;

/** Two browsers at once: claim, take-over with a reason, a write refused with the name of the holder, and what was typed is kept. */
walk('one file, two desks', () => {
  let test: TestLoket;
  let people: WalkBrowser;
  let walked: Walked;
  let sari: Page;
  let bagus: Page;
  const stage = stages();
  const card = (page: Page) => page.getByRole('region', { name: label('dokumen.ktp'), exact });
  const until = async (what: () => Promise<boolean>) => {
    for (let tries = 0; tries < 150 && !await what(); tries += 1) await pause(100);
  };
  const noteField = (page: Page) => card(page).getByRole('textbox', { name: label('ui.dokumen.catatan_pemohon') });

  beforeAll(async () => {
    await ensurePages();
    test = await startTestLoket({ seed: 67 });
    people = await openBrowser({ url: test.url, password: TEST_PASSWORD, clock: test.clock, executablePath });
    walked = await (walks.cek_unggahan as (typeof walks)[string])(test.world);
    await test.db('cases').update({ holder_id: null });
    await test.db('case_claims').update({ released_at: test.clock.now() });
    [sari, bagus] = [await people.desk('helpdesk'), await people.desk('helpdesk2')];
  }, 240_000);
  afterAll(async () => {
    await people?.close();
    await test?.stop();
  });
  afterEach(async () => {
    for (const page of [sari, bagus]) if (page) expect(await rawKeys(page)).toEqual([]);
    expect(people.complaints()).toEqual([]);
  });

  stage('one takes the file; the other sees whose it is', async () => {
    await openCase(sari, walked.number);
    await takeCase(sari);
    // Where "take" stood, "release" may stand now: the second press of a slow double click is not meant for it.
    const release = sari.getByRole('button', { name: label('ui.berkas.lepas'), exact });
    const { x, y, width, height } = await release.boundingBox() ?? { x: 0, y: 0, width: 0, height: 0 };
    await sari.mouse.move(x + width / 2, y + height / 2);
    await sari.mouse.down({ clickCount: 2 });
    await sari.mouse.up({ clickCount: 2 });
    await sari.waitForLoadState('networkidle');
    expect(await test.db('cases').where({ id: walked.caseId }).whereNotNull('holder_id').pluck('id')).toEqual([walked.caseId]);
    await release.waitFor();
    await openCase(bagus, walked.number);
    await bagus.getByText(label('ui.berkas.dipegang', { nama: 'Sari Wulandari' }), { exact }).waitFor();
  });

  stage('what she types is kept on the server as she goes', async () => {
    const row = card(sari).getByRole('group').first();
    await row.getByRole('button', { name: label('nilai.unggah_ulang'), exact }).click();
    await pick(card(sari), label('ui.kekurangan.alasan'), label('alasan.DOC-01'));
    await noteField(sari).fill(NOTE);
    await card(sari).getByText(/^Draf tersimpan/).waitFor();
    // On a slow machine the first words are saved before the last.
    const drafts = () => test.db('case_drafts').where({ case_id: walked.caseId }).select<{ content: { catatan?: string } }[]>('content');
    for (let tries = 0; tries < 150 && (await drafts())[0]?.content.catatan !== NOTE; tries += 1) await sari.waitForTimeout(100);
    expect(await test.db('case_drafts').where({ case_id: walked.caseId })).toMatchObject([{ kind: 'penilaian', content: { hasil: 'unggah_ulang', alasan: 'DOC-01', catatan: NOTE } }]);
  });

  stage('the other takes it over with a reason', async () => {
    await bagus.getByRole('button', { name: label('ui.pegang.ambil_alih'), exact }).click();
    const dialog = bagus.getByRole('dialog');
    expect(await axeFindings(bagus)).toEqual([]);
    await dialog.getByLabel(label('ui.pegang.alasan')).fill('Sari dipanggil rapat, pemohon menunggu');
    // A slip of the mouse beside the dialog throws nothing away.
    await bagus.mouse.click(20, 400);
    expect(await dialog.getByLabel(label('ui.pegang.alasan')).inputValue()).toBe('Sari dipanggil rapat, pemohon menunggu');
    await dialog.getByRole('button', { name: label('ui.pegang.ambil_alih'), exact }).click();
    await bagus.getByText(label('ui.berkas.anda_memegang'), { exact }).waitFor();
  });

  stage('her write is refused with his name, and what she typed stands there, also after a reload', async () => {
    await card(sari).getByRole('button', { name: label('ui.simpan'), exact }).click();
    await card(sari).getByRole('alert').getByText(/Bagus/).first().waitFor();
    expect(await noteField(sari).inputValue()).toBe(NOTE);
    await sari.reload();
    await sari.getByText(/^Sedang dikerjakan Bagus/).waitFor();
    await noteField(sari).waitFor();
    expect(await noteField(sari).inputValue()).toBe(NOTE);
  });

  stage('she is told, with the reason', async () => {
    await sari.getByRole('button', { name: label('ui.kabar.jumlah', { n: 1 }) }).click();
    const told = sari.getByRole('dialog', { name: label('ui.kabar.buka') });
    await told.getByText(/mengambil alih berkas .*Sari dipanggil rapat, pemohon menunggu/).waitFor();
    await told.getByRole('button', { name: label('ui.kabar.semua_dibaca') }).click();
    await sari.keyboard.press('Escape');
    await sari.getByRole('button', { name: label('ui.kabar.buka'), exact }).waitFor();
  });

  stage('he goes on with what she typed, and it is done', async () => {
    await bagus.reload();
    await card(bagus).getByText(/Draf Sari Wulandari/).waitFor();
    // He has begun himself: both are shown before one of them goes.
    await card(bagus).getByRole('group').first().getByRole('button', { name: label('nilai.unggah_ulang'), exact }).click();
    await noteField(bagus).fill('Ketikan Bagus sendiri.');
    await card(bagus).getByRole('button', { name: label('ui.draf.pakai') }).click();
    const which = bagus.getByRole('dialog', { name: label('ui.draf.ganti_judul') });
    for (const words of ['Ketikan Bagus sendiri.', NOTE]) await which.getByText(words, { exact }).waitFor();
    expect(await axeFindings(bagus)).toEqual([]);
    await which.getByRole('button', { name: label('ui.draf.ganti_tidak'), exact }).click();
    await which.waitFor({ state: 'detached' });
    expect(await noteField(bagus).inputValue()).toBe('Ketikan Bagus sendiri.');
    await card(bagus).getByRole('button', { name: label('ui.draf.pakai') }).click();
    await which.getByRole('button', { name: label('ui.draf.ganti_ya', { nama: 'Sari Wulandari' }), exact }).click();
    await which.waitFor({ state: 'detached' });
    await until(async () => await noteField(bagus).inputValue() === NOTE);
    await noteField(bagus).waitFor();
    expect(await noteField(bagus).inputValue()).toBe(NOTE);
    await card(bagus).getByRole('button', { name: label('ui.simpan'), exact }).click();
    await card(bagus).getByText(new RegExp(`“${NOTE}”`)).waitFor();
    // The words stand on the card as soon as they were sent; the answer takes its moment.
    const left = () => test.db('case_drafts').where({ case_id: walked.caseId });
    for (let tries = 0; tries < 50 && (await left()).length > 0; tries += 1) await pause(100);
    expect(await left()).toEqual([]);
  });

  stage('he notes something for colleagues and puts the file aside; it comes back by itself', async () => {
    await bagus.getByRole('tab', { name: label('ui.tab.catatan') }).click();
    await bagus.getByRole('textbox', { name: label('ui.catatan.tulis') }).fill('Pemohon menelepon, foto baru dikirim sore.');
    await bagus.getByRole('button', { name: label('ui.catatan.simpan') }).click();
    await bagus.getByRole('listitem').getByText('Pemohon menelepon, foto baru dikirim sore.').waitFor();
    await bagus.getByRole('button', { name: label('ui.pegang.tunda'), exact }).click();
    await write(bagus.getByRole('dialog'), label('ui.pegang.alasan'), 'Menunggu foto baru dari pemohon');
    await bagus.getByRole('dialog').getByRole('button', { name: label('ui.pegang.tunda'), exact }).click();
    await bagus.getByRole('button', { name: label('ui.pegang.lanjutkan') }).waitFor();
    await bagus.getByText(label('ui.pegang.alasan_tunda', { alasan: 'Menunggu foto baru dari pemohon' }), { exact }).waitFor();
    await people.forward(24 * 60);
    await test.world.settle();
    await bagus.reload();
    await bagus.getByText(label('ui.berkas.anda_memegang'), { exact }).waitFor();
  });

  stage('the supervisor hands everything he has to her', async () => {
    const desk = await people.desk('penyelia');
    await desk.getByRole('link', { name: label('ui.menu.absences') }).click();
    const row = desk.getByRole('row', { name: /Bagus/ });
    await row.getByRole('button').click();
    const dialog = desk.getByRole('dialog');
    expect(await axeFindings(desk)).toEqual([]);
    await pick(dialog, label('ui.pegang.kepada'), 'Sari Wulandari · Helpdesk');
    await write(dialog, label('ui.pegang.alasan'), 'Bagus cuti mulai hari ini');
    await dialog.getByRole('button', { name: label('ui.serah.semua'), exact }).click();
    await dialog.waitFor({ state: 'detached' });
    await sari.reload();
    await sari.getByText(label('ui.berkas.anda_memegang'), { exact }).waitFor();
  });
});
