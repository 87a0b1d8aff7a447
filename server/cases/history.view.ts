/** What happened to a case, newest first: who, when, from where to where, with what was written. */
import type { Knex } from 'knex';
import type { HistoryItem } from '../domain/contract/cases.ts';
import { reasonText, type OfficeReason } from '../domain/messages/reasons.ts';
import { translate, type Locale } from '../domain/messages/translate.ts';

interface Row {
  id: string; seq: number; action: string; from_place: string | null; to_place: string; round: number; actor_kind: string; actor_name: string | null;
  outcome: string | null; by_exception: boolean; at: Date; input: Record<string, unknown> | null;
}

export async function caseHistory(trx: Knex.Transaction, caseId: string, reasons: readonly OfficeReason[], locale: Locale): Promise<HistoryItem[]> {
  const rows = await trx('case_actions as a').leftJoin('users as u', 'u.id', 'a.actor_id').leftJoin('case_action_inputs as i', 'i.action_id', 'a.id')
    .where('a.case_id', caseId).orderBy('a.seq', 'desc').limit(500).select<Row[]>('a.*', 'u.name as actor_name', 'i.input');
  const say = (key: string) => translate(key, {}, locale);
  const kinds = await kindsOfDocuments(trx, caseId);
  const sayIfKnown = (group: string, value: unknown) => {
    const key = `${group}.${String(value)}`;
    return typeof value === 'string' && say(key) !== key ? [say(key)] : [];
  };
  const aboutOf = ({ dokumenId, butir, periksa, hasil, saluran, lewat, aksi }: Record<string, unknown>) => [
    ...sayIfKnown('dokumen', kinds.get(String(dokumenId)) ?? butir), ...sayIfKnown('periksa', periksa), ...sayIfKnown('nilai', hasil), ...sayIfKnown('nilai', saluran), ...sayIfKnown('nilai', lewat),
    ...sayIfKnown('aksi', aksi),
  ];
  const moves = rows.map((row): HistoryItem => {
    const reason = typeof row.input?.alasan === 'string' ? row.input.alasan : null;
    return {
      id: row.id, seq: row.seq, action: row.action, label: say(`aksi.${row.action}`), fromPlace: row.from_place, toPlace: row.to_place,
      fromLabel: row.from_place ? say(`tempat.${row.from_place}`) : null, toLabel: say(`tempat.${row.to_place}`), moved: row.from_place !== row.to_place,
      round: row.round, actorKind: row.actor_kind, actorName: row.actor_name, outcome: row.outcome, byException: row.by_exception, at: row.at.toISOString(),
      note: typeof row.input?.catatan === 'string' ? row.input.catatan : null, reason: reason === null ? null : reasonText(reasons, reason, locale),
      about: aboutOf(row.input ?? {}),
    };
  });
  return [...moves, ...await hands(trx, caseId, say)].sort((a, b) => b.at.localeCompare(a.at) || b.seq - a.seq);
}

interface HandRow { id: string; kind: string; place: string; actor_name: string | null; parties: string | null; reason: string | null; at: Date }

/** What happened to the holding of the file: no moves, but part of its story. */
async function hands(trx: Knex.Transaction, caseId: string, say: (key: string) => string): Promise<HistoryItem[]> {
  const { rows } = await trx.raw<{ rows: HandRow[] }>(
    `select h.id, h.kind, c.place, b.name as actor_name, concat_ws(' → ', f.name, coalesce(t.name, '–')) as parties, h.reason, h.at
     from case_handovers h join cases c on c.id = h.case_id left join users b on b.id = h.by_id left join users f on f.id = h.from_id left join users t on t.id = h.to_id where h.case_id = :caseId
     union all
     select d.id, 'tunda', c.place, u.name, null, d.reason, d.from_at from case_holds d join cases c on c.id = d.case_id join users u on u.id = d.user_id where d.case_id = :caseId`, { caseId });
  return rows.map((row) => ({
    id: row.id, seq: 0, action: row.kind, label: say(`aksi.${row.kind}`), fromPlace: null, toPlace: row.place, fromLabel: null, toLabel: '', moved: false, round: 1,
    actorKind: row.actor_name ? 'staf' : 'sistem', actorName: row.actor_name, outcome: null, byException: false, at: row.at.toISOString(), note: row.reason, reason: row.parties, about: [],
  }));
}

async function kindsOfDocuments(trx: Knex.Transaction, caseId: string): Promise<Map<string, string>> {
  const rows = await trx('documents').where({ case_id: caseId }).select<{ id: string; kind: string }[]>('id', 'kind');
  return new Map(rows.map((row) => [row.id, row.kind]));
}
