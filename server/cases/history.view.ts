/** What happened to a case, newest first: who, when, from where to where, with what was written. */
import type { Knex } from 'knex';
import { translate, type Locale } from '../domain/messages/translate.ts';

export interface HistoryItem {
  id: string; seq: number; action: string; label: string; fromPlace: string | null; toPlace: string; fromLabel: string | null; toLabel: string;
  moved: boolean; round: number; actorKind: string; actorName: string | null; outcome: string | null; byException: boolean; at: string; note: string | null; reason: string | null;
}
interface Row {
  id: string; seq: number; action: string; from_place: string | null; to_place: string; round: number; actor_kind: string; actor_name: string | null;
  outcome: string | null; by_exception: boolean; at: Date; input: { catatan?: unknown; alasan?: unknown } | null;
}

export async function caseHistory(trx: Knex.Transaction, caseId: string, locale: Locale): Promise<HistoryItem[]> {
  const rows = await trx('case_actions as a').leftJoin('users as u', 'u.id', 'a.actor_id').leftJoin('case_action_inputs as i', 'i.action_id', 'a.id')
    .where('a.case_id', caseId).orderBy('a.seq', 'desc').limit(500).select<Row[]>('a.*', 'u.name as actor_name', 'i.input');
  const say = (key: string) => translate(key, {}, locale);
  return rows.map((row) => {
    const reason = typeof row.input?.alasan === 'string' ? row.input.alasan : null;
    return {
      id: row.id, seq: row.seq, action: row.action, label: say(`aksi.${row.action}`), fromPlace: row.from_place, toPlace: row.to_place,
      fromLabel: row.from_place ? say(`tempat.${row.from_place}`) : null, toLabel: say(`tempat.${row.to_place}`), moved: row.from_place !== row.to_place,
      round: row.round, actorKind: row.actor_kind, actorName: row.actor_name, outcome: row.outcome, byException: row.by_exception, at: row.at.toISOString(),
      note: typeof row.input?.catatan === 'string' ? row.input.catatan : null, reason: reason && say(`alasan.${reason}`) !== `alasan.${reason}` ? say(`alasan.${reason}`) : reason,
    };
  });
}
