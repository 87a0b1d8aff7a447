/** Which lists go out as files, with which columns; the filters and orders are those of the screens. */
import { caseList } from '../cases/index.ts';
import { maskEmail } from '../domain/identity/masking.ts';
import type { EXPORTED_LISTS } from '../domain/contract/supervision.ts';
import { isProvisional } from '../domain/provisional.ts';
import { translate, type Locale } from '../domain/messages/translate.ts';
import { currentSop } from '../domain/sop/catalogue.ts';
import { mailList } from '../mail/index.ts';
import { listOfRows, wholeList, type ListRequest, type ListSpec, type ListView } from '../platform/http/list.ts';
import { slaStepList, slaStepsOf } from '../reports/index.ts';
import { taskList } from '../tasks/index.ts';
import type { Exported } from './export-list.ts';
import { deviationView, exceptionView, officerLoadView, stepVisitView, type LoadPeriod } from './supervision-rows.view.ts';
import { stuckView, type StuckDeps } from './stuck-cases.view.ts';
import { deviationList, exceptionList, officerLoadList, stepVisitList, stuckList } from './supervision-lists.ts';
import type { Cell } from './table-files.ts';

export type ExportedList = (typeof EXPORTED_LISTS)[number];
export interface ExportScene { deps: StuckDeps; officeId: string; zone: string; now: Date; load: LoadPeriod; locale: Locale }

export const exportSpecs: Record<ExportedList, ListSpec> = {
  cases: caseList, 'stuck-cases': stuckList, tasks: taskList, emails: mailList, 'case-exceptions': exceptionList, 'case-deviations': deviationList,
  'officer-load': officerLoadList, 'step-visits': stepVisitList, 'sla-steps': slaStepList,
};

/** Columns of a screen's list: heading and cell. */
type Columns<R> = [heading: string, cell: (row: R) => Cell][];

function fromView<T extends object, R>(spec: ListSpec, request: ListRequest, view: ListView<T, R>, columns: Columns<R>): Exported {
  return {
    name: spec.name, columns: columns.map(([heading]) => heading),
    rows: { query: wholeList(spec, request, view), shape: async (row: T, within) => { const shown = await view.shape(row, within); return columns.map(([, cell]) => cell(shown)); } },
  };
}

interface CaseRow { number: string; procedure: string; place: string; step: string | null; turn: string | null; holder: string | null; origin: string; round: number; received_at: Date; due_at: Date | null; due_edition: number; archived_at: Date | null; ended_at: Date | null; outcome: string | null }
interface TaskRow { number: string; kind: string; actor: string; state: string; opened_at: Date; due_at: Date | null; due_edition: number; opener: string | null; closed_at: Date | null; closer: string | null }
interface MailRow { number: string | null; kind: string; to_address: string; state: string; attempts: number; last_error: string | null; created_at: Date; sent_at: Date | null }

