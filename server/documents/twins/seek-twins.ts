/**
 * "Berkas yang sama dipakai di permohonan …": the same bytes, or a page with the same number or the same look (numbers and hash propose) that is confirmed by the
 * numbers read on both or by laying the pictures over each other. Repeating is harmless: a pair is one row, a compared document is marked.
 */
import type { Knex } from 'knex';
import type { Logger } from '../../platform/log.ts';
import type { FileStorage } from '../../platform/storage.ts';
import type { Clock } from '../../domain/clock.ts';
import { foldName } from '../../domain/names/fold-name.ts';
import { isClosedReader, type DocumentReader } from '../reading/document-reader.ts';
import { DOUBTFUL_BELOW, IDENTIFYING, NUMBER_OF_PAPER, type Proposal, type ProposedField } from '../reading/propose-fields.ts';
import { findNearUploads } from './fingerprints.repository.ts';
import { findOn, findSameBytes, keepTwins, nextUnsought, noteFailedSearch, type OtherDocument, type FoundTwin, type SoughtDocument } from './twins.repository.ts';

export interface SeekDeps { db: Knex; storage: FileStorage; reader: DocumentReader; log: Logger; clock: Clock }

/** Compares what waits to be compared (of `uploadId` only, where it is named), until nothing is left or the reader closes. */
export async function seekTwins(deps: SeekDeps, uploadId?: string): Promise<void> {
  for (let sought = await nextUnsought(deps.db, uploadId); sought; sought = await nextUnsought(deps.db, uploadId)) {
    try {
      await keepTwins(deps.db, sought, await twinsOf(deps, sought), deps.clock.now());
    } catch (error) {
      deps.log.warn({ documentId: sought.id, err: error }, 'document was not compared');
      // A stop says nothing of the paper.
      if (isClosedReader(error)) return;
      // Stays unmarked and is tried again after a pause; one that cannot be compared must not keep the others from it.
      await noteFailedSearch(deps.db, sought.id);
    }
  }
}

async function twinsOf({ db, storage, reader }: SeekDeps, sought: SoughtDocument): Promise<FoundTwin[]> {
  const same = await findSameBytes(db, sought);
  const twins: FoundTwin[] = same.map((other) => ({ other, how: 'byte', alike: null }));
  const alike = (await findOn(db, sought, await findNearUploads(db, { uploadId: sought.upload_id, caseId: sought.case_id }))).filter((other) => !same.some(({ id }) => id === other.id));
  for (const other of alike) if (numbersOf(sought, other) === 'equal') twins.push({ other, how: 'nomor', alike: null });
  // Whoever bears another number takes no picture's place.
  const undecided = alike.filter((other) => numbersOf(sought, other) === 'unknown').slice(0, MOST_COMPARED);
  const own = undecided.length > 0 ? await storage.read(sought.picture_key) : null;
  for (const other of undecided) {
    if (!own) break;
    const likeness = await reader.compare(own, await storage.read(other.picture_key));
    if (likeness.same) twins.push({ other, how: 'gambar', alike: likeness.alike });
  }
  return twins;
}

/** Pictures held against each other for one document: those with one number, then the nearest. */
export const MOST_COMPARED = 24;
const SURE = 80;

/**
 * What the numbers on both say. One digit apart is a slip of the reader as likely as another card: then the pictures decide. They decide, too, on two papers
 * of one number and two names, since the number may be that of whoever gave them out.
 */
export function numbersOf(one: Pick<SoughtDocument, 'proposals'>, other: Pick<OtherDocument, 'proposals'>): 'equal' | 'different' | 'unknown' {
  const sure = (proposals: Proposal[] | null, field: ProposedField, least = SURE) => proposals?.find((proposal) => proposal.field === field && proposal.confidence >= least)?.value;
  const named = (proposals: Proposal[] | null) => { const name = sure(proposals, 'nama', DOUBTFUL_BELOW); return name === undefined ? null : foldName(name).folded; };
  for (const field of [...IDENTIFYING, NUMBER_OF_PAPER]) {
    const [a, b] = [sure(one.proposals, field), sure(other.proposals, field)];
    if (a === undefined || b === undefined) continue;
    if (a === b && field === NUMBER_OF_PAPER) {
      const name = named(one.proposals);
      return name !== null && name === named(other.proposals) ? 'equal' : 'unknown';
    }
    if (a === b) return 'equal';
    if (a.length !== b.length || [...a].filter((digit, at) => digit !== b[at]).length > 1) return 'different';
  }
  return 'unknown';
}
