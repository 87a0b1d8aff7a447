/**
 * What a procedure (SOP) can say. A procedure is one definition; nothing else in the program asks which procedure,
 * step or place it is dealing with.
 *
 * Two words are kept apart: a **step** is a printed line of the SOP (number, actor, standard time, output); a **place**
 * is where a case stands. Step 15 of seed 003 has three places.
 */
import type { z } from 'zod';
import type { Facts } from './facts.ts';

export type Actor = 'pemohon' | 'helpdesk' | 'verifikator' | 'penyelia' | 'arsiparis' | 'admin_kantor' | 'sistem' | 'pihak_luar';
export type MsgKey = string;
export type PlaceId = string;
export type StepId = string;
export type ActionId = string;
export type LetterId = string;
export type CheckId = string;
export type WorkspaceId =
  | 'penerimaan' | 'dokumen' | 'daftar_hitam' | 'surat' | 'menunggu' | 'lpse_lain' | 'jadwal' | 'verifikasi'
  | 'keputusan' | 'arsip' | 'terkunci';

/** Outcomes of decision 1 of product.md: each has its letter and passes the archive. */
export type Outcome = string;

/** A standard time as the source states it. Nobody invents minutes: unstated stays `tidak_dinyatakan`. */
export type Standard = { menit: number } | { hariKerja: [number, number] } | { jamKalender: number } | 'tidak_dinyatakan';

export interface Source { seed: string; line: number }

export interface Step {
  /** Number as printed in the source; null when the source does not print one. */
  printed: string | null;
  source: Source;
  title: MsgKey;
  /** The paragraph in the source's own words, for the help beside the work: quoted, so never translated. Scanning errors are mended. */
  quote: string;
  /** What the source's column Keterangan adds. */
  remarks?: string[];
  actor: Actor;
  /** Who carries it to the applicant (steps 13, 14, 18 go through helpdesk). */
  via?: Actor;
  standard: Standard;
  perlengkapan?: MsgKey;
  output?: MsgKey;
  measured: 'di_sini' | 'di_luar' | 'otomatis';
}

/** `berhenti_sampai_janji`: the clock stands still until the appointment begins, then runs. */
export type Clock = 'jalan' | 'berhenti' | 'berhenti_sampai_janji';

export interface Place {
  step: StepId | null;
  /** Whose turn it is; null once nobody has anything to do. */
  turn: Actor | null;
  /** Parts that may take the file besides: an office without an archivist files its own. */
  alsoServedBy?: Actor[];
  clock: Clock;
  workspace: WorkspaceId;
  /** Plain words for the applicant's status page. */
  publicText: MsgKey;
  tasks?: TaskSpec[];
  timers?: TimerSpec[];
  /** Nothing leaves this place, but for an act that reopens the case. */
  final?: true;
}

export interface TaskSpec {
  kind: string;
  /** In SPSE itself, where we have no hand, or with what the office has; the supervisor counts the two apart. */
  where: 'spse' | 'kantor';
  actor: Actor;
  step: StepId | null;
  standard: Standard;
  /** Structured proof; never just "ok". */
  proof: z.ZodObject;
  /** The person whose act opened the task may not close it. */
  notOpener?: boolean;
  /** Actions that stay closed while this task is open. */
  blocks: ActionId[];
  /** Undoes it outside, where it was done and the case then went another way than the acts it was done for. */
  undo?: TaskSpec;
}

export type TimerSpec = TimerRule & ({ after: Standard; from: 'masuk' | 'batas_perbaikan'; workingDaysBefore?: never } | {
  from: 'batas_perbaikan';
  /** At the beginning of that working day before the deadline; of several the first that leaves a whole working day after entering, none where none does. */
  workingDaysBefore: readonly number[];
} | {
  workingDaysBefore?: never;
  from: 'janji';
  /** Goes off so many minutes before the appointment begins, and no longer once `until` minutes are left: a late reminder misleads. */
  minutesBefore: number; until: number;
});

