import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { ActContext } from '../cases/index.ts';
import { allSops, currentSop } from '../domain/sop/catalogue.ts';
import { aCaseAt, anOffice, anOfficer, type CaseWishes, type TestCase } from '../testing/a-case.ts';
import { aDoor } from '../testing/door-fakes.ts';
import { act } from '../testing/act.ts';
import { createTestDatabase, type TestDatabase } from '../testing/test-db.ts';
import { tokenOf } from '../links/index.ts';
import { issueLetter } from './issue-letter.ts';
import { storeTemplates } from './store-templates.ts';

const config = { secret: 'rahasia-uji-rahasia-uji-rahasia-uji', mailFrom: 'Loket LPSE <loket@contoh.test>' , publicUrl: 'https://loket.contoh.test' };
const AT = new Date('2026-11-20T02:00:00Z');
let test: TestDatabase;

beforeAll(async () => { test = await createTestDatabase({ max: 25 }); });
afterAll(() => test.drop());

function contextOf({ row, sop, actionId }: TestCase, change: Partial<ActContext> = {}): ActContext {
  return { case: row, sop, actionId: 'uji', action: { to: 'tetap' }, actionRowId: actionId, actor: { kind: 'staf', id: null, name: 'Rina Petugas', roles: ['helpdesk'] }, input: {}, facts: null, at: AT, round: row.round, ...change };
}

async function issued(file: TestCase, letter: string, change: Partial<ActContext> = {}) {
  await test.db.transaction((trx) => issueLetter(trx, { config }, contextOf(file, change), letter));
  const row = await test.db('letters').where({ case_id: file.row.id, kind: letter }).orderBy('id', 'desc').first<Record<string, string | null>>();
  const mails = await test.db('emails').where({ letter_id: row.id }).orderBy('to_address').select<Record<string, unknown>[]>();
  const effects = await test.db('outbox').where({ case_id: file.row.id }).select<{ effect: string; ref_id: string }[]>('effect', 'ref_id');
  return { row, mails, effects };
}

/** A file with everything letters quote: appointment attended, both checks, a hit in force, an open repair, a return. */
async function fullFile(place: string, wishes: CaseWishes = {}): Promise<TestCase> {
  const file = await aCaseAt(test.db, place, wishes);
  const verifikator = await anOfficer(test.db, file.office, ['verifikator'], 'Vera Contoh');
  const caseId = file.row.id;
  const office = { case_id: caseId, office_id: file.office.id };
  await test.db('appointments').insert({
    ...office, round: 1, starts_at: '2026-11-20T01:00:00Z', ends_at: '2026-11-20T01:30:00Z', channel: 'daring', location: 'https://rapat.contoh.test/abc',
    verifikator_id: verifikator.id, state: 'hadir', ics_uid: `${caseId}@contoh.test`, created_at: '2026-11-18T01:00:00Z',
  });
  const [list] = await test.db('blacklist_imports').insert({ data_date: '2026-11-19', file_name: 'a.csv', file_sha256: randomUUID(), state: 'selesai' }).returning<{ id: string }[]>('id');
  const [entry] = await test.db('blacklist_entries').insert({
    import_id: list?.id, file_row: 2, name: 'RINA CONTOH', name_folded: 'RINA CONTOH', name_glued: 'RINACONTOH', sk_number: '002/SK-CONTOH/2026', violation: 'dokumen tidak benar',
    agency: 'Pemerintah Daerah Contoh', status: 'PUBLISHED', starts_on: '2026-01-02', ends_on: '2028-01-02',
  }).returning<{ id: string }[]>('id');
  for (const kind of ['daftar_hitam', 'lpse_lain']) {
    const [run] = await test.db('checks').insert({ ...office, kind, round: 1, identity_version: 1, import_id: list?.id, data_date: '2026-11-19', freshness: 'segar', query: '{}', run_at: '2026-11-20T01:12:00Z' }).returning<{ id: string }[]>('id');
    if (kind === 'daftar_hitam') await test.db('check_hits').insert({ check_id: run?.id, case_id: caseId, subject_role: 'pemohon', subject_hash: 'x', target_key: 'x', entry_id: entry?.id, level: 'A', score: 1, in_force: true, reasons: '[]', shown: '{}', verdict: 'sama', confirmed_at: AT });
  }
  await test.db('repair_requests').insert({
    case_id: caseId, round: 1, items: JSON.stringify([{ jenis: 'dokumen', kunci: 'ktp', alasan: 'DOC-02', catatan: 'bagian bawah terpotong' }, { jenis: 'isian', kunci: 'npwp', alasan: 'ID-01' }]),
    note: null, opened_at: '2026-11-19T01:00:00Z', due_at: '2026-11-26T08:00:00Z',
  });
  await test.db('file_returns').insert({ case_id: caseId, downloadable_until: '2026-12-04T08:00:00Z', at: AT });
  await test.db('existing_ids').insert({ case_id: caseId, lpse: 'LPSE Kota Contoh', user_id_spse: 'rinacontoh77', recorded_by: verifikator.id, at: AT });
  return file;
}

