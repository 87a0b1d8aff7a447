/** What the system knows already is not asked again: shortages from the verdicts, the filing from the procedure. */
import type { CaseView } from '../../../server/domain/contract/cases.ts';
import type { CheckItem } from '../../../server/domain/contract/checks.ts';
import type { DocumentView } from '../../../server/domain/contract/documents.ts';
import type { FormField, Values } from './schema-fields.ts';

export interface Shortage { jenis: 'dokumen' | 'isian'; kunci: string; alasan: string; catatan?: string | undefined }

/** One line per document: its first negative verdict, all comments. A kind without a file is asked for; an NPWP judged wrong too. */
export function shortagesFrom(view: Pick<CaseView, 'documentKinds' | 'npwpJudged' | 'fields'>, documents: readonly DocumentView[]): Shortage[] {
  const rows: Shortage[] = [];
  for (const { kind } of view.documentKinds) {
    const current = documents.find((row) => row.kind === kind && row.current);
    if (!current) { rows.push({ jenis: 'dokumen', kunci: kind, alasan: 'DOC-01' }); continue; }
    const wrong = current.verdicts.filter((verdict) => verdict.verdict !== 'sesuai' && !verdict.stale);
    if (wrong.length === 0) continue;
    const comments = wrong.flatMap((verdict) => (verdict.comment ? [verdict.comment] : [])).join(' ');
    rows.push({ jenis: 'dokumen', kunci: kind, alasan: wrong.find((verdict) => verdict.reason)?.reason ?? '', ...(comments ? { catatan: comments } : {}) });
  }
  if (view.npwpJudged === 'ditolak' && view.fields.some((field) => field.key === 'npwp')) rows.push({ jenis: 'isian', kunci: 'npwp', alasan: 'ID-01' });
  return rows;
}

/** "Gunakan ID yang sudah terdaftar": where and under which ID the candidate is known that was judged to be this applicant, the confirmed one first. A masked ID is no ID. */
export function existingIdFrom(runs: readonly CheckItem[] | undefined): { lpse?: string; userId?: string } {
  const same = runs?.find((run) => run.kind === 'lpse_lain')?.hits.filter((hit) => hit.verdict === 'sama') ?? [];
  const { lpse, userId } = (same.find((hit) => hit.confirmedAt !== null) ?? same[0])?.shown ?? {};
  return { ...(lpse ? { lpse } : {}), ...(userId && !userId.includes('*') ? { userId } : {}) };
}

/** Proposals for the fields a form has; everything may be changed before it is sent. */
export function proposalsFor(fields: readonly FormField[], view: CaseView, documents: readonly DocumentView[], more: Values = {}): Values {
  const shortages = fields.filter((field) => field.kind === 'kekurangan').map((field) => [field.key, shortagesFrom(view, documents)]);
  return { ...Object.fromEntries(shortages) as Values, ...more };
}
