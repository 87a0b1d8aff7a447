import type { Knex } from 'knex';
import { factSource, type ActContext, type DoorPart } from '../cases/index.ts';
import { closeWhenEntered, closeWhenOver } from './follow-uploads.ts';

const FORMS = ['asli', 'salinan', 'scan'] as const;

export function counterDoorPart(): DoorPart {
  return {
    facts: [factSource('kertas', async (trx, { caseId }) => {
      const { rows } = await trx.raw<{ rows: { n: number }[] }>(`select count(*)::int as n from case_papers where case_id = ? and form = 'asli' and returned_at is null`, [caseId]);
      return { originals: rows[0]?.n ?? 0 };
    })],
    now: { catat_berkas_masuk: takePapers, catat_berkas_keluar: giveOriginalsBack },
    onOpen: [closeWhenEntered], onAct: [closeWhenOver],
  };
}

/** One row for each line that was typed, under the form it was typed under. */
async function takePapers(trx: Knex.Transaction, context: ActContext): Promise<void> {
  const input = context.input as { penyerah: string } & Partial<Record<(typeof FORMS)[number], string>>;
  const rows = FORMS.flatMap((form) => linesOf(input[form]).map((name) => ({
    case_id: context.case.id, name, form, received_from: input.penyerah, received_by: context.actor.id, received_at: context.at, in_action_id: context.actionRowId,
  })));
  await trx('case_papers').insert(rows);
}

async function giveOriginalsBack(trx: Knex.Transaction, context: ActContext): Promise<void> {
  await trx('case_papers').where({ case_id: context.case.id, form: 'asli' }).whereNull('returned_at')
    .update({ returned_to: String(context.input.penerima), returned_by: context.actor.id, returned_at: context.at, out_action_id: context.actionRowId });
}

const linesOf = (text = ''): string[] => text.split('\n').map((line) => line.trim().slice(0, 200)).filter(Boolean);
