/** The repair requests of a case: what was asked, how it came back, what it changed. Numbers are masked; where they differ is said. */
import type { Knex } from 'knex';
import type { RepairRound } from '../domain/contract/intake.ts';
import { maskEmail, maskNib, maskNik, maskPhone } from '../domain/identity/masking.ts';
import { maskNpwp } from '../domain/identity/npwp.ts';
import { reasonText } from '../domain/messages/reasons.ts';
import { translate, type Locale } from '../domain/messages/translate.ts';
import { getSop } from '../domain/sop/catalogue.ts';
import { withChecklist } from '../domain/sop/checklist.ts';
import { findPinned } from '../documents/index.ts';
import { NotFoundError } from '../platform/errors.ts';
import { officeReasons } from '../reasons/index.ts';
import type { RepairRequestRow } from './repair-requests.repository.ts';

interface ChangeRow { round: number; field: string; before: string | null; after: string | null }
interface VersionRow { id: string; kind: string; round: number; version: number; previous_id: string | null }
const MASK: Readonly<Record<string, (value: string) => string>> = { nik: maskNik, npwp: maskNpwp, nib: maskNib, email: maskEmail, telepon: maskPhone };

/** Newest first. @throws NotFoundError for a case of another office */
export async function repairRounds(db: Knex, officeId: string, caseId: string, locale: Locale): Promise<RepairRound[]> {
  const row = await db('cases').where({ id: caseId, office_id: officeId }).first<{ procedure: string; sop_version: number; checklist_id: string | null } | undefined>('procedure', 'sop_version', 'checklist_id');
  if (!row) throw new NotFoundError();
  const sop = withChecklist(getSop(row.procedure, row.sop_version), await findPinned(db, row.checklist_id));
  const reasons = await officeReasons(db, officeId);
  const requests = await db<RepairRequestRow>('repair_requests as r').leftJoin('users as u', 'u.id', 'r.opened_by').where('r.case_id', caseId).orderBy('r.opened_at', 'desc')
    .select<(RepairRequestRow & { opener: string | null })[]>('r.*', 'u.name as opener');
  const changes = await db<ChangeRow & { case_id: string }>('repair_changes').where({ case_id: caseId }).orderBy('field').select('round', 'field', 'before', 'after');
  const { rows: versions } = await db.raw<{ rows: VersionRow[] }>(
    `select d.id, d.kind, d.round, d.version, (select p.id from documents p where p.case_id = d.case_id and p.kind = d.kind and p.version = d.version - 1) as previous_id
     from documents d where d.case_id = ? order by d.kind, d.version`, [caseId]);
  const stated = await db('stated_absences').where({ case_id: caseId }).orderBy('kind').select<{ kind: string; round: number; reason: string }[]>('kind', 'round', 'reason');
  const labelOf = (kind: 'dokumen' | 'isian', key: string) => translate((kind === 'dokumen' ? sop.docs.find((doc) => doc.kind === key)?.label : sop.intake.fields.find((field) => field.key === key)?.label) ?? key, {}, locale);
  return requests.map((request) => {
    // A repair opens the round after the one that was asked in.
    const answered = request.closed_how === 'diperbaiki' ? request.round + 1 : null;
    return {
      id: request.id, round: request.round, openedAt: request.opened_at.toISOString(), openedBy: request.opener, dueAt: request.due_at.toISOString(), note: request.note,
      items: request.items.map((item) => ({ kind: item.jenis, key: item.kunci, label: labelOf(item.jenis, item.kunci), reason: reasonText(reasons, item.alasan, locale), note: item.catatan ?? null })),
      closedAt: request.closed_at?.toISOString() ?? null, closedHow: request.closed_how, origin: request.closed_origin, expiryProposed: request.expiry_proposed_at !== null,
      changes: answered === null ? [] : changes.filter((change) => change.round === answered).map((change) => ({
        field: change.field, label: labelOf('isian', change.field), ...shown(change), same: change.before === change.after, difference: differenceOf(change, locale),
      })),
      documents: answered === null ? [] : versions.filter((version) => version.round === answered).map((version) => ({ kind: version.kind, label: labelOf('dokumen', version.kind), newId: version.id, oldId: version.previous_id, version: version.version })),
      lacking: stated.filter(({ round }) => round === answered).map(({ kind, reason }) => ({ kind, label: labelOf('dokumen', kind), reason })),
    };
  });
}

function shown({ field, before, after }: ChangeRow): { before: string | null; after: string | null } {
  const mask = MASK[field] ?? ((value: string) => value);
  return { before: before && mask(before), after: after && mask(after) };
}

/** Two masks may look alike though the numbers differ. */
function differenceOf({ field, before, after }: ChangeRow, locale: Locale): string | null {
  if (!(field in MASK) || before === null || after === null || before === after) return null;
  const [old, now] = [before.replace(/\D/g, ''), after.replace(/\D/g, '')];
  if (field === 'email' || old.length !== now.length) return null;
  const places = [...now].flatMap((digit, n) => (digit === old[n] ? [] : [n + 1]));
  return places.length > 6 ? translate('bacaan.beda.banyak', { jumlah: places.length }, locale) : translate('bacaan.beda.angka', { tempat: places.join(', ') }, locale);
}
