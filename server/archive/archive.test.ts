import { createHash, randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Knex } from 'knex';
import pino from 'pino';
import type { ArchiveFileView } from '../domain/contract/archive.ts';
import { localStorage, type FileStorage } from '../platform/storage.ts';
import type { Call } from '../platform/http/route.ts';
import { PERSON, aCaseAt, aDocument, anOffice, anOfficer, type TestCase, type TestOffice, type TestOfficer } from '../testing/a-case.ts';
import { act, refusal } from '../testing/act.ts';
import { aClock, aDoor, type MovableClock } from '../testing/door-fakes.ts';
import { createTestDatabase, type TestDatabase } from '../testing/test-db.ts';
import { archiveOfCase, type ArchiveFileRow } from './archive-files.repository.ts';
import { verifyOldest } from './fixity.cron.ts';
import { archiveDoorPart, archiveEffects, archiveRoutes, verifyArchive } from './index.ts';
import { manifestShape, type Manifest } from './manifest.ts';

let database: TestDatabase;
let db: Knex;
let folder: string;
let storage: FileStorage;
let office: TestOffice;
let arsiparis: TestOfficer;
let clock: MovableClock;
let door: ReturnType<typeof aDoor>;

beforeAll(async () => {
  database = await createTestDatabase();
  db = database.db;
  folder = mkdtempSync(path.join(tmpdir(), 'loket-arsip-'));
  storage = localStorage(folder);
});
afterAll(async () => {
  await database.drop();
  rmSync(folder, { recursive: true, force: true });
});
beforeEach(async () => {
  clock = aClock('2026-03-02T02:00:00Z');
  door = aDoor({ clock, parts: [archiveDoorPart()] });
  office = await anOffice(db);
  arsiparis = await anOfficer(db, office, ['arsiparis', 'helpdesk'], 'Tono Contoh');
});

const FILING = { kode: '000.3.5', uraian: 'Registrasi penyedia perseorangan', lokasi: 'Rak 1/Boks 2' };
const sha = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');
const fileRow = async (caseId: string): Promise<ArchiveFileRow> => {
  const row = await archiveOfCase(db, caseId);
  if (!row) throw new Error('the case was not filed');
  return row;
};
const effects = (store: FileStorage = storage) => archiveEffects({ db, clock, storage: store });
const seal = (caseId: string, store?: FileStorage) => Promise.resolve(effects(store).segel_arsip?.({ caseId, refId: null }));
const keysOf = async (caseId: string) => storage.list(`archive/${office.code}/${(await fileRow(caseId)).number}/`);
const readJson = async (key: string): Promise<unknown> => JSON.parse((await storage.read(key)).toString('utf8'));

/** Ended, with its scans stored. */
async function atArchive(at = clock.now()): Promise<TestCase> {
  const made = await aCaseAt(db, 'pengarsipan', { office, holder: arsiparis, outcome: 'disetujui', at });
  for (const document of made.documents) await storage.put(document.storageKey, document.bytes);
  return made;
}
async function archived(): Promise<TestCase> {
  const made = await atArchive();
  await act(db, door, arsiparis.actor, made.row.id, 'arsipkan', FILING);
  return made;
}
/** `pdf` null: still to be drawn; undefined: mail only, without a number. */
async function aLetter(made: TestCase, kind: string, pdf?: Buffer | null): Promise<string> {
  const [template] = await db('letter_templates').insert({ procedure: made.sop.code, letter: kind, version: 1, office_id: office.id, subject: 's', body: 'b' }).returning<{ id: string }[]>('id');
  const id = randomUUID();
  if (pdf) await storage.put(`surat/${id}.pdf`, pdf);
  await db('letters').insert({
    id, case_id: made.row.id, office_id: office.id, kind, recipient: 'pemohon', template_id: template?.id, number: pdf === undefined ? null : `TT/${id.slice(0, 4)}`, state: 'berlaku', subject: 'Tanda Terima',
    body: `Kepada ${PERSON.email}`, issued_at: clock.now(), ...(pdf ? { pdf_key: `surat/${id}.pdf`, pdf_sha256: sha(pdf) } : {}),
  });
  return id;
}

