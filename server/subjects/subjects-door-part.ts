import type { Knex } from 'knex';
import { factSource, type ActContext, type DoorPart } from '../cases/index.ts';
import { getOffice } from '../offices/index.ts';
import { storeApplicant } from './store-applicant.ts';
import { findApplicant, updateApplicant } from './subjects.repository.ts';
import { dayIn } from '../domain/working-time.ts';

/** What the applicant's identity brings to the door: who applies, whether the NPWP is settled, and its judgement. */
export function subjectsDoorPart(): DoorPart {
  return {
    facts: [
      factSource('identitas', async (trx, { caseId }) => {
        const row = await findApplicant(trx, caseId);
        return { npwpDoubtful: row?.npwp_doubtful ?? false, npwpJudged: row?.npwp_judged ?? null };
      }),
    ],
    now: { simpan_penilaian_npwp: judgeNpwp },
    onOpen: [openApplicant],
  };
}

async function openApplicant(trx: Knex.Transaction, context: ActContext): Promise<void> {
  const office = await getOffice(trx, context.case.office_id);
  const fields = context.input.isian as Record<string, string>;
  await storeApplicant(trx, { caseId: context.case.id, sop: context.sop, fields, today: dayIn(office.zone, context.at) });
}

/** The reason stays with the act; here only what the guard of step 17 asks. */
async function judgeNpwp(trx: Knex.Transaction, context: ActContext): Promise<void> {
  await updateApplicant(trx, context.case.id, { npwp_judged: String(context.input.hasil) });
}
