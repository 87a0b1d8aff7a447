import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { walks } from '../../seeds/scenarios/registrasi-perseorangan.ts';
import type { Walked } from '../../seeds/scenarios/world.ts';
import { createMailbox } from '../mail/inbox/mailbox.gateway.ts';
import { fetchInbox } from '../mail/inbox/fetch-inbox.cron.ts';
import { executablePath, walk } from '../testing/browser-walk.ts';
import { ensurePages, label, openBrowser, rawKeys, type WalkBrowser } from '../testing/browser.ts';
import { act, inlineAct, openCase, openTab, standsAt, write } from '../testing/browser-desk.ts';
import { linkIn, mailsTo } from '../testing/evidence.ts';
import { imapIsHere, startImapServer, type ImapServer } from '../testing/imap-server.ts';
import { sampleScan } from '../testing/sample-files.ts';
import { startTestLoket, TEST_PASSWORD, type TestLoket } from '../testing/start-loket.ts';

const walkWithImap = executablePath && imapIsHere ? describe : describe.skip;
const OWN = 'loket@kantor.test';
const exact = true;

function bench(seed: number, env: Record<string, string> = {}) {
  const here = { pages: [] as Page[] } as { test: TestLoket; people: WalkBrowser; pages: Page[] };
  return {
    here,
    async open(more: Record<string, string> = {}) {
      await ensurePages();
      here.test = await startTestLoket({ seed, env: { ...env, ...more } });
      here.people = await openBrowser({ url: here.test.url, password: TEST_PASSWORD, clock: here.test.clock, executablePath });
    },
    async shut() {
      await here.people?.close();
      await here.test?.stop();
    },
    async look() {
      for (const page of here.pages.splice(0)) {
        expect(await rawKeys(page)).toEqual([]);
        await page.context().close();
      }
      expect(here.people.complaints()).toEqual([]);
    },
    async seat(name: string, walked: Walked): Promise<Page> {
      const page = await here.people.desk(name);
      here.pages.push(page);
      await openCase(page, walked.number);
      return page;
    },
  };
}

walk('an applicant who does not come', () => {
  const { here, open, shut, look, seat } = bench(89);
  beforeAll(() => open(), 180_000);
  afterAll(shut);
  afterEach(look);

  it('is noted, told, and offered new times, of which he chooses one on his phone', async () => {
    const walked = await (walks.terjadwal as (typeof walks)[string])(here.test.world);
    const verifikator = await here.test.world.officer('verifikator');
    const day = [{ start: '08:00', end: '11:30' }, { start: '13:00', end: '15:30' }];
    const me = await verifikator.get<{ id: string }>('/api/auth/me');
    await verifikator.request('PUT', `/api/availabilities/${me.id}`, {
      days: { 1: day, 2: day, 3: day, 4: day, 5: [], 6: [], 7: [] }, slotMinutes: 30, bufferMinutes: 0, noticeMinutes: 60, dailyMax: 8, channels: ['daring', 'luring'],
    });
    const admin = await here.test.world.officer('admin');
    await admin.post('/api/rooms', { name: 'Jitsi kantor', channel: 'daring', linkKind: 'dibuat', address: 'https://rapat.contoh.test', active: true });
    await admin.post('/api/rooms', { name: 'Meja layanan 2', channel: 'luring', linkKind: 'tetap', address: 'Kantor LPSE, meja 2', active: true });
    here.test.world.forward(25);
    const page = await seat('verifikator', walked);
    await act(page, 'catat_tidak_hadir', (form) => write(form, label('isian.catatan'), 'Ditunggu 15 menit; tidak menjawab telepon.'));
    await standsAt(page, 'penjadwalan');
    await here.test.world.settle();
    expect(await here.test.db('appointments').where({ case_id: walked.caseId }).pluck('state')).toEqual(['tidak_hadir']);

    const mail = mailsTo(here.test, walked.person.email).at(-1);
    const phone = await here.people.phone(linkIn(mail));
    here.pages.push(phone);
    await phone.getByRole('heading', { name: label('laman.pilih.judul') }).waitFor();
    await phone.getByRole('radio', { name: label('saluran.luring') }).check();
    const send = phone.getByRole('button', { name: label('laman.pilih.kirim'), exact });
    await send.click();
    await phone.getByText(label('laman.pilih.belum'), { exact }).waitFor();
    const first = phone.getByRole('radio', { name: /^\d\d\.\d\d WITA/ }).first();
    await first.check();
    await send.click();
    await phone.getByText(label('laman.pilih.terkirim')).waitFor();
    await here.test.world.settle();
    expect(await here.test.db('appointments').where({ case_id: walked.caseId }).orderBy('created_at').select('state', 'channel', 'location')).toMatchObject([{ state: 'tidak_hadir' }, { state: 'dikonfirmasi', channel: 'luring', location: 'Kantor LPSE, meja 2' }]);
    await page.reload();
    await standsAt(page, 'terjadwal');
    await page.getByText(label('ui.jadwal.jawab_ya')).waitFor();
  }, 180_000);
});

