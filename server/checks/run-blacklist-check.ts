import type { Knex } from 'knex';
import type { ActContext } from '../cases/index.ts';
import { matchBlacklistEntry, type BlacklistMatch } from '../domain/screening/match-blacklist-entry.ts';
import { dayIn } from '../domain/working-time.ts';
import { getOffice } from '../offices/index.ts';
import { blacklistCandidates, type EntryRow } from './blacklist-candidates.view.ts';
import { newestFinishedImport } from './blacklist.repository.ts';
import { insertRun, type NewHit } from './checks.repository.ts';
import { listFreshness } from './freshness-rule.ts';
import { hitOfPortalLook, subjectOfLook } from './hit-of-portal-look.ts';
import { portalFindsOf } from './portal-looks.repository.ts';
import { entryTarget } from './identity-hash.ts';
import { comparableEntry, shownEntry } from './shown-entry.ts';
import { askedOf, screenedSubjects, type ScreenedSubject } from './screened-subjects.view.ts';
import { withEarlierVerdicts } from './with-earlier-verdicts.ts';

/** Expired and cancelled sanctions shown beside the hits. */
const MOST_HISTORY = 20;

/**
 * Step 7: compares everybody the procedure names with the newest list and freezes what was asked, which list, how old it was
 * and what it showed. Also runs without any list: the run is red then, and a look at the portal must carry it.
 */
export async function runBlacklistCheck(trx: Knex.Transaction, context: ActContext, secret: string): Promise<string> {
  const office = await getOffice(trx, context.case.office_id);
  const today = dayIn(office.zone, context.at);
  const list = await newestFinishedImport(trx);
  const subjects = await screenedSubjects(trx, { caseId: context.case.id, sop: context.sop, list: 'daftar_hitam', secret });
  const matches: Found[] = [];
  for (const screened of subjects) {
    const entries = list ? await blacklistCandidates(trx, list.id, screened.subject) : [];
    matches.push(...entries.flatMap((entry) => {
      const match = matchBlacklistEntry(screened.subject, comparableEntry(entry), today);
      return match ? [{ screened, entry, match }] : [];
    }));
  }
  matches.sort((a, b) => b.match.score - a.match.score || (a.entry.id < b.entry.id ? -1 : 1));
  const looks = await portalFindsOf(trx, context.case.id);
  const hits = [
    ...matches.filter(({ match }) => match.standing !== 'riwayat').map((found) => hitOf(found, secret)),
    ...looks.filter((look) => look.result === 'ditemukan').flatMap((look) => {
      const about = subjectOfLook(look, subjects);
      return about ? [hitOfPortalLook(look, about, today)] : [];
    }),
  ];
  return insertRun(trx, {
    caseId: context.case.id, officeId: office.id, kind: 'daftar_hitam', round: context.round, identityVersion: context.case.identity_version, contactVersion: context.case.contact_version,
    importId: list?.id ?? null, dataDate: list?.data_date ?? null, freshness: (await listFreshness(trx, { office, today, at: context.at, inForceId: list?.id }))(list?.data_date ?? null),
    query: { hari: today, subjek: subjects.map(askedOf) },
    // What is over is told only where the number speaks for it: an expired name alike says nothing.
    history: matches.filter(({ match }) => match.standing === 'riwayat' && match.level !== 'C').slice(0, MOST_HISTORY)
      .map((found) => ({ ...shownEntry(found.entry, found.match), tingkat: found.match.level, reasons: found.match.reasons })),
    runBy: context.actor.id, at: context.at,
  }, await withEarlierVerdicts(trx, office.id, hits));
}

interface Found { screened: ScreenedSubject; entry: EntryRow; match: BlacklistMatch }

function hitOf({ screened, entry, match }: Found, secret: string): NewHit {
  return {
    entryId: entry.id, subjectRole: screened.role, subjectHash: screened.hash, targetKey: entryTarget(secret, entry),
    level: match.level, score: match.score, inForce: match.inForce, reasons: match.reasons, shown: shownEntry(entry, match),
  };
}
