/** One case as its screen shows it: masked identity, the road of steps, and every act with what stands against it. */
import type { Knex } from 'knex';
import type { CaseView, StepGuide } from '../domain/contract/cases.ts';
import { maskEmail, maskNib, maskNik, maskPhone } from '../domain/identity/masking.ts';
import { maskNpwp } from '../domain/identity/npwp.ts';
import { sayDay } from '../domain/messages/say-day.ts';
import { translate, type Locale } from '../domain/messages/translate.ts';
import { getSop } from '../domain/sop/catalogue.ts';
import { CHECKS, withChecklist } from '../domain/sop/checklist.ts';
import type { Facts } from '../domain/sop/facts.ts';
import { comparedKinds } from '../domain/sop/guards.ts';
import type { ActorIdentity, Obstacle, Sop, Step } from '../domain/sop/model.ts';
import { shortagesOf } from '../domain/sop/shortages.ts';
import { dayAfterMonths } from '../domain/sop/validity.ts';
import { isOffered, type OfficeReason } from '../domain/messages/reasons.ts';
import { actionsFor, dutiesOf, serves } from '../domain/workflow.ts';
import { dayIn } from '../domain/working-time.ts';
import { officeActionForm } from './action-form.ts';
import type { CaseDoor } from './case-door.ts';
import { isProvisional } from '../domain/provisional.ts';
import type { CaseRow } from './cases.repository.ts';
import { gatherFacts } from './gather-facts.ts';
import { findOpenHold, type HoldRow } from './holds.repository.ts';

interface SubjectRow {
  name: string | null; nik: string | null; npwp_typed: string | null; nib: string | null; email: string | null; phone: string | null; user_id_spse: string | null;
  address: string | null; regency_code: string | null; regency_name: string | null; birth_date: string | null;
  npwp_doubtful: boolean; npwp_judged: string | null; warnings: { field: string; key: string; params?: Record<string, string | number> }[];
}