describe('filing', () => {
  it('enters number, code, place, period and retention, and asks for the sealing', async () => {
    clock.set('2026-03-02T16:30:00Z'); // Tuesday 3 March in Samarinda
    const made = await atArchive(new Date('2026-02-27T16:30:00Z'));
    await db('cases').where({ id: made.row.id }).update({ ended_at: clock.now() });
    const { row } = await act(db, door, arsiparis.actor, made.row.id, 'arsipkan', FILING);
    expect(row).toMatchObject({ place: 'diarsipkan', archived_at: clock.now() });
    expect(await fileRow(row.id)).toMatchObject({
      number: `${office.code}-ARS-2026-000001`, classification_code: '000.3.5', location: 'Rak 1/Boks 2', copy_status: 'salinan_digital', outcome: 'disetujui',
      period_from: '2026-02-28', period_to: '2026-03-03', trigger_date: '2026-03-03', active_until: '2028-03-03', inactive_until: '2031-03-03', annex_until: '2028-03-03',
      disposition: 'permanen', filed_by: arsiparis.id, sealed_at: null,
    });
    expect(await db('outbox').where({ case_id: row.id }).pluck('effect')).toEqual(['segel_arsip']);
  });

  it('numbers without holes, also when one filing fails', async () => {
    const broken = await atArchive();
    const file = door.now.buat_berkas_arsip;
    const failing = { ...door, now: { ...door.now, buat_berkas_arsip: async (...given: Parameters<NonNullable<typeof file>>) => { await file?.(...given); throw new Error('the disk is full'); } } };
    await expect(act(db, failing, arsiparis.actor, broken.row.id, 'arsipkan', FILING)).rejects.toThrow('the disk is full');
    const next = await archived();
    expect((await fileRow(next.row.id)).number).toMatch(/-000001$/);
  });

  it('makes the case read-only but for supplements', async () => {
    const { row } = await archived();
    expect(await refusal(act(db, door, arsiparis.actor, row.id, 'catat_penyimpangan', { jenis: 'waktu', catatan: 'x' }))).toEqual(['hambatan.bukan_di_tempat_ini']);
    expect(await refusal(act(db, door, arsiparis.actor, row.id, 'arsipkan', FILING))).toContain('hambatan.bukan_di_tempat_ini');
    expect((await act(db, door, arsiparis.actor, row.id, 'tambah_suplemen', { catatan: 'Fakta baru' })).row.place).toBe('diarsipkan');
  });
});

