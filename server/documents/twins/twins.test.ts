/** The same document, seen before: found by bytes or by its look, judged by a person, and of another office no more than office, number and date. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import sharp from 'sharp';
import type { TwinView } from '../../domain/contract/documents.ts';
import { formOf, visit } from '../../../seeds/scenarios/registrasi-perseorangan.ts';
import { ensureFreshList, judgeDocuments, judgeHits, take } from '../../../seeds/scenarios/world.ts';
import type { Person } from '../../../seeds/scenarios/people.ts';
import type { Client } from '../../testing/client.ts';
import { sampleScan } from '../../testing/sample-files.ts';
import { startTestLoket, type TestLoket } from '../../testing/start-loket.ts';
import type { DocumentReader } from '../reading/document-reader.ts';
import { likenessOf, planesOf } from './likeness.ts';
import { hashPicture } from './picture-hash.ts';
import { numbersOf } from './seek-twins.ts';
import { CLOSER_SIDE, WRITING_SIDE } from './writing.ts';

/** Looks as the real one does, reads nothing: here the pictures decide. */
const reader: DocumentReader = {
  read: async (picture) => ({ proposals: [], turn: 0, looksLike: null, alsoLike: [], words: 3, confidence: 80, hashes: hashPicture(await grey(picture, 256)) }),
  compare: async (one, other) => likenessOf(planesOf(await sight(one)), planesOf(await sight(other))),
  peakMebibytes: () => 0, close: () => Promise.resolve(),
};
const sight = async (jpeg: Buffer) => ({ grey: await grey(jpeg, WRITING_SIDE), closer: await grey(jpeg, CLOSER_SIDE) });
async function grey(jpeg: Buffer, side: number) {
  const { data, info } = await sharp(jpeg).greyscale().resize({ width: side, height: side, fit: 'inside' }).raw().toBuffer({ resolveWithObject: true });
  return { width: info.width, height: info.height, pixels: data };
}

let loket: TestLoket;
let helpdesk: Client;
beforeAll(async () => { loket = await startTestLoket({ reader, seed: 52 }); helpdesk = await loket.world.officer('helpdesk'); }, 300_000);
afterAll(async () => { await loket.stop(); });

type Files = Record<'ktp' | 'npwp' | 'sertifikat_keahlian', Buffer>;
const filesOf = async (person: Person): Promise<Files> => ({ ktp: await sampleScan('ktp', person.onCards, 'jpeg'), npwp: await sampleScan('npwp', person.onCards, 'jpeg'), sertifikat_keahlian: await sampleScan('sertifikat_keahlian', person.onCards, 'jpeg') });

async function applyWith(person: Person, files: Files): Promise<{ caseId: string; number: string; token: string; person: Person }> {
  const documents: Record<string, string> = {};
  for (const [kind, bytes] of Object.entries(files)) documents[kind] = (await loket.world.applicant.upload('/api/public/uploads', bytes, `${kind}.jpg`)).body.id;
  const { caseNumber, token } = await loket.world.applicant.post<{ caseNumber: string; token: string }>('/api/public/applications', {
    kantor: loket.world.office, prosedur: 'registrasi_perseorangan', ...formOf(person), persetujuan: { privasi: '2026-01', kebenaran: '2026-01' }, documents,
  }, { 'Idempotency-Key': randomUUID() });
  const { id } = await loket.db('cases').where({ number: caseNumber }).first<{ id: string }>('id');
  await loket.loket.workOnce(); // wakes the comparison, which goes on by itself
  for (let tries = 0; tries < 1_200; tries += 1) {
    const open = await loket.db('documents').where({ case_id: id }).whereNull('twins_sought_at').count<{ n: number }[]>({ n: '*' });
    if (Number(open[0]?.n) === 0) return { caseId: id, number: caseNumber, token, person };
    await new Promise((resolve) => { setTimeout(resolve, 100); });
  }
  throw new Error('the documents were not compared');
}
const twinsOf = (client: Client, caseId: string) => client.get<TwinView[]>(`/api/document-twins?filter=${encodeURIComponent(JSON.stringify({ caseId }))}`);

