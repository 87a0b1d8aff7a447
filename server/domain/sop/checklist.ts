/** What an office may set about the documents of a procedure: pure; kinds and places are the procedure's, checks come from one catalogue. */
import type { CheckId, Doc, PlaceId, Sop } from './model.ts';

/** Every check a document can have. `identity`: compares with what was typed, so it falls away when that changes. */
export const CHECKS: Readonly<Record<CheckId, { identity: boolean }>> = {
  terbaca: { identity: false }, nama_sama: { identity: true }, nik_sama: { identity: true }, npwp_sama: { identity: true }, masih_berlaku: { identity: false }, asli_diperlihatkan: { identity: false },
};

/** Whether a verdict on this check still holds: of what was typed meanwhile only those know that compare with it. A check nobody knows any more compared with nothing. */
export function verdictHolds(check: CheckId, judgedFor: number, identityVersion: number): boolean {
  return !CHECKS[check]?.identity || judgedFor === identityVersion;
}

export interface ChecklistDoc {
  kind: string;
  required: boolean;
  /** "Tidak punya, alasan": may be missing when somebody wrote down why. */
  mayLack: boolean;
  forms: Doc['forms'];
  /** null: the office's limit. */
  maxMegabytes: number | null;
  /** Months after its issue in which it counts; null: as long as it says itself. */
  validMonths: number | null;
  checks: { id: CheckId; at: PlaceId }[];
}

/** Places in which documents are judged, in the order of the procedure. */
export function judgingPlaces(sop: Sop): PlaceId[] {
  return [...new Set(Object.values(sop.actions).filter((action) => action.now?.includes('simpan_penilaian_dokumen')).flatMap((action) => action.from))];
}

/** The procedure's own list, as it stands when an office set none. */
export function ownChecklist(sop: Sop): ChecklistDoc[] {
  return sop.docs.map((doc) => ({
    kind: doc.kind, required: !doc.requiredWhen, mayLack: doc.mayLack ?? false, forms: doc.forms, maxMegabytes: doc.maxBytes === null ? null : doc.maxBytes / 1024 / 1024, validMonths: doc.validMonths ?? null,
    checks: doc.checks.map(({ id, at }) => ({ id, at })),
  }));
}

/** The procedure with these documents asked for; kinds it does not know are left out, kinds not named stay as they are. */
export function withChecklist(sop: Sop, docs: readonly ChecklistDoc[] | null): Sop {
  if (!docs) return sop;
  return { ...sop, docs: sop.docs.map((doc) => { const set = docs.find(({ kind }) => kind === doc.kind); return set ? asDoc(doc, set) : doc; }) };
}

function asDoc({ requiredWhen, validMonths: _own, ...doc }: Doc, set: ChecklistDoc): Doc {
  const needed = set.required ? requiredWhen : () => false;
  return {
    ...doc, forms: set.forms, maxBytes: set.maxMegabytes === null ? null : Math.round(set.maxMegabytes * 1024 * 1024), mayLack: set.mayLack, ...(needed ? { requiredWhen: needed } : {}), ...(set.validMonths ? { validMonths: set.validMonths } : {}),
    checks: set.checks.map(({ id, at }) => ({ id, at, ...(CHECKS[id]?.identity ? { identity: true as const } : {}) })),
  };
}

export type ChecklistFault = 'jenis' | 'periksa' | 'tempat' | 'kosong' | 'pilihan' | 'tidak_ada_wajib';
/** What is wrong with a list an office wants to set; the first of each document. */
export function checklistFaults(sop: Sop, docs: readonly ChecklistDoc[]): { kind: string; fault: ChecklistFault }[] {
  const places = judgingPlaces(sop);
  // An application without any paper cannot be judged.
  const noneRequired = withChecklist(sop, docs).docs.every((doc) => doc.requiredWhen);
  return docs.flatMap(({ kind, required, mayLack, checks }) => {
    const fault: ChecklistFault | null = !sop.docs.some((doc) => doc.kind === kind) ? 'jenis'
      : checks.some(({ id }, at) => !Object.hasOwn(CHECKS, id) || checks.findIndex((other) => other.id === id) !== at) ? 'periksa'
        : checks.some(({ at }) => !places.includes(at)) ? 'tempat'
          // A document that is asked for and never looked at would only gather data.
          : required && checks.length === 0 ? 'kosong'
            // "Tidak punya, alasan" answers what is asked for; what is optional is not.
            : !required && mayLack ? 'pilihan' : noneRequired ? 'tidak_ada_wajib' : null;
    return fault ? [{ kind, fault }] : [];
  });
}