describe('every letter of every procedure', () => {
  it.each(allSops.flatMap((sop) => sop.letters.map((letter) => [sop.code, letter.id] as const)))('%s: %s is filled to the last variable', async (procedure, letter) => {
    const sop = allSops.find((candidate) => candidate.code === procedure);
    const file = await fullFile(String(sop?.intake.start), { procedure });
    const { row, mails } = await issued(file, letter, { input: { alasan: 'TTP-01', catatan: 'Silakan hubungi kami.', lpse: 'LPSE Kota Lain' } });
    expect([...`${row.subject}\n${row.body}`.matchAll(/\{[^}]*\}/g)].map(String).filter((mark) => mark !== '{tautan}')).toEqual([]);
    expect(row.body).not.toMatch(/–[ ,.)]|\n{3}|undefined|isi_surat\./);
    expect(mails.length).toBeGreaterThan(0);
  });
});

describe('a letter to the applicant', () => {
  it('prints the time in the zone of the office, with its name', async () => {
    const makassar = await issued(await aCaseAt(test.db, 'diterima'), 'konfirmasi_penerimaan');
    const jakarta = await issued(await aCaseAt(test.db, 'diterima', { office: await anOffice(test.db, { zone: 'Asia/Jakarta' }) }), 'konfirmasi_penerimaan');
    expect(makassar.row.body).toContain('20 November 2026 pukul 10.00 WITA');
    expect(jakarta.row.body).toContain('20 November 2026 pukul 09.00 WIB');
  });

  it('has a link of its own, a mail with a fixed Message-ID, and no number', async () => {
    const { row, mails, effects } = await issued(await aCaseAt(test.db, 'diterima'), 'konfirmasi_penerimaan');
    const [mail] = mails;
    expect(mails).toHaveLength(1);
    expect(mail).toMatchObject({ unique_key: `letter:${row.id}`, message_id: `<letter.${row.id}@contoh.test>`, to_address: 'rina@pemohon.test', state: 'queued', body: row.body });
    expect(row).toMatchObject({ number: null, public_code: null, paper: null, state: 'berlaku' });
    const link = await test.db('private_links').where({ letter_id: row.id }).first<{ id: string }>();
    expect(mail?.link_id).toBe(link.id);
    expect(JSON.stringify([row, mail])).not.toContain(tokenOf(config.secret, link.id));
    expect(effects).toEqual([{ effect: 'kirim_email', ref_id: mail?.id }]);
  });

  it('lists shortages by name, reason and note', async () => {
    const { row } = await issued(await fullFile('pengembalian'), 'kekurangan', { input: { butir: [{ jenis: 'dokumen', kunci: 'ktp', alasan: 'DOC-02', catatan: 'bagian\nbawah' }, { jenis: 'isian', kunci: 'npwp', alasan: 'ID-01' }] } });
    expect(row.body).toContain('1. Scan KTP pribadi: Scan tidak terbaca atau terpotong.\n   Catatan: bagian bawah\n2. NPWP: NIK/NPWP tidak valid atau tidak cocok.\n\nKirimkan perbaikan');
    expect(row.body).toContain('paling lambat 26 November 2026 pukul 16.00 WITA');
  });

  it('of rejection names a decree once that the list repeats, with its longest period, and none that nobody confirmed', async () => {
    const file = await fullFile('ditolak_daftar_hitam');
    const { check_id: checkId, entry_id: entryId } = await test.db('check_hits').where({ case_id: file.row.id }).first<{ check_id: string; entry_id: string }>('check_id', 'entry_id');
    const { id: _id, ...entry } = await test.db('blacklist_entries').where({ id: entryId }).first<{ id: string; sk_number: string }>();
    const again = async (change: object, confirmed: Date | null) => {
      const [row] = await test.db('blacklist_entries').insert({ ...entry, ...change }).returning<{ id: string }[]>('id');
      await test.db('check_hits').insert({ check_id: checkId, case_id: file.row.id, subject_role: 'pemohon', subject_hash: 'x', target_key: `x${row?.id}`, entry_id: row?.id, level: 'A', score: 1, in_force: true, reasons: '[]', shown: '{}', verdict: 'sama', confirmed_at: confirmed });
    };
    await again({ file_row: 3 }, AT);
    await again({ file_row: 4, violation: 'dokumen tidak benar (dicatat ulang)', ends_on: '2028-01-05' }, AT);
    await again({ file_row: 5, sk_number: '003/SK-CONTOH/2026', starts_on: '2026-02-01' }, AT);
    await again({ file_row: 6, sk_number: '004/SK-BELUM/2026' }, null);
    const by = await anOfficer(test.db, file.office, ['helpdesk']);
    for (const sk of ['005/SK-PORTAL/2026', '002/SK-CONTOH/2026']) {
      const [look] = await test.db('portal_looks').insert({ case_id: file.row.id, round: 1, looked_at: AT, query: 'Rina', result: 'ditemukan', sk_number: sk, starts_on: '2026-03-01', ends_on: '2027-02-28', recorded_by: by.id, recorded_at: AT }).returning<{ id: string }[]>('id');
      await test.db('check_hits').insert({ check_id: checkId, case_id: file.row.id, subject_role: 'pemohon', subject_hash: 'x', target_key: `portal:${look?.id}`, portal_look_id: look?.id, level: 'A', score: 1, in_force: true, reasons: '[]', shown: '{}', verdict: 'sama', confirmed_at: AT });
    }
    const { row } = await issued(file, 'penolakan_daftar_hitam');
    expect([...(row.body ?? '').matchAll(/\d{3}\/SK-[A-Z]+\/2026/g)].map(String)).toEqual(['002/SK-CONTOH/2026', '003/SK-CONTOH/2026', '005/SK-PORTAL/2026']);
    expect(row.body).toContain('5 Januari 2028');
    expect(row.body).toContain('Keberatan atas pencantuman diajukan kepada instansi yang menetapkan surat keputusan tersebut.');
    expect(row.body).toContain('SK Nomor 005/SK-PORTAL/2026; berlaku 1 Maret 2026 sampai 28 Februari 2027. Tercantum pada portal');
  });

  it('speaks of the verification attended once the case is decided, not of a newer slot', async () => {
    const file = await fullFile('disetujui', { outcome: 'disetujui' });
    const verifikator = await anOfficer(test.db, file.office, ['verifikator']);
    await test.db('appointments').insert({ case_id: file.row.id, office_id: file.office.id, round: 1, starts_at: '2026-11-25T01:00:00Z', ends_at: '2026-11-25T01:30:00Z', channel: 'luring', location: 'Ruang 1', verifikator_id: verifikator.id, state: 'tidak_hadir', ics_uid: randomUUID(), created_at: AT });
    const { row } = await issued(file, 'tanda_terima');
    expect(row.body).toContain('Verifikasi: Jumat, 20 November 2026 pukul 09.00–09.30 WITA (Waktu Indonesia Tengah), melalui panggilan video');
  });

  it('carries the calendar entry of an open appointment', async () => {
    const file = await aCaseAt(test.db, 'terjadwal');
    const verifikator = await anOfficer(test.db, file.office, ['verifikator']);
    await test.db('appointments').insert({ case_id: file.row.id, office_id: file.office.id, round: 1, starts_at: '2026-11-25T01:00:00Z', ends_at: '2026-11-25T01:30:00Z', channel: 'daring', location: 'https://rapat.contoh.test/x', verifikator_id: verifikator.id, state: 'diusulkan', ics_uid: randomUUID(), created_at: AT });
    const { mails } = await issued(file, 'undangan_verifikasi');
    expect(mails[0]?.attachments).toMatchObject([{ kind: 'kalender', name: 'jadwal.ics', text: expect.stringContaining('DTSTART;TZID=Asia/Makassar:20261125T090000') as unknown }]);
  });

  it('without an address is a failed mail, seen and counted, not a silence', async () => {
    const { mails, effects } = await issued(await aCaseAt(test.db, 'diterima', { person: { email: 'a@b.test, jahat@e.test' } }), 'konfirmasi_penerimaan');
    expect(mails).toMatchObject([{ state: 'failed', last_error: 'alamat_tidak_sah', to_address: '' }]);
    expect(effects).toEqual([]);
  });
});