walkWithImap('mail that comes back and mail that comes in', () => {
  const { here, open, shut, look, seat } = bench(90);
  let imap: ImapServer;
  let walked: Walked;
  beforeAll(async () => {
    imap = await startImapServer();
    await open({ MAIL_REPLY_TO: OWN, IMAP_URL: imap.url });
    walked = await (walks.menunggu_perbaikan as (typeof walks)[string])(here.test.world);
    await here.test.world.settle();
  }, 180_000);
  afterAll(async () => { await shut(); await imap?.stop(); });
  afterEach(look);
  const takeIn = () => fetchInbox(here.test.loket.inbound, createMailbox(imap.url));
  const asked = () => here.test.db('emails').where({ case_id: walked.caseId, kind: 'kekurangan' }).orderBy('created_at', 'desc').first<{ id: string; message_id: string; to_address: string }>();

  it('a letter that was sent back is a duty: telephoned, and the address corrected by two people', async () => {
    const lost = await asked();
    imap.deliver([
      'From: Mail Delivery <MAILER-DAEMON@contoh.test>', `To: ${OWN}`, 'Subject: Undelivered Mail', 'Message-ID: <dsn.1@contoh.test>', 'Auto-Submitted: auto-replied', 'MIME-Version: 1.0',
      'Content-Type: multipart/report; report-type=delivery-status; boundary=d1', '', '--d1', 'Content-Type: text/plain', '', 'Alamat tidak dikenal.', '--d1', 'Content-Type: message/delivery-status', '',
      'Reporting-MTA: dns; contoh.test', '', `Final-Recipient: rfc822; ${walked.person.email}`, 'Action: failed', 'Status: 5.1.1', '', '--d1', 'Content-Type: message/rfc822', '',
      `Message-ID: ${lost.message_id}`, 'Subject: asli', '', 'isi', '--d1--', ''].join('\r\n'));
    await takeIn();
    const helpdesk = await seat('helpdesk', walked);
    await helpdesk.getByText(/Alamat ditolak/).first().waitFor();
    await helpdesk.getByRole('button', { name: label('ui.kabar.buka') }).or(helpdesk.getByRole('button', { name: /pemberitahuan/i })).first().click();
    await helpdesk.getByRole('dialog').getByText(/tidak sampai/).first().waitFor();
    await helpdesk.keyboard.press('Escape');
    const reach = helpdesk.getByRole('region', { name: label('ui.hubungi.judul') });
    await reach.getByText(label('ui.hubungi.tidak_sampai', { surat: label('surat.kekurangan') })).waitFor();
    await reach.getByRole('button', { name: label('ui.hubungi.tampilkan') }).click();
    const whatsapp = reach.getByRole('link', { name: label('ui.hubungi.whatsapp') });
    expect(await whatsapp.getAttribute('href')).toMatch(/^https:\/\/wa\.me\/628\d+\?text=Yth\./);
    // Opened beside Loket; here it is enough that it was clicked.
    await helpdesk.context().route('https://wa.me/**', (route) => route.fulfill({ status: 200, contentType: 'text/plain', body: 'wa' }));
    await whatsapp.click();
    await reach.getByRole('button', { name: label('ui.hubungi.tersambung'), exact }).click();
    await helpdesk.getByText(label('ui.hubungi.dicatat')).waitFor();
    await reach.waitFor({ state: 'detached' });
    expect(await here.test.db('contacts').where({ case_id: walked.caseId }).select('channel', 'reached')).toEqual([{ channel: 'whatsapp', reached: true }]);
    expect(await here.test.db('contact_duties').where({ email_id: lost.id }).first('how')).toEqual({ how: 'dihubungi' });

    await act(helpdesk, 'ajukan_perbaikan_alamat', async (form) => {
      await write(form, label('isian.email_baru'), 'alamat.benar@pemohon.test');
      await form.getByRole('combobox', { name: label('isian.cara_identitas') }).click();
      await helpdesk.getByRole('option', { name: label('nilai.telepon_terdaftar') }).click();
      await write(form, label('isian.identitas_ditanya'), 'Menyebut tanggal lahir dan nomor permohonan dengan benar.');
    });
    const supervisor = await seat('penyelia', walked);
    await act(supervisor, 'perbaiki_alamat', (form) => write(form, label('isian.catatan'), 'Ditelepon kembali; benar.'));
    await here.test.world.settle();
    const again = mailsTo(here.test, 'alamat.benar@pemohon.test');
    expect(again.map(({ subject }) => subject)).toEqual(expect.arrayContaining([expect.stringContaining(walked.number)]));
    expect(again.some(({ text }) => text.includes('masih berlaku'))).toBe(true);
  }, 180_000);

  it('a repair that came by mail is looked at and filed against the open request', async () => {
    const letter = await asked();
    const scan = await sampleScan('sertifikat_keahlian', walked.person.onCards, 'jpeg');
    imap.deliver([
      'From: Pemohon <alamat.benar@pemohon.test>', `To: ${OWN}`, 'Subject: Re: perbaikan', 'Message-ID: <balas.1@pemohon.test>', `In-Reply-To: ${letter.message_id}`, 'MIME-Version: 1.0',
      'Content-Type: multipart/mixed; boundary=b1', '', '--b1', 'Content-Type: text/plain; charset=utf-8', '', 'Terlampir sertifikat yang masih berlaku.', '--b1',
      'Content-Type: image/jpeg; name="sertifikat.jpg"', 'Content-Disposition: attachment; filename="sertifikat.jpg"', 'Content-Transfer-Encoding: base64', '', scan.toString('base64').replace(/.{76}/g, '$&\r\n'), '--b1--', ''].join('\r\n'));
    expect(await takeIn()).toBe(1);
    const helpdesk = await seat('helpdesk', walked);
    const inbox = helpdesk.getByRole('region', { name: label('ui.masuk_surel.untuk_berkas') });
    await inbox.getByText('Re: perbaikan').waitFor();
    await inbox.locator('img').first().waitFor();
    await inbox.getByRole('button', { name: label('ui.masuk_surel.baca') }).click();
    await helpdesk.getByRole('dialog').getByText('Terlampir sertifikat yang masih berlaku.').waitFor();
    await helpdesk.getByRole('dialog').getByRole('button', { name: label('ui.masuk_surel.tutup'), exact }).click();
    await inbox.getByLabel(label('ui.masuk_surel.pakai_sebagai', { dokumen: label('dokumen.sertifikat_keahlian') })).click();
    await helpdesk.getByRole('option', { name: 'sertifikat.jpg' }).click();
    await inlineAct(helpdesk, 'kirim_perbaikan');
    await standsAt(helpdesk, 'cek_unggahan');
    expect(await here.test.db('documents').where({ case_id: walked.caseId, kind: 'sertifikat_keahlian' }).orderBy('received_at', 'desc').first('origin')).toEqual({ origin: 'email' });
    expect(await here.test.db('inbound_mails').where({ message_id: '<balas.1@pemohon.test>' }).first('state')).toEqual({ state: 'ditangani' });
    await openTab(helpdesk, 'surat');
    await helpdesk.goto('/staf/inbound-mails');
    await helpdesk.getByText(label('ui.masuk_surel.kosong')).waitFor();
  }, 180_000);
});

