/** Open cases over their standard, that nobody has touched for a week, whose appointment nobody will be there for, one of whose scans the virus scanner holds, or a paper of which nobody knows whether it was seen elsewhere; each with what stands against going on. */
import type { Knex } from 'knex';
import { gatherFacts, overdueSql, type CaseDoor, type CaseRow } from '../cases/index.ts';
import type { StuckCaseItem } from '../domain/contract/supervision.ts';
import { LEFT_UNCOMPARED } from '../documents/index.ts';
import { translate, type Locale } from '../domain/messages/translate.ts';
import { isProvisional } from '../domain/provisional.ts';
import { getSop } from '../domain/sop/catalogue.ts';
import type { Actor, ActorIdentity } from '../domain/sop/model.ts';
import { actionsFor, dutiesOf } from '../domain/workflow.ts';
import type { ListView } from '../platform/http/list.ts';
import { unkeptCases } from '../scheduling/index.ts';

/** Calendar days without any act, whoever it is waited for. */
export const STILL_DAYS = 7;
const MOST_OBSTACLES = 5;

type Why = StuckCaseItem['whys'][number];
type StuckRow = CaseRow & { whys: Why[]; last_at: Date; holder_name: string | null; on_hold_until: Date | null };

/** Rows of the office that are stuck at this moment; `c.whys` says how. `unkept`: the cases whose appointment nobody will be there for. */
export function stuckRows(db: Knex | Knex.Transaction, { officeId, now, unkept }: { officeId: string; now: Date; unkept: readonly string[] }): Knex.QueryBuilder {
  const stillSince = new Date(now.getTime() - STILL_DAYS * 86_400_000);
  return db.from<object, object[]>(db.raw(
    `(with held as materialized (select d.case_id from uploads u join documents d on d.upload_id = u.id and d.superseded_at is null where u.scan_state = 'ditahan'),
       uncompared as materialized (select d.case_id from cases k join documents d on d.case_id = k.id join uploads u on u.id = d.upload_id where k.office_id = :officeId and k.archived_at is null and k.ended_at is null and ${LEFT_UNCOMPARED})
      select o.*, m.last_at, case when ${overdueSql('o', ':now')} then array['lewat'] when m.last_at < :stillSince then array['diam'] else '{}' end
        || case when o.id = any(:unkept) then array['janji'] else '{}' end || case when o.id in (select case_id from held) then array['pindaian'] else '{}' end
        || case when o.id in (select case_id from uncompared) then array['banding'] else '{}' end as whys
      from cases o cross join lateral (select max(a.at) as last_at from case_actions a where a.case_id = o.id) m
      where o.office_id = :officeId and o.archived_at is null and (${overdueSql('o', ':now')} or m.last_at < :stillSince or o.id = any(:unkept) or o.id in (select case_id from held) or o.id in (select case_id from uncompared))) as c`,
    { now, officeId, stillSince, unkept: [...unkept] as unknown as string })) as Knex.QueryBuilder;
}

export interface StuckDeps { db: Knex; door: CaseDoor }

export async function stuckView({ db, door }: StuckDeps, officeId: string, now: Date, locale: Locale): Promise<ListView<StuckRow, StuckCaseItem>> {
  const [unkept, calendar] = [await unkeptCases(db, officeId), await door.calendarOf(db, officeId)];
  const say = (key: string) => translate(key, {}, locale);
  return {
    base: () => stuckRows(db, { officeId, now, unkept }),
    select: (rows) => rows.select('c.*', db.raw('(select u.name from users u where u.id = c.holder_id) as holder_name')),
    shape: async (row, within) => ({
      id: row.id, number: row.number, procedureLabel: say(getSop(row.procedure, row.sop_version).title), place: row.place, placeLabel: say(`tempat.${row.place}`),
      turn: row.turn, turnLabel: row.turn && say(`peran.${row.turn}`), holderId: row.holder_id, holderName: row.holder_name,
      whys: row.whys, whyLabel: row.whys.map((why) => translate(`pengawasan.sebab.${why}`, { hari: STILL_DAYS }, locale)).join(' · '), dueAt: row.due_at?.toISOString() ?? null, dueProvisional: isProvisional(calendar, row.due_at, row.due_edition), lastAt: row.last_at.toISOString(),
      onHoldUntil: row.on_hold_until?.toISOString() ?? null, obstacles: await (within ? whatStands(within, door, row, now, locale) : db.transaction((trx) => whatStands(trx, door, row, now, locale))),
    }),
  };
}

/** As whoever's turn it is would be told: the holder where somebody has the file. */
async function whatStands(trx: Knex.Transaction, door: CaseDoor, row: CaseRow, now: Date, locale: Locale): Promise<string[]> {
  const sop = getSop(row.procedure, row.sop_version);
  const part = row.turn as Actor | null;
  if (!part) return [];
  const actor: ActorIdentity = { kind: part === 'pemohon' ? 'pemohon' : 'staf', id: row.holder_id, name: '', roles: [part, ...(sop.places[row.place]?.alsoServedBy ?? [])] };
  const facts = await gatherFacts(trx, door, row);
  const acts = actionsFor({ sop, place: row.place, facts, actor, now }).filter(({ action }) => action.tone === 'utama' && !action.embedded);
  const said = [...dutiesOf({ sop, place: row.place, facts, actor, now }), ...acts.flatMap(({ obstacles }) => obstacles)].map((obstacle) => translate(obstacle.key, obstacle.params, locale));
  return [...new Set(said)].slice(0, MOST_OBSTACLES);
}