it('an internal letter goes to each active verifikator, without a link', async () => {
  const file = await aCaseAt(test.db, 'ditolak_daftar_hitam');
  const people = [await anOfficer(test.db, file.office, ['verifikator']), await anOfficer(test.db, file.office, ['verifikator', 'helpdesk'])];
  const gone = await anOfficer(test.db, file.office, ['verifikator']);
  await test.ownerDb('users').where({ id: gone.id }).update({ is_active: false });
  await anOfficer(test.db, file.office, ['helpdesk']);
  const { mails } = await issued(file, 'tugas_spse_daftar_hitam');
  expect(mails.map((mail) => mail.to_address)).toEqual(people.map((person) => person.email).sort());
  expect(mails.every((mail) => mail.link_id === null)).toBe(true);
});

describe('numbers', () => {
  it('follow the pattern of the office and wait for the PDF', async () => {
    const office = await anOffice(test.db, { settings: { letterNumber: '{kode}/{urut}/LPSE/{bulan_romawi}/{tahun}' } });
    const { row, mails, effects } = await issued(await fullFile('tidak_lolos', { office }), 'tidak_lolos', { input: { alasan: 'VER-02', catatan: 'x' } });
    expect(row.number).toBe('000.3.5/0001/LPSE/XI/2026');
    expect(mails[0]?.attachments).toEqual([{ kind: 'pdf', name: expect.stringMatching(/^tidak-lolos-.*\.pdf$/) as unknown, key: null, sha256: null }]);
    expect(effects.map((effect) => effect.effect)).toEqual(['buat_pdf_surat']);
  });

  it('of two kinds never read alike where the office says nothing: each kind is counted apart', async () => {
    const office = await anOffice(test.db);
    const first = await issued(await fullFile('tidak_lolos', { office }), 'tidak_lolos', { input: { alasan: 'VER-02', catatan: 'x' } });
    const second = await issued(await aCaseAt(test.db, 'cek_unggahan', { office }), 'rujukan', { input: { lpse: 'LPSE Kota Balikpapan', alasan: 'DUP-02' } });
    expect([first.row.number, second.row.number]).toEqual([`000.3.5/0001-TL/${office.code}/XI/2026`, `000.3.5/0001-RJK/${office.code}/XI/2026`]);
  });

  it('have no holes under 20 acts at once, of which some fail', async () => {
    const office = await anOffice(test.db, { settings: { letterNumber: '{urut}' } });
    const files = await Promise.all(Array.from({ length: 20 }, () => aCaseAt(test.db, 'tidak_lolos', { office })));
    const results = await Promise.allSettled(files.map((file, index) => test.db.transaction(async (trx) => {
      await issueLetter(trx, { config }, contextOf(file, { input: { alasan: 'VER-02' } }), 'tidak_lolos');
      if (index % 4 === 0) throw new Error('rolled back');
    })));
    expect(results.filter((result) => result.status === 'rejected').map((result) => String(result.reason))).toEqual(Array(5).fill('Error: rolled back'));
    const numbers = await test.db('letters').where({ office_id: office.id }).orderBy('number').pluck<string[]>('number');
    expect(numbers).toEqual(Array.from({ length: 15 }, (_, index) => String(index + 1).padStart(4, '0')));
  });
});

