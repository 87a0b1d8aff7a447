/** Where a call takes place. Three ways today; a provider with an interface of its own would be a fourth `link_kind` here and nowhere else. */
import { randomBytes } from 'node:crypto';

export interface MeetingRoom { name: string; link_kind: 'tetap' | 'dibuat' | 'diketik'; address: string }

const ALPHABET = 'abcdefghijkmnpqrstuvwxyz23456789';
const unguessable = () => Array.from(randomBytes(20), (byte) => ALPHABET[byte % ALPHABET.length]).join('');

/**
 * The address of a meeting in this room. `tetap`: the room's own; `dibuat`: one for this meeting alone, that nobody can guess
 * (Jitsi-style: whoever opens it is in the room); `diketik`: what the officer typed, null when nothing was.
 */
export function meetingPlace(room: MeetingRoom, typed: string | undefined): string | null {
  if (room.link_kind === 'tetap') return room.address;
  if (room.link_kind === 'dibuat') return `${room.address.replace(/\/+$/, '')}/verifikasi-${unguessable()}`;
  return typed?.trim() || null;
}
