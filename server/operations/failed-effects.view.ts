import type { Knex } from 'knex';
import { z } from 'zod';
import { SHARED_LIST_EFFECTS } from '../checks/index.ts';
import type { EffectCause, FailedEffect } from '../domain/contract/operations.ts';
import { translate, type Locale } from '../domain/messages/translate.ts';
import { EFFECT_ERROR_CODES } from '../platform/effect-error-code.ts';
import { parseList, runList, type ListSpec, type listQuery } from '../platform/http/list.ts';
import type { Officer, Reply } from '../platform/http/route.ts';

/** Of a stopped row `o`: why, as one word. A code of a version before, or of none, is told as the unexpected. */
export const CAUSE = `case when o.held_at is not null then 'ditahan' when o.error_code in (${EFFECT_ERROR_CODES.map((code) => `'${code}'`).join(', ')}) then o.error_code else 'lain' end`;

export const failedEffectList: ListSpec = {
  name: 'failed-effects',
  filters: {
    id: { column: 'o.id', type: z.uuid() }, caseId: { column: 'o.case_id', type: z.uuid() }, effect: { column: 'o.effect', type: z.string().regex(/^[a-z_]{1,60}$/) },
    cause: { column: CAUSE, type: z.string().regex(/^[a-z_]{1,60}$/) }, held: { column: 'o.held_at', type: z.boolean(), op: 'ada' },
  },
  sorts: { createdAt: 'o.created_at', at: 'coalesce(o.held_at, o.failed_at)', attempts: 'o.attempts', effect: 'o.effect', id: 'o.id' },
  defaultSort: ['createdAt', 'DESC'],
  tieBreak: 'o.id',
};

interface Row { id: string; effect: string; case_id: string | null; case_number: string | null; attempts: number; cause: string; created_at: Date; failed_at: Date | null; held_at: Date | null }

/** Work that stopped and that this person may set going again: of his office; for who runs the system also what belongs to none, and the lists of all. */
export function stoppedEffects(db: Knex | Knex.Transaction, officer: Officer): Knex.QueryBuilder {
  return db('outbox as o').leftJoin('cases as c', 'c.id', 'o.case_id').whereNull('o.done_at').whereRaw('(o.failed_at is not null or o.held_at is not null)')
    .where((mine) => {
      void mine.whereRaw('coalesce(c.office_id, o.office_id) = ?', [officer.officeId]);
      if (officer.roles.includes('admin_sistem')) void mine.orWhereRaw('coalesce(c.office_id, o.office_id) is null').orWhereIn('o.effect', SHARED_LIST_EFFECTS);
    });
}

export function listFailedEffects(db: Knex, officer: Officer, query: z.output<typeof listQuery>, locale: Locale): Promise<Reply> {
  return runList<Row, FailedEffect>(failedEffectList, parseList(failedEffectList, query), () => stoppedEffects(db, officer),
    (rows) => rows.select('o.id', 'o.effect', 'o.case_id', 'o.attempts', 'o.created_at', 'o.failed_at', 'o.held_at', 'c.number as case_number', db.raw(`${CAUSE} as cause`)),
    (row) => shape(row, locale));
}

function shape(row: Row, locale: Locale): FailedEffect {
  const state = row.held_at ? 'ditahan' : 'gagal';
  return {
    id: row.id, effect: row.effect, effectLabel: translate(`efek.${row.effect}`, {}, locale), caseId: row.case_id, caseNumber: row.case_number,
    state, stateLabel: translate(`keadaan_efek.${state}`, {}, locale), attempts: row.attempts,
    cause: row.cause, reason: translate(`sebab_efek.${row.cause}`, { id: row.id }, locale),
    createdAt: row.created_at.toISOString(), at: (row.held_at ?? row.failed_at ?? row.created_at).toISOString(),
  };
}

/** What stopped, by kind of work and cause, the most first: after a restore or a full disk that is two or three lines for a thousand rows. */
export async function listCauses(db: Knex, officer: Officer, locale: Locale): Promise<EffectCause[]> {
  const rows = await stoppedEffects(db, officer).groupBy('o.effect', db.raw('2')).orderBy('n', 'desc').orderBy('o.effect').limit(50)
    .select<{ effect: string; cause: string; n: number }[]>('o.effect', db.raw(`${CAUSE} as cause`), db.raw('count(*)::int as n'));
  return rows.map(({ effect, cause, n }) => ({
    effect, effectLabel: translate(`efek.${effect}`, {}, locale), cause, count: n, state: cause === 'ditahan' ? 'ditahan' : 'gagal', reason: translate(cause === 'lain' ? 'sebab_efek.lain_banyak' : `sebab_efek.${cause}`, {}, locale),
  }));
}
