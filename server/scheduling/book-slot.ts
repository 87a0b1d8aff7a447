import type { Knex } from 'knex';
import type { Availability } from '../domain/scheduling/free-slots.ts';
import { ActionClosedError } from '../platform/errors.ts';
import { closeChoice, insertAppointment } from './appointments.repository.ts';

const BUSY: Record<string, string> = {
  appointments_person_busy: 'jadwal.bentrok.petugas', appointments_person_buffer: 'jadwal.bentrok.petugas',
  appointments_room_busy: 'jadwal.bentrok.tempat', appointments_resource_busy: 'jadwal.bentrok.tempat',
};

/** Until when an officer is taken by a slot that ends then: his own buffer behind it. Null: no longer than the slot. */
export function busyAfter(end: Date, availability: Availability | undefined): Date | null {
  return availability && availability.bufferMinutes > 0 ? new Date(end.getTime() + availability.bufferMinutes * 60_000) : null;
}

/** Runs a write that takes a slot. @throws ActionClosedError when the person or the room is taken then; the database decides, so two at once cannot both win */
export async function takingSlot<T>(write: () => Promise<T>): Promise<T> {
  try {
    return await write();
  } catch (error) {
    const { code, constraint } = error as { code?: unknown; constraint?: unknown };
    if (code !== '23P01') throw error;
    throw new ActionClosedError([{
      key: 'hambatan.jadwal_bentrok', params: { apa: BUSY[String(constraint)] ?? 'jadwal.bentrok.petugas' }, fix: { workspace: 'jadwal', ref: 'mulai' },
    }]);
  }
}

/** Writes the appointment and ends the applicant's choice. @throws ActionClosedError */
export async function bookSlot(trx: Knex.Transaction, row: Parameters<typeof insertAppointment>[1]): Promise<void> {
  await takingSlot(() => insertAppointment(trx, row));
  await closeChoice(trx, row.case_id);
}