/** A file some other number was given to, to make the next filing of the case fail. */
describe('sealing', () => {
  it('writes record and annex, each with a manifest that lists every file', async () => {
    const made = await atArchive();
    const older = await aDocument(db, made.row, 'ktp_lama', clock.now());
    await storage.put(older.storageKey, older.bytes);
    const pdf = Buffer.from('%PDF surat contoh');
    const letter = await aLetter(made, 'tanda_terima', pdf);
    await act(db, door, arsiparis.actor, made.row.id, 'arsipkan', FILING);
    await seal(made.row.id);
    const file = await fileRow(made.row.id);
    const root = `archive/${office.code}/${file.number}`;
    const record = manifestShape.parse(await readJson(`${root}/rekaman/manifest.json`));
    const annex = manifestShape.parse(await readJson(`${root}/lampiran/manifest.json`));
    expect(record.files.map((sealed) => sealed.path)).toEqual(['berkas.json', `surat/tanda_terima-${letter}.pdf`]);
    expect(annex.files.map((sealed) => sealed.path)).toEqual(['identitas.json', 'pindaian/ktp-1.pdf', 'pindaian/ktp_lama-1.pdf', 'pindaian/npwp-1.pdf', 'pindaian/sertifikat_keahlian-1.pdf']);
    expect(annex.files[1]).toMatchObject({ bytes: made.documents[0]?.bytes.length, sha256: sha(made.documents[0]?.bytes ?? pdf), receivedSha256: sha(made.documents[0]?.bytes ?? pdf) });
    expect(record.annex).toEqual({ manifestSha256: sha(await storage.read(`${root}/lampiran/manifest.json`)), files: annex.files });
    expect(record).toMatchObject({ caseNumber: made.row.number, sopNumber: '000.3/0633/BPLPSE/B.PBJ', sopVersion: 1, sealedAt: clock.now().toISOString() });
    expect(file).toMatchObject({ sealed_at: clock.now(), sealing_until: null, record_manifest_sha256: sha(await storage.read(`${root}/rekaman/manifest.json`)) });
    expect(await keysOf(made.row.id)).toHaveLength(record.files.length + annex.files.length + 2);
  });

  it('keeps identities out of the record and in the annex', async () => {
    const made = await atArchive();
    await aLetter(made, 'konfirmasi_penerimaan');
    await db('emails').insert({
      unique_key: randomUUID(), case_id: made.row.id, office_id: office.id, kind: 'konfirmasi_penerimaan', to_name: PERSON.name, to_address: 'alamat.lain@pemohon.test',
      subject: 's', body: 'b', message_id: randomUUID(), state: 'sent',
    });
    await db('case_actions').insert({
      case_id: made.row.id, seq: 2, action: 'nilai_npwp', to_place: 'pengarsipan', round: 1, actor_kind: 'staf', actor_id: arsiparis.id, request_id: randomUUID(), input_sha256: '', at: clock.now(),
    }).returning<{ id: string }[]>('id').then(([row]) => db('case_action_inputs').insert({ action_id: row?.id, case_id: made.row.id, input: JSON.stringify({ catatan: `NIK ${PERSON.nik} cocok` }) }));
    await db('existing_ids').insert({ case_id: made.row.id, lpse: 'LPSE Lain', user_id_spse: 'akun_temuan_77', recorded_by: arsiparis.id, at: clock.now() });
    const [run] = await db('checks').insert({ case_id: made.row.id, office_id: office.id, kind: 'lpse_lain', round: 1, identity_version: 1, freshness: 'segar', query: '{}', run_at: clock.now() }).returning<{ id: string }[]>('id');
    await db('check_hits').insert({
      check_id: run?.id, case_id: made.row.id, subject_role: 'pemohon', subject_hash: 'x', target_key: 'x', level: 'A', score: 1, in_force: true, reasons: '[]', verdict: 'sama',
      shown: JSON.stringify({ userId: 'akun_terdaftar_88' }), verdict_reason: 'Pemilik akun_terdaftar_88 juga memakai akun_temuan_77',
    });
    await act(db, door, arsiparis.actor, made.row.id, 'arsipkan', FILING);
    await seal(made.row.id);
    const root = `archive/${office.code}/${(await fileRow(made.row.id)).number}`;
    const [record, annex] = [(await storage.read(`${root}/rekaman/berkas.json`)).toString(), (await storage.read(`${root}/lampiran/identitas.json`)).toString()];
    const personal = ['alamat.lain@pemohon.test', PERSON.nik, PERSON.npwp15, PERSON.email, PERSON.phone, PERSON.address, PERSON.user_id_spse, 'akun_temuan_77', 'akun_terdaftar_88'];
    expect(personal.filter((value) => record.includes(value))).toEqual([]);
    expect(personal.filter((value) => !annex.includes(value))).toEqual([]);
    expect(JSON.parse(record)).toMatchObject({
      people: [{ name: PERSON.name, nik: '6472********0003' }],
      mails: [{ to: 'a***@pemohon.test', state: 'sent' }],
      history: [{ action: 'ajukan' }, { action: 'nilai_npwp', actor: 'Tono Contoh', note: 'NIK 6472********0003 cocok' }, { action: 'arsipkan', actor: 'Tono Contoh' }],
    });
  });

  it('again changes nothing', async () => {
    const { row } = await archived();
    await seal(row.id);
    const [before, file] = [await Promise.all((await keysOf(row.id)).map((key) => storage.read(key))), await fileRow(row.id)];
    clock.pass(60);
    await db('case_subjects').where({ case_id: row.id }).update({ name: 'Nama Lain' });
    await seal(row.id);
    expect(await Promise.all((await keysOf(row.id)).map((key) => storage.read(key)))).toEqual(before);
    expect(await fileRow(row.id)).toEqual(file);
  });

  it('goes on where it was cut off, at every file, without rewriting what was there', async () => {
    const whole = await archived();
    await seal(whole.row.id);
    const files = (await keysOf(whole.row.id)).length;
    for (let cut = 0; cut < files; cut += 1) {
      const { row } = await archived();
      await expect(seal(row.id, dyingAfter(cut))).rejects.toThrow('killed');
      const kept = await keysOf(row.id);
      const before = await Promise.all(kept.map((key) => storage.read(key)));
      expect([kept.length, (await fileRow(row.id)).sealed_at]).toEqual([cut, null]);
      await db('case_subjects').where({ case_id: row.id }).update({ name: 'Nama Lain' }); // what is read now differs
      await seal(row.id);
      expect(await Promise.all(kept.map((key) => storage.read(key)))).toEqual(before);
      expect(await verifyArchive({ db, clock, storage }, (await fileRow(row.id)).id)).toEqual({ sealed: true, intact: true, problems: [] });
    }
  });

  it('lets nobody else seal while somebody does, until a dead one\'s lease has run out', async () => {
    const { row } = await archived();
    await db('archive_files').where({ case_id: row.id }).update({ sealing_until: db.raw(`clock_timestamp() + interval '1 minute'`) });
    await expect(seal(row.id)).rejects.toThrow('somebody else is sealing');
    await db('archive_files').where({ case_id: row.id }).update({ sealing_until: db.raw(`clock_timestamp() - interval '1 second'`) });
    await seal(row.id);
    expect((await fileRow(row.id)).sealed_at).toEqual(clock.now());
  });

  it('waits for the PDF of a numbered letter', async () => {
    const made = await atArchive();
    await aLetter(made, 'tanda_terima', null);
    await act(db, door, arsiparis.actor, made.row.id, 'arsipkan', FILING);
    await expect(seal(made.row.id)).rejects.toThrow('has no PDF yet');
    expect(await keysOf(made.row.id)).toEqual([]);
  });

  it('refuses a scan that is not the one that was stored', async () => {
    const made = await archived();
    await storage.put(String(made.documents[1]?.storageKey), Buffer.from('diganti'));
    await expect(seal(made.row.id)).rejects.toThrow('is not what its row promises');
    expect((await fileRow(made.row.id)).sealed_at).toBeNull();
  });
});

