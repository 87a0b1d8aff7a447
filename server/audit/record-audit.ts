import type { Knex } from 'knex';
import type { AuditEventName } from '../domain/audit-events.ts';

/** One thing somebody did, saw or was refused. `detail` holds codes and counts, never a personal value. */
export interface AuditEvent {
  event: AuditEventName;
  actorKind: 'staf' | 'pemohon' | 'sistem' | 'tamu';
  actorId?: string | null;
  officeId?: string | null;
  caseId?: string | null;
  /** What was touched, as `kind:id`. */
  ref?: string | null;
  requestId?: string | null;
  ipHash?: string | null;
  detail?: Record<string, string | number | boolean | null>;
}

/** Appends to the audit trail (UU PDP art. 31). The app's database role can add rows and nothing else. */
export async function recordAudit(trx: Knex | Knex.Transaction, event: AuditEvent): Promise<void> {
  await trx('audit_events').insert({
    event: event.event, actor_kind: event.actorKind, actor_id: event.actorId ?? null, office_id: event.officeId ?? null, case_id: event.caseId ?? null,
    ref: event.ref ?? null, request_id: event.requestId ?? null, ip_hash: event.ipHash ?? null, detail: JSON.stringify(event.detail ?? {}),
  });
}
