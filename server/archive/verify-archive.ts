/** Fixity: all bytes of a sealed file are read again and compared with what was written down when it was sealed. */
import type { Knex } from 'knex';
import type { Clock } from '../domain/clock.ts';
import { NotFoundError } from '../platform/errors.ts';
import { findArchiveFile, markVerified, supplementsOf, type ArchiveFileRow } from './archive-files.repository.ts';
import { manifestShape, sha256Of, type Manifest } from './manifest.ts';
import type { ArchiveStorage } from './write-part.ts';

export interface FixityProblem { key: string; problem: 'hilang' | 'berubah' | 'tidak_terdaftar' }
export interface Fixity { sealed: boolean; intact: boolean; problems: FixityProblem[] }
export interface FixityDeps { db: Knex; clock: Clock; storage: ArchiveStorage }

/** Reads everything and writes down the outcome. @throws NotFoundError for an unknown file */
export async function verifyArchive(deps: FixityDeps, id: string): Promise<Fixity> {
  const file = await findArchiveFile(deps.db, id, null);
  if (!file) throw new NotFoundError();
  if (!file.sealed_at) return { sealed: false, intact: false, problems: [] };
  const problems = await readProblems(deps, file);
  await markVerified(deps.db, id, deps.clock.now(), problems.length === 0);
  return { sealed: true, intact: problems.length === 0, problems };
}

/** Everything that is missing or differs; empty when the file is as it was sealed. */
export async function readProblems({ db, storage }: Pick<FixityDeps, 'db' | 'storage'>, file: ArchiveFileRow): Promise<FixityProblem[]> {
  const parts = [
    { key: file.record_manifest_key, sha256: file.record_manifest_sha256 }, { key: file.annex_manifest_key, sha256: file.annex_manifest_sha256 },
    ...(await supplementsOf(db, file.id)).map((row) => ({ key: row.manifest_key, sha256: row.manifest_sha256 })),
  ];
  const problems: FixityProblem[] = [];
  for (const { key, sha256 } of parts) if (key && sha256) problems.push(...await partProblems(storage, key, sha256));
  return problems;
}

/** A part is its manifest and exactly the files that it lists. */
export async function partProblems(storage: ArchiveStorage, manifestKey: string, sha256: string): Promise<FixityProblem[]> {
  const own = await fileProblem(storage, manifestKey, sha256);
  if (own) return [own];
  const manifest = await readManifest(storage, manifestKey);
  const folder = manifestKey.slice(0, manifestKey.lastIndexOf('/'));
  const problems: FixityProblem[] = [];
  for (const file of manifest.files) {
    const problem = await fileProblem(storage, `${folder}/${file.path}`, file.sha256);
    if (problem) problems.push(problem);
  }
  const listed = new Set([manifestKey, ...manifest.files.map((file) => `${folder}/${file.path}`)]);
  for (const key of await storage.list(`${folder}/`)) if (!listed.has(key)) problems.push({ key, problem: 'tidak_terdaftar' });
  return problems;
}

export async function readManifest(storage: ArchiveStorage, key: string): Promise<Manifest> {
  return manifestShape.parse(JSON.parse((await storage.read(key)).toString('utf8')));
}

/** A store that does not answer is no finding: its error goes up. */
async function fileProblem(storage: ArchiveStorage, key: string, sha256: string): Promise<FixityProblem | null> {
  if (!await storage.exists(key)) return { key, problem: 'hilang' };
  return sha256Of(await storage.read(key)) === sha256 ? null : { key, problem: 'berubah' };
}