describe('the same document, seen before', () => {
  let first: Awaited<ReturnType<typeof applyWith>>;
  let second: Awaited<ReturnType<typeof applyWith>>;
  beforeAll(async () => {
    const [one, other] = [loket.world.people(), loket.world.people()];
    const files = await filesOf(one);
    first = await applyWith(one, files);
    loket.world.forward(5);
    // Somebody else hands in the first one's KTP, tilted, smaller and pressed harder, and the very file of his NPWP.
    const tilted = await sharp(await sharp(files.ktp).rotate(2, { background: '#fff' }).toBuffer()).resize({ width: 900 }).jpeg({ quality: 60 }).toBuffer();
    second = await applyWith(other, { ...await filesOf(other), ktp: tilted, npwp: files.npwp });
  }, 300_000);

  it('finds the same bytes and the same picture, and nothing where two people only have the same kind of card', async () => {
    const found = await twinsOf(helpdesk, second.caseId);
    expect(found.map(({ how, other }) => [how, other.number, other.samePerson]).sort()).toEqual([['byte', first.number, false], ['gambar', first.number, false]]);
    expect(await twinsOf(helpdesk, first.caseId)).toEqual([]);
  });

  it('closes the way on until a person judged each, with a reason', async () => {
    await visit(loket.world, second);
    await ensureFreshList(loket.world);
    await take(helpdesk, second.caseId);
    await helpdesk.act(second.caseId, 'mulai_cek_unggahan');
    await judgeDocuments(helpdesk, second.caseId);
    await helpdesk.act(second.caseId, 'lanjut_cek_daftar_hitam');
    await judgeHits(helpdesk, second.caseId, 'daftar_hitam', 'nilai_temuan', 'bukan_yang_sama');
    await helpdesk.act(second.caseId, 'nyatakan_bersih');
    await judgeDocuments(helpdesk, second.caseId);
    const against = async () => (await helpdesk.get<{ actions: { id: string; obstacles: { key: string }[] }[] }>(`/api/cases/${second.caseId}`)).actions.find(({ id }) => id === 'nyatakan_lengkap')?.obstacles.map(({ key }) => key);
    expect(await against()).toEqual(['hambatan.kembaran_belum_dinilai', 'hambatan.kembaran_belum_dinilai']);
    const [one, two] = await twinsOf(helpdesk, second.caseId);
    await expect(helpdesk.act(second.caseId, 'nilai_kembaran', { kembaranId: randomUUID(), hasil: 'sama', alasan: 'x' })).rejects.toThrow('409');
    await helpdesk.act(second.caseId, 'nilai_kembaran', { kembaranId: one?.id, hasil: 'sama', alasan: 'Berkas orang lain' });
    await helpdesk.act(second.caseId, 'nilai_kembaran', { kembaranId: two?.id, hasil: 'berbeda', alasan: 'Kartu lain' });
    expect(await against()).toEqual([]);
    expect((await twinsOf(helpdesk, second.caseId)).map(({ verdict, verdictReason, judgedByName }) => [verdict, verdictReason, judgedByName !== null]).sort()).toEqual([['berbeda', 'Kartu lain', true], ['sama', 'Berkas orang lain', true]]);
  });

  it('can be repeated without a second row, and a verdict stays', async () => {
    await loket.db('documents').where({ case_id: second.caseId }).update({ twins_sought_at: null });
    await loket.db.transaction((trx) => trx('outbox').insert({ effect: 'baca_pindaian' }));
    await loket.loket.workOnce();
    for (let tries = 0; tries < 600; tries += 1) {
      if (!await loket.db('documents').where({ case_id: second.caseId }).whereNull('twins_sought_at').first<object | undefined>()) break;
      await new Promise((resolve) => { setTimeout(resolve, 100); });
    }
    expect((await twinsOf(helpdesk, second.caseId)).map(({ verdict }) => verdict).sort()).toEqual(['berbeda', 'sama']);
  });

  it('of another office shows office, number and date only, and the picture where that office grants it', async () => {
    const { id: elsewhere } = await loket.db('offices').where({ code: 'MUAROJAMBI' }).first<{ id: string }>('id');
    await loket.db('cases').where({ id: first.caseId }).update({ office_id: elsewhere });
    const twins = async () => {
      const kinds: Record<string, string> = Object.fromEntries((await loket.db('documents').where({ case_id: second.caseId }).select<{ id: string; kind: string }[]>('id', 'kind')).map(({ id, kind }) => [id, kind]));
      return Object.fromEntries((await twinsOf(helpdesk, second.caseId)).map((each) => [String(kinds[each.documentId]), each])) as Record<string, TwinView | undefined>;
    };
    const { npwp: twin, ktp } = await twins();
    expect(twin?.other).toEqual({ inside: true, number: first.number, receivedAt: expect.any(String), office: 'LPSE Kabupaten Muaro Jambi', ownOffice: false, caseId: null, documentId: null, subjectName: null, kindLabel: null, samePerson: null, pageCount: 0, comparedPage: 1, lackingPages: [] });
    const picture = (of = twin, page = 1) => helpdesk.request('GET', `/api/document-twins/${of?.id}/pages/${page}`);
    const npwp = await loket.db('documents').where({ case_id: first.caseId, kind: 'npwp' }).first<{ upload_id: string }>('upload_id');
    const reads = (seen: { looks_like: string | null; also_like?: string[] | null; state?: string }) => loket.db('upload_readings').where({ upload_id: npwp.upload_id }).update({ state: 'terbaca', also_like: [], ...seen });
    const seenThere = async () => [(await twins()).npwp?.other.pageCount, (await picture()).status];
    await reads({ looks_like: 'npwp' });
    expect((await picture()).status).toBe(404);
    await loket.db('offices').where({ id: elsewhere }).update({ settings: loket.db.raw(`settings || '{"sharesTwinPictures": true}'`) });
    expect(await seenThere()).toEqual([1, 200]);
    // An identity picture stays in its office, whatever that office grants. An identity card handed in as something else is one all the same.
    await reads({ looks_like: 'ktp' });
    expect(await seenThere()).toEqual([0, 404]);
    // And so may be what nobody could make out.
    await reads({ looks_like: null });
    expect(await seenThere()).toEqual([0, 404]);
    await reads({ looks_like: 'npwp', state: 'tidak_terbaca' });
    expect(await seenThere()).toEqual([0, 404]);
    // Both cards on one sheet; and a page that was read before anybody looked for that.
    for (const also_like of [['ktp'], null]) {
      await reads({ looks_like: 'npwp', also_like });
      expect(await seenThere()).toEqual([0, 404]);
    }
    await reads({ looks_like: 'npwp' });
    expect([ktp?.how, (await twins()).ktp?.other.pageCount, (await picture(ktp)).status]).toEqual(['gambar', 0, 404]);
    // The KTP that was scanned behind it: only the page that was compared is known for what it is.
    const [page] = await loket.db('upload_pages').where({ upload_id: npwp.upload_id }).select<Record<string, unknown>[]>('*');
    await loket.db('upload_pages').insert({ ...page, page: 2 });
    await loket.db('uploads').where({ id: npwp.upload_id }).update({ page_count: 2 });
    expect([(await twins()).npwp?.other.pageCount, (await picture(twin, 2)).status]).toEqual([1, 404]);
    const shown = await picture();
    expect([shown.status, shown.headers.get('content-type'), shown.headers.get('content-security-policy')]).toEqual([200, 'image/jpeg', "sandbox; default-src 'none'"]);
    const trails = await loket.db('audit_events').where({ event: 'lihat_kembaran' }).pluck<string[]>('office_id');
    expect(new Set(trails).size).toBe(2);
  });
});

