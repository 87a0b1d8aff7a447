/** What is short at a file, as one list: proposed for the letter, and a request that leaves one out is refused. Pure. */
import type { DocumentVerdict, Facts } from './facts.ts';
import type { Doc, Sop } from './model.ts';

interface Shortage { jenis: 'dokumen' | 'isian'; kunci: string; /** null: nobody gave a reason with the verdict */ alasan: string | null; /** all remarks, in the order of the checks */ catatan: string | null }

/** The reasons that lie at hand where nobody had to choose one; an office may have switched them off. */
const MISSING_REASON = 'DOC-01';
const INFECTED_REASON = 'BKS-01';
const NPWP_REASON = 'ID-01';

/** Kinds the procedure asks for that have no file at present. `requiredWhen` sees the form; facts stand for what came in. */
export function missingKinds(sop: Sop, facts: Pick<Facts, 'dokumen' | 'tidakPunya'>): string[] {
  return sop.docs.filter((doc) => isAsked(doc, facts) && !facts.dokumen.some((have) => have.kind === doc.kind)).map((doc) => doc.kind);
}
function isAsked(doc: Doc, facts: Pick<Facts, 'tidakPunya'>): boolean {
  // The form does not insist on what is optional, so nobody is asked why it is missing.
  return !doc.requiredWhen && !(doc.mayLack && Object.hasOwn(facts.tidakPunya, doc.kind));
}

/** Checks of this file whose verdict still holds and is a "no". */
export function refusedChecks(have: Facts['dokumen'][number]): { check: string; verdict: Exclude<DocumentVerdict, 'sesuai'> }[] {
  return Object.entries(have.verdicts).flatMap(([check, verdict]) => (verdict === 'sesuai' ? [] : [{ check, verdict }]));
}

/** One line per document that is missing, infected or judged badly, and the NPWP that was refused, in the order of the procedure. */
export function shortagesOf(sop: Sop, facts: Facts): Shortage[] {
  const missing = missingKinds(sop, facts);
  const documents = sop.docs.flatMap(({ kind }): Shortage[] => {
    if (missing.includes(kind)) return [{ jenis: 'dokumen', kunci: kind, alasan: MISSING_REASON, catatan: null }];
    const have = facts.dokumen.find((each) => each.kind === kind);
    if (have?.scan === 'terinfeksi') return [{ jenis: 'dokumen', kunci: kind, alasan: INFECTED_REASON, catatan: null }];
    const refused = have ? refusedChecks(have) : [];
    if (!have || refused.length === 0) return [];
    const remarks = refused.flatMap(({ check }) => have.remarks?.[check] ?? []);
    const said = remarks.flatMap(({ catatan }) => catatan ?? []).join(' ');
    return [{ jenis: 'dokumen', kunci: kind, alasan: remarks.find(({ alasan }) => alasan !== null)?.alasan ?? null, catatan: said || null }];
  });
  const npwp = facts.identitas.npwpJudged === 'ditolak' && sop.intake.fields.some(({ key }) => key === 'npwp');
  return [...documents, ...(npwp ? [{ jenis: 'isian' as const, kunci: 'npwp', alasan: NPWP_REASON, catatan: null }] : [])];
}
