import type { DoorPart } from '../cases/index.ts';
import { factSource } from '../cases/index.ts';
import type { DocumentFact, DocumentVerdict } from '../domain/sop/facts.ts';
import { getSop } from '../domain/sop/catalogue.ts';
import { attachDrafts } from './attach-drafts.ts';
import { takeReading } from './reading/take-reading.ts';
import { twinsDoorPart } from './twins/twins-door-part.ts';

interface Row { id: string; kind: string; scan_state: DocumentFact['scan']; check_id: string | null; verdict: DocumentVerdict | null; identity_version: number | null; procedure: string; sop_version: number }

/** Newest verdict per document and check; one that compares with what was typed falls away when that changes. */
const CURRENT = `
  select d.id, d.kind, u.scan_state, v.check_id, v.verdict, v.identity_version, c.procedure, c.sop_version
  from documents d join uploads u on u.id = d.upload_id join cases c on c.id = d.case_id
  left join lateral (
    select distinct on (x.check_id) x.check_id, x.verdict, x.identity_version from document_verdicts x
    where x.document_id = d.id order by x.check_id, x.judged_at desc, x.id desc
  ) v on true
  where d.case_id = ? and d.superseded_at is null order by d.kind`;

export function documentsDoorPart(): DoorPart {
  const twins = twinsDoorPart();
  return {
    facts: [...twins.facts, factSource('dokumen', async (trx, { caseId, identityVersion }) => {
      const { rows } = await trx.raw<{ rows: Row[] }>(CURRENT, [caseId]);
      const facts = new Map<string, DocumentFact>();
      for (const row of rows) {
        const fact = facts.get(row.id) ?? { id: row.id, kind: row.kind, scan: row.scan_state, verdicts: {} };
        facts.set(row.id, fact);
        if (!row.check_id || !row.verdict) continue;
        const check = getSop(row.procedure, row.sop_version).docs.find((doc) => doc.kind === row.kind)?.checks.find((candidate) => candidate.id === row.check_id);
        if (check?.identity && row.identity_version !== identityVersion) continue;
        fact.verdicts[row.check_id] = row.verdict;
      }
      return [...facts.values()];
    })],
    now: {
      ...twins.now,
      pakai_bacaan_dokumen: takeReading,
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
    }],
  };
}
