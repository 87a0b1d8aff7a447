/** What the door of a case needs from the rest of the house; `app.ts` fills it, `cases` imports no feature. */
import type { Knex } from 'knex';
import type { Clock } from '../domain/clock.ts';
import type { Facts, FactKey } from '../domain/sop/facts.ts';
import type { Action, ActorIdentity, LetterId, Sop, TaskSpec } from '../domain/sop/model.ts';
import type { WorkingCalendar } from '../domain/working-time.ts';
import type { CaseRow } from './cases.repository.ts';

/** Everything an effect of the same transaction may look at. */
export interface ActContext {
  case: CaseRow;
  sop: Sop;
  actionId: string;
  action: Pick<Action, 'to' | 'letters'>;
  /** Row of `case_actions` this act wrote. */
  actionRowId: string;
  actor: ActorIdentity;
  input: Record<string, unknown>;
  facts: Facts | null;
  at: Date;
  /** Round that holds after the act. */
  round: number;
}
export type NowEffect = (trx: Knex.Transaction, context: ActContext) => Promise<void>;

export interface FactQuestion { caseId: string; round: number; identityVersion: number; now: Date }
/** One fact, read by the feature that owns it. */
export interface FactSource<K extends FactKey = FactKey> { key: K; read(trx: Knex.Transaction, question: FactQuestion): Promise<Facts[K]> }

/** What a feature brings to the door. */
export interface DoorPart { facts?: FactSource[]; now?: Record<string, NowEffect>; onOpen?: NowEffect[] }

export interface CaseDoor {
  clock: Clock;
  facts: FactSource[];
  now: Record<string, NowEffect>;
  /** Run when a case is opened, in this order: the applicant, the files, the agreements. */
  onOpen: NowEffect[];
  calendarOf(trx: Knex.Transaction, officeId: string): Promise<WorkingCalendar>;
  issueLetter(trx: Knex.Transaction, context: ActContext, letter: LetterId): Promise<void>;
  openTask(trx: Knex.Transaction, context: ActContext, task: TaskSpec): Promise<void>;
  /** Every decision leaves a line in the audit trail, in its own transaction. */
  noteAct(trx: Knex.Transaction, act: NotedAct): Promise<void>;
}

export interface NotedAct { caseId: string; officeId: string; actor: ActorIdentity; action: string; from: string; to: string; ref: string | null; requestId: string; byException: boolean }

/** A fact source with its types kept. */
export function factSource<K extends FactKey>(key: K, read: FactSource<K>['read']): FactSource {
  return { key, read };
}
