/** Taking a file, giving it back, and "Ambil berikutnya". A held file is written by its holder only. */
import type { Knex } from 'knex';
import { allSops } from '../domain/sop/catalogue.ts';
import { NotAllowedError } from '../platform/errors.ts';
import type { Officer } from '../platform/http/route.ts';
import { changeHolder, type HolderDoor } from './change-holder.ts';
import { requireActive } from './colleagues.repository.ts';
import { lockCase, type CaseRow } from './cases.repository.ts';
import { heldBy, servesPlace } from './held-by.ts';

/** @throws ActionClosedError naming the holder, or for an account disabled meanwhile; NotAllowedError when there is nothing here for this person's parts */
export async function claimCase(trx: Knex.Transaction, door: HolderDoor, officer: Officer, caseId: string, at: Date): Promise<CaseRow> {
  const roles = await partsNow(trx, officer);
  const row = await lockCase(trx, caseId, officer.officeId);
  if (row.holder_id === officer.id) return row;
  if (row.holder_id) throw await heldBy(trx, row);
  if (!servesPlace(row, roles)) throw new NotAllowedError('galat.bukan_giliran_anda');
  return changeHolder(trx, door, row, { toId: officer.id, at, because: 'diambil', chosen: false });
}

/** Given back to the queue by its holder; the minutes worked so far stay with the visit. Others take it over or hand it over, with a reason he is told. */
export async function releaseCase(trx: Knex.Transaction, door: HolderDoor, officer: Officer, caseId: string, at: Date): Promise<CaseRow> {
  const row = await lockCase(trx, caseId, officer.officeId);
  if (!row.holder_id) return row;
  if (row.holder_id !== officer.id) throw await heldBy(trx, row);
  return changeHolder(trx, door, row, { toId: null, at, because: 'dilepas', chosen: false });
}

/**
 * My open file first (what I put aside is not open); else the one meant for me or for somebody I stand in for today, else the first of my
 * own part, else of a part I also serve. Urgent before earliest due. Two people never get the same row, and one person asking twice at once gets one.
 */
export async function claimNext(trx: Knex.Transaction, door: HolderDoor, officer: Officer, at: Date): Promise<CaseRow | null> {
  const roles = await partsNow(trx, officer, { alone: true });
  const own = await trx<CaseRow>('cases').where({ holder_id: officer.id, office_id: officer.officeId }).whereNull('archived_at').andWhere((now) => isWaiting(now, at))
    .andWhere((open) => { void open.whereNull('on_hold_until').orWhere('on_hold_until', '<=', at); }).orderBy('due_at').first();
  if (own) return own;
  const waiting = (): Knex.QueryBuilder<CaseRow> => trx<CaseRow>('cases').where({ office_id: officer.officeId }).andWhere((now) => isWaiting(now, at))
    .whereNull('holder_id').whereNull('archived_at')
    .orderBy([{ column: 'is_urgent', order: 'desc' }, { column: 'due_at' }, { column: 'id' }]).limit(1).forUpdate().skipLocked() as Knex.QueryBuilder<CaseRow>;
  const also = alsoServed(roles);
  const first = async (query: Knex.QueryBuilder): Promise<CaseRow | undefined> => (await query as CaseRow[])[0];
  const row = await first(waiting().whereRaw(MEANT_FOR, [officer.id, officer.id, at]).andWhere((mine) => { void mine.whereIn('turn', roles).orWhere((besides) => { isAlsoServed(besides, also); }); }))
    ?? await first(waiting().whereIn('turn', roles))
    ?? (also.length === 0 ? undefined : await first(waiting().whereIn('turn', also.map((place) => place.turn)).andWhere((besides) => { isAlsoServed(besides, also); })));
  return row ? changeHolder(trx, door, row, { toId: officer.id, at, because: 'diambil', chosen: false }) : null;
}

/** The parts he came with and still plays. */
async function partsNow(trx: Knex.Transaction, officer: Officer, how?: { alone: boolean }): Promise<Officer['roles']> {
  const now = await requireActive(trx, officer.id, how);
  return officer.roles.filter((role) => now.includes(role));
}

/** Me, and those for whom I stand in today. An array from a sub-query is looked up once, so that the index on the preferred holder answers. */
const MEANT_FOR = `preferred_holder_id = any(array(
  select ?::uuid union all
  select a.user_id from absences a join offices o on o.id = a.office_id
  where a.substitute_id = ? and a.cancelled_at is null and (?::timestamptz at time zone o.zone)::date between a.first_day and a.last_day))`;

interface ServedPlace { procedure: string; version: number; place: string; turn: string }

/** Places whose turn is another part's, but which these parts serve besides (`alsoServedBy`). */
function alsoServed(roles: readonly string[]): ServedPlace[] {
  return allSops.flatMap((sop) => Object.entries(sop.places).flatMap(([place, { turn, alsoServedBy = [] }]) => (
    turn && !roles.includes(turn) && alsoServedBy.some((part) => roles.includes(part)) ? [{ procedure: sop.code, version: sop.version, place, turn }] : [])));
}

function isAlsoServed(query: Knex.QueryBuilder, places: ServedPlace[]): void {
  if (places.length === 0) void query.whereRaw('false');
  else void query.whereIn(['procedure', 'sop_version', 'place'], places.map(({ procedure, version, place }) => [procedure, version, place]));
}

/** Something to do now: the clock runs, or the appointment it waited for has come (its due time is the appointment's). */
function isWaiting(query: Knex.QueryBuilder, at: Date): void {
  void query.where({ clock: 'jalan' }).orWhere((appointed) => { void appointed.where({ clock: 'berhenti_sampai_janji' }).andWhere('due_at', '<=', at); });
}