/** Runs in the caller's transaction, so that an answer to an act shows exactly what the act left. */
export async function caseView(trx: Knex.Transaction, door: CaseDoor, actor: ActorIdentity, row: CaseRow, locale: Locale): Promise<CaseView> {
  // Asked at once: one round trip for all that depends on the row alone.
  const printed = getSop(row.procedure, row.sop_version);
  const [checklist, facts, subject, calendar, reasons, numbers, visited, hold, addressProposal] = await Promise.all([
    door.checklistOf(trx, row.checklist_id),
    gatherFacts(trx, door, row),
    trx<SubjectRow>('case_subjects as s').leftJoin('regions as r', 'r.code', 's.regency_code').where({ 's.case_id': row.id })
      .orderBy('s.role').first<SubjectRow | undefined>('s.*', 'r.name as regency_name'),
    door.calendarOf(trx, row.office_id),
    door.reasonsOf(trx, row.office_id),
    door.typedNumbers(trx, row.office_id, printed, printed.letters.map((letter) => letter.id)),
    trx('step_visits').where({ case_id: row.id }).distinct().pluck<string[]>('step'),
    row.on_hold_until ? findOpenHold(trx, row.id) : undefined,
    door.addressProposal(trx, row.id, locale),
  ]);
  const sop = withChecklist(printed, checklist);
  const place = sop.places[row.place];
  const step = row.step === null ? undefined : sop.steps[row.step];
  const say = (key: string) => translate(key, {}, locale);
  const acts = actionsFor({ sop, place: row.place, facts, actor, now: door.clock.now() });
  return {
    id: row.id, number: row.number, version: row.version, procedure: row.procedure, procedureLabel: say(sop.title), sopVersion: row.sop_version,
    place: row.place, placeLabel: say(`tempat.${row.place}`), step: row.step, stepPrinted: step?.printed ?? null, stepLabel: step ? say(step.title) : null,
    workspace: place?.workspace ?? row.workspace, turn: row.turn, turnLabel: row.turn ? say(`peran.${row.turn}`) : null, clock: row.clock,
    outcome: row.outcome, outcomeLabel: row.outcome ? say(`hasil.${row.outcome}`) : null, round: row.round, origin: row.origin, urgent: row.is_urgent,
    filing: row.outcome ? { description: `${translate(sop.title)} – ${row.number} – ${translate(`hasil.${row.outcome}`)}`, location: translate('arsip.lokasi_usul') } : null,
    holder: facts.pemegang, mine: facts.pemegang?.id === actor.id,
    claimable: facts.pemegang === null && serves(sop, row.place, actor.roles),
    ...ownership(sop, row, actor, hold),
    checklist: { ...facts.daftarPeriksa, kinds: comparedKinds(sop, facts) }, shortages: shortagesShown(sop, facts, reasons), repair: facts.perbaikan && { fields: facts.perbaikan.fields, documents: facts.perbaikan.documents, dueAt: facts.perbaikan.dueAt?.toISOString() ?? null, dueProvisional: isProvisional(calendar, facts.perbaikan.dueAt, facts.perbaikan.dueEdition), expiryProposed: facts.perbaikan.expiryProposed },
    receivedAt: row.received_at.toISOString(), placeEnteredAt: row.place_entered_at.toISOString(), stepEnteredAt: row.step_entered_at.toISOString(),
    dueAt: row.due_at?.toISOString() ?? null, dueProvisional: row.archived_at === null && isProvisional(calendar, row.due_at, row.due_edition), endedAt: row.ended_at?.toISOString() ?? null, archivedAt: row.archived_at?.toISOString() ?? null,
    subjectName: subject?.name ?? null, npwpDoubtful: subject?.npwp_doubtful ?? false, npwpJudged: subject?.npwp_judged ?? null,
    fields: subject ? maskedFields(sop, subject, row.extra_fields, locale) : [],
    guide: step ? guideOf(sop, step, locale) : null,
    steps: roadOfSteps(new Set(visited), row, sop, locale),
    documentKinds: sop.docs.map((doc) => ({
      kind: doc.kind, label: say(doc.label), help: doc.help ? say(doc.help) : null, required: !doc.requiredWhen, mayLack: doc.mayLack ?? false, lackReason: facts.tidakPunya[doc.kind] ?? null, lackStated: facts.dinyatakanTidakPunya[doc.kind] ?? null, validMonths: doc.validMonths ?? null,
      checks: doc.checks.map((check) => ({ id: check.id, label: say(`periksa.${check.id}`), bound: CHECKS[check.id]?.age && doc.validMonths ? translate('periksa.batas_terbit', { bulan: doc.validMonths, tanggal: sayDay(dayAfterMonths(dayIn(calendar.zone, door.clock.now()), -doc.validMonths), locale) }, locale) : null, at: check.at })),
    })),
    actions: acts.map(({ id, action, obstacles }) => ({
      id, label: say(`aksi.${id}`), tone: action.tone ?? 'biasa', embedded: action.embedded ?? false, to: action.to,
      obstacles: obstacles.map((obstacle) => obstacleShown(obstacle, locale)),
      letters: (action.letters ?? []).map((letter) => ({ id: letter, label: say(`surat.${letter}`), invites: sop.letters.some((spec) => spec.id === letter && spec.invites) })),
      input: officeActionForm(sop, action, locale, { reasons, numbers }),
    })),
    duties: dutiesOf({ sop, place: row.place, facts, actor, now: door.clock.now() }).map((duty) => obstacleShown(duty, locale)),
    addressProposal,
  };
}

/** Put aside until when and why; who could have the file, and whether this person may take it over or give it on. */
function ownership(sop: Sop, row: CaseRow, actor: ActorIdentity, hold: HoldRow | undefined): Pick<CaseView, 'onHold' | 'servedBy' | 'mayTakeOver' | 'mayHandOver'> {
  const { turn = null, alsoServedBy = [] } = sop.places[row.place] ?? {};
  const supervises = actor.roles.includes('penyelia') || actor.roles.includes('admin_kantor');
  return {
    onHold: hold ? { since: hold.from_at.toISOString(), until: hold.until_at.toISOString(), reason: hold.reason } : null,
    servedBy: [...(turn ? [turn] : []), ...alsoServedBy],
    mayTakeOver: row.holder_id !== null && row.holder_id !== actor.id && (serves(sop, row.place, actor.roles) || actor.roles.includes('penyelia')),
    mayHandOver: row.holder_id !== null && (row.holder_id === actor.id || supervises),
  };
}

