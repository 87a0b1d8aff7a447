/**
 * `npm run screenshots`: the pictures of docs/gambar, taken from a throw-away Loket with invented people. Needs a Chromium
 * (LOKET_TEST_CHROMIUM, else the first found on PATH).
 */
import { mkdirSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { endings, walks } from '../seeds/scenarios/registrasi-perseorangan.ts';
import { blacklistedPerson, withPerson, type Walked, type World } from '../seeds/scenarios/world.ts';
import { fillDate } from '../server/testing/browser-dates.ts';
import { ensurePages, label, openBrowser, type WalkBrowser } from '../server/testing/browser.ts';
import { act, judge, openTab, pick, write } from '../server/testing/browser-desk.ts';
import { agree, chooseService, fillFields, sendForm, uploadScan } from '../server/testing/browser-phone.ts';
import { startTestLoket, TEST_PASSWORD, type TestLoket } from '../server/testing/start-loket.ts';
import { startTestCluster } from '../server/testing/test-cluster.ts';
import { chromium, dialogPicture, folder, list, openAt, picture } from './screenshots/camera.ts';
import { counterPictures, lockPicture } from './screenshots/counter-pictures.ts';
import { officePictures } from './screenshots/office-pictures.ts';
import { createDocumentReader } from '../server/documents/reading/document-reader.ts';
import { createLogger } from '../server/platform/log.ts';

const exact = true;
const say = (line: string) => process.stdout.write(`${line}\n`);
const READ_MS = 15 * 60_000;
const reach = (place: string, world: World): Promise<Walked> => (walks[place] as (typeof walks)[string])(world);

interface Files { place: Record<string, Walked>; ended: Walked[] }

/** A small office in the middle of a day: something at every place, some of it finished. */
async function fillOffice({ world }: TestLoket): Promise<Files> {
  const ended: Walked[] = [];
  for (const outcome of ['disetujui', 'dirujuk_lpse_lain', 'tidak_lolos'] as const) ended.push(await endings[outcome](world));
  const place: Record<string, Walked> = {};
  for (const name of ['diarsipkan', 'pengarsipan', 'disetujui', 'verifikasi', 'terjadwal', 'penjadwalan', 'menunggu_perbaikan', 'pengembalian', 'cek_lpse_lain', 'cek_kelengkapan', 'cek_unggahan', 'diterima']) {
    place[name] = await reach(name, world);
  }
  place.cek_daftar_hitam = await reach('cek_daftar_hitam', withPerson(world, blacklistedPerson(world)));
  await reach('diterima', world);
  await world.settle();
  return { place, ended };
}

/** The reader takes its time beside the rest; a card that is not read and compared yet would be pictured so. */
async function everythingRead({ db }: TestLoket): Promise<void> {
  const unread = async () => Number((await db('documents').whereNull('twins_sought_at').count<{ n: number }[]>({ n: '*' }))[0]?.n);
  say(`scans to be read: ${await unread()}`);
  for (const until = Date.now() + READ_MS; await unread() > 0; await pause(1_000)) if (Date.now() > until) throw new Error('the scans were not read in time');
}

async function applicant(people: WalkBrowser, test: TestLoket, { place }: Files): Promise<void> {
  const person = test.world.people();
  const phone = await people.phone('/');
  await phone.getByRole('radio', { name: /Kalimantan Timur/ }).check();
  await picture(phone, 'pemohon-depan');
  await chooseService(phone, /Kalimantan Timur/, label('prosedur.registrasi_perseorangan'));
  await phone.getByRole('checkbox').first().waitFor();
  await picture(phone, 'pemohon-persetujuan');
  await agree(phone);
  await phone.getByLabel(label('isian.nik'), { exact }).fill('1234');
  await phone.getByLabel(label('isian.npwp'), { exact }).focus();
  await phone.getByText(label('laman.isian.perbaiki')).first().waitFor();
  await picture(phone, 'pemohon-data-diri');
  await fillFields(phone, person);
  await uploadScan(phone, 'ktp', person);
  await uploadScan(phone, 'npwp', person, 'pdf');
  await picture(phone, 'pemohon-dokumen');
  await uploadScan(phone, 'sertifikat_keahlian', person);
  await sendForm(phone);
  await picture(phone, 'pemohon-terkirim');
  for (const [name, at, anchor] of [['pemohon-berkas', 'diterima', null], ['pemohon-perbaikan', 'menunggu_perbaikan', '#perbaikan'], ['pemohon-jadwal', 'terjadwal', '#jadwal']] as const) {
    await phone.goto(`/berkas/${place[at]?.token ?? ''}`);
    await phone.getByText(place[at]?.number ?? '', { exact }).waitFor();
    if (anchor) await phone.locator(anchor).evaluate((section) => { section.scrollIntoView(); });
    await picture(phone, name);
  }
  const { public_code: code } = await test.db('letters').where({ case_id: place.diarsipkan?.caseId, kind: 'tanda_terima' }).first<{ public_code: string }>('public_code');
  await phone.goto(`/periksa/${code}`);
  await phone.getByText(label('laman.periksa.berlaku'), { exact }).waitFor();
  await picture(phone, 'pemohon-periksa-surat');
  await phone.context().close();
}

async function helpdesk(people: WalkBrowser, test: TestLoket, { place }: Files): Promise<void> {
  const desk = await people.desk('helpdesk');
  await desk.getByRole('row').nth(3).waitFor();
  await picture(desk, 'antrean');
  await openAt(desk, place.cek_unggahan);
  await judge(desk, 'ktp', 'terbaca');
  await judge(desk, 'npwp', 'terbaca', 'unggah_ulang', { reason: 'DOC-02', note: 'Tepi kanan terpotong.' });
  await picture(desk, 'berkas');
  await openAt(desk, place.cek_daftar_hitam);
  await desk.getByRole('article').first().waitFor();
  await picture(desk, 'daftar-hitam');
  await openAt(desk, place.pengembalian);
  await desk.getByRole('region', { name: label('ui.surat.pratinjau') }).getByText(/Sertifikat/).first().waitFor();
  await picture(desk, 'kekurangan');
  await openAt(desk, place.menunggu_perbaikan);
  await picture(desk, 'menunggu-perbaikan');
  for (const [page, name] of [['tasks', 'tugas'], ['emails', 'e-mail'], ['blacklist-imports', 'impor-daftar-hitam']] as const) await list(desk, page, name);
  await counterPictures(desk, people, test);
  await desk.goto('/staf/cases');
  await lockPicture(desk);
  await desk.context().close();
}

async function verifier(people: WalkBrowser, { place }: Files): Promise<void> {
  const desk = await people.desk('verifikator');
  await openAt(desk, place.penjadwalan);
  const form = desk.getByRole('region', { name: label('aksi.tawarkan_jadwal'), exact }).locator('form');
  await fillDate(form, label('isian.mulai'), '2026-03-05T10:00');
  await pick(form, label('isian.saluran'), label('saluran.daring'));
  await write(form, label('isian.tautan_atau_ruang'), 'https://rapat.contoh.test/lpse-kaltim');
  await desk.getByRole('region', { name: label('ui.surat.pratinjau') }).getByText(/lpse-kaltim/).waitFor();
  await picture(desk, 'penjadwalan');
  await openAt(desk, place.cek_lpse_lain);
  await picture(desk, 'lpse-lain');
  await openAt(desk, place.verifikasi);
  await picture(desk, 'verifikasi');
  await openAt(desk, place.disetujui);
  await desk.getByRole('region', { name: label('ui.surat.pratinjau') }).getByText(/DISETUJUI/).waitFor();
  await picture(desk, 'tanda-terima');
  await list(desk, 'appointments', 'jadwal');
  await desk.context().close();
}

async function auditor(people: WalkBrowser, test: TestLoket, walked: Walked | undefined): Promise<void> {
  const admin = await test.world.officer('admin');
  const { link } = await admin.post<{ link: string }>('/api/users', { name: 'Dra. Endang Contoh', email: 'pemeriksa@loket.test', roles: ['pemeriksa'], auditor: { from: '2026-01-01', to: '2026-12-31', expiresOn: '2026-12-31', caseNumbers: null }, via: 'cetak' });
  await test.client().post('/api/auth/set-password', { token: link.split('/').at(-1), password: TEST_PASSWORD });
  const desk = await people.desk('pemeriksa');
  await openAt(desk, walked);
  await openTab(desk, 'pemeriksaan');
  await picture(desk, 'pemeriksa-berkas');
  await desk.context().close();
}

async function others(people: WalkBrowser, test: TestLoket, { place }: Files): Promise<void> {
  const archivist = await people.desk('arsiparis');
  await openAt(archivist, place.pengarsipan);
  await picture(archivist, 'pengarsipan');
  await openAt(archivist, place.diarsipkan);
  await openTab(archivist, 'riwayat');
  await picture(archivist, 'riwayat');
  await list(archivist, 'archive-files', 'arsip');
  await archivist.getByRole('row', { name: new RegExp(place.diarsipkan?.number ?? '') }).getByRole('link').first().click();
  await archivist.getByRole('heading', { name: /-ARS-/, level: 1 }).waitFor();
  await picture(archivist, 'berkas-arsip');
  const supervisor = await people.desk('penyelia');
  await list(supervisor, 'sla-steps', 'laporan-waktu');
  await list(supervisor, 'supervision', 'pengawasan');
  await list(supervisor, 'absences', 'serah-terima');
  await supervisor.getByRole('row', { name: /Sari Wulandari/ }).getByRole('button').click();
  await dialogPicture(supervisor, 'serahkan-semua');
  await supervisor.getByRole('button', { name: label('ui.absensi.catat') }).click();
  await dialogPicture(supervisor, 'absensi');
  await openAt(supervisor, place.cek_kelengkapan);
  await act(supervisor, 'tandai_mendesak', async (form) => {
    await form.getByRole('switch').check();
    await write(form, label('isian.catatan'), 'Batas pemasukan penawaran pemohon besok.');
  });
  const admin = await people.desk('admin');
  await officePictures(admin, test);
  await list(admin, 'audit-events', 'jejak-audit');
  await list(admin, 'offices', 'kantor');
  await list(admin, 'holidays', 'kalender');
  await admin.goto('/staf/users');
  await admin.getByRole('row', { name: /helpdesk2@/ }).getByRole('button').first().click();
  await admin.getByRole('dialog').getByRole('switch', { name: label('ui.akun.aktif') }).uncheck();
  await dialogPicture(admin, 'akun-nonaktif');
  await test.db('outbox').insert([
    { effect: 'gambar_halaman', case_id: place.cek_unggahan?.caseId, attempts: 12, failed_at: test.clock.now(), error_code: 'penyimpanan_penuh' },
    { effect: 'buat_pdf_surat', case_id: place.disetujui?.caseId, attempts: 12, failed_at: test.clock.now(), error_code: 'lain' },
  ]);
  await list(admin, 'failed-effects', 'pekerjaan-gagal');
  await test.database.ownerDb('outbox').whereNotNull('failed_at').del();
  await auditor(people, test, place.diarsipkan);
}

async function door(people: WalkBrowser): Promise<void> {
  const desk = await people.desk('penyelia');
  await desk.getByRole('button', { name: /Hendra Kusuma/ }).click();
  await desk.getByRole('menuitem', { name: label('ui.masuk.keluar') }).click();
  await desk.getByLabel(label('ui.masuk.email')).waitFor();
  await picture(desk, 'masuk');
}

const cluster = await startTestCluster();
process.env.LOKET_TEST_CLUSTER = cluster.url;
let test: TestLoket | undefined;
let people: WalkBrowser | undefined;
try {
  mkdirSync(folder, { recursive: true });
  await ensurePages();
  test = await startTestLoket({ seed: 97, reader: createDocumentReader({ log: createLogger({ level: 'warn' }) }) });
  people = await openBrowser({ url: test.url, password: TEST_PASSWORD, clock: test.clock, executablePath: chromium() });
  const files = await fillOffice(test);
  await everythingRead(test);
  await applicant(people, test, files);
  await helpdesk(people, test, files);
  await verifier(people, files);
  await others(people, test, files);
  await door(people);
  const complaints = people.complaints();
  if (complaints.length > 0) throw new Error(complaints.join('\n'));
} finally {
  await people?.close();
  await test?.stop();
  await cluster.stop();
}
