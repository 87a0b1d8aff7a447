import type { Knex } from 'knex';
import type { DoorPart } from '../cases/index.ts';
import { factSource } from '../cases/index.ts';
import type { DocumentFact, DocumentVerdict } from '../domain/sop/facts.ts';
import { verdictHolds } from '../domain/sop/checklist.ts';
import { attachDrafts } from './attach-drafts.ts';
import { SCAN_STATE } from './scan-state.ts';
import { stateAbsences } from './state-absences.ts';
import { takeReading } from './reading/take-reading.ts';
import { twinsDoorPart } from './twins/twins-door-part.ts';

interface Row { id: string; kind: string; scan_state: DocumentFact['scan']; check_id: string | null; verdict: DocumentVerdict | null; identity_version: number | null; reason_code: string | null; comment: string | null; }

/** Newest verdict per document and check; one that compares with what was typed falls away when that changes. */
const CURRENT = `
  select d.id, d.kind, ${SCAN_STATE} as scan_state, v.check_id, v.verdict, v.identity_version, v.reason_code, v.comment
  from documents d join uploads u on u.id = d.upload_id
  left join lateral (
    select distinct on (x.check_id) x.check_id, x.verdict, x.identity_version, x.reason_code, x.comment, x.judged_at from document_verdicts x
    where x.document_id = d.id order by x.check_id, x.judged_at desc, x.id desc
  ) v on true
  where d.case_id = ? and d.superseded_at is null order by d.kind, v.judged_at`;

export function documentsDoorPart(): DoorPart {
  const twins = twinsDoorPart();
  return {
    // What was accepted once is not asked again in the next round.
    facts: [...twins.facts, factSource('tidakPunya', (trx, { caseId }) => reasonsIn(trx, 'document_absences', caseId)),
    factSource('dinyatakanTidakPunya', (trx, { caseId }) => reasonsIn(trx, 'stated_absences', caseId)), factSource('dokumen', async (trx, { caseId, identityVersion }) => {
      const { rows } = await trx.raw<{ rows: Row[] }>(CURRENT, [caseId]);
      const facts = new Map<string, DocumentFact>();
      for (const row of rows) {
        const fact = facts.get(row.id) ?? { id: row.id, kind: row.kind, scan: row.scan_state, verdicts: {} };
        facts.set(row.id, fact);
        if (!row.check_id || !row.verdict) continue;
        if (!verdictHolds(row.check_id, row.identity_version ?? 0, identityVersion)) continue;
        fact.verdicts[row.check_id] = row.verdict;
        if (row.reason_code ?? row.comment) fact.remarks = { ...fact.remarks, [row.check_id]: { alasan: row.reason_code, catatan: row.comment } };
      }
      return [...facts.values()];
    })],
    now: {
      ...twins.now,
      pakai_bacaan_dokumen: takeReading,
      simpan_tidak_punya: async (trx, context) => {
        const { jenis, alasan } = context.input as { jenis: string; alasan: string };
        await trx('document_absences').insert({ case_id: context.case.id, kind: jenis, round: context.round, reason: alasan, recorded_by: context.actor.id, recorded_at: context.at }).onConflict(['case_id', 'kind', 'round']).merge();
      },
      simpan_penilaian_dokumen: async (trx, context) => {
        const input = context.input as { dokumenId: string; periksa: string; hasil: DocumentVerdict; alasan?: string; catatan?: string };
        await trx('document_verdicts').insert({
          case_id: context.case.id, document_id: input.dokumenId, check_id: input.periksa, verdict: input.hasil, reason_code: input.alasan ?? null,
          comment: input.catatan ?? null, round: context.round, identity_version: context.case.identity_version, judged_by: context.actor.id,
          judged_at: context.at, action_id: context.actionRowId,
        });
      },
    },
    onOpen: [async (trx, context) => {
      await attachDrafts(trx, {
        caseId: context.case.id, officeId: context.case.office_id, round: 1, origin: context.case.origin, at: context.at, sop: context.sop,
        drafts: (context.input.dokumen ?? {}) as Record<string, string>,
      });
      await stateAbsences(trx, { caseId: context.case.id, round: 1, at: context.at, sop: context.sop, reasons: (context.input.tidakPunya ?? {}) as Record<string, string> });
    }],
  };
}

/** The newest reason of each kind. */
async function reasonsIn(trx: Knex.Transaction, table: 'document_absences' | 'stated_absences', caseId: string): Promise<Record<string, string>> {
  const rows = await trx(table).where({ case_id: caseId }).orderBy('round').select<{ kind: string; reason: string }[]>('kind', 'reason');
  return Object.fromEntries(rows.map((row) => [row.kind, row.reason]));
}
