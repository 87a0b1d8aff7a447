/** The tabs of the queue. A tab travels in the address as its name; what it means depends on who asks. */
import type { Role } from '../../server/domain/permissions.ts';

export const QUEUE_TABS = ['saya', 'pegang', 'terbuka', 'menunggu', 'selesai'] as const;
export type QueueTab = (typeof QUEUE_TABS)[number];

/** Parts that have a turn in an SOP; the others supervise. */
const TURNS: readonly Role[] = ['helpdesk', 'verifikator', 'arsiparis'];

export function turnsOf(roles: readonly Role[]): Role[] {
  return TURNS.filter((part) => roles.includes(part));
}

export function firstTab(roles: readonly Role[]): QueueTab {
  return turnsOf(roles).length > 0 ? 'saya' : 'terbuka';
}

/** The server's filter for a tab. Unknown names show everything open. */
export function tabFilter(tab: unknown, who: { id: string; roles: readonly Role[] }): Record<string, unknown> {
  switch (tab) {
    case 'saya': return { turn: turnsOf(who.roles), clock: 'jalan', archived: false };
    case 'pegang': return { holderId: who.id, archived: false };
    case 'menunggu': return { clock: ['berhenti', 'berhenti_sampai_janji'], archived: false };
    case 'selesai': return { ended: true };
    default: return { archived: false };
  }
}