describe('wording', () => {
  it('of the office wins over the default', async () => {
    const file = await aCaseAt(test.db, 'diterima');
    await test.db('letter_templates').insert({ office_id: file.office.id, procedure: file.sop.code, letter: 'konfirmasi_penerimaan', version: 1, subject: 'Kami terima {nomor}', body: 'Halo {nama}' });
    expect((await issued(file, 'konfirmasi_penerimaan')).row).toMatchObject({ subject: `Kami terima ${file.row.number}`, body: 'Halo Rina Contoh' });
  });

  it('is seeded once, and a changed text is a further version', async () => {
    const sop = currentSop('registrasi_perseorangan');
    if (!sop) throw new Error('no procedure');
    const versions = () => test.db('letter_templates').where({ procedure: sop.code, letter: 'penarikan' }).whereNull('office_id').orderBy('version').pluck<number[]>('version');
    await test.db.transaction((trx) => storeTemplates(trx, sop));
    expect(await versions()).toEqual([1]);
    const changed = { ...sop, letters: sop.letters.map((letter) => (letter.id === 'penarikan' ? { ...letter, subject: 'Ditarik: {nomor}' } : letter)) };
    await test.db.transaction((trx) => storeTemplates(trx, changed));
    await test.db.transaction((trx) => storeTemplates(trx, changed));
    expect(await versions()).toEqual([1, 2]);
    expect((await issued(await aCaseAt(test.db, 'diterima'), 'penarikan')).row.subject).toMatch(/^Ditarik: /);
  });
});

it('the door issues the letter of an act in the same transaction', async () => {
  const helpdesk = await anOfficer(test.db, await anOffice(test.db), ['helpdesk']);
  const file = await aCaseAt(test.db, 'diterima', { office: { id: helpdesk.officeId, code: 'x', zone: 'Asia/Makassar' }, holder: helpdesk });
  const door = aDoor({ clock: { now: () => AT }, parts: [], issueLetter: (trx, context, letter) => issueLetter(trx, { config }, context, letter) });
  await act(test.db, door, helpdesk.actor, file.row.id, 'nyatakan_bukan_permohonan', { alasan: 'TTP-01', catatan: 'Silakan kirim ke kantor lain.' });
  const mail = await test.db('emails').where({ case_id: file.row.id }).first<{ body: string; created_by: string }>();
  expect(mail.body).toContain('Kiriman salah alamat.\n\nSilakan kirim ke kantor lain.');
  expect(mail.created_by).toBe(helpdesk.id);
});