interface TimerRule {
  key: string;
  /** Skip when this fact holds at the moment of firing. */
  unless?: (facts: Facts) => boolean;
  /** Put off while this holds: asked again each time, and goes off once it holds no more. */
  waitsWhile?: (facts: Facts) => boolean;
  then: { remind: LetterId } | { act: ActionId };
}

export interface Obstacle {
  key: MsgKey;
  params?: Record<string, string | number>;
  /** Where it is mended; `act` names the act that mends it. */
  fix?: { workspace: WorkspaceId; ref?: string; act?: ActionId };
  /** Not the way on from an ending like this: refused, and not offered in the first place; another act is. */
  forGood?: true;
}

export interface GuardContext { now: Date; actor: ActorIdentity; sop: Sop; place: PlaceId; action: ActionId }

/** Pure. Decides from facts alone; the same answer is shown beside the button and enforced at the door. */
export type Guard = (facts: Facts, context: GuardContext) => Obstacle[];
/** Pure. Decides from facts and what was typed; runs only when the action is performed. */
export type InputGuard = (facts: Facts, input: Record<string, unknown>, context: GuardContext) => Obstacle[];

export interface ActorIdentity {
  kind: 'staf' | 'pemohon' | 'sistem';
  id: string | null;
  name: string;
  /** SOP parts this person may play. */
  roles: Actor[];
}

export type NowEffectName = string;
export type EffectName = string;

export interface Action {
  from: PlaceId[];
  /** A place, or `tetap`: the case stays where it is. */
  to: PlaceId;
  by: Actor[];
  /** Shape of the input; every action has one, an empty object at least. */
  input: z.ZodObject;
  guards?: Guard[];
  inputGuards?: InputGuard[];
  /** `bebas`: may be done by somebody who does not hold the case (a second person, a task, a guest-book entry). `bukan_rekan`: nobody needs to hold it, but no colleague may. */
  holder?: 'wajib' | 'bebas' | 'bukan_rekan';
  /** Four eyes: closed to whoever did one of these, in any round (on the same `ref`, when the action has one). */
  notSamePersonAs?: ActionId[];
  /** Name of the input key that names what is acted on (a hit, a task, a document). */
  ref?: string;
  /** Group of reason codes offered for the input key `alasan`. */
  reasons?: ReasonGroup;
  /** A repair: the next round begins. Facts tied to a document version or identity version survive while those do. */
  nextRound?: true;
  /** The case gets this outcome. */
  ends?: Outcome;
  /** Undoes an ending (decision 12): outcome and dates of the ending fall away. The only way out of a final place; the sealed part stays. */
  reopens?: true;
  letters?: LetterId[];
  /** Name of the input key that names a letter already issued: one of its kind is issued in its place. */
  reissues?: string;
  /** Same transaction: a verdict row, a number, a registry entry. Named here, provided by features in app.ts. */
  now?: NowEffectName[];
  /** Outbox: carried out after the commit, at least once. */
  later?: EffectName[];
  /** How the button looks: the one usual next act, an ordinary one, or one that ends or refuses. */
  tone?: 'utama' | 'biasa' | 'bahaya';
  /** Shown by a workspace of its own rather than as a button (a verdict row, a hit card). */
  embedded?: true;
}

export type ReasonGroup = 'kekurangan' | 'penolakan' | 'temuan' | 'jadwal' | 'penutupan' | 'penyimpangan' | 'pengecualian' | 'arsip'
  | 'pembatalan' | 'pembukaan';

export interface Field {
  key: string;
  schema: z.ZodType;
  label: MsgKey;
  hint?: MsgKey;
  input: 'text' | 'email' | 'tel' | 'date' | 'kabupaten' | 'textarea' | 'number';
  /** Typed a second time to catch slips. */
  repeat?: true;
  /** May be left empty. */
  optional?: true;
  /** Part of who somebody is: changing it makes steps 7 and 12 and identity-bound verdicts stale. */
  identity?: true;
  /** How somebody is reached: step 12 compares it, no document and no call does. Changing it makes step 12 stale alone. */
  contact?: true;
  askWhen?: (form: Record<string, unknown>) => boolean;
}