describe('numbers read on two scans', () => {
  const read = (value: string, confidence = 90) => ({ proposals: [{ field: 'nik' as const, value, confidence }] });
  it.each([
    ['equal ones confirm', read('6472010101909991'), read('6472010101909991'), 'equal'],
    ['others refuse', read('6472010101909991'), read('6471025508889992'), 'different'],
    ['one digit apart is a slip as likely as another card', read('6472010101909991'), read('6472010101909997'), 'unknown'],
    ['doubtful ones say nothing', read('6472010101909991', 60), read('6471025508889992'), 'unknown'],
    ['nothing read says nothing', { proposals: null }, read('6471025508889992'), 'unknown'],
  ] as const)('%s', (_what, one, other, says) => { expect(numbersOf(one as never, other as never)).toBe(says); });

  const paper = (nama: string | null, value = '0001/SKA/2024') => ({ proposals: [{ field: 'nomor_sertifikat' as const, value, confidence: 92 }, ...(nama === null ? [] : [{ field: 'nama' as const, value: nama, confidence: 85 }])] });
  it.each([
    ['of one certificate confirm where the names agree', paper('BUDI CONTOH'), paper('Budi Contoh'), 'equal'],
    ['that two people’s certificates share leave it to the pictures', paper('BUDI CONTOH'), paper('SITI CONTOH'), 'unknown'],
    ['without a name to go by do so, too', paper(null), paper(null), 'unknown'],
    ['of two certificates refuse', paper('BUDI CONTOH'), paper('BUDI CONTOH', '0972/SKA/2024'), 'different'],
  ] as const)('%s', (_what, one, other, says) => { expect(numbersOf(one as never, other as never)).toBe(says); });
});

