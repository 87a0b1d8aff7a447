import type { Knex } from 'knex';
import { z } from 'zod';
import type { CheckItem, HitView } from '../domain/contract/checks.ts';
import { translate, type Locale } from '../domain/messages/translate.ts';
import { sayReason } from '../domain/screening/say-reason.ts';
import type { ScreeningReason } from '../domain/screening/screening.ts';
import { dayIn } from '../domain/working-time.ts';
import { DRAWING, LACKING_PAGES, SHOWN_PAGES } from '../documents/index.ts';
import { getOffice } from '../offices/index.ts';
import { parseList, runList, type listQuery, type ListSpec } from '../platform/http/list.ts';
import { withinAudit } from '../platform/http/audit-scope.ts';
import type { Officer, Reply } from '../platform/http/route.ts';
import { everybodyLookedFor } from './everybody-looked-for.ts';
import { newestFinishedImport } from './blacklist.repository.ts';
import { listFreshness, looksCountSince } from './freshness-rule.ts';

export const checkList: ListSpec = {
  name: 'checks',
  filters: {
    id: { column: 'k.id', type: z.uuid() },
    caseId: { column: 'k.case_id', type: z.uuid() },
    kind: { column: 'k.kind', type: z.enum(['daftar_hitam', 'lpse_lain']) },
    round: { column: 'k.round', type: z.int().min(1).max(1000) },
    importId: { column: 'k.import_id', type: z.uuid() },
    freshness: { column: 'k.freshness', type: z.enum(['segar', 'kuning', 'merah']) },
  },
  sorts: { runAt: 'k.run_at', kind: 'k.kind', round: 'k.round', id: 'k.id' },
  defaultSort: ['runAt', 'DESC'],
  tieBreak: 'k.id',
};

type Frozen = Record<string, unknown> & { tingkat?: HitView['level']; reasons?: ScreeningReason[]; keadaan?: string };
interface Asked { peran: string; siapa?: string; nama: string; nik: string | null; npwp: string | null; nib?: string | null; email: string | null; userId: string | null; wilayah: string | null; telepon?: string | null; tanggalLahir?: string | null; sidik?: string }
interface HitJson {
  id: string; level: HitView['level']; score: number; in_force: boolean; subject_role: string; subject_hash: string; reasons: ScreeningReason[]; shown: Frozen; verdict: HitView['verdict'];
  verdict_reason: string | null; judged_by: string | null; judged_by_name: string | null; judged_at: string | null; confirmed_by: string | null;
  confirmed_by_name: string | null; confirmed_at: string | null; confirm_reason: string | null; referral: HitView['referral'];
}
interface LookJson { id: string; looked_at: string; subject_ref: string | null; query: string; result: 'tidak_ditemukan' | 'ditemukan'; picture_upload_id: string | null; picture_pages: number; picture_lacking: number[]; picture_drawing: boolean; recorded_by_name: string }
interface Row {
  id: string; case_id: string; case_number: string; kind: CheckItem['kind']; round: number; identity_version: number; import_id: string | null; data_date: string | null;
  freshness: CheckItem['freshness']; query: { hari: string; subjek: Asked[] }; history: Frozen[]; run_by_name: string | null; run_at: Date; hits: HitJson[]; looks: LookJson[];
}

const HITS = `(select coalesce(jsonb_agg(to_jsonb(h) || jsonb_build_object(
    'referral', (select jsonb_build_object('waiting', t.state = 'terbuka', 'byId', t.opened_by, 'byName', (select u.name from users u where u.id = t.opened_by), 'at', t.opened_at,
      'question', (select i.input->>'alasan' from case_actions a join case_action_inputs i on i.action_id = a.id where a.case_id = t.case_id and a.at = t.opened_at and i.input->>'hitId' = t.ref::text order by a.seq desc limit 1),
      'answer', case when t.proof->>'hasil' = 'kembalikan' then t.proof->>'alasan' end, 'answeredByName', (select u.name from users u where u.id = t.closed_by))
      from tasks t where t.ref = h.id and t.state <> 'batal' order by (t.state = 'terbuka') desc, t.opened_at desc, t.id desc limit 1),
    'judged_by_name', (select u.name from users u where u.id = h.judged_by), 'confirmed_by_name', (select u.name from users u where u.id = h.confirmed_by))
    order by h.score desc, h.id), '[]') from check_hits h where h.check_id = k.id) as hits`;
const LOOKS = `(select coalesce(jsonb_agg(to_jsonb(l) || jsonb_build_object('recorded_by_name', (select u.name from users u where u.id = l.recorded_by), 'picture_pages', case when u.id is null then 0 else ${SHOWN_PAGES} end, 'picture_lacking', case when u.id is null then array[]::int[] else ${LACKING_PAGES} end, 'picture_drawing', coalesce(${DRAWING}, false))
    order by l.looked_at, l.id), '[]') from portal_looks l left join uploads u on u.id = l.picture_upload_id where k.kind = 'daftar_hitam' and l.case_id = k.case_id and l.round = k.round) as looks`;

