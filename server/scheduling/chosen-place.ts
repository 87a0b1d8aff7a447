/** Where a slot takes place that the applicant chose himself: nobody is there to type it in. */
import type { Office } from '../offices/index.ts';
import { meetingPlace, type MeetingRoom } from './meeting-link.gateway.ts';

export interface ChosenSlot { channel: 'daring' | 'luring'; personName: string }

/** The room's own place; where its link is still to be typed, the office's usual one, so that nobody is left without a word on where. */
export function chosenPlace(slot: ChosenSlot, room: MeetingRoom | undefined, { meetingRoom, deskRoom }: Pick<Office['settings'], 'meetingRoom' | 'deskRoom'>): string {
  const usual = slot.channel === 'daring' ? meetingRoom : deskRoom;
  return (room ? meetingPlace(room, undefined) : null) ?? (usual || `${room?.name ?? ''} (${slot.personName})`.trim());
}
