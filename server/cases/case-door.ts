/** What the door of a case needs from the rest of the house; `app.ts` fills it, `cases` imports no feature. */
import type { Knex } from 'knex';
import type { CaseView } from '../domain/contract/cases.ts';
import type { Clock } from '../domain/clock.ts';
import type { Locale } from '../domain/messages/translate.ts';
import type { ChecklistDoc } from '../domain/sop/checklist.ts';
import type { Facts, FactKey } from '../domain/sop/facts.ts';
import type { Action, ActorIdentity, LetterId, Sop, TaskSpec } from '../domain/sop/model.ts';
import type { OfficeReason } from '../domain/messages/reasons.ts';
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
  /** Letter to the number typed for it, where the office numbers by hand. */
  letterNumbers?: Readonly<Record<LetterId, string>>;
}
export type NowEffect = (trx: Knex.Transaction, context: ActContext) => Promise<void>;

export interface FactQuestion { caseId: string; round: number; identityVersion: number; contactVersion: number; now: Date }
/** One fact, read by the feature that owns it. */
export interface FactSource<K extends FactKey = FactKey> { key: K; read(trx: Knex.Transaction, question: FactQuestion): Promise<Facts[K]> }

/** A file changed hands; `chosen` when somebody picked this colleague, so that what cannot go along refuses it. */
export interface HolderContext { case: CaseRow; fromId: string | null; toId: string | null; at: Date; chosen: boolean }
export type HolderEffect = (trx: Knex.Transaction, context: HolderContext) => Promise<void>;

/** A word to one colleague, shown at his desk; `params` fill the sentence of `textKey`. */
export interface Notice { officeId: string; userId: string; kind: string; caseId: string | null; textKey: string; params: Record<string, string>; at: Date }

/** A deadline beneath a case that is another one by the calendar of today. */
export interface MovedDeadline { what: 'berkas' | 'tugas' | 'perbaikan'; from: Date; to: Date }
/** Deadlines beneath a case, kept by the feature that owns them. */
export interface DeadlineKeeper {
  /** Open cases of the office with such a deadline that was reckoned with an earlier edition of the calendar. */
  behind(db: Knex, officeId: string, edition: number, most: number): Promise<string[]>;
  /** Reckons those of one case anew, which the caller has locked; answers the ones that moved. */
  recount(trx: Knex.Transaction, scene: { case: CaseRow; calendar: DeadlineCalendar; at: Date }): Promise<MovedDeadline[]>;
}

/** What a feature brings to the door: facts, named effects, what follows every opening, every act, every ending and every change of hands. */
export interface DoorPart { deadlines?: DeadlineKeeper; facts?: FactSource[]; now?: Record<string, NowEffect>; onOpen?: NowEffect[]; onAct?: NowEffect[]; onEnd?: NowEffect[]; onHolder?: HolderEffect[] }

export interface CaseDoor {
  clock: Clock;
  /** Keyed with the office's secret, because an unkeyed hash of an identity number can be guessed back, and history is never erased. Hex. */
  digest(text: string): string;
  facts: FactSource[];
  now: Record<string, NowEffect>;
  /** Run when a case is opened, in this order: the applicant, the files, the agreements. */
  onOpen: NowEffect[];
  /** Run after every act. */
  onAct: NowEffect[];
  /** Deadlines beneath a case, reckoned anew when the calendar changed. */
  deadlines: DeadlineKeeper[];
  /** Run when a file changed hands. */
  onHolder: HolderEffect[];
  notify(trx: Knex.Transaction, notice: Notice): Promise<void>;
  /** Run by every act that ends a case, whichever procedure it belongs to: what nobody will come back to is called off. */
  onEnd: NowEffect[];
  /** What the office asks of the documents: the list that holds today, for a case that begins; the one a case began with. */
  checklistOn(trx: Knex.Transaction, officeId: string, procedure: string, zone: string, at: Date): Promise<{ id: string; docs: ChecklistDoc[] } | undefined>;
  checklistOf(trx: Knex.Transaction, checklistId: string | null): Promise<ChecklistDoc[] | null>;
  calendarOf(trx: Knex | Knex.Transaction, officeId: string): Promise<DeadlineCalendar>;
  /** The reasons of an office: its words, its order, its own codes. */
  reasonsOf(trx: Knex | Knex.Transaction, officeId: string): Promise<OfficeReason[]>;
  /** Of a letter of this case that an act names; null where there is none. */
  letterKind(trx: Knex.Transaction, caseId: string, letterId: unknown): Promise<LetterId | null>;
  /** Letters whose number this office types (from its agenda book, or whole), among these. */
  typedNumbers(trx: Knex | Knex.Transaction, officeId: string, sop: Sop, letters: readonly LetterId[]): Promise<TypedNumber[]>;
  /** @throws InvalidError for a typed number that another letter of the office carries */
  checkTypedNumber(trx: Knex.Transaction, officeId: string, asked: TypedNumber, number: string, at: Date, sop: Sop): Promise<void>;
  issueLetter(trx: Knex.Transaction, context: ActContext, letter: LetterId): Promise<void>;
  /** The corrected address that waits at this case, as its screen shows it. */
  addressProposal(trx: Knex.Transaction, caseId: string, locale: Locale): Promise<CaseView['addressProposal']>;
  openTask(trx: Knex.Transaction, context: ActContext, task: TaskSpec): Promise<void>;
  /** Every decision leaves a line in the audit trail, in its own transaction. */
  noteAct(trx: Knex.Transaction, act: NotedAct): Promise<void>;
}

/** A number somebody types at the act: `field` is its key in the input. */
export interface TypedNumber { letter: LetterId; field: string; mode: 'agenda' | 'manual' }
/** The working calendar, how far its holidays are known, and which edition of it this is. */
export interface DeadlineCalendar extends WorkingCalendar { readonly knownYears: readonly string[]; readonly edition: number }

export interface NotedAct { caseId: string; officeId: string; actor: ActorIdentity; action: string; from: string; to: string; ref: string | null; requestId: string; byException: boolean }

/** A fact source with its types kept. */
export function factSource<K extends FactKey>(key: K, read: FactSource<K>['read']): FactSource {
  return { key, read };
}
