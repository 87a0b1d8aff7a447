import type { Knex } from 'knex';
import type { ActContext, DoorPart } from '../../cases/index.ts';
import { factSource } from '../../cases/index.ts';

/** What was found of the documents in force; a replaced one takes its twins out of the way. */
export function twinsDoorPart(): Required<Pick<DoorPart, 'facts' | 'now'>> {
  return {
    facts: [factSource('kembaran', async (trx, { caseId }) => {
      const rows = await trx('document_twins as t').join('documents as d', 'd.id', 't.document_id').where({ 't.case_id': caseId }).whereNull('d.superseded_at').orderBy('t.id')
        .select<{ id: string; document_id: string; kind: string; verdict: 'sama' | 'berbeda' | null }[]>('t.id', 't.document_id', 'd.kind', 't.verdict');
      return rows.map((row) => ({ id: row.id, documentId: row.document_id, kind: row.kind, verdict: row.verdict }));
    })],
    now: { simpan_penilaian_kembaran: keepVerdict },
  };
}

async function keepVerdict(trx: Knex.Transaction, { input, actor, at, case: { id } }: ActContext): Promise<void> {
  const { kembaranId, hasil, alasan } = input as { kembaranId: string; hasil: string; alasan: string };
  await trx('document_twins').where({ id: kembaranId, case_id: id }).update({ verdict: hasil, verdict_reason: alasan, judged_by: actor.id, judged_at: at });
}
