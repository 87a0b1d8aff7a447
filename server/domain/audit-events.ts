/** The names of what the audit trail may hold: those that have words. A name that was used once stays, since rows are kept. */
import { uiEventWords } from './messages/ui-event-words.ts';

const GROUP = 'ui.peristiwa.';
type NameIn<Key> = Key extends `${typeof GROUP}${infer Name}` ? Name : never;
export type AuditEventName = NameIn<keyof typeof uiEventWords>;
export const AUDIT_EVENTS = Object.keys(uiEventWords).map((key) => key.slice(GROUP.length)) as AuditEventName[];
