/** Where a slot takes place that the applicant chose himself: nobody is there to type it in. */
import type { Office } from '../offices/index.ts';
import { meetingPlace, type MeetingRoom } from './meeting-link.gateway.ts';

export interface ChosenSlot { channel: 'daring' | 'luring'; personName: string }

/** Where the office meets applicants of this channel as a rule; empty where it said nothing. */
export const usualOf = ({ meetingRoom, deskRoom }: Pick<Office['settings'], 'meetingRoom' | 'deskRoom'>, channel: 'daring' | 'luring'): string => (channel === 'daring' ? meetingRoom : deskRoom);

/** The room's own place; where its link is still to be typed, the office's usual one, so that nobody is left without a word on where. */
export function chosenPlace(slot: ChosenSlot, room: MeetingRoom | undefined, settings: Pick<Office['settings'], 'meetingRoom' | 'deskRoom'>): string {
  const usual = usualOf(settings, slot.channel);
  return (room ? meetingPlace(room, undefined) : null) ?? (usual || `${room?.name ?? ''} (${slot.personName})`.trim());
}