describe('a document that could not be compared when it came', () => {
  const uploadsOf = (caseId: string, kind: string) => loket.db('documents').where({ case_id: caseId, kind }).select('upload_id');
  const wake = async (whole: () => Promise<boolean>) => {
    await loket.db.transaction((trx) => trx('outbox').insert({ effect: 'baca_pindaian' }));
    await loket.loket.workOnce();
    for (let tries = 0; tries < 600; tries += 1) {
      if (await whole()) return;
      await new Promise((resolve) => { setTimeout(resolve, 100); });
    }
    throw new Error('nothing came of it');
  };
  const sought = (caseId: string, kind: string) => async () => (await loket.db('documents').where({ case_id: caseId, kind }).whereNull('twins_sought_at').first<object | undefined>('id')) === undefined;
  /** The cards drawn for these tests look alike all over; what counts is the pair that was handed in. */
  const pairs = (early: string, late: string, kind: string) => loket.db('document_twins as t').join('documents as d', 'd.id', 't.document_id').join('documents as o', 'o.id', 't.other_document_id')
    .where({ 'd.case_id': late, 'o.case_id': early, 'd.kind': kind, 'o.kind': kind }).pluck<string[]>('t.how');

  it('because the scanner was silent finds what came meanwhile, and the pair stands at the later one', async () => {
    const [one, other] = [loket.world.people(), loket.world.people()];
    const files = await filesOf(one);
    const early = await applyWith(one, files);
    await loket.db('uploads').whereIn('id', uploadsOf(early.caseId, 'npwp')).update({ scan_state: 'ditahan' });
    await loket.db('documents').where({ case_id: early.caseId, kind: 'npwp' }).update({ twins_sought_at: null });
    loket.world.forward(5);
    const late = await applyWith(other, { ...await filesOf(other), npwp: files.npwp });
    expect(await pairs(early.caseId, late.caseId, 'npwp')).toEqual([]);
    const { version } = await loket.db('cases').where({ id: late.caseId }).first<{ version: number }>('version');
    await loket.db('uploads').whereIn('id', uploadsOf(early.caseId, 'npwp')).update({ scan_state: 'bersih' });
    await wake(sought(early.caseId, 'npwp'));
    expect([await pairs(early.caseId, late.caseId, 'npwp'), await pairs(late.caseId, early.caseId, 'npwp')]).toEqual([['byte'], []]);
    expect((await loket.db('cases').where({ id: late.caseId }).first<{ version: number }>('version')).version).toBeGreaterThan(version);
  }, 300_000);

  it('because it could not be read waits for its next reading, and then finds it too', async () => {
    const [one, other] = [loket.world.people(), loket.world.people()];
    const files = await filesOf(one);
    const early = await applyWith(one, files);
    // As after a first reading that failed: nothing is known of how it looks.
    await loket.db('upload_fingerprints').whereIn('upload_id', uploadsOf(early.caseId, 'ktp')).del();
    await loket.db('upload_readings').whereIn('upload_id', uploadsOf(early.caseId, 'ktp')).update({ state: 'gagal', attempts: 1 });
    await loket.db('uploads').whereIn('id', uploadsOf(early.caseId, 'ktp')).update({ reading_wanted_at: null });
    await loket.db('documents').where({ case_id: early.caseId, kind: 'ktp' }).update({ twins_sought_at: null });
    loket.world.forward(5);
    const tilted = await sharp(await sharp(files.ktp).rotate(2, { background: '#fff' }).toBuffer()).resize({ width: 900 }).jpeg({ quality: 60 }).toBuffer();
    const late = await applyWith(other, { ...await filesOf(other), ktp: tilted });
    expect([await pairs(early.caseId, late.caseId, 'ktp'), await sought(early.caseId, 'ktp')()]).toEqual([[], false]);
    await loket.db('uploads').whereIn('id', uploadsOf(early.caseId, 'ktp')).update({ reading_wanted_at: loket.db.fn.now() });
    await wake(sought(early.caseId, 'ktp'));
    expect(await pairs(early.caseId, late.caseId, 'ktp')).toEqual(['gambar']);
  }, 300_000);
});
