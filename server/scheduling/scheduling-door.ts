/** What the calendar brings to the door: the acts on an appointment and its checklist, and what guards ask about them. */
import { factSource, type ActContext, type DoorPart, type NowEffect } from '../cases/index.ts';
import { calendarOf, getOffice } from '../offices/index.ts';
import { InvalidError } from '../platform/errors.ts';
import {
  CONSENT_ITEM, PERSON_ITEM, changeOpenAppointment, checklistOf, closeChoice, currentAppointment, insertItem, isChoiceOpen, lastAttended, movesOf, openChoice,
  type AppointmentChange, type AppointmentState,
} from './appointments.repository.ts';
import { followHolder } from './follow-holder.ts';
import { keepCallPicture } from './call-evidence.ts';
import { handOverAppointment } from './hand-over.ts';
import { offerSlot } from './offer-slot.ts';
import { pickSlot } from './pick-slot.ts';
import { moveToPlaceOfNow } from './room-moves.ts';
import { troubleOf } from './unkept.ts';

export function schedulingDoorPart(): DoorPart {
  return {
    facts: [
      factSource('janji', async (trx, { caseId, round }) => {
        const row = await currentAppointment(trx, caseId, round);
        if (!row) return null;
        const { settings } = await getOffice(trx, row.office_id);
        return {
          id: row.id, state: row.state, start: row.starts_at, end: row.ends_at, answer: row.answer, verifikatorId: row.verifikator_id, trouble: await troubleOf(trx, row),
          moves: await movesOf(trx, caseId, round), mostMoves: settings.rescheduleLimit,
        };
      }),
      factSource('pilihanJadwal', (trx, { caseId }) => isChoiceOpen(trx, caseId)),
      factSource('pernahHadir', async (trx, { caseId }) => (await lastAttended(trx, caseId)) !== null),
      factSource('daftarPeriksa', (trx, { caseId }) => checklistOf(trx, caseId)),
    ],
    now: {
      buat_jadwal: async (trx, context) => offerSlot(trx, await calendarOf(trx, context.case.office_id), context),
      pilih_jadwal: pickSlot,
      alihkan_jadwal: handOverAppointment,
      pindah_tempat_jadwal: moveToPlaceOfNow,
      buka_pilihan_jadwal: async (trx, context) => { await openChoice(trx, context.case.id, context.at); },
      tutup_jadwal_diulang: closes('dijadwal_ulang', (context) => ({ closed_reason: String(context.input.alasan) })),
      catat_hadir: closes('hadir'),
      catat_tidak_hadir: closes('tidak_hadir'),
      minta_jadwal_lain: closes('dijadwal_ulang', (context) => ({ answer: 'lain', wish: String(context.input.keinginan) })),
      setujui_jadwal: async (trx, context) => { await changeOpenAppointment(trx, context.case.id, { state: 'dikonfirmasi', answer: 'ya' }); },
      tutup_jadwal: callOff,
      simpan_daftar_periksa: saveChecklistRow,
      simpan_penilaian_orang: savePersonCheck,
      simpan_bukti_panggilan: keepCallPicture,
    },
    onHolder: [followHolder],
    onEnd: [callOff],
  };
}

function closes(state: AppointmentState, more: (context: ActContext) => AppointmentChange = () => ({})): NowEffect {
  return async (trx, context) => {
    await changeOpenAppointment(trx, context.case.id, { ...more(context), state, closed_at: context.at, closed_by: context.actor.id, closed_by_kind: context.actor.kind });
  };
}

/** A case that ends may have none: then there is nothing to call off, and a second call changes nothing. */
const callOff: NowEffect = async (trx, context) => {
  await closeChoice(trx, context.case.id);
  await closes('batal', () => ({ closed_reason: context.actionId }))(trx, context);
};

const saveChecklistRow: NowEffect = async (trx, context) => {
  const { butir, ada, sesuaiAsli, keterangan } = context.input as { butir: string; ada: boolean; sesuaiAsli: boolean; keterangan?: string };
  if (!context.sop.docs.some((doc) => doc.kind === butir)) throw new InvalidError({ butir: { key: 'galat.isian.pilihan' } });
  await insertItem(trx, { ...judged(context), item: butir, present: ada, matches_original: sesuaiAsli, note: keterangan ?? null });
};

const savePersonCheck: NowEffect = async (trx, context) => {
  const { orangSesuai, persetujuan, keterangan } = context.input as { orangSesuai: boolean; persetujuan: boolean; keterangan?: string };
  const note = keterangan ?? null;
  await insertItem(trx, { ...judged(context), item: PERSON_ITEM, present: orangSesuai, matches_original: orangSesuai, note });
  await insertItem(trx, { ...judged(context), item: CONSENT_ITEM, present: persetujuan, matches_original: persetujuan, note });
};

function judged(context: ActContext): { case_id: string; round: number; identity_version: number; judged_by: string; judged_at: Date } {
  if (!context.actor.id) throw new Error('the checklist is filled by an officer');
  return { case_id: context.case.id, round: context.round, identity_version: context.case.identity_version, judged_by: context.actor.id, judged_at: context.at };
}
