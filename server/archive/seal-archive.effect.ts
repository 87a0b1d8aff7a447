/**
 * `segel_arsip`: the two sealed parts of an archived case. Repeating is harmless: a file that is sealed is only read again and compared, and
 * one whose sealing was cut off keeps what was written (write-part.ts); nothing is ever overwritten. Keyed by the archive file, whose lease
 * keeps two workers with the same job apart.
 */
import type { Knex } from 'knex';
import type { Clock } from '../domain/clock.ts';
import { getSop } from '../domain/sop/catalogue.ts';
import { recordAudit } from '../audit/index.ts';
import { archiveOfCase, endSealingLease, markSealed, markSupplementSealed, supplementOf, supplementsOf, takeSealingLease, type ArchiveFileRow, type SupplementOrigin, type SupplementRow } from './archive-files.repository.ts';
import { readDossier, type Dossier, type SignedToKeep } from './dossier.view.ts';
import { jsonBytes, type Manifest } from './manifest.ts';
import { partProblems, readProblems, type FixityProblem } from './verify-archive.ts';
import { SealBrokenError, writePart, type ArchiveStorage, type FileToSeal } from './write-part.ts';

export interface ArchiveDeps { db: Knex; clock: Clock; storage: ArchiveStorage }
interface Job { caseId: string | null; refId: string | null }

const EXTENSIONS: Record<string, string> = { 'application/pdf': 'pdf', 'image/jpeg': 'jpg', 'image/png': 'png' };

export function archiveEffects(deps: ArchiveDeps): Record<string, (job: Job) => Promise<void>> {
  return {
    segel_arsip: async ({ caseId, refId }) => {
      await sealArchive(deps, String(caseId));
      // Filed again after it was opened again: the act left a supplement instead of a new file.
      if (refId && await supplementOf(deps.db, { action_id: refId })) await sealSupplement(deps, { action_id: refId });
    },
    // An act on a case that was never filed left none: what it did will be in the record.
    segel_suplemen: async ({ caseId, refId }) => { if (await archiveOfCase(deps.db, String(caseId))) await sealSupplement(deps, { action_id: String(refId) }); },
    segel_surat_bertanda_tangan: ({ refId }) => sealSupplement(deps, { signed_letter_id: String(refId) }),
  };
}

/** @throws Error when there is nothing to seal yet, a letter has no PDF yet, or bytes are not what they should be: it is tried again */
export async function sealArchive(deps: ArchiveDeps, caseId: string): Promise<void> {
  const file = await archiveOfCase(deps.db, caseId);
  if (!file) throw new Error('case has no archive file');
  if (file.sealed_at) return stillIntact(deps, file);
  if (!await takeSealingLease(deps.db, file.id)) throw new Error('somebody else is sealing this file');
  try {
    await seal(deps, file);
  } finally {
    await endSealingLease(deps.db, file.id);
  }
}

async function seal(deps: ArchiveDeps, file: ArchiveFileRow): Promise<void> {
  const dossier = await deps.db.transaction((trx) => readDossier(trx, file), { isolationLevel: 'repeatable read', readOnly: true });
  const waiting = dossier.letters.find((letter) => letter.numbered && !letter.pdfKey);
  if (waiting) throw new Error(`letter ${waiting.id} has no PDF yet`);

  const head = await headOf(deps, file);
  const folder = folderOf(head.office, file.number);
  const annex = await writePart(deps.storage, `${folder}/lampiran`, { ...head, part: 'lampiran' }, annexFiles(deps.storage, dossier));
  const record = await writePart(deps.storage, `${folder}/rekaman`, {
    ...head, part: 'rekaman', annex: { manifestSha256: annex.manifestSha256, files: annex.manifest.files },
  }, recordFiles(deps.storage, dossier));
  if (record.manifest.annex?.manifestSha256 !== annex.manifestSha256) throw new SealBrokenError(`${file.number}: the record names another annex`);
  for (const part of [annex, record]) expectIntact(file, await partProblems(deps.storage, part.manifestKey, part.manifestSha256));

  await deps.db.transaction(async (trx) => {
    await markSealed(trx, file.id, {
      sealed_at: new Date(record.manifest.sealedAt), record_manifest_key: record.manifestKey, record_manifest_sha256: record.manifestSha256,
      annex_manifest_key: annex.manifestKey, annex_manifest_sha256: annex.manifestSha256,
    });
    await recordAudit(trx, { event: 'arsip_disegel', actorKind: 'sistem', officeId: file.office_id, caseId: file.case_id, ref: `arsip:${file.id}`, detail: { files: record.manifest.files.length + annex.manifest.files.length } });
  });
}

/** `segel_suplemen`, `segel_surat_bertanda_tangan`: keyed by what added it; sealed after the file it belongs to, never rewritten. */
export async function sealSupplement(deps: ArchiveDeps, origin: SupplementOrigin): Promise<void> {
  const row = await supplementOf(deps.db, origin);
  const file = row && await deps.db<ArchiveFileRow>('archive_files').where({ id: row.archive_file_id }).first();
  if (!row || !file) throw new Error('no supplement for this');
  if (!file.record_manifest_sha256) throw new Error('the file itself is not sealed yet');
  const head = { ...await headOf(deps, file), sealedAt: row.added_at.toISOString() }; // nothing in it depends on when it is sealed
  const by = row.added_by ? await deps.db('users').where({ id: row.added_by }).first<{ name: string } | undefined>('name') : undefined;
  const written = await writePart(deps.storage, `${folderOf(head.office, file.number)}/suplemen/${row.n}`, {
    ...head, part: 'suplemen', supplement: { n: row.n, recordManifestSha256: file.record_manifest_sha256 },
  }, [
    { path: 'suplemen.json', bytes: () => Promise.resolve(jsonBytes({ n: row.n, kind: row.kind, text: row.text, addedAt: row.added_at, addedBy: by?.name ?? null, actionId: row.action_id })) },
    ...await filesToAdd(deps, file, row),
  ]);
  await deps.db.transaction((trx) => markSupplementSealed(trx, row.id, { manifest_key: written.manifestKey, manifest_sha256: written.manifestSha256 }));
}

