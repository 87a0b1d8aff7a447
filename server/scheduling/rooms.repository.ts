import type { Knex } from 'knex';
import type { MeetingRoom } from './meeting-link.gateway.ts';

export interface RoomRow extends MeetingRoom { id: string; office_id: string; channel: 'daring' | 'luring'; is_active: boolean }

/** Taken by one appointment at a time; a room that makes a link for each meeting never is. */
export const isExclusive = (room: Pick<RoomRow, 'link_kind'>): boolean => room.link_kind !== 'dibuat';

/** Whether this place is not (any more) one of the room's; a room whose link is typed in each time has none of its own. */
export function leadsElsewhere(room: MeetingRoom, location: string): boolean {
  if (room.link_kind === 'tetap') return location !== room.address;
  return room.link_kind === 'dibuat' && !location.startsWith(`${room.address.replace(/\/+$/, '')}/`);
}

export async function findRoom(trx: Knex | Knex.Transaction, officeId: string, id: string): Promise<RoomRow | undefined> {
  return trx<RoomRow>('rooms').where({ id, office_id: officeId }).first();
}

/**
 * Holds what says where the office meets people until the transaction ends: whoever changes it sees who was booked at the old place, or is done before anybody reads
 * where to go. A plain read of both would let an invitation to the old place come into being between his look and his change.
 */
export async function holdPlaces(trx: Knex.Transaction, officeId: string, roomId: string | null): Promise<void> {
  await trx('offices').where({ id: officeId }).forShare().first('id');
  if (roomId !== null) await trx('rooms').where({ id: roomId, office_id: officeId }).forShare().first('id');
}

/** For whoever changes it: nobody is booked into it meanwhile. */
export async function lockRoom(trx: Knex.Transaction, officeId: string, id: string): Promise<RoomRow | undefined> {
  return trx<RoomRow>('rooms').where({ id, office_id: officeId }).forUpdate().first();
}

export async function activeRooms(trx: Knex | Knex.Transaction, officeId: string): Promise<RoomRow[]> {
  return trx<RoomRow>('rooms').where({ office_id: officeId, is_active: true }).orderBy(['name', 'id']);
}

/** All of them, those out of use too. */
export async function roomsOf(db: Knex | Knex.Transaction, officeId: string): Promise<RoomRow[]> {
  return db<RoomRow>('rooms').where({ office_id: officeId }).orderBy(['name', 'id']);
}

/** Undefined when the id is none of this office. */
export async function saveRoom(trx: Knex.Transaction, row: Omit<RoomRow, 'id'> & { id?: string }): Promise<RoomRow | undefined> {
  const { id, ...values } = row;
  const [saved] = id === undefined ? await trx<RoomRow>('rooms').insert(values).returning('*') : await trx<RoomRow>('rooms').where({ id, office_id: row.office_id }).update(values).returning('*');
  return saved;
}
