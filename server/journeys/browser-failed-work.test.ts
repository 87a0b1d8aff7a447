import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { executablePath, walk } from '../testing/browser-walk.ts';
import { axeFindings, ensurePages, label, openBrowser, rawKeys, tooWide, type WalkBrowser } from '../testing/browser.ts';
import { tellGivenUp } from '../operations/index.ts';
import { aCaseAt } from '../testing/a-case.ts';
import { startTestLoket, TEST_PASSWORD, type TestLoket } from '../testing/start-loket.ts';

/** Where somebody wants to look at the screens. */
const pictures = process.env.LOKET_TEST_PICTURES;
const picture = async (page: Page, name: string) => {
  if (!pictures) return;
  mkdirSync(pictures, { recursive: true });
  await page.screenshot({ path: path.join(pictures, `${name}.png`) });
};

/** What stopped in the background is seen, and set going again, by a person at a screen. */
walk('failed work in a browser', () => {
  let test: TestLoket;
  let people: WalkBrowser;
  beforeAll(async () => {
    await ensurePages();
    test = await startTestLoket({ seed: 74 });
    people = await openBrowser({ url: test.url, password: TEST_PASSWORD, clock: test.clock, executablePath });
    const office = await test.db('offices').where({ code: 'KALTIM' }).first<{ id: string; code: string; zone: string }>('id', 'code', 'zone');
    const { row } = await aCaseAt(test.database.ownerDb, 'diterima', { office });
    await test.db('outbox').insert([
      { effect: 'gambar_halaman', case_id: row.id, attempts: 12, failed_at: new Date(), error_code: 'penyimpanan_penuh' },
      { effect: 'buat_pdf_surat', case_id: row.id, attempts: 12, failed_at: new Date(), error_code: 'lain' },
      { effect: 'segel_arsip', case_id: row.id, held_at: new Date() },
    ]);
    await test.database.ownerDb('restores').insert({ backup_taken_at: new Date('2026-03-01T22:00:00Z'), held_emails: 1, held_effects: 1 });
    await test.db('emails').insert({
      unique_key: 'tahan', case_id: row.id, office_id: office.id, kind: 'konfirmasi_penerimaan', to_name: 'Rina', to_address: 'rina@pemohon.test', subject: 'Permohonan kami terima', body: 'Yth. Rina Contoh,\n\nPermohonan kami terima.', message_id: '<tahan@contoh.test>', state: 'queued', held_at: new Date(),
    });
  }, 180_000);
  afterAll(async () => {
    await people?.close();
    await test?.stop();
  });

  it('the supervisor’s first page counts what failed and what is held, and so does the menu', async () => {
    const desk = await people.desk('penyelia');
    await desk.goto('/staf/supervision');
    const figure = (id: string) => desk.getByRole('listitem').filter({ has: desk.getByRole('link', { name: label(`pengawasan.angka.${id}`), exact: true }) });
    await figure('efek_gagal').getByText('2', { exact: true }).waitFor();
    await figure('efek_ditahan').getByText('1', { exact: true }).waitFor();
    await desk.getByRole('status').getByText(label('ui.pulih.pita', { n: 1 })).waitFor();
    await desk.getByRole('link', { name: new RegExp(`^${label('ui.menu.failed-effects')}\\s*3$`) }).waitFor();
    for (const [locale, theme] of [['en', 'dark'], ['id', 'light']] as const) {
      await desk.evaluate(([language, light]) => { localStorage.setItem('loket.locale', language); localStorage.setItem('loket.theme', light); }, [locale, theme] as const);
      await desk.goto('/staf/supervision');
      await figure('efek_gagal').or(desk.getByText('Work failed', { exact: true })).first().waitFor();
      await picture(desk, `pengawasan-${locale}`);
      expect([await rawKeys(desk), await axeFindings(desk), await desk.evaluate(tooWide)]).toEqual([[], [], []]);
    }
    await figure('efek_gagal').getByRole('link').click();
    await desk.getByText('Menggambar halaman pindaian').waitFor();
    expect(await desk.locator('tbody tr').count()).toBe(2);
    await desk.context().close();
  }, 120_000);

  it('the notice that tells of it leads to it, though it names a file', async () => {
    await tellGivenUp(test.db, test.clock.now());
    const desk = await people.desk('penyelia');
    await desk.goto('/staf/supervision');
    await desk.getByRole('button', { name: label('ui.kabar.jumlah', { n: '1' }) }).click();
    await desk.getByRole('dialog', { name: label('ui.kabar.buka') }).getByRole('listitem').getByRole('button').click();
    await desk.waitForURL(/\/staf\/failed-effects/, { timeout: 15_000 });
    await desk.getByRole('button', { name: /^Coba lagi: Menggambar halaman/ }).waitFor();
    await desk.context().close();
  }, 120_000);

  it('the supervisor reads why, and tries it again', async () => {
    const desk = await people.desk('penyelia');
    await desk.getByRole('link', { name: label('ui.menu.failed-effects') }).click();
    await desk.getByText('Menggambar halaman pindaian').waitFor();
    await picture(desk, 'pekerjaan-gagal');
    expect(await desk.getByRole('button', { name: label('ui.pulih.lanjutkan') }).count()).toBe(0);
    await desk.getByRole('button', { name: /^Coba lagi: Menggambar halaman/ }).click();
    await desk.getByText(label('ui.efek.dijalankan')).waitFor();
    await desk.getByText('Menggambar halaman pindaian').waitFor({ state: 'detached' });
    expect(await test.db('outbox').where({ effect: 'gambar_halaman' }).first()).toMatchObject({ failed_at: null, attempts: 0 });

    await desk.getByRole('link', { name: label('ui.pulih.lihat') }).click();
    // By its name: the list before it has buttons too, until the page has come.
    await desk.locator('tbody').getByRole('button', { name: label('surat.konfirmasi_penerimaan') }).click();
    await desk.getByRole('button', { name: label('ui.surel.kirim_sekarang') }).waitFor();
    await picture(desk, 'surel-ditahan');
    await desk.getByRole('button', { name: label('ui.surel.kirim_sekarang') }).click();
    await desk.getByText(label('ui.surel.keputusan_tersimpan')).waitFor();
    expect(await test.db('emails').where({ unique_key: 'tahan' }).first()).toMatchObject({ held_at: null, state: 'queued' });
    expect(await rawKeys(desk)).toEqual([]);
    expect(people.complaints()).toEqual([]);
  }, 120_000);

  it('after a full disk and a restore the supervisor decides about many at once, each time told the number', async () => {
    const { id: caseId, office_id: officeId } = await test.db('cases').first<{ id: string; office_id: string }>('id', 'office_id');
    await test.db('outbox').insert([...Array.from({ length: 3 }, () => ({ effect: 'segel_arsip', case_id: caseId, attempts: 12, failed_at: new Date(), error_code: 'penyimpanan_penuh' })), { effect: 'gambar_halaman', case_id: caseId, held_at: new Date() }, { effect: 'baca_pindaian', case_id: caseId, held_at: new Date() }]);
    await test.db('emails').insert(Array.from({ length: 30 }, (_, n) => ({
      unique_key: `banyak-${n}`, case_id: caseId, office_id: officeId, kind: 'konfirmasi_penerimaan', to_name: 'Rina', to_address: 'rina@pemohon.test', subject: 'Permohonan kami terima', body: 'Yth. Rina Contoh', message_id: `<banyak-${n}@contoh.test>`, state: 'queued', held_at: new Date(),
      good_until: n === 0 ? new Date('2026-01-01T00:00:00Z') : null,
    })));
    const stopped = (effect: string) => test.db('outbox').where({ effect }).whereRaw('(failed_at is not null or held_at is not null)');
    const desk = await people.desk('penyelia');
    await desk.goto('/staf/failed-effects');
    await desk.getByRole('button', { name: label('ui.efek.semua_sebab_nama', { n: 3, pekerjaan: label('efek.segel_arsip') }) }).click();
    const dialog = desk.getByRole('dialog');
    expect([await axeFindings(desk), await desk.evaluate(tooWide)]).toEqual([[], []]);
    await dialog.getByRole('button', { name: label('ui.efek.semua_sebab', { n: 3 }), exact: true }).click();
    await desk.getByText(label('ui.efek.hasil', { n: 3 })).waitFor();
    expect(await stopped('segel_arsip').whereNotNull('failed_at')).toEqual([]);
    for (const effect of ['gambar_halaman', 'baca_pindaian']) await desk.locator('tbody tr').filter({ hasText: label(`efek.${effect}`) }).getByRole('checkbox').check();
    await picture(desk, 'pekerjaan-banyak');
    await desk.getByRole('button', { name: label('ui.efek.pilih_ulang', { n: 2 }), exact: true }).click();
    await dialog.getByRole('button', { name: label('ui.efek.pilih_ulang', { n: 2 }), exact: true }).click();
    await desk.getByText(label('ui.efek.hasil', { n: 2 })).waitFor();
    expect([await stopped('gambar_halaman'), await stopped('baca_pindaian')]).toEqual([[], []]);

    await desk.goto(`/staf/emails?filter=${encodeURIComponent(JSON.stringify({ state: 'held' }))}`);
    await desk.locator('thead').getByRole('checkbox').check();
    await desk.getByRole('button', { name: label('ui.pilih.semua', { n: 30 }), exact: true }).click();
    await picture(desk, 'surel-banyak');
    expect([await axeFindings(desk), await desk.evaluate(tooWide)]).toEqual([[], []]);
    await desk.getByRole('button', { name: label('ui.surel.pilih_kirim', { n: 30 }), exact: true }).click();
    await dialog.getByText(label('ui.surel.yakin_kirim', { n: 30 })).waitFor();
    await dialog.getByRole('button', { name: label('ui.batal'), exact: true }).click();
    expect(await test.db('emails').whereNotNull('held_at')).toHaveLength(30);
    await desk.getByRole('button', { name: label('ui.surel.pilih_kirim', { n: 30 }), exact: true }).click();
    await dialog.getByRole('button', { name: label('ui.surel.pilih_kirim', { n: 30 }), exact: true }).click();
    await desk.getByText(label('ui.surel.putus_hasil', { n: 29 })).waitFor();
    await desk.getByText(label('ui.surel.putus_sisa', { n: 1 })).waitFor();
    await picture(desk, 'surel-sisa');
    // The list is asked for anew.
    await desk.locator('tbody tr').nth(1).waitFor({ state: 'detached' });
    expect(await desk.locator('tbody tr').count()).toBe(1);
    expect(await test.db('emails').whereNotNull('held_at').pluck('unique_key')).toEqual(['banyak-0']);
    expect([await rawKeys(desk), await axeFindings(desk), people.complaints()]).toEqual([[], [], []]);
  }, 180_000);

  it('once mail goes again the ribbon is gone from a desk nobody touched', async () => {
    const desk = await people.desk('helpdesk');
    await desk.goto('/staf/tasks');
    const ribbon = desk.getByRole('status').filter({ has: desk.getByRole('link', { name: label('ui.pulih.buka'), exact: true }) });
    await ribbon.waitFor();
    await (await test.world.officer('admin')).post('/api/mail-hold/release', {});
    await desk.clock.fastForward(60_000);
    await ribbon.waitFor({ state: 'detached' });
    await desk.context().close();
  }, 60_000);
});
