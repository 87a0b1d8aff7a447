import type { Knex } from 'knex';
import { z } from 'zod';
import type { BulkScreeningItem, ScreeningItem, StandingHitItem } from '../domain/contract/checks.ts';
import { translate, type Locale } from '../domain/messages/translate.ts';
import { sayReason } from '../domain/screening/say-reason.ts';
import type { ScreeningReason } from '../domain/screening/screening.ts';
import { parseList, runList, type listQuery, type ListSpec } from '../platform/http/list.ts';
import type { Reply } from '../platform/http/route.ts';
import type { BulkScreeningRow, ScreeningRow } from './screenings.repository.ts';

type Query = z.output<typeof listQuery>;
interface Asking { officeId: string; locale: Locale; query: Query }

export const screeningList: ListSpec = {
  name: 'screenings',
  filters: { id: { column: 's.id', type: z.uuid() }, kind: { column: 's.kind', type: z.enum(['daftar_hitam', 'lpse_lain']) } },
  sorts: { askedAt: 's.asked_at', id: 's.id' }, defaultSort: ['askedAt', 'DESC'], tieBreak: 's.id',
};
export const bulkScreeningList: ListSpec = {
  name: 'bulk-screenings',
  filters: { id: { column: 's.id', type: z.uuid() }, kind: { column: 's.kind', type: z.enum(['daftar_hitam', 'lpse_lain']) } },
  sorts: { startedAt: 's.started_at', id: 's.id' }, defaultSort: ['startedAt', 'DESC'], tieBreak: 's.id',
};
export const standingHitList: ListSpec = {
  name: 'standing-hits',
  filters: {
    id: { column: 's.id', type: z.uuid() }, caseId: { column: 's.case_id', type: z.uuid() },
    kind: { column: 's.kind', type: z.enum(['daftar_hitam', 'lpse_lain']) },
    open: { column: `(s.verdict is null or s.verdict = 'belum_yakin')`, type: z.boolean() },
  },
  sorts: { foundAt: 's.found_at', score: 's.score', id: 's.id' }, defaultSort: ['foundAt', 'DESC'], tieBreak: 's.id',
  // What is open waits for somebody, and an index of its own holds it.
  countsAll: ({ open }) => open === true,
};

type Shown = Record<string, unknown> & { keadaan?: string };
const say = (reasons: ScreeningReason[], locale: Locale) => reasons.map((reason) => ({ key: reason.key, text: sayReason(reason, locale) }));
const standing = (shown: Shown, locale: Locale) => (shown.keadaan ? translate(`cek.keadaan.${shown.keadaan}`, {}, locale) : null);

type ListedScreening = ScreeningRow & { asker: string; office: string; list_name: string | null };

function screeningShape(row: ListedScreening, locale: Locale): ScreeningItem {
  return {
    id: row.id, kind: row.kind, kindLabel: translate(`cek.jenis.${row.kind}`, {}, locale), asked: row.asked, importId: row.import_id, dataDate: row.data_date, listName: row.list_name,
    freshness: row.freshness, freshnessLabel: translate(`cek.kesegaran.${row.freshness}`, {}, locale), askedByName: row.asker, askedAt: row.asked_at.toISOString(), officeName: row.office,
    found: row.found.map(({ level, score, inForce, reasons, shown }) => ({ level, score, inForce, standingLabel: standing(shown as Shown, locale), reasons: say(reasons, locale), shown })),
  };
}

const SCREENING_COLUMNS = `s.*, (select u.name from users u where u.id = s.asked_by) as asker, (select o.name from offices o where o.id = s.office_id) as office,
  coalesce((select i.file_name from blacklist_imports i where i.id = s.import_id), (select i.file_name from registry_imports i where i.id = s.import_id)) as list_name`;

export function listScreenings(db: Knex, of: Asking): Promise<Reply> {
  return runList<ListedScreening, ScreeningItem>(screeningList, parseList(screeningList, of.query), () => db('screenings as s').where('s.office_id', of.officeId),
    (rows) => rows.select(db.raw(SCREENING_COLUMNS)), (row) => screeningShape(row, of.locale));
}

export async function findScreening(db: Knex | Knex.Transaction, of: { id: string; officeId: string; locale: Locale }): Promise<ScreeningItem | undefined> {
  const row = await db('screenings as s').where({ 's.id': of.id, 's.office_id': of.officeId }).first<ListedScreening | undefined>(db.raw(SCREENING_COLUMNS));
  return row && screeningShape(row, of.locale);
}

export function listBulkScreenings(db: Knex, of: Asking): Promise<Reply> {
  return runList<BulkScreeningRow & { starter: string }, BulkScreeningItem>(bulkScreeningList, parseList(bulkScreeningList, of.query), () => db('bulk_screenings as s').where('s.office_id', of.officeId),
    (rows) => rows.select('s.*', db.raw('(select u.name from users u where u.id = s.started_by) as starter')),
    (row) => ({
      id: row.id, kind: row.kind, kindLabel: translate(`cek.jenis.${row.kind}`, {}, of.locale), fileName: row.file_name, state: row.state, stateLabel: translate(`tapis.keadaan.${row.state}`, {}, of.locale),
      problem: row.problem && translate(row.problem.key, row.problem.params, of.locale), dataDate: row.data_date, askedCount: row.asked_count, foundCount: row.found_count,
      strongCount: row.strong_count, refusedCount: row.refused_count, partialCount: row.partial_count, hasResult: row.result_key !== null, resultRemoved: row.content_removed_at !== null, startedByName: row.starter, startedAt: row.started_at.toISOString(), finishedAt: row.finished_at?.toISOString() ?? null,
    }));
}

interface HitRow {
  id: string; kind: StandingHitItem['kind']; case_id: string | null; case_number: string | null; provider_id: string | null; asked: Record<string, string | null>; data_date: string; level: 'A' | 'B' | 'C'; score: number;
  in_force: boolean; reasons: ScreeningReason[]; shown: Shown; found_at: Date; verdict: StandingHitItem['verdict']; verdict_reason: string | null; judge: string | null; judged_at: Date | null;
}
export function listStandingHits(db: Knex, of: Asking): Promise<Reply> {
  return runList<HitRow, StandingHitItem>(standingHitList, parseList(standingHitList, of.query), () => db('standing_hits as s').where('s.office_id', of.officeId).whereNull('s.withdrawn_at'),
    (rows) => rows.select('s.*', db.raw('(select c.number from cases c where c.id = s.case_id) as case_number'), db.raw('(select u.name from users u where u.id = s.judged_by) as judge')),
    (row) => ({
      id: row.id, kind: row.kind, kindLabel: translate(`cek.jenis.${row.kind}`, {}, of.locale), caseId: row.case_id, caseNumber: row.case_number, approved: row.provider_id !== null, asked: row.asked, dataDate: row.data_date, level: row.level, score: row.score, inForce: row.in_force,
      standingLabel: standing(row.shown, of.locale), reasons: say(row.reasons, of.locale), shown: row.shown, foundAt: row.found_at.toISOString(), verdict: row.verdict,
      verdictReason: row.verdict_reason, judgedByName: row.judge, judgedAt: row.judged_at?.toISOString() ?? null,
    }));
}
