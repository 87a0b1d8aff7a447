/** The supervisor's first page: how much there is of everything that needs him, each with the list that opens it. */
import type { Knex } from 'knex';
import type { SupervisedFigure } from '../domain/contract/supervision.ts';
import { translate, type Locale } from '../domain/messages/translate.ts';
import { SHOWN_STATE } from '../mail/index.ts';
import { stoppedEffects } from '../operations/index.ts';
import type { Officer } from '../platform/http/route.ts';
import { unkeptCases } from '../scheduling/index.ts';
import { TASK_IN_SPSE } from '../tasks/index.ts';
import { stuckRows } from './stuck-cases.view.ts';

interface Counts {
  spse_open: number; spse_overdue: number; others_open: number; others_overdue: number; mails_failed: number; mails_bounced: number; exceptions: number; perlengkapan: number; waktu: number; output: number; unheld: number;
}

export async function supervisedFigures(db: Knex, { officer, from, now }: { officer: Officer; from: Date; now: Date }, locale: Locale): Promise<SupervisedFigure[]> {
  const { officeId } = officer;
  const stuck = await stuckRows(db, { officeId, now, unkept: await unkeptCases(db, officeId) }).joinRaw('cross join unnest(c.whys) as w(why)')
    .select<{ why: string; n: number }[]>('w.why', db.raw('count(*)::int as n')).groupBy('w.why');
  const { rows } = await db.raw<{ rows: Counts[] }>(
    `select t.spse_open, t.spse_overdue, t.others_open, t.others_overdue,
       (select count(*) from emails e where e.office_id = :officeId and ${SHOWN_STATE} = 'failed' and e.replaced_by is null)::int as mails_failed,
       (select count(*) from emails e where e.office_id = :officeId and ${SHOWN_STATE} = 'bounced' and e.replaced_by is null)::int as mails_bounced,
       (select count(*) from case_exceptions e where e.office_id = :officeId and e.at >= :from)::int as exceptions,
       d.perlengkapan, d.waktu, d.output
     from (select (count(*) filter (where ${TASK_IN_SPSE}))::int as spse_open, (count(*) filter (where ${TASK_IN_SPSE} and t.due_at < :now))::int as spse_overdue,
         (count(*) filter (where not ${TASK_IN_SPSE}))::int as others_open, (count(*) filter (where not ${TASK_IN_SPSE} and t.due_at < :now))::int as others_overdue
       from tasks t where t.office_id = :officeId and t.state = 'terbuka') t,
       (select (count(*) filter (where d.kind = 'perlengkapan'))::int as perlengkapan, (count(*) filter (where d.kind = 'waktu'))::int as waktu,
         (count(*) filter (where d.kind = 'output'))::int as output
       from case_deviations d where d.office_id = :officeId and d.at >= :from) d`, { officeId, now, from });
  const [stopped] = await stoppedEffects(db, officer).select<{ failed: number; held: number }[]>(db.raw('(count(*) filter (where o.held_at is null))::int as failed'), db.raw('(count(*) filter (where o.held_at is not null))::int as held'));
  const counts = rows[0];
  if (!counts) throw new Error('counting gave no row');
  const of = (why: string) => stuck.find((row) => row.why === why)?.n ?? 0;
  const since = from.toISOString();
  const figure = (id: string, count: number, alarming: boolean, resource: string, filter: SupervisedFigure['filter']): SupervisedFigure =>
    ({ id, label: translate(`pengawasan.angka.${id}`, {}, locale), count, alarming: alarming && count > 0, resource, filter });
  return [
    figure('lewat', of('lewat'), true, 'stuck-cases', { why: 'lewat' }),
    figure('diam', of('diam'), true, 'stuck-cases', { why: 'diam' }),
    figure('janji', of('janji'), true, 'stuck-cases', { why: 'janji' }),
    figure('pindaian', of('pindaian'), true, 'stuck-cases', { why: 'pindaian' }),
    figure('banding', of('banding'), true, 'stuck-cases', { why: 'banding' }),
    figure('efek_gagal', stopped?.failed ?? 0, true, 'failed-effects', { held: false }),
    figure('efek_ditahan', stopped?.held ?? 0, true, 'failed-effects', { held: true }),
    figure('tugas_spse', counts.spse_open, false, 'tasks', { state: 'terbuka', spse: true }),
    figure('tugas_spse_lewat', counts.spse_overdue, true, 'tasks', { state: 'terbuka', spse: true, dueBefore: now.toISOString() }),
    figure('tugas_lain', counts.others_open, false, 'tasks', { state: 'terbuka', spse: false }),
    figure('tugas_lain_lewat', counts.others_overdue, true, 'tasks', { state: 'terbuka', spse: false, dueBefore: now.toISOString() }),
    figure('email_gagal', counts.mails_failed, true, 'emails', { state: 'failed', replaced: false }),
    figure('email_kembali', counts.mails_bounced, true, 'emails', { state: 'bounced', replaced: false }),
    figure('pengecualian', counts.exceptions, false, 'case-exceptions', { from: since }),
    figure('penyimpangan_perlengkapan', counts.perlengkapan, false, 'case-deviations', { kind: 'perlengkapan', from: since }),
    figure('penyimpangan_waktu', counts.waktu, false, 'case-deviations', { kind: 'waktu', from: since }),
    figure('penyimpangan_output', counts.output, false, 'case-deviations', { kind: 'output', from: since }),
  ];
}
