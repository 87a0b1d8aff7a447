import { afterAll, afterEach, beforeAll, expect, it } from '@jest/globals';
import type { Locator, Page } from 'playwright-core';
import { inventPerson } from '../../seeds/scenarios/people.ts';
import { apply } from '../../seeds/scenarios/registrasi-perseorangan.ts';
import { ensureFreshList, judgeDocuments, judgeHits, type Walked } from '../../seeds/scenarios/world.ts';
import { ownName } from '../domain/sop/checklist.ts';
import { executablePath, walk } from '../testing/browser-walk.ts';
import { caseByNumber } from '../testing/evidence.ts';
import { fillDate, shownDate } from '../testing/browser-dates.ts';
import { axeFindings, ensurePages, label, openBrowser, rawKeys, type WalkBrowser } from '../testing/browser.ts';
import { act, inlineAct, judge, openCase, standsAt, takeCase } from '../testing/browser-desk.ts';
import { agree, chooseService, fillFields, sendForm, uploadScan } from '../testing/browser-phone.ts';
import { startTestLoket, TEST_PASSWORD, type TestLoket } from '../testing/start-loket.ts';

const exact = true;
const PATIENCE = 240_000;
const OWN = { name: { id: 'Surat Kuasa Direktur', en: 'Power of attorney' }, help: { id: 'Bermeterai dan ditandatangani direktur.', en: 'With duty stamp and signed by the director.' } };
const KEY = ownName(OWN.name);
const WHY = 'Belum pernah mengikuti uji kompetensi.';
const shot = async (page: Page, name: string) => { if (process.env.LOKET_SHOTS) await page.screenshot({ path: `${process.env.LOKET_SHOTS}/${name}.png`, fullPage: true }); };