export async function exportedList(list: ExportedList, request: ListRequest, scene: ExportScene): Promise<Exported> {
  const { deps: { db }, officeId, locale, zone } = scene;
  const say = (key: string | null) => (key === null ? null : translate(key, {}, locale));
  const at = (moment: Date | string | null) => (moment === null ? null : localText(moment, zone));
  const calendar = await scene.deps.door.calendarOf(db, officeId);
  // A column of its own would be read past; a date that may still move says so itself.
  const due = (moment: Date | string | null, provisional: boolean) => (moment === null ? null : `${at(moment)}${provisional ? ` (${translate('ekspor.sementara', {}, locale)})` : ''}`);
  const minutes = (value: number | null) => (value === null ? null : Math.round(value * 10) / 10);
  switch (list) {
    case 'cases': return fromView<CaseRow, CaseRow>(caseList, request, {
      base: () => db('cases as c').where('c.office_id', officeId), shape: (row) => row,
      select: (rows) => rows.select('c.*', db.raw('(select u.name from users u where u.id = c.holder_id) as holder')),
    }, [['ekspor.kolom.nomor', (row) => row.number], ['ekspor.kolom.prosedur', (row) => say(currentSop(row.procedure)?.title ?? row.procedure)], ['ekspor.kolom.tempat', (row) => say(`tempat.${row.place}`)],
      ['ekspor.langkah', (row) => row.step], ['ekspor.giliran', (row) => row.turn && say(`peran.${row.turn}`)], ['ekspor.kolom.pemegang', (row) => row.holder], ['isian.asal', (row) => say(`asal.${row.origin}`)],
      ['ekspor.putaran', (row) => row.round], ['ekspor.kolom.diterima', (row) => at(row.received_at)], ['ekspor.kolom.tenggat', (row) => due(row.due_at, row.archived_at === null && isProvisional(calendar, row.due_at, row.due_edition))], ['ekspor.kolom.berakhir', (row) => at(row.ended_at)],
      ['ekspor.kolom.hasil', (row) => row.outcome && say(`hasil.${row.outcome}`)]]);
    case 'stuck-cases': return fromView(stuckList, request, await stuckView(scene.deps, officeId, scene.now, locale), [
      ['ekspor.kolom.nomor', (row) => row.number], ['ekspor.kolom.prosedur', (row) => row.procedureLabel], ['ekspor.kolom.tempat', (row) => row.placeLabel], ['ekspor.giliran', (row) => row.turnLabel],
      ['ekspor.kolom.pemegang', (row) => row.holderName], ['ekspor.sebab', (row) => row.whyLabel], ['ekspor.kolom.tenggat', (row) => due(row.dueAt, row.dueProvisional)], ['ekspor.gerak_terakhir', (row) => at(row.lastAt)],
      ['ekspor.hambatan', (row) => row.obstacles.join(' / ')]]);
    case 'tasks': return fromView<TaskRow, TaskRow>(taskList, request, {
      base: () => db('tasks as t').where('t.office_id', officeId), shape: (row) => row,
      select: (rows) => rows.select('t.*', db.raw('(select c.number from cases c where c.id = t.case_id) as number'), db.raw('(select u.name from users u where u.id = t.opened_by) as opener'),
        db.raw('(select u.name from users u where u.id = t.closed_by) as closer')),
    }, [['ekspor.kolom.nomor', (row) => row.number], ['ekspor.kolom.tugas', (row) => say(`tugas.${row.kind}`)], ['ekspor.giliran', (row) => say(`peran.${row.actor}`)], ['ekspor.kolom.keadaan', (row) => say(`nilai.${row.state}`)],
      ['ekspor.kolom.dibuka', (row) => at(row.opened_at)], ['ekspor.dibuka_oleh', (row) => row.opener], ['ekspor.kolom.tenggat', (row) => due(row.due_at, row.state === 'terbuka' && isProvisional(calendar, row.due_at, row.due_edition))], ['ekspor.ditutup', (row) => at(row.closed_at)], ['ekspor.ditutup_oleh', (row) => row.closer]]);
    case 'emails': return fromView<MailRow, MailRow>(mailList, request, {
      base: () => db('emails as e').where('e.office_id', officeId), shape: (row) => row, select: (rows) => rows.select('e.*', db.raw('(select c.number from cases c where c.id = e.case_id) as number')),
    }, [['ekspor.kolom.nomor', (row) => row.number], ['ekspor.kolom.jenis', (row) => say(`surat.${row.kind}`)], ['ekspor.kolom.kepada', (row) => (row.to_address ? maskEmail(row.to_address) : null)],
      ['ekspor.kolom.keadaan', (row) => say(`keadaan_email.${row.state}`)], ['ekspor.kolom.percobaan', (row) => row.attempts], ['ekspor.galat', (row) => row.last_error], ['ekspor.dibuat', (row) => at(row.created_at)], ['ekspor.terkirim', (row) => at(row.sent_at)]]);
    case 'case-exceptions': return fromView(exceptionList, request, exceptionView(db, officeId, locale), [
      ['ekspor.kolom.nomor', (row) => row.caseNumber], ['ekspor.tindakan', (row) => row.actionLabel], ['isian.orang', (row) => row.personName], ['ekspor.pemberi', (row) => row.grantedByName], ['ekspor.putaran', (row) => row.round],
      ['isian.alasan', (row) => row.reason], ['ekspor.kolom.waktu', (row) => at(row.at)], ['ekspor.dipakai', (row) => say(row.used ? 'ekspor.ya' : 'ekspor.tidak')]]);
    case 'case-deviations': return fromView(deviationList, request, deviationView(db, officeId, locale), [
      ['ekspor.kolom.nomor', (row) => row.caseNumber], ['isian.jenis_penyimpangan', (row) => row.kindLabel], ['ekspor.langkah', (row) => row.step], ['ekspor.putaran', (row) => row.round],
      ['isian.keterangan', (row) => row.explanation], ['ekspor.pencatat', (row) => row.recordedByName], ['ekspor.kolom.waktu', (row) => at(row.at)]]);
    case 'officer-load': return fromView(officerLoadList, request, officerLoadView(db, officeId, scene.load, locale), [
      ['isian.orang', (row) => row.name], ['ekspor.peran', (row) => row.roles], ['ekspor.dipegang', (row) => row.held], ['ekspor.dipegang_lewat', (row) => row.heldOverdue], ['ekspor.selesai', (row) => row.done],
      ['ekspor.menit_kerja', (row) => minutes(row.workingMinutes)]]);
    case 'step-visits': return fromView(stepVisitList, request, stepVisitView(db, officeId, locale), [
      ['ekspor.kolom.nomor', (row) => row.caseNumber], ['ekspor.kolom.prosedur', (row) => row.procedureLabel], ['ekspor.langkah', (row) => row.step], ['ekspor.kegiatan', (row) => row.stepLabel], ['ekspor.putaran', (row) => row.round],
      ['isian.orang', (row) => row.officerName], ['ekspor.masuk', (row) => at(row.enteredAt)], ['ekspor.keluar', (row) => at(row.leftAt)], ['ekspor.menit_kerja', (row) => minutes(row.workingMinutes)], ['ekspor.menit_tunggu', (row) => minutes(row.waitingMinutes)]]);
    case 'sla-steps': {
      const { rows } = listOfRows(slaStepList, request, await slaStepsOf(db, { officeId, request, now: scene.now }, locale));
      return {
        name: slaStepList.name,
        columns: ['ekspor.kolom.prosedur', 'ekspor.langkah', 'ekspor.kegiatan', 'ekspor.pelaksana', 'ekspor.baku', 'ekspor.kunjungan', 'ekspor.sedang', 'ekspor.kerja_p50', 'ekspor.kerja_p90', 'ekspor.tunggu_p50', 'ekspor.tunggu_p90', 'ekspor.dalam_baku', 'ekspor.lewat_baku'],
        rows: { computed: rows.map((row) => [row.procedureLabel, row.printed ?? row.step, row.label, row.actorLabel, row.standardMinutes, row.visits, row.openNow, minutes(row.workingP50), minutes(row.workingP90),
          minutes(row.waitingP50), minutes(row.waitingP90), row.within, row.overruns]) },
      };
    }
  }
}

/** `2026-03-02 10:00` on the office's wall. */
function localText(moment: Date | string, zone: string): string {
  return new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'short' }).format(new Date(moment));
}
