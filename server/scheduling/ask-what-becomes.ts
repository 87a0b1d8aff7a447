/** Before a place changes under people who are invited to it: somebody says what becomes of them. */
import { ActionClosedError } from '../platform/errors.ts';

/** `kabari`: they are moved and invited anew; `biarkan`: they stay where they were invited to. */
export type Booked = 'kabari' | 'biarkan';

/** So many numbers are named; the rest is counted. */
const NAMED = 5;

/** @throws ActionClosedError with how many and whom, where somebody is invited and nothing was said */
export function askWhatBecomes(slots: readonly { case_number: string }[], said: Booked | undefined, key: string): void {
  if (slots.length === 0 || said !== undefined) return;
  const numbers = slots.slice(0, NAMED).map((slot) => slot.case_number);
  throw new ActionClosedError([{ key, params: { jumlah: slots.length, berkas: numbers.join(', ') + (slots.length > NAMED ? ', …' : '') } }]);
}
