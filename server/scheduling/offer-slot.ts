import type { Knex } from 'knex';
import { workingMinutes, type WorkingCalendar } from '../domain/working-time.ts';
import type { ActContext } from '../cases/index.ts';
import { ActionClosedError, InvalidError } from '../platform/errors.ts';
import { insertAppointment } from './appointments.repository.ts';

interface Slot { mulai: string; menit: number; saluran: 'daring' | 'luring'; tempat: string; alasanDiLuarJam?: string }

const BUSY: Record<string, string> = { appointments_person_busy: 'jadwal.bentrok.petugas', appointments_room_busy: 'jadwal.bentrok.tempat' };

/**
 * Books the slot for the verifikator who offers it.
 * @throws InvalidError on `mulai` when any minute of the slot lies outside the office's working hours and no reason is given
 * @throws ActionClosedError when the person, or the room or link, is taken then; the database decides, so two at once cannot both win
 */
export async function offerSlot(trx: Knex.Transaction, calendar: WorkingCalendar, context: ActContext): Promise<void> {
  const { mulai, menit, saluran, tempat, alasanDiLuarJam } = context.input as unknown as Slot;
  const start = new Date(mulai);
  const end = new Date(start.getTime() + menit * 60_000);
  const outside = Math.abs(workingMinutes(calendar, start, end) - menit) > 0.001;
  if (outside && !alasanDiLuarJam) throw new InvalidError({ mulai: { key: 'galat.jadwal.di_luar_jam_kerja' } });
  if (!context.actor.id) throw new Error('a slot is offered by an officer');
  try {
    await insertAppointment(trx, {
      case_id: context.case.id, office_id: context.case.office_id, round: context.round, starts_at: start, ends_at: end, channel: saluran,
      location: tempat.trim(), verifikator_id: context.actor.id, created_at: context.at,
    });
  } catch (error) {
    const { code, constraint } = error as { code?: unknown; constraint?: unknown };
    if (code !== '23P01') throw error;
    throw new ActionClosedError([{
      key: 'hambatan.jadwal_bentrok', params: { apa: BUSY[String(constraint)] ?? 'jadwal.bentrok.petugas' }, fix: { workspace: 'jadwal', ref: 'mulai' },
    }]);
  }
}
