import type { Knex } from 'knex';
import { factSource, type ActContext, type DoorPart } from '../cases/index.ts';
import { repairDeadlines } from './recount-repairs.ts';
import { openRepairRequest } from './open-repair-request.ts';
import type { Agreed } from './read-submission.ts';
import { receiveRepair } from './receive-repair.ts';
import { closeRepair, findOpenRepair, proposeExpiry } from './repair-requests.repository.ts';
import { unfiledOf } from '../subjects/index.ts';
import { guestBookOf, insertVisit, insertVisitDeviation } from './visits.repository.ts';

/** The guest book, the repair loop and the agreements, as the door of a case needs them. */
export function intakeDoorPart(): DoorPart {
  return {
    deadlines: repairDeadlines,
    facts: [
      factSource('kunjungan', (trx, { caseId, round }) => guestBookOf(trx, caseId, round)),
      factSource('perbaikan', async (trx, { caseId }) => {
        const open = await findOpenRepair(trx, caseId);
        if (!open) return null;
        const keys = (kind: 'isian' | 'dokumen') => open.items.filter((item) => item.jenis === kind).map((item) => item.kunci);
        return { id: open.id, round: open.round, fields: keys('isian'), documents: keys('dokumen'), dueAt: open.due_at, dueEdition: open.due_edition, expiryProposed: open.expiry_proposed_at !== null };
      }),
      factSource('kiriman', (trx, { caseId }) => unfiledOf(trx, caseId)),
    ],
    now: {
      simpan_kunjungan: saveVisit,
      catat_penyimpangan_kunjungan: saveVisitDeviation,
      buka_permintaan_perbaikan: openRepairRequest,
      terima_perbaikan: receiveRepair,
      usulkan_kedaluwarsa: (trx, context) => proposeExpiry(trx, context.case.id, context.at),
      tarik_permintaan: (trx, context) => closeRepair(trx, context.case.id, { at: context.at, how: 'ditarik', origin: null }),
      tutup_permintaan: (trx, context) => closeRepair(trx, context.case.id, { at: context.at, how: 'ditutup', origin: null }),
    },
    onOpen: [saveConsents],
  };
}

async function saveVisit(trx: Knex.Transaction, context: ActContext): Promise<void> {
  const { nama, keperluan } = context.input as { nama: string; keperluan: string };
  await insertVisit(trx, {
    caseId: context.case.id, officeId: context.case.office_id, round: context.round, name: nama, purpose: keperluan,
    via: context.actor.kind === 'pemohon' ? 'tautan' : 'loket', recordedBy: context.actor.id, at: context.at,
  });
}

async function saveVisitDeviation(trx: Knex.Transaction, context: ActContext): Promise<void> {
  await insertVisitDeviation(trx, {
    caseId: context.case.id, step: context.case.step, round: context.round, explanation: String(context.input.catatan), recordedBy: context.actor.id, at: context.at,
  });
}

/** Which texts the applicant agreed to, and when. A file from the counter or by mail carries its agreement on paper. */
async function saveConsents(trx: Knex.Transaction, context: ActContext): Promise<void> {
  const agreed = context.input.persetujuan as Agreed | null;
  if (!agreed) return;
  await trx('consents').insert(Object.entries(agreed).map(([kind, version]) => ({ case_id: context.case.id, kind, version, at: context.at })));
}
