/** Where a case stands, in the words for somebody who asks on the telephone: place, holder, last letter, what is awaited from whom. */
import type { Knex } from 'knex';
import type { DeadlineCalendar } from '../cases/index.ts';
import type { FoundCase } from '../domain/contract/subjects.ts';
import { isProvisional } from '../domain/provisional.ts';
import { translate, type Locale } from '../domain/messages/translate.ts';
import { unfiledDelivery } from './unfiled-delivery.ts';

interface Row {
  id: string; number: string; procedure: string; place: string; turn: string | null; outcome: string | null; received_at: Date; place_entered_at: Date; archived_at: Date | null; on_hold_until: Date | null;
  subject_name: string | null; holder_name: string | null;
  letter_kind: string | null; letter_at: Date | null;
  repair_since: Date | null; repair_due: Date | null; repair_edition: number | null; unfiled: string[] | null;
  slot_state: string | null; slot_start: Date | null; slot_since: Date | null;
  task_kind: string | null; task_actor: string | null; task_since: Date | null;
}

/** In the order of the hits. */
export async function standingOf(trx: Knex.Transaction, hits: { id: string; kind: FoundCase['matched'] }[], calendar: DeadlineCalendar, locale: Locale): Promise<FoundCase[]> {
  if (hits.length === 0) return [];
  const { rows } = await trx.raw<{ rows: Row[] }>(
    `select c.id, c.number, c.procedure, c.place, c.turn, c.outcome, c.received_at, c.place_entered_at, c.archived_at, c.on_hold_until, s.name as subject_name, u.name as holder_name,
       l.kind as letter_kind, l.issued_at as letter_at, r.opened_at as repair_since, r.due_at as repair_due, r.due_edition as repair_edition, r.unfiled, a.state as slot_state, a.starts_at as slot_start, a.created_at as slot_since,
       t.kind as task_kind, t.actor as task_actor, t.opened_at as task_since
     from unnest(?::uuid[]) with ordinality hit(id, nth) join cases c on c.id = hit.id
     left join users u on u.id = c.holder_id
     left join lateral (select name from case_subjects where case_id = c.id and is_applicant) s on true
     left join lateral (select kind, issued_at from letters where case_id = c.id and recipient = 'pemohon' and state = 'berlaku' order by issued_at desc, id desc limit 1) l on true
     left join lateral (select q.opened_at, q.due_at, q.due_edition, ${unfiledDelivery('q')} as unfiled from repair_requests q where q.case_id = c.id and q.closed_at is null limit 1) r on true
     left join lateral (select state, starts_at, created_at from appointments where case_id = c.id and state in ('diusulkan', 'dikonfirmasi') limit 1) a on true
     left join lateral (select kind, actor, opened_at from tasks where case_id = c.id and state = 'terbuka' order by opened_at limit 1) t on true
     order by hit.nth`, [hits.map((hit) => hit.id)]);
  const kindOf = new Map(hits.map((hit) => [hit.id, hit.kind]));
  return rows.map((row) => shape(row, kindOf.get(row.id) ?? 'nama', calendar, locale));
}

function shape(row: Row, matched: FoundCase['matched'], calendar: DeadlineCalendar, locale: Locale): FoundCase {
  const say = (key: string) => translate(key, {}, locale);
  return {
    id: row.id, number: row.number, subjectName: row.subject_name, procedure: row.procedure, place: row.place, placeLabel: say(`tempat.${row.place}`), holderName: row.holder_name,
    outcome: row.outcome, outcomeLabel: row.outcome ? say(`hasil.${row.outcome}`) : null, receivedAt: row.received_at.toISOString(), archivedAt: row.archived_at?.toISOString() ?? null,
    lastLetter: row.letter_kind && row.letter_at ? { kind: row.letter_kind, label: say(`surat.${row.letter_kind}`), at: row.letter_at.toISOString() } : null,
    awaiting: row.archived_at ? [] : awaitingOf(row, calendar, say), matched,
  };
}

type Awaited = FoundCase['awaiting'][number];

/** The most telling first: what lies with the applicant, then what lies outside, then whose turn it is. */
function awaitingOf(row: Row, calendar: DeadlineCalendar, say: (key: string) => string): Awaited[] {
  const iso = (moment: Date | null) => moment?.toISOString() ?? null;
  const who = say('peran.pemohon');
  const awaited: Awaited[] = [];
  // Whoever sent something waits for us, not we for him.
  if (row.repair_since) awaited.push({ ...(row.unfiled?.length ? { kind: 'kiriman', who: say('peran.helpdesk') } : { kind: 'perbaikan', who }), what: null, since: iso(row.repair_since), until: iso(row.repair_due), provisional: isProvisional(calendar, row.repair_due, row.repair_edition ?? 0) });
  if (row.slot_start) {
    const agreed = row.slot_state === 'dikonfirmasi';
    awaited.push({ kind: agreed ? 'verifikasi' : 'jawaban_jadwal', who, what: null, since: agreed ? null : iso(row.slot_since), until: iso(row.slot_start), provisional: false });
  }
  if (row.task_kind) awaited.push({ kind: 'tugas', who: say(`peran.${row.task_actor ?? ''}`), what: say(`tugas.${row.task_kind}`), since: iso(row.task_since), until: null, provisional: false });
  if (row.on_hold_until) awaited.push({ kind: 'tunda', who: row.holder_name, what: null, since: null, until: iso(row.on_hold_until), provisional: false });
  if (awaited.length === 0 && row.turn) awaited.push({ kind: 'giliran', who: say(`peran.${row.turn}`), what: null, since: iso(row.place_entered_at), until: null, provisional: false });
  return awaited;
}