/** What a supplement keeps besides its words: the letters of its act, or everything since the case was filed last. @throws Error while a letter has no PDF */
async function filesToAdd(deps: ArchiveDeps, file: ArchiveFileRow, row: SupplementRow): Promise<FileToSeal[]> {
  if (row.kind === 'catatan') return [];
  const dossier = await deps.db.transaction((trx) => readDossier(trx, file), { isolationLevel: 'repeatable read', readOnly: true });
  if (row.signed_letter_id !== null) return signedFiles(deps.storage, dossier.letters, (signed) => signed.id === row.signed_letter_id);
  const since = row.kind === 'lanjutan' ? await filedLast(deps.db, file, row) : null;
  const letters = dossier.letters.filter((letter) => (since ? letter.issuedAt > since : letter.actionId === row.action_id));
  const waiting = letters.find((letter) => letter.numbered && !letter.pdfKey);
  if (waiting) throw new Error(`letter ${waiting.id} has no PDF yet`);
  if (!since) return letterFiles(deps.storage, letters);
  const scans = dossier.scans.filter((scan) => scan.receivedAt > since);
  return [
    ...recordFiles(deps.storage, { ...dossier, letters }),
    // Kept apart, because it has the shorter rule of the annex.
    ...annexFiles(deps.storage, { ...dossier, scans }).map((annexed) => ({ ...annexed, path: `lampiran/${annexed.path}` })),
  ];
}

/** When what is sealed already was read: the first filing, or the one before this. */
async function filedLast(db: Knex, file: ArchiveFileRow, row: SupplementRow): Promise<Date> {
  const earlier = (await supplementsOf(db, file.id)).filter((supplement) => supplement.kind === 'lanjutan' && supplement.n < row.n);
  return earlier.at(-1)?.added_at ?? file.filed_at;
}

async function stillIntact(deps: ArchiveDeps, file: ArchiveFileRow): Promise<void> {
  expectIntact(file, await readProblems(deps, file));
}

function expectIntact(file: ArchiveFileRow, problems: FixityProblem[]): void {
  if (problems.length > 0) throw new SealBrokenError(`${file.number}: ${problems.map(({ key, problem }) => `${key} ${problem}`).join(', ')}`);
}

async function headOf(deps: ArchiveDeps, file: ArchiveFileRow): Promise<Omit<Manifest, 'files' | 'part'>> {
  const row = await deps.db('cases as c').join('offices as o', 'o.id', 'c.office_id').where('c.id', file.case_id)
    .first<{ number: string; procedure: string; sop_version: number; code: string } | undefined>('c.number', 'c.procedure', 'c.sop_version', 'o.code');
  if (!row) throw new Error('archive file without a case');
  return {
    format: 'loket-arsip/1', archiveNumber: file.number, caseNumber: row.number, office: row.code, procedure: row.procedure, sopVersion: row.sop_version,
    sopNumber: getSop(row.procedure, row.sop_version).head.nomor, sealedAt: deps.clock.now().toISOString(),
  };
}

function folderOf(office: string, number: string): string {
  return `archive/${office}/${number}`;
}

function annexFiles(storage: ArchiveStorage, { identity, scans }: Dossier): FileToSeal[] {
  return [
    { path: 'identitas.json', bytes: () => Promise.resolve(jsonBytes(identity)) },
    ...scans.map((scan) => ({
      path: `pindaian/${scan.kind}-${scan.version}.${EXTENSIONS[scan.type] ?? 'bin'}`, bytes: () => storage.read(scan.storageKey),
      sha256: scan.storedSha256, receivedSha256: scan.receivedSha256,
    })),
  ];
}

function recordFiles(storage: ArchiveStorage, { record, letters }: Dossier): FileToSeal[] {
  return [
    { path: 'berkas.json', bytes: () => Promise.resolve(jsonBytes(record)) },
    ...letterFiles(storage, letters),
  ];
}

function letterFiles(storage: ArchiveStorage, letters: Dossier['letters']): FileToSeal[] {
  return [
    ...letters.flatMap(({ id, kind, pdfKey, pdfSha256 }) => (pdfKey
      ? [{ path: `surat/${kind}-${id}.pdf`, bytes: () => storage.read(pdfKey), ...(pdfSha256 ? { sha256: pdfSha256 } : {}) }] : [])),
    ...signedFiles(storage, letters),
  ];
}

/** The paper with ink or stamp on it, beside the generated one: neither takes the other's place. */
function signedFiles(storage: ArchiveStorage, letters: Dossier['letters'], wanted: (signed: SignedToKeep) => boolean = () => true): FileToSeal[] {
  return letters.flatMap(({ kind, signed }) => signed.filter(wanted).map(({ id, how, storageKey, sha256 }) => ({
    path: `surat/${kind}-${how}-${id}.pdf`, bytes: () => storage.read(storageKey), sha256,
  })));
}
