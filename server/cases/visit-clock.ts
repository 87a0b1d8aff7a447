/**
 * The minutes of a step. A visit runs from entering a step to leaving it and consists of stays at places; each stay adds
 * working minutes (somebody held the case), waiting minutes (nobody did, or it was put aside) and stopped minutes (the clock stood still),
 * all in office time of the case's office.
 */
import type { Knex } from 'knex';
import { standardEnd } from '../domain/sop/standard-end.ts';
import { overlapMinutes, workingMinutes, type WorkingCalendar } from '../domain/working-time.ts';
import type { Clock, Sop, Standard } from '../domain/sop/model.ts';
import type { CaseRow } from './cases.repository.ts';
import { holdsSince } from './holds.repository.ts';

interface StayRow { id: string; case_id: string; visit_id: string | null; place: string; clock: Clock; entered_at: Date }
interface Leaving { at: Date; closedBy: string | null; actionRowId: string; calendar: WorkingCalendar; /** when a stopped clock runs again */ resumesAt: Date | null; endsVisit: boolean }

/** Ends the present stay, adding its minutes to the visit, and the visit itself when its step is left. */
export async function leavePlace(trx: Knex.Transaction, row: CaseRow, leaving: Leaving): Promise<void> {
  const stay = await trx<StayRow>('place_stays').where({ case_id: row.id }).whereNull('left_at').first();
  if (!stay) return;
  await trx('place_stays').where({ id: stay.id }).update({ left_at: leaving.at, clock_resumes_at: leaving.resumesAt });
  if (!stay.visit_id) return;
  const minutes = await stayMinutes(trx, row.id, stay, leaving);
  await trx('step_visits').where({ id: stay.visit_id }).update({
    working_minutes: trx.raw('working_minutes + ?', [minutes.working]),
    waiting_minutes: trx.raw('waiting_minutes + ?', [minutes.waiting]),
    stopped_minutes: trx.raw('stopped_minutes + ?', [minutes.stopped]),
    ...(leaving.endsVisit ? { left_at: leaving.at, closed_by: leaving.closedBy, close_action_id: leaving.actionRowId } : {}),
  });
}

async function stayMinutes(trx: Knex.Transaction, caseId: string, stay: StayRow, { at, calendar, resumesAt }: Leaving): Promise<{ working: number; waiting: number; stopped: number }> {
  const runsFrom = runningFrom(stay, at, resumesAt);
  const all = workingMinutes(calendar, stay.entered_at, at);
  const running = workingMinutes(calendar, runsFrom, at);
  const claims = await trx<{ case_id: string; claimed_at: Date; released_at: Date | null }>('case_claims').where({ case_id: caseId })
    .andWhere((open) => open.whereNull('released_at').orWhere('released_at', '>', runsFrom));
  const held = claims.map((claim) => ({
    from: new Date(Math.max(claim.claimed_at.getTime(), runsFrom.getTime())),
    to: new Date(Math.min((claim.released_at ?? at).getTime(), at.getTime())),
  })).filter((segment) => segment.to > segment.from);
  const aside = await holdsSince(trx, caseId, runsFrom, at);
  const working = overlapMinutes(calendar, aside.reduce(without, held));
  return { working, waiting: Math.max(0, running - working), stopped: Math.max(0, all - running) };
}

interface Stretch { from: Date; to: Date }

/** What is left of the stretches when one is cut out. */
function without(stretches: Stretch[], cut: Stretch): Stretch[] {
  return stretches.flatMap(({ from, to }) => (cut.to <= from || cut.from >= to ? [{ from, to }]
    : [...(cut.from > from ? [{ from, to: cut.from }] : []), ...(cut.to < to ? [{ from: cut.to, to }] : [])]));
}

function runningFrom(stay: StayRow, at: Date, resumesAt: Date | null): Date {
  if (stay.clock === 'jalan') return stay.entered_at;
  if (stay.clock === 'berhenti' || !resumesAt) return at;
  return new Date(Math.min(Math.max(resumesAt.getTime(), stay.entered_at.getTime()), at.getTime()));
}

/** Begins a stay, and a visit with it when the place belongs to another step than the one before. */
export async function enterPlace(trx: Knex.Transaction, row: CaseRow, sop: Sop, entering: { place: string; at: Date; round: number; newVisit: boolean }): Promise<void> {
  const place = sop.places[entering.place];
  if (!place) throw new Error(`unknown place ${entering.place}`);
  const visitId = place.step === null ? null : await visitFor(trx, row, place.step, entering);
  await trx('place_stays').insert({ case_id: row.id, visit_id: visitId, place: entering.place, clock: place.clock, entered_at: entering.at });
}

async function visitFor(trx: Knex.Transaction, row: CaseRow, step: string, entering: { at: Date; round: number; newVisit: boolean }): Promise<string> {
  if (!entering.newVisit) {
    const open = await trx('step_visits').where({ case_id: row.id }).whereNull('left_at').first<{ id: string } | undefined>('id');
    if (open) return open.id;
  }
  const [visit] = await trx('step_visits').insert({
    case_id: row.id, office_id: row.office_id, procedure: row.procedure, sop_version: row.sop_version, step, round: entering.round, entered_at: entering.at,
  }).returning<{ id: string }[]>('id');
  if (!visit) throw new Error('visit was not written');
  return visit.id;
}

/** When a step entered at this moment should be done; null where the source states no time or the clock stands still. */
export function dueAt(calendar: WorkingCalendar, standard: Standard, clock: Clock, enteredAt: Date): Date | null {
  return clock === 'jalan' ? standardEnd(calendar, standard, enteredAt) : null;
}
