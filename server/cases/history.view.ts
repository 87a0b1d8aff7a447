/** What happened to a case, newest first: who, when, from where to where, with what was written. */
import type { Knex } from 'knex';
import type { HistoryItem } from '../domain/contract/cases.ts';
import { translate, type Locale } from '../domain/messages/translate.ts';

interface Row {
  id: string; seq: number; action: string; from_place: string | null; to_place: string; round: number; actor_kind: string; actor_name: string | null;
  outcome: string | null; by_exception: boolean; at: Date; input: Record<string, unknown> | null;
}

export async function caseHistory(trx: Knex.Transaction, caseId: string, locale: Locale): Promise<HistoryItem[]> {
  const rows = await trx('case_actions as a').leftJoin('users as u', 'u.id', 'a.actor_id').leftJoin('case_action_inputs as i', 'i.action_id', 'a.id')
    .where('a.case_id', caseId).orderBy('a.seq', 'desc').limit(500).select<Row[]>('a.*', 'u.name as actor_name', 'i.input');
  const say = (key: string) => translate(key, {}, locale);
  const kinds = await kindsOfDocuments(trx, caseId);
  const sayIfKnown = (group: string, value: unknown) => {
    const key = `${group}.${String(value)}`;
    return typeof value === 'string' && say(key) !== key ? [say(key)] : [];
  };
  const aboutOf = ({ dokumenId, butir, periksa, hasil, saluran, aksi }: Record<string, unknown>) => [
    ...sayIfKnown('dokumen', kinds.get(String(dokumenId)) ?? butir), ...sayIfKnown('periksa', periksa), ...sayIfKnown('nilai', hasil), ...sayIfKnown('nilai', saluran),
    ...sayIfKnown('aksi', aksi),
  ];
  return rows.map((row) => {
    const reason = typeof row.input?.alasan === 'string' ? row.input.alasan : null;
    return {
      id: row.id, seq: row.seq, action: row.action, label: say(`aksi.${row.action}`), fromPlace: row.from_place, toPlace: row.to_place,
      fromLabel: row.from_place ? say(`tempat.${row.from_place}`) : null, toLabel: say(`tempat.${row.to_place}`), moved: row.from_place !== row.to_place,
      round: row.round, actorKind: row.actor_kind, actorName: row.actor_name, outcome: row.outcome, byException: row.by_exception, at: row.at.toISOString(),
      note: typeof row.input?.catatan === 'string' ? row.input.catatan : null, reason: reason && say(`alasan.${reason}`) !== `alasan.${reason}` ? say(`alasan.${reason}`) : reason,
      about: aboutOf(row.input ?? {}),
    };
  });
}

async function kindsOfDocuments(trx: Knex.Transaction, caseId: string): Promise<Map<string, string>> {
  const rows = await trx('documents').where({ case_id: caseId }).select<{ id: string; kind: string }[]>('id', 'kind');
  return new Map(rows.map((row) => [row.id, row.kind]));
}
