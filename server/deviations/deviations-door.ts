/** Deviations of the SOP's mutu baku and exceptions from its four eyes: recorded with their reason, never silent (decisions 9, 15). */
import type { Knex } from 'knex';
import { exceptable } from '../domain/workflow.ts';
import type { ActContext, DoorPart, NowEffect } from '../cases/index.ts';
import { getOffice } from '../offices/index.ts';
import { ActionClosedError, InvalidError } from '../platform/errors.ts';

export function deviationsDoorPart(): DoorPart {
  return {
    now: {
      catat_penyimpangan: recordDeviation,
      beri_pengecualian: grantException,
      // The door raises the version of the case itself.
      ubah_mendesak: async (trx, context) => { await trx('cases').where({ id: context.case.id }).update({ is_urgent: context.input.mendesak === true }); },
      catat_pengembalian_berkas: recordFileReturn,
    },
  };
}

/** A deviation of output explains one mail that did not arrive: the oldest that nobody explained yet. */
const recordDeviation: NowEffect = async (trx, context) => {
  const { jenis, catatan } = context.input as { jenis: 'perlengkapan' | 'waktu' | 'output'; catatan: string };
  await trx('case_deviations').insert({
    case_id: context.case.id, kind: jenis, step: context.case.step, round: context.round, explanation: catatan,
    subject: jenis === 'output' ? await oldestUnexplainedMail(trx, context.case.id) : null, recorded_by: context.actor.id, at: context.at,
  });
};

async function oldestUnexplainedMail(trx: Knex.Transaction, caseId: string): Promise<string | null> {
  const mail = await trx('emails as e').where('e.case_id', caseId).whereNot('e.state', 'sent').whereNull('e.replaced_by')
    .whereRaw(`not exists (select 1 from case_deviations d where d.case_id = e.case_id and d.kind = 'output' and d.subject = e.id::text)`)
    .orderBy([{ column: 'e.created_at' }, { column: 'e.id' }]).first<{ id: string } | undefined>('e.id');
  return mail?.id ?? null;
}

/** For one act, one person and this round. Nobody excepts himself: then there would be one pair of eyes. */
const grantException: NowEffect = async (trx, context) => {
  const { aksi, orangId, alasan } = context.input as { aksi: string; orangId: string; alasan: string };
  if (!exceptable(context.sop).includes(aksi)) throw new InvalidError({ aksi: { key: 'galat.pengecualian.aksi' } });
  if (orangId === context.actor.id) throw new InvalidError({ orangId: { key: 'galat.pengecualian.diri_sendiri' } });
  if ((await getOffice(trx, context.case.office_id)).settings.fourEyesException === 'tidak') throw new ActionClosedError([{ key: 'hambatan.pengecualian_tidak_diizinkan' }]);
  const person = await trx('users').where({ id: orangId, office_id: context.case.office_id, is_active: true }).first<{ id: string } | undefined>('id');
  if (!person) throw new InvalidError({ orangId: { key: 'galat.pengecualian.orang' } });
  await trx('case_exceptions').insert({
    case_id: context.case.id, action: aksi, user_id: orangId, round: context.round, granted_by: granter(context), reason: alasan, at: context.at,
  });
};

function granter(context: ActContext): string {
  if (!context.actor.id) throw new Error('an exception is granted by an officer');
  return context.actor.id;
}

/** What the applicant sent stays downloadable to him for the office's days (decision 7). */
const recordFileReturn: NowEffect = async (trx, context) => {
  const { settings } = await getOffice(trx, context.case.office_id);
  await trx('file_returns').insert({
    case_id: context.case.id, downloadable_until: new Date(context.at.getTime() + settings.returnDays * 86_400_000), returned_by: context.actor.id, at: context.at,
  });
};