/** A store whose process dies before it has written one more file. */
function dyingAfter(puts: number): FileStorage {
  let left = puts;
  return { ...storage, put: (key, bytes) => {
    if (left === 0) return Promise.reject(new Error('killed'));
    left -= 1;
    return storage.put(key, bytes);
  } };
}

describe('fixity', () => {
  const damage = async (how: (key: string) => Promise<void> | void) => {
    const { row } = await archived();
    await seal(row.id);
    const key = (await keysOf(row.id)).find((candidate) => candidate.includes('pindaian/ktp')) ?? '';
    await how(key);
    const file = await fileRow(row.id);
    return { key, caseId: row.id, result: await verifyArchive({ db, clock, storage }, file.id), file: await fileRow(row.id) };
  };
  const onDisk = (key: string) => path.join(folder, ...key.split('/'));

  it('finds one changed byte, and a repeated sealing says so too', async () => {
    const { key, caseId, result, file } = await damage((found) => { writeFileSync(onDisk(found), 'lain'); });
    expect(result).toEqual({ sealed: true, intact: false, problems: [{ key, problem: 'berubah' }] });
    expect(file).toMatchObject({ is_intact: false, verified_at: clock.now() });
    await expect(seal(caseId)).rejects.toThrow('berubah');
  });

  it('finds a missing file', async () => {
    const { key, result } = await damage((found) => storage.remove(found));
    expect(result.problems).toEqual([{ key, problem: 'hilang' }]);
  });

  it('finds a file that was put beside the sealed ones', async () => {
    const { key, result } = await damage(async (found) => { await storage.put(`${found}.tambahan`, Buffer.from('x')); });
    expect(result.problems).toEqual([{ key: `${key}.tambahan`, problem: 'tidak_terdaftar' }]);
  });

  it('finds a manifest rewritten to fit other bytes', async () => {
    const { result } = await damage(async (found) => {
      const key = found.replace(/pindaian\/.*$/, 'manifest.json');
      const manifest = await readJson(key) as Manifest;
      await storage.put(found, Buffer.from('lain'));
      await storage.put(key, Buffer.from(JSON.stringify({ ...manifest, files: manifest.files.map((file) => (found.endsWith(file.path) ? { ...file, sha256: sha(Buffer.from('lain')) } : file)) })));
    });
    expect(result.problems).toEqual([{ key: expect.stringMatching(/lampiran\/manifest\.json$/), problem: 'berubah' }]);
  });

  it('goes round the files at night, those looked at longest ago first', async () => {
    await db('archive_files').update({ sealed_at: null });
    const [first, second] = [await archived(), await archived()];
    for (const { row } of [first, second]) await seal(row.id);
    const ids = [(await fileRow(first.row.id)).id, (await fileRow(second.row.id)).id];
    await db('archive_files').where({ id: ids[0] }).update({ verified_at: clock.now() });
    writeFileSync(onDisk((await keysOf(second.row.id))[0] ?? ''), 'lain');
    const deps = { db, clock, storage, log: pino({ level: 'silent' }) };
    clock.pass(1);
    expect(await verifyOldest(deps, 1)).toEqual([ids[1]]);
    clock.pass(1);
    expect(await verifyOldest(deps, 1)).toEqual([]);
    expect(await database.ownerDb('audit_events').where({ event: 'arsip_tidak_utuh' }).pluck('ref')).toEqual([`arsip:${String(ids[1])}`]);
  });
});