/** What an office asks for, from its admin's screen to an applicant who has no certificate and the officer who accepts why. */
walk('the checklist of an office in a browser', () => {
  const person = inventPerson(91_001);
  const second = inventPerson(91_002);
  let number = '';
  let test: TestLoket;
  let people: WalkBrowser;
  let earlier: Walked;
  let broken = false;
  const pages: Page[] = [];
  const stage = (name: string, work: () => Promise<void>) => {
    it(name, async () => {
      if (broken) throw new Error('an earlier stage failed');
      broken = true;
      await work();
      broken = false;
    }, PATIENCE);
  };
  const sit = async (name: string) => { const page = await people.desk(name); pages.push(page); return page; };
  const list = (page: Page) => page.getByRole('region', { name: label('prosedur.registrasi_perseorangan'), exact });
  const rules = (page: Page, kind: string) => list(page).getByRole('group', { name: label(`dokumen.${kind}`), exact });
  const cell = (page: Page, kind: string, what: string) => rules(page, kind).getByLabel(label(what), { exact });
  const box = (page: Page, kind: string, what: string) => rules(page, kind).getByRole('combobox', { name: new RegExp(`^${label(what)}`) });
  const choose = async (list: Locator, option: string) => {
    await list.click();
    await list.page().getByRole('option', { name: option, exact }).click();
  };

  beforeAll(async () => {
    await ensurePages();
    test = await startTestLoket({ seed: 91 });
    people = await openBrowser({ url: test.url, password: TEST_PASSWORD, clock: test.clock, executablePath });
    earlier = await apply(test.world);
  }, PATIENCE);
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

  stage('the office admin makes a version that holds from tomorrow', async () => {
    const desk = await sit('admin');
    await desk.goto('/staf/checklists');
    await list(desk).getByText(label('ui.daftar_dokumen.bawaan'), { exact }).waitFor();
    expect(await axeFindings(desk)).toEqual([]);
    await shot(desk, 'daftar-periksa');
    await cell(desk, 'sertifikat_keahlian', 'ui.daftar_dokumen.boleh_tidak_punya').check();
    await cell(desk, 'ktp', 'ui.daftar_dokumen.batas').fill('1');
    await cell(desk, 'sertifikat_keahlian', 'ui.daftar_dokumen.masa').fill('36');
    await choose(box(desk, 'npwp', 'ui.daftar_dokumen.bentuk'), label('nilai.salinan'));
    await desk.keyboard.press('Escape');
    // What is set and not saved is asked about before one leaves.
    await desk.getByRole('link', { name: label('ui.menu.users'), exact }).click();
    await desk.getByRole('button', { name: label('ui.tinggalkan.tidak'), exact }).click();
    await desk.getByText(label('ui.tinggalkan.isi')).waitFor({ state: 'detached' });
    await choose(box(desk, 'npwp', 'periksa.asli_diperlihatkan'), label('tempat.cek_kelengkapan'));
    const today = await shownDate(list(desk), label('ui.daftar_dokumen.mulai'));
    const tomorrow = new Date(Date.parse(`${today}T12:00:00Z`) + 86_400_000).toISOString().slice(0, 10);
    await fillDate(list(desk), label('ui.daftar_dokumen.mulai'), tomorrow);
    await list(desk).getByRole('button', { name: label('ui.daftar_dokumen.simpan'), exact }).click();
    await desk.getByText(label('ui.daftar_dokumen.tersimpan', { n: 1 }), { exact }).waitFor();
    // In the list of versions, and not in force before its day.
    await list(desk).getByRole('listitem').filter({ hasText: /1/ }).waitFor();
    await list(desk).getByText(label('ui.daftar_dokumen.bawaan'), { exact }).waitFor();
    await shot(desk, 'daftar-periksa-tersimpan');
    const [row] = await test.db('checklists').select<{ from: string; docs: { kind: string; mayLack: boolean; maxMegabytes: number | null; validMonths: number | null; forms: string[]; checks: { id: string; at: string }[] }[] }[]>(test.db.raw(`to_char(valid_from, 'YYYY-MM-DD') as "from"`), 'docs');
    const of = (kind: string) => row?.docs.find((doc) => doc.kind === kind);
    expect([row?.from, of('sertifikat_keahlian')?.mayLack, of('ktp')?.maxMegabytes, of('sertifikat_keahlian')?.validMonths, of('npwp')?.forms.includes('salinan'), of('npwp')?.checks.find(({ id }) => id === 'asli_diperlihatkan')?.at])
      .toEqual([tomorrow, true, 1, 36, true, 'cek_kelengkapan']);
    const admin = await test.db('users').where({ email: 'admin@loket.test' }).first<{ id: string }>('id');
    expect(await test.db('audit_events').where({ event: 'ubah_daftar_periksa' }).select('actor_id', 'ref', 'detail')).toEqual([{ actor_id: admin.id, ref: 'daftar-periksa:registrasi_perseorangan:1', detail: { mulai: tomorrow } }]);
  });

  stage('the next day it holds, and what it refuses is said at its row', async () => {
    test.world.forward(24 * 60);
    const desk = await sit('admin');
    await desk.goto('/staf/checklists');
    await list(desk).getByText(label('ui.daftar_dokumen.berlaku', { n: 1 }), { exact }).waitFor();
    expect(await cell(desk, 'ktp', 'ui.daftar_dokumen.batas').inputValue()).toBe('1');
    await choose(box(desk, 'sertifikat_keahlian', 'periksa.terbaca'), label('ui.daftar_dokumen.tidak_diperiksa'));
    await choose(box(desk, 'sertifikat_keahlian', 'periksa.nama_sama'), label('ui.daftar_dokumen.tidak_diperiksa'));
    await choose(box(desk, 'sertifikat_keahlian', 'periksa.masih_berlaku'), label('ui.daftar_dokumen.tidak_diperiksa'));
    await list(desk).getByRole('button', { name: label('ui.daftar_dokumen.simpan'), exact }).click();
    await list(desk).getByRole('alert').filter({ hasText: label('galat.daftar_periksa.kosong') }).first().waitFor();
    await shot(desk, 'daftar-periksa-ditolak');
    expect(await test.db('checklists').pluck('version')).toEqual([1]);
    const reader = await sit('helpdesk');
    await reader.goto('/staf/checklists');
    await reader.getByText(label('ui.daftar_dokumen.hanya_lihat'), { exact }).waitFor();
    expect(await reader.getByRole('button', { name: label('ui.daftar_dokumen.simpan'), exact }).count()).toBe(0);
  });

  stage('an applicant without a certificate says so on the telephone, with the reason', async () => {
    const phone = await people.phone('/');
    pages.push(phone);
    await chooseService(phone, /Kalimantan Timur/, label('prosedur.registrasi_perseorangan'));
    await agree(phone);
    await fillFields(phone, person);
    await uploadScan(phone, 'ktp', person);
    await uploadScan(phone, 'npwp', person);
    const card = phone.getByRole('region', { name: label('dokumen.sertifikat_keahlian'), exact });
    await card.getByText(label('laman.dokumen.paling_tua', { bulan: 36 })).waitFor();
    const submit = phone.getByRole('button', { name: label('laman.kirim.tombol'), exact });
    await submit.click();
    await card.getByText(label('laman.dokumen.wajib_atau_alasan')).waitFor();
    await card.getByRole('checkbox', { name: new RegExp(`^${label('laman.dokumen.tidak_punya')}`) }).check();
    await submit.click();
    await card.getByText(label('laman.dokumen.alasan_kosong')).waitFor();
    await shot(phone, 'tidak-punya-kosong');
    await card.getByLabel(label('laman.dokumen.mengapa'), { exact }).fill(WHY);
    expect(await axeFindings(phone)).toEqual([]);
    expect(await phone.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true);
    await shot(phone, 'tidak-punya');
    // Nothing of it can be said of what must be there.
    expect(await phone.getByRole('checkbox').count()).toBe(1);
    const number = await sendForm(phone);
    expect(await caseByNumber(test, number)).toMatchObject({ place: 'diterima' });
  });

  stage('the officer sees his words, accepts them, and the earlier file keeps the earlier list', async () => {
    const desk = await sit('helpdesk');
    const { number } = await test.db('cases').orderBy('received_at', 'desc').first<{ number: string }>('number');
    await openCase(desk, number);
    await takeCase(desk);
    await act(desk, 'mulai_cek_unggahan');
    const card = desk.getByRole('region', { name: label('dokumen.sertifikat_keahlian'), exact });
    await card.getByText(WHY).waitFor();
    await card.getByText(label('ui.dokumen.paling_tua', { n: 36 }), { exact }).waitFor();
    expect(await axeFindings(desk)).toEqual([]);
    await shot(desk, 'menurut-pemohon');
    await card.getByRole('button', { name: label('ui.tidak_punya.terima'), exact }).click();
    await card.getByText(`${label('ui.tidak_punya.judul')}:`, { exact }).waitFor();
    await shot(desk, 'alasan-diterima');
    expect(await test.db('document_absences').select('kind', 'reason')).toEqual([{ kind: 'sertifikat_keahlian', reason: WHY }]);
    const pinned = await test.db('cases').orderBy('received_at').pluck<(string | null)[]>('checklist_id');
    expect(pinned.map((id) => id !== null)).toEqual([false, true]);
    const kinds = (await (await test.world.officer('helpdesk')).get<{ documentKinds: { kind: string; mayLack: boolean; checks: { id: string }[] }[] }>(`/api/cases/${earlier.caseId}`)).documentKinds;
    expect(kinds.map(({ kind, mayLack, checks }) => [kind, mayLack, checks.some(({ id }) => id === 'asli_diperlihatkan')])).toEqual([['ktp', false, false], ['npwp', false, false], ['sertifikat_keahlian', false, false]]);
  });

  stage('the admin adds a document the SOP does not know, and applicants are asked for it from then on', async () => {
    const desk = await sit('admin');
    await desk.goto('/staf/checklists');
    await list(desk).getByText(label('ui.daftar_dokumen.berlaku', { n: 1 }), { exact }).waitFor();
    await list(desk).getByRole('button', { name: label('ui.daftar_dokumen.tambah'), exact }).click();
    const form = list(desk).getByRole('group', { name: label('ui.daftar_dokumen.tambah'), exact });
    const add = form.getByRole('button', { name: label('ui.daftar_dokumen.tambahkan'), exact });
    await form.getByLabel(label('ui.daftar_dokumen.nama_id'), { exact }).fill('Surat, Kuasa');
    await form.getByLabel(label('ui.daftar_dokumen.nama_en'), { exact }).fill(OWN.name.en);
    // A comma would part it in two where several are named.
    expect(await add.isDisabled()).toBe(true);
    await form.getByLabel(label('ui.daftar_dokumen.nama_id'), { exact }).fill(OWN.name.id);
    await form.getByLabel(label('ui.daftar_dokumen.petunjuk_id'), { exact }).fill(OWN.help.id);
    await form.getByLabel(label('ui.daftar_dokumen.petunjuk_en'), { exact }).fill(OWN.help.en);
    await shot(desk, 'jenis-baru-formulir');
    await add.click();
    const row = list(desk).getByRole('group', { name: OWN.name.id, exact });
    await row.getByLabel(label('ui.daftar_dokumen.batas'), { exact }).fill('1');
    expect(await axeFindings(desk)).toEqual([]);
    await shot(desk, 'jenis-baru');
    await list(desk).getByRole('button', { name: label('ui.daftar_dokumen.simpan'), exact }).click();
    await desk.getByText(label('ui.daftar_dokumen.tersimpan', { n: 2 }), { exact }).waitFor();
    await list(desk).getByText(label('ui.daftar_dokumen.berlaku', { n: 2 }), { exact }).waitFor();
    await row.waitFor();

    const phone = await people.phone('/');
    pages.push(phone);
    await chooseService(phone, /Kalimantan Timur/, label('prosedur.registrasi_perseorangan'));
    await agree(phone);
    await fillFields(phone, second);
    for (const kind of ['ktp', 'npwp', 'sertifikat_keahlian']) await uploadScan(phone, kind, second);
    const card = phone.getByRole('region', { name: OWN.name.id, exact });
    await card.getByText(OWN.help.id, { exact }).waitFor();
    await phone.getByRole('button', { name: label('laman.kirim.tombol'), exact }).click();
    await card.getByText(label('laman.dokumen.wajib')).waitFor();
    await shot(phone, 'jenis-baru-diminta');
    await uploadScan(phone, KEY, second);
    expect(await axeFindings(phone)).toEqual([]);
    expect(await phone.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true);
    number = await sendForm(phone);
  });

  stage('helpdesk judges it, and the request for repair calls it by its name', async () => {
    const desk = await sit('helpdesk');
    await openCase(desk, number);
    await takeCase(desk);
    await act(desk, 'mulai_cek_unggahan');
    await desk.getByRole('region', { name: OWN.name.id, exact }).getByText(OWN.help.id, { exact }).waitFor();
    await judge(desk, KEY, 'terbaca', 'unggah_ulang', { reason: 'DOC-02', note: 'Meterai tidak tampak.' });
    await shot(desk, 'jenis-baru-dinilai');
    expect(await axeFindings(desk)).toEqual([]);
    // The rest of the way to the return is walked elsewhere.
    const helpdesk = await test.world.officer('helpdesk');
    const { id } = await test.db('cases').where({ number }).first<{ id: string }>('id');
    await ensureFreshList(test.world);
    await judgeDocuments(helpdesk, id);
    await helpdesk.act(id, 'catat_tanpa_buku_tamu', { catatan: 'Dikonfirmasi lewat telepon.' });
    await helpdesk.act(id, 'lanjut_cek_daftar_hitam');
    await judgeHits(helpdesk, id, 'daftar_hitam', 'nilai_temuan', 'bukan_yang_sama');
    await helpdesk.act(id, 'nyatakan_bersih');
    await judgeDocuments(helpdesk, id);
    await helpdesk.act(id, 'nyatakan_kurang');
    await desk.reload();
    await standsAt(desk, 'pengembalian');
    await desk.getByRole('region', { name: label('ui.surat.pratinjau') }).getByText(new RegExp(OWN.name.id)).first().waitFor();
    await shot(desk, 'jenis-baru-surat');
    await inlineAct(desk, 'kirim_kekurangan');
    await standsAt(desk, 'menunggu_perbaikan');
    const letter = await test.db('letters').where({ case_id: id, kind: 'kekurangan' }).first<{ body: string }>('body');
    expect(letter.body).toContain(OWN.name.id);
    const request = await test.db('repair_requests').where({ case_id: id }).first<{ items: { kunci: string }[] }>('items');
    expect(request.items.map(({ kunci }) => kunci)).toEqual(['kantor_surat_kuasa_direktur']);
    // Who came before is not asked for it.
    const kinds = (await helpdesk.get<{ documentKinds: { kind: string }[] }>(`/api/cases/${earlier.caseId}`)).documentKinds;
    expect(kinds.map(({ kind }) => kind)).toEqual(['ktp', 'npwp', 'sertifikat_keahlian']);
  });
});