/** The door asks the same function; a reason the office switched off meanwhile is chosen anew. */
function shortagesShown(sop: Sop, facts: Facts, reasons: readonly OfficeReason[]): CaseView['shortages'] {
  return shortagesOf(sop, facts).map(({ jenis, kunci, alasan, catatan }) => ({ jenis, kunci, alasan: alasan !== null && isOffered(reasons, alasan, 'kekurangan') ? alasan : '', ...(catatan ? { catatan } : {}) }));
}

function obstacleShown(obstacle: Obstacle, locale: Locale): CaseView['duties'][number] {
  return { key: obstacle.key, message: translate(obstacle.key, obstacle.params, locale), ...(obstacle.fix ? { fix: obstacle.fix } : {}) };
}

/** Masked unless the value is no secret between the office and the applicant. */
function maskedFields(sop: Sop, subject: SubjectRow, extra: Record<string, unknown>, locale: Locale): CaseView['fields'] {
  const plain: Record<string, string | null> = {
    nama: subject.name, user_id_spse: subject.user_id_spse, alamat: subject.address, tanggal_lahir: subject.birth_date,
    kabupaten: subject.regency_name ?? subject.regency_code,
  };
  const masked: Record<string, string | null> = {
    nik: subject.nik && maskNik(subject.nik), npwp: subject.npwp_typed && maskNpwp(subject.npwp_typed), nib: subject.nib && maskNib(subject.nib),
    email: subject.email && maskEmail(subject.email), telepon: subject.phone && maskPhone(subject.phone),
  };
  return sop.intake.fields.map((field) => {
    const isMasked = field.key in masked;
    const other = extra[field.key];
    return {
      key: field.key, label: translate(field.label, {}, locale), masked: isMasked,
      value: (isMasked ? masked[field.key] : plain[field.key]) ?? (typeof other === 'string' ? other : null),
      warnings: subject.warnings.filter((warning) => warning.field === field.key).map((warning) => translate(warning.key, warning.params, locale)),
    };
  });
}

function roadOfSteps(walked: ReadonlySet<string>, row: CaseRow, sop: Sop, locale: Locale): CaseView['steps'] {
  const order = Object.keys(sop.steps);
  // What stands before the first step taken here was done outside, before the file came in.
  const first = order.findIndex((id) => walked.has(id) || id === row.step);
  return Object.entries(sop.steps).map(([id, step], index) => ({
    id, printed: step.printed, label: translate(step.title, {}, locale), measured: step.measured,
    state: id === row.step ? 'kini' as const : walked.has(id) || index < first ? 'lewat' as const : 'belum' as const,
    standardMinutes: minutesOf(step),
  }));
}

function guideOf(sop: Sop, step: Step, locale: Locale): StepGuide {
  const say = (key: string) => translate(key, {}, locale);
  const by = say(`peran.${step.actor}`);
  return {
    source: [sop.head.nomor || sop.head.nama, step.printed && translate('bantuan.langkah', { n: step.printed }, locale)].filter(Boolean).join(', '),
    quote: step.quote, remarks: step.remarks ?? [], actor: step.via ? translate('bantuan.melalui', { siapa: by, lewat: say(`peran.${step.via}`) }, locale) : by,
    standardMinutes: minutesOf(step), requirement: step.perlengkapan ? say(step.perlengkapan) : null, output: step.output ? say(step.output) : null,
  };
}

function minutesOf({ standard }: Step): number | null {
  return typeof standard === 'object' && 'menit' in standard ? standard.menit : null;
}
