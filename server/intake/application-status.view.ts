/** What a private link shows: where the file stands in plain words, what is expected, and everything of the applicant's own. */
import type { Knex } from 'knex';
import { APPLICANT, findCase, gatherFacts, type CaseDoor, type CaseRow, type DeadlineCalendar } from '../cases/index.ts';
import type { ApplicationStatus } from '../domain/contract/intake.ts';
import { reasonText, type OfficeReason } from '../domain/messages/reasons.ts';
import { translate, type Locale } from '../domain/messages/translate.ts';
import { isProvisional } from '../domain/provisional.ts';
import { getSop } from '../domain/sop/catalogue.ts';
import { withChecklist } from '../domain/sop/checklist.ts';
import type { Facts } from '../domain/sop/facts.ts';
import type { Sop } from '../domain/sop/model.ts';
import { obstacles } from '../domain/workflow.ts';
import { getOffice, type Office } from '../offices/index.ts';
import { NotFoundError } from '../platform/errors.ts';
import { documentShape, fieldShape } from './form-shape.ts';
import { localMoment } from './local-moment.ts';
import { offeredSlots } from './offered-slots.view.ts';
import { latestAppointment, lettersTo, ownFiles, visitsOf } from './own-papers.view.ts';
import { findOpenRepair } from './repair-requests.repository.ts';

export interface StatusDeps { door: CaseDoor; maxUploadBytes: number }
type Allowed = ApplicationStatus['allowed'][number];

/** Acts of the SOP behind each thing a link can send; one of them being open is enough. */
export const ACTS_OF: Readonly<Record<Allowed, readonly string[]>> = {
  repair: ['kirim_perbaikan'], appointment: ['setujui_jadwal', 'minta_jadwal_lain'], choose: ['pilih_jadwal'], visits: ['catat_buku_tamu'], withdraw: ['tarik_permohonan'],
};

const ANSWERS = { ya: 'setujui_jadwal', lain: 'minta_jadwal_lain' } as const;

/** @throws NotFoundError */
export async function applicationStatus(trx: Knex.Transaction, deps: StatusDeps, caseId: string, locale: Locale): Promise<ApplicationStatus> {
  const row = await findCase(trx, caseId, null);
  if (!row) throw new NotFoundError();
  const sop = withChecklist(getSop(row.procedure, row.sop_version), await deps.door.checklistOf(trx, row.checklist_id));
  const office = await getOffice(trx, row.office_id);
  const facts = await gatherFacts(trx, deps.door, row);
  const allowed = allowedActs(sop, row, facts, deps.door.clock.now());
  const shown = row.ended_at ? null : await latestAppointment(trx, row.id, office, deps.door.clock.now(), locale);
  const open = isOpen(sop, row, facts, deps.door.clock.now());
  const appointment = shown && { ...shown, may: (['ya', 'lain'] as const).filter((answer) => open(ANSWERS[answer])) };
  const repair = await repairOf(trx, {
    row, sop, office, locale, now: deps.door.clock.now(), maxUploadBytes: deps.maxUploadBytes, calendar: await deps.door.calendarOf(trx, office.id), reasons: await deps.door.reasonsOf(trx, office.id),
  });
  return {
    caseNumber: row.number, procedure: row.procedure, procedureLabel: translate(sop.title, {}, locale),
    office: { name: office.name, contact: office.letterhead.contact, zone: translate(`zona.${office.zone}`, {}, locale) },
    placeText: translate(appointment?.phase === 'lewat' ? 'publik.jadwal_lewat' : sop.places[row.place]?.publicText ?? `tempat.${row.place}`, {}, locale),
    expected: expectations(allowed, repair, appointment, locale),
    round: row.round, receivedAt: row.received_at.toISOString(), endedAt: row.ended_at?.toISOString() ?? null,
    outcome: row.outcome, outcomeLabel: row.outcome ? translate(`hasil.${row.outcome}`, {}, locale) : null,
    repair, appointment, slots: allowed.includes('choose') ? await offeredSlots(trx, row, office, deps.door.clock.now(), locale) : [], letters: await lettersTo(trx, row.id, locale), files: await ownFiles(trx, sop, row.id, locale),
    visits: await visitsOf(trx, row.id), allowed,
  };
}

/** The same rules that the door enforces. */
function allowedActs(sop: Sop, row: CaseRow, facts: Facts, now: Date): Allowed[] {
  return (Object.keys(ACTS_OF) as Allowed[]).filter((act) => ACTS_OF[act].some(isOpen(sop, row, facts, now)));
}

const isOpen = (sop: Sop, row: CaseRow, facts: Facts, now: Date) => (action: string) => obstacles({ sop, place: row.place, facts, actor: APPLICANT, now }, action).length === 0;

function expectations(allowed: Allowed[], repair: ApplicationStatus['repair'], appointment: ApplicationStatus['appointment'], locale: Locale): string[] {
  const acts = allowed.filter((act) => act === 'repair' || act === 'visits' || act === 'choose' || (act === 'appointment' && appointment?.answer === null));
  if (acts.length === 0) return [translate('publik.harapan.tidak_ada', {}, locale)];
  const what = (act: Allowed) => (act === 'repair' && repair?.overdue ? 'repair_lewat' : act === 'appointment' && appointment?.phase === 'lewat' ? 'appointment_lewat' : act === 'appointment' && !appointment?.may.includes('lain') ? 'jadwal_ya' : act);
  return acts.map((act) => translate(`publik.harapan.${what(act)}`, { batas: repair?.dueText ?? '' }, locale));
}

async function repairOf(trx: Knex.Transaction, about: { row: CaseRow; now: Date; sop: Sop; office: Office; locale: Locale; maxUploadBytes: number; calendar: DeadlineCalendar; reasons: readonly OfficeReason[] }): Promise<ApplicationStatus['repair']> {
  const { row, sop, office, locale } = about;
  const open = await findOpenRepair(trx, row.id);
  if (!open) return null;
  const asked = (kind: 'isian' | 'dokumen', key: string) => {
    const item = open.items.find((candidate) => candidate.jenis === kind && candidate.kunci === key);
    return item ? { reason: reasonText(about.reasons, item.alasan, locale), note: item.catatan ?? null } : null;
  };
  return {
    round: open.round, openedAt: open.opened_at.toISOString(), dueAt: open.due_at.toISOString(), dueText: localMoment(open.due_at, office.zone, locale) + (isProvisional(about.calendar, open.due_at, open.due_edition) ? ` (${translate('publik.sementara', {}, locale)})` : ''), dueProvisional: isProvisional(about.calendar, open.due_at, open.due_edition), overdue: open.due_at < about.now, note: open.note,
    fields: sop.intake.fields.flatMap((field) => {
      const why = asked('isian', field.key);
      return why ? [{ ...fieldShape(field, locale), required: true, ...why }] : [];
    }),
    documents: sop.docs.flatMap((doc) => {
      const why = asked('dokumen', doc.kind);
      return why ? [{ ...documentShape(doc, locale, Math.min(about.maxUploadBytes, (office.settings.uploadMegabytes ?? Infinity) * 1024 * 1024)), required: true, ...why }] : [];
    }),
  };
}