describe('a supplement', () => {
  it('is numbered, waits for the sealing, is sealed beside it and leaves it alone', async () => {
    const { row } = await archived();
    const actionIds: string[] = [];
    for (const catatan of ['Fakta pertama', 'Fakta kedua']) {
      await act(db, door, arsiparis.actor, row.id, 'tambah_suplemen', { catatan });
      const due = await db('outbox').where({ case_id: row.id, effect: 'segel_suplemen' }).orderBy('created_at', 'desc').first<{ ref_id: string }>('ref_id');
      actionIds.push(due.ref_id);
    }
    const sealSupplement = (refId: string | undefined) => Promise.resolve(effects().segel_suplemen?.({ caseId: row.id, refId: refId ?? null }));
    await expect(sealSupplement(actionIds[0])).rejects.toThrow('not sealed yet');
    await seal(row.id);
    clock.pass(60);
    const sealed = await Promise.all((await keysOf(row.id)).map((key) => storage.read(key)));
    for (const id of [...actionIds, ...actionIds]) await sealSupplement(id);
    const keys = await keysOf(row.id);
    expect(await Promise.all(keys.filter((key) => !key.includes('/suplemen/')).map((key) => storage.read(key)))).toEqual(sealed);
    const file = await fileRow(row.id);
    const second = keys.find((key) => key.endsWith('suplemen/2/manifest.json')) ?? '';
    const addedAt = new Date('2026-03-02T02:00:00Z').toISOString();
    expect(manifestShape.parse(await readJson(second))).toMatchObject({ sealedAt: addedAt, supplement: { n: 2, recordManifestSha256: file.record_manifest_sha256 } });
    expect(await readJson(second.replace('manifest', 'suplemen'))).toMatchObject({ n: 2, text: 'Fakta kedua', addedBy: 'Tono Contoh' });
    await storage.put(second.replace('manifest', 'suplemen'), Buffer.from('lain'));
    expect((await verifyArchive({ db, clock, storage }, file.id)).problems).toEqual([{ key: second.replace('manifest', 'suplemen'), problem: 'berubah' }]);
  });
});

describe('the routes', () => {
  const get = async (officer: TestOfficer, routePath: string, call: object): Promise<unknown> => {
    const row = archiveRoutes({ db, storage }).find((candidate) => candidate.path === routePath);
    const reply = await row?.handle({ officer, locale: 'id', requestId: 'r', ipHash: 'h', ...call } as unknown as Call);
    return (reply as { body: unknown }).body;
  };

  it('show list, contents and manifests, to the office only', async () => {
    const { row } = await archived();
    const file = await fileRow(row.id);
    const params = { id: file.id };
    expect(await refusal(get(arsiparis, '/api/archive-files/:id/manifest', { params }))).toEqual(['hambatan.arsip_belum_disegel']);
    await seal(row.id);
    expect(await get(arsiparis, '/api/archive-files', { query: { filter: JSON.stringify({ caseId: row.id, sealed: true }) } })).toEqual([
      expect.objectContaining({ id: file.id, number: file.number, caseNumber: row.number, filedByName: 'Tono Contoh', dispositionLabel: 'Permanen', copyStatusLabel: 'Salinan digital' }),
    ]);
    const view = await get(arsiparis, '/api/archive-files/:id', { params }) as ArchiveFileView;
    expect(view.items.map(({ n, description, part }) => [n, description, part])).toEqual([
      [1, 'Rekaman penanganan permohonan', 'rekaman'], [2, 'Scan KTP pribadi', 'lampiran'], [3, 'Scan NPWP pribadi', 'lampiran'], [4, 'Scan Sertifikat Keahlian', 'lampiran'],
    ]);
    expect(await get(arsiparis, '/api/archive-files/:id/manifest', { params })).toMatchObject({ record: { part: 'rekaman' }, annex: { part: 'lampiran' }, supplements: [] });
    expect(await database.ownerDb('audit_events').where({ event: 'lihat_manifes_arsip', ref: `arsip:${file.id}` }).pluck('actor_id')).toEqual([arsiparis.id]);

    const stranger = await anOfficer(db, await anOffice(db), ['arsiparis']);
    expect(await get(stranger, '/api/archive-files', { query: {} })).toEqual([]);
    await expect(get(stranger, '/api/archive-files/:id', { params })).rejects.toThrow('galat.tidak_ditemukan');
    await expect(get(stranger, '/api/archive-files/:id/manifest', { params })).rejects.toThrow('galat.tidak_ditemukan');
  });
});
