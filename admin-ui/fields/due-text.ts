/** How much time is left, as a chip says it. The minutes are those of the wall: the due moment already knows the office's calendar. */
import type { UiKey } from '../../server/domain/messages/ui-words.ts';

export type Urgency = 'terlambat' | 'segera' | 'tenang' | 'berhenti';
export interface DueText { urgency: Urgency; key: UiKey; params: Record<string, number | string> }

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
/** From here on a case is worth looking at before others. */
const SOON = 15 * MINUTE;

/** null: nothing is due. A stopped clock says so instead of counting. */
export function dueText(dueAt: string | null, now: Date, clock: string): DueText | null {
  if (clock !== 'jalan') return { urgency: 'berhenti', key: 'ui.tenggat.berhenti', params: {} };
  if (!dueAt) return null;
  const left = new Date(dueAt).getTime() - now.getTime();
  return left < 0 ? { urgency: 'terlambat', ...late(-left) } : { urgency: left <= SOON ? 'segera' : 'tenang', ...remaining(left) };
}

function late(over: number): Omit<DueText, 'urgency'> {
  if (over < HOUR) return { key: 'ui.tenggat.lewat_menit', params: { n: Math.max(1, Math.floor(over / MINUTE)) } };
  if (over < DAY) return { key: 'ui.tenggat.lewat_jam', params: { n: Math.floor(over / HOUR) } };
  return { key: 'ui.tenggat.lewat_hari', params: { n: Math.floor(over / DAY) } };
}

function remaining(left: number): Omit<DueText, 'urgency'> {
  if (left < HOUR) return { key: 'ui.tenggat.sisa_menit', params: { n: Math.max(1, Math.ceil(left / MINUTE)) } };
  if (left < DAY) return { key: 'ui.tenggat.sisa_jam', params: { n: Math.floor(left / HOUR) } };
  return { key: 'ui.tenggat.sisa_hari', params: { n: Math.floor(left / DAY) } };
}