export interface Doc {
  kind: string;
  label: MsgKey;
  /** A sentence beneath its name: what it must hold. */
  help?: MsgKey;
  /** What the paper itself is called where it is to be brought along; else `asli.<kind>`. */
  original?: MsgKey;
  forms: ('scan' | 'asli' | 'salinan')[];
  requiredWhen?: (form: Record<string, unknown>) => boolean;
  /** null: the office's configured limit. */
  maxBytes: number | null;
  /** "Tidak punya, alasan": may be missing once somebody wrote down why. */
  mayLack?: boolean;
  /** Shows the face of the person: compared with whoever is on the call. */
  photo?: true;
  /** Counts for so many months after it was issued; absent: as long as it says itself. */
  validMonths?: number;
  /** Each is one row per document with who and when; `identity` ones fall away when the typed identity changes. */
  checks: { id: CheckId; at: PlaceId; identity?: true }[];
}

export interface Subject { role: 'pemohon' | 'perusahaan' | 'pengurus' | 'kuasa'; screen: ('daftar_hitam' | 'lpse_lain')[] }

export interface LetterSpec {
  id: LetterId;
  /** E1…E9 of domain.md 1.6, or the form's name. */
  to: 'pemohon' | 'verifikator';
  /** A numbered PDF is made beside the mail. */
  numbered?: true;
  /** The paper is signed by both sides; the words over the other side's name. */
  countersigned?: MsgKey;
  /** Carries the calendar entry of the appointment; before it goes out, somebody sees who gets it and at what local times. */
  invites?: true;
  /** Only the newest one of a case is valid: an earlier one is replaced. */
  replaces?: true;
  /** Worth nothing once the appointment it names has begun, or was moved: whatever held the mail up, it goes out no more then. */
  onlyBefore?: 'janji';
  /** Said for the time being: once one of these went out after it, or the case has ended, it says what is true no longer. */
  overtakenBy?: LetterId[];
  /** Logic-less: only `{variable}` from LETTER_VARIABLES. */
  subject: string;
  body: string;
}

/** Head of the paper, as printed. */
export interface SopHead {
  nomor: string; nama: string; dibuat: string; direvisi: string | null; disahkan: string | null; disahkanOleh: string;
  dasarHukum: string[]; kualifikasi: string[]; peralatan: string[]; keterkaitan: string[]; peringatan: string[];
}

export interface BlankForm { title: string; version: string; opening: string; lines: string[]; closing: string }

export interface ArchiveRule {
  step: StepId;
  place: PlaceId;
  /** Permendagri 83/2022 */
  code: string;
  activeYears: number; inactiveYears: number; disposition: 'musnah' | 'permanen' | 'dinilai_kembali';
  trigger: MsgKey;
  /** Own, shorter rule for scans of identity papers. */
  annexYears: number;
}

export interface Sop {
  code: string;
  version: number;
  title: MsgKey;
  /** Place in lists people read, the usual one first. */
  rank: number;
  head: SopHead;
  intake: { fields: Field[]; start: PlaceId; letters: LetterId[]; needsStatement: MsgKey; /** What to know before applying. */ guide: MsgKey };
  docs: Doc[];
  subjects: Subject[];
  steps: Record<StepId, Step>;
  places: Record<PlaceId, Place>;
  /** Opened by an act or by the program about one thing (a hit), wherever the case stands; done by deciding about that thing. */
  tasksAbout?: TaskSpec[];
  actions: Record<ActionId, Action>;
  letters: LetterSpec[];
  outcomes: Outcome[];
  archive: ArchiveRule;
  /** What somebody has to see to beside the way of the case, wherever it stands: shown at the case until it is mended. */
  duties?: Guard[];
  /** Forms an applicant may want on paper; an office may put its own version in their place (decision 16). */
  blankForms?: BlankForm[];
  messages: { id: Record<string, string>; en: Record<string, string> };
}
