import { isDeepStrictEqual } from 'node:util';
import type { Knex } from 'knex';
import { lockCase, raiseVersion } from '../../cases/index.ts';
import { keepFingerprint } from '../twins/fingerprints.repository.ts';
import type { Proposal } from './propose-fields.ts';
import type { Reading } from './reading-messages.ts';
import { readingBesideForm, stepOverPage, wantComparedAnew, writeReading, type WantedUpload } from './readings.repository.ts';

/**
 * Writes what was read of a page. A later one takes the place of the first only where it is what was asked for: if none is, what the first one says stands.
 *
 * What stands beside the form changes under whoever has it before him: "take this number" must not take another one than he saw, so he is sent back to look. A
 * first reading takes nothing away from anybody, and one that is only surer of the same changes nothing he could take: nobody is sent back for those.
 */
export async function saveReading(trx: Knex.Transaction, wanted: Pick<WantedUpload, 'id' | 'kind' | 'page'>, reading: Reading): Promise<void> {
  if (wanted.page > 1 && !isAskedFor(reading, wanted.kind)) { await stepOverPage(trx, wanted.id, wanted.page); return; }
  const shown = await readingBesideForm(trx, wanted.id);
  // The case first, as everybody does.
  if (shown) await (!shown.ended && takesAway(shown.proposals, reading.proposals) ? raiseVersion(trx, shown.caseId, shown.officeId) : lockCase(trx, shown.caseId, shown.officeId));
  await keepFingerprint(trx, wanted.id, reading.hashes);
  await writeReading(trx, wanted, reading);
  // Scans that came before later pages were looked at were compared by their first page; now that says what the paper is, they are compared again.
  if (wanted.page > 1) await wantComparedAnew(trx, wanted.id);
}

/** Of a draft, of which nobody said yet what it is: that it is anything. */
function isAskedFor({ looksLike, alsoLike }: Reading, kind: string | null): boolean {
  return looksLike !== null && (kind === null || looksLike === kind || alsoLike.some((beside) => beside === kind));
}

/** Another value for a field, one field less or more; where something was read before. */
function takesAway(before: readonly Proposal[], now: readonly Proposal[]): boolean {
  return before.length > 0 && !isDeepStrictEqual(valuesOf(before), valuesOf(now));
}

/** The sorting keeps those of one field in their order: the first of them is the one that is taken. */
function valuesOf(proposals: readonly Proposal[]): string[][] {
  return proposals.map(({ field, value }) => [field, value]).sort(([one = ''], [other = '']) => (one < other ? -1 : Number(one > other)));
}
