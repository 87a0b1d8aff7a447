/**
 * What an office may set about the documents of a procedure: pure. Places are the procedure's, checks come from one catalogue; kinds are the procedure's and
 * those the office adds by itself (ADR 15).
 */
import type { CheckId, Doc, MsgKey, PlaceId, Sop } from './model.ts';

/** Every check a document can have. `identity`: compares with what was typed, so it falls away when that changes. `age`: answers whether it is young enough. */
export const CHECKS: Readonly<Record<CheckId, { identity: boolean; age?: true }>> = {
  terbaca: { identity: false }, nama_sama: { identity: true }, nik_sama: { identity: true }, npwp_sama: { identity: true }, masih_berlaku: { identity: false, age: true }, asli_diperlihatkan: { identity: false },
};

/** Whether a verdict on this check still holds: of what was typed meanwhile only those know that compare with it. A check nobody knows any more compared with nothing. */
export function verdictHolds(check: CheckId, judgedFor: number, identityVersion: number): boolean {
  return !CHECKS[check]?.identity || judgedFor === identityVersion;
}

/** A kind of the office's own: how it is called and what it must hold, in both languages. */
export interface OwnKind { name: { id: string; en: string }; help: { id: string; en: string } | null }

export interface ChecklistDoc {
  kind: string;
  /** Only of a kind that the procedure does not know. */
  own?: OwnKind | undefined;
  /** Asked for, under the procedure's own condition where it has one; false: never needed. */
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
    kind: doc.kind, required: true, mayLack: doc.mayLack ?? false, forms: doc.forms, maxMegabytes: doc.maxBytes === null ? null : doc.maxBytes / 1024 / 1024, validMonths: doc.validMonths ?? null,
    checks: doc.checks.map(({ id, at }) => ({ id, at })),
  }));
}

/** How a kind is called that an office added: `kantor_` and what is in its name. A kind of the procedure never begins so. */
const OWN_KIND = /^kantor_[a-z_]{1,50}$/;

/** What may stand in such a name (it stands in lists, so no comma) and in its sentence; `|` parts the languages. */
export const KIND_NAME = /^[\p{L}\p{N} ()/.'’-]{3,80}$/u;
export const HELP_TEXT = /^[^|%<>{}\p{Cc}]{3,300}$/u;

/** A kind for this name that none of `taken` is. */
export function ownKindOf(name: string, taken: readonly string[]): string {
  const slug = name.toLowerCase().replace(/[^a-z]+/g, '_').replace(/^_+|_+$/g, '').slice(0, 40) || 'dokumen';
  for (let more = ''; ; more += '_x') if (!taken.includes(`kantor_${slug}${more}`)) return `kantor_${slug}${more}`;
}

/** A name or sentence of an office as a key that `translate` reads: it goes where a message key goes. Neither holds `|`. */
export const ownName = ({ id, en }: { id: string; en: string }): MsgKey => `nama:${id}|${en}`;

/** What a kind is called in this procedure, as a key. */
export const kindName = (sop: Pick<Sop, 'docs'>, kind: string): MsgKey => sop.docs.find((doc) => doc.kind === kind)?.label ?? `dokumen.${kind}`;
/** The paper itself, as a key. */
export const originalName = (doc: Doc): MsgKey => doc.original ?? `asli.${doc.kind}`;

/** The procedure with these documents asked for: kinds not named stay as they are, the office's own come after the procedure's. */
export function withChecklist(sop: Sop, docs: readonly ChecklistDoc[] | null): Sop {
  if (!docs) return sop;
  const own = docs.flatMap((set) => (set.own && !sop.docs.some(({ kind }) => kind === set.kind) ? [asDoc(asOwnDoc(set.kind, set.own), set)] : []));
  return { ...sop, docs: [...sop.docs.map((doc) => { const set = docs.find(({ kind }) => kind === doc.kind); return set ? asDoc(doc, set) : doc; }), ...own] };
}

function asOwnDoc(kind: string, { name, help }: OwnKind): Doc {
  return { kind, label: ownName(name), original: ownName(name), ...(help ? { help: ownName(help) } : {}), forms: ['scan'], maxBytes: null, checks: [] };
}

function asDoc({ requiredWhen, validMonths: _own, ...doc }: Doc, set: ChecklistDoc): Doc {
  const needed = set.required ? requiredWhen : () => false;
  return {
    ...doc, forms: set.forms, maxBytes: set.maxMegabytes === null ? null : Math.round(set.maxMegabytes * 1024 * 1024), mayLack: set.mayLack, ...(needed ? { requiredWhen: needed } : {}), ...(set.validMonths ? { validMonths: set.validMonths } : {}),
    checks: set.checks.map(({ id, at }) => ({ id, at, ...(CHECKS[id]?.identity ? { identity: true as const } : {}) })),
  };
}

export type ChecklistFault = 'jenis' | 'nama' | 'periksa' | 'tempat' | 'kosong' | 'pilihan' | 'tidak_ada_wajib';
/** What is wrong with a list an office wants to set; the first of each document. */
export function checklistFaults(sop: Sop, docs: readonly ChecklistDoc[]): { kind: string; fault: ChecklistFault }[] {
  const places = judgingPlaces(sop);
  // An application without any paper cannot be judged.
  const noneRequired = withChecklist(sop, docs).docs.every((doc) => doc.requiredWhen);
  return docs.flatMap(({ kind, own, required, mayLack, checks }, row) => {
    const known = sop.docs.some((doc) => doc.kind === kind);
    const same = (name: string) => name.trim().toLowerCase();
    const fault: ChecklistFault | null = known === (own !== undefined) || (own && !OWN_KIND.test(kind)) || docs.findIndex((other) => other.kind === kind) !== row ? 'jenis'
      // Two that are called alike cannot be told apart in a letter.
      : own && docs.some((other, at) => at < row && other.own && (same(other.own.name.id) === same(own.name.id) || same(other.own.name.en) === same(own.name.en))) ? 'nama'
      : checks.some(({ id }, at) => !Object.hasOwn(CHECKS, id) || checks.findIndex((other) => other.id === id) !== at) ? 'periksa'
        : checks.some(({ at }) => !places.includes(at)) ? 'tempat'
          // A document that is asked for and never looked at would only gather data.
          : required && checks.length === 0 ? 'kosong'
            // "Tidak punya, alasan" answers what is asked for; what is optional is not.
            : !required && mayLack ? 'pilihan' : noneRequired ? 'tidak_ada_wajib' : null;
    return fault ? [{ kind, fault }] : [];
  });
}
