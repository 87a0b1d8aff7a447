import type { Knex } from 'knex';
import type { ActContext } from '../cases/index.ts';
import { matchProvider, type ProviderMatch } from '../domain/screening/match-provider.ts';
import { dayIn } from '../domain/working-time.ts';
import { getOffice } from '../offices/index.ts';
import { insertRun, type NewHit } from './checks.repository.ts';
import { supplierTarget } from './identity-hash.ts';
import { registryCandidates, type RegistryRow } from './registry-candidates.view.ts';
import { registryInForce } from './registry.repository.ts';
import { shownCandidate } from './shown-candidate.ts';
import { askedOf, screenedSubjects, type ScreenedSubject } from './screened-subjects.view.ts';
import { withEarlierVerdicts } from './with-earlier-verdicts.ts';

/** Step 12: suppliers known at any LPSE, and other open files of this office (decision 10). Kept as evidence with the version of the registry
 * that was asked; what we know ourselves is never old. */
export async function runRegistryCheck(trx: Knex.Transaction, context: ActContext, secret: string): Promise<string> {
  const office = await getOffice(trx, context.case.office_id);
  const subjects = await screenedSubjects(trx, { caseId: context.case.id, sop: context.sop, list: 'lpse_lain', secret });
  const registry = await registryInForce(trx);
  const hits: NewHit[] = [];
  for (const screened of subjects) {
    const known = await registryCandidates(trx, { caseId: context.case.id, officeId: office.id, subject: screened.subject, registry });
    hits.push(...known.flatMap((row) => {
      const match = matchProvider(screened.subject, row);
      return match ? [hitOf(screened, row, match, row.officeId !== office.id, secret)] : [];
    }));
  }
  hits.sort((a, b) => b.score - a.score || (a.targetKey < b.targetKey ? -1 : 1));
  return insertRun(trx, {
    caseId: context.case.id, officeId: office.id, kind: 'lpse_lain', round: context.round, identityVersion: context.case.identity_version, contactVersion: context.case.contact_version,
    importId: registry?.id ?? null, dataDate: registry?.data_date ?? null, freshness: 'segar', query: { hari: dayIn(office.zone, context.at), subjek: subjects.map(askedOf) }, history: [], runBy: context.actor.id, at: context.at,
  }, await withEarlierVerdicts(trx, office.id, hits));
}

function hitOf(screened: ScreenedSubject, row: RegistryRow, match: ProviderMatch, foreign: boolean, secret: string): NewHit {
  return {
    ...(row.kind === 'penyedia' ? { providerId: row.id } : row.kind === 'berkas' ? { otherCaseId: row.id } : {}),
    subjectRole: screened.role, subjectHash: screened.hash, targetKey: supplierTarget(secret, row), level: match.level, score: match.score, inForce: true,
    // Words only the other office's name has are not ours to show.
    reasons: foreign ? match.reasons.filter((reason) => !reason.key.startsWith('nama.')) : match.reasons,
    shown: shownCandidate(row, match, { foreign, knownName: screened.name }),
  };
}
