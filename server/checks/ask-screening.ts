import type { Knex } from 'knex';
import { matchBlacklistEntry } from '../domain/screening/match-blacklist-entry.ts';
import { matchProvider } from '../domain/screening/match-provider.ts';
import type { EvidenceLevel, ScreeningReason, ScreeningSubject } from '../domain/screening/screening.ts';
import { dayIn } from '../domain/working-time.ts';
import type { Office } from '../offices/index.ts';
import { blacklistCandidates } from './blacklist-candidates.view.ts';
import { newestFinishedImport } from './blacklist.repository.ts';
import { listFreshness } from './freshness-rule.ts';
import { readQuery } from './query-row.ts';
import { registryCandidates } from './registry-candidates.view.ts';
import { regencyCodes } from './registry-row.ts';
import { registryInForce } from './registry.repository.ts';
import { shownCandidate } from './shown-candidate.ts';
import { comparableEntry, shownEntry } from './shown-entry.ts';

export interface Finding { level: EvidenceLevel; score: number; inForce: boolean; reasons: ScreeningReason[]; shown: Record<string, unknown> }
export interface Asked {
  kind: 'daftar_hitam' | 'lpse_lain'; cells: ReadonlyMap<string, string>; userId?: string;
}
const MOST_SHOWN = 50;

/** Screens somebody who need not have a file here, against what is in force today. Nothing is written. */
export async function askScreening(trx: Knex.Transaction, asked: Asked, of: { office: Office; at: Date }) {
  const subject = await subjectOf(trx, asked);
  const today = dayIn(of.office.zone, of.at);
  if (asked.kind === 'lpse_lain') {
    const registry = await registryInForce(trx);
    return { subject, importId: registry?.id ?? null, dataDate: registry?.data_date ?? null, freshness: 'segar' as const, found: await inRegistry(trx, subject, of.office.id, registry) };
  }
  const list = await newestFinishedImport(trx);
  return {
    subject, importId: list?.id ?? null, dataDate: list?.data_date ?? null, freshness: (await listFreshness(trx, { ...of, today, inForceId: list?.id }))(list?.data_date ?? null),
    found: list ? await inBlacklist(trx, subject, list.id, today) : [],
  };
}

async function subjectOf(trx: Knex.Transaction, { cells, userId }: Asked): Promise<ScreeningSubject> {
  const subject = readQuery(cells);
  const regions = subject.regency === null ? [] : await trx('regions').whereRaw('length(code) = 4').select<{ code: string; name: string }[]>('code', 'name');
  return { ...subject, userId: userId || null, regencyCode: subject.regency === null ? null : regencyCodes(regions)(subject.regency) };
}

async function inBlacklist(trx: Knex.Transaction, subject: ScreeningSubject, importId: string, today: string): Promise<Finding[]> {
  const entries = await blacklistCandidates(trx, importId, subject);
  return sorted(entries.flatMap((entry) => {
    const match = matchBlacklistEntry(subject, comparableEntry(entry), today);
    return match ? [{ level: match.level, score: match.score, inForce: match.inForce, reasons: match.reasons, shown: shownEntry(entry, match) }] : [];
  }));
}

export async function inRegistry(trx: Knex.Transaction, subject: ScreeningSubject, officeId: string, registry: { id: string } | undefined): Promise<Finding[]> {
  const rows = await registryCandidates(trx, { caseId: null, officeId, subject, registry });
  return sorted(rows.flatMap((row) => {
    const match = matchProvider(subject, row);
    const foreign = row.officeId !== officeId;
    return match ? [{
      level: match.level, score: match.score, inForce: true, reasons: foreign ? match.reasons.filter((reason) => !reason.key.startsWith('nama.')) : match.reasons,
      shown: shownCandidate(row, match, { foreign, knownName: subject.name.core }),
    }] : [];
  }));
}

/** Of equally strong ones what is in force first, what is over last. */
function sorted(found: Finding[]): Finding[] {
  const rank = ({ inForce, shown }: Finding) => (inForce ? 0 : shown.keadaan === 'riwayat' ? 2 : 1);
  return found.sort((a, b) => b.score - a.score || rank(a) - rank(b)).slice(0, MOST_SHOWN);
}