/** Runs of steps 7 and 12 with what they found, as it was shown then, and what became of it. */
export async function listChecks(db: Knex, of: { officer: Officer; locale: Locale; now: Date; query: z.output<typeof listQuery> }): Promise<Reply> {
  const office = await getOffice(db, of.officer.officeId);
  // A list goes on ageing after the run: what the guards ask of it today is what the screen says today.
  const ofList = await listFreshness(db, { office, today: dayIn(office.zone, of.now), at: of.now, inForceId: (await newestFinishedImport(db))?.id });
  const today = (row: Row) => (row.kind === 'daftar_hitam' ? ofList(row.data_date) : row.freshness);
  return runList<Row, CheckItem>(checkList, parseList(checkList, of.query), () => withinAudit(db('checks as k').where('k.office_id', of.officer.officeId), of.officer, 'k.case_id'),
    (rows) => rows.select('k.*', db.raw('(select c.number from cases c where c.id = k.case_id) as case_number'),
      db.raw('(select u.name from users u where u.id = k.run_by) as run_by_name'), db.raw(HITS), db.raw(LOOKS)),
    (row) => shape(row, { freshness: today(row), lookedSince: looksCountSince(office, of.now) }, of.locale));
}

function shape(row: Row, { freshness, lookedSince }: { freshness: CheckItem['freshness']; lookedSince: Date }, locale: Locale): CheckItem {
  const say = (key: string) => translate(key, {}, locale);
  return {
    id: row.id, caseId: row.case_id, caseNumber: row.case_number, kind: row.kind, kindLabel: say(`cek.jenis.${row.kind}`), round: row.round,
    identityVersion: row.identity_version, importId: row.import_id, dataDate: row.data_date, freshness, freshnessLabel: say(`cek.kesegaran.${freshness}`), freshnessAtRun: row.freshness,
    day: row.query.hari,
    subjects: row.query.subjek.map((asked) => ({ role: asked.peran, ref: asked.siapa ?? null, name: asked.nama, nik: asked.nik, npwp: asked.npwp, nib: asked.nib ?? null, email: asked.email, userId: asked.userId, region: asked.wilayah, phone: asked.telepon ?? null, birthDate: asked.tanggalLahir ?? null })),
    runByName: row.run_by_name, runAt: row.run_at.toISOString(),
    hits: row.hits.map((hit) => hitView(hit, row.query.subjek, locale)),
    history: row.history.map(({ tingkat, reasons, ...shown }) => ({ level: tingkat ?? 'C', reasons: sentences(reasons ?? [], locale), shown })),
    portalLookCounts: everybodyLookedFor(row.query.subjek, row.looks.filter((look) => new Date(look.looked_at) >= lookedSince)),
    portalLooks: row.looks.map((look) => ({
      id: look.id, lookedAt: iso(look.looked_at), query: look.query, result: look.result, pictureUploadId: look.picture_upload_id, picturePages: look.picture_pages, pictureLacking: look.picture_lacking, pictureDrawing: look.picture_drawing, about: aboutWhom(row.query.subjek, look.subject_ref), recordedByName: look.recorded_by_name,
    })),
  };
}

/** Named where there are several. */
function aboutWhom(asked: Asked[], ref: string | null): string | null {
  return asked.length <= 1 ? null : (asked.find(({ siapa }) => siapa === ref) ?? asked[0])?.nama ?? null;
}

function hitView(hit: HitJson, asked: Asked[], locale: Locale): HitView {
  const standing = hit.shown.keadaan ?? null;
  // Several can be of one part; who it was says the fingerprint of what was asked.
  const whose = asked.findIndex(({ sidik }) => sidik === hit.subject_hash);
  return {
    id: hit.id, level: hit.level, score: hit.score, inForce: hit.in_force, standing, standingLabel: standing && translate(`cek.keadaan.${standing}`, {}, locale),
    subjectRole: hit.subject_role, subject: whose >= 0 ? whose : Math.max(0, asked.findIndex(({ peran }) => peran === hit.subject_role)), reasons: sentences(hit.reasons, locale), shown: hit.shown,
    verdict: hit.verdict, verdictReason: hit.verdict_reason, judgedById: hit.judged_by, judgedByName: hit.judged_by_name, judgedAt: hit.judged_at && iso(hit.judged_at),
    confirmedById: hit.confirmed_by, confirmedByName: hit.confirmed_by_name, confirmedAt: hit.confirmed_at && iso(hit.confirmed_at), confirmReason: hit.confirm_reason,
    referral: hit.referral && { ...hit.referral, at: iso(hit.referral.at) },
  };
}

function sentences(reasons: ScreeningReason[], locale: Locale): { key: string; text: string }[] {
  return reasons.map((reason) => ({ key: reason.key, text: sayReason(reason, locale) }));
}

/** A moment inside jsonb comes as the database writes it. */
function iso(moment: string): string {
  return new Date(moment).toISOString();
}
