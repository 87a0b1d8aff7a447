/** Inputs that name what an act is about; with the act they name its draft, on the screen and in the database alike. */
const NAMING = ['dokumenId', 'hitId', 'kembaranId', 'tugasId', 'butir', 'periksa'] as const;
/** What names an act only there: `jenis` is the missing paper here, and how a deviation is called elsewhere. */
const NAMING_OF: Readonly<Record<string, readonly string[]>> = { catat_tidak_punya: ['jenis'] };

/**
 * The key of what is being typed for an act: `nilai_dokumen:<document>:<check>`, or the act alone where it is about the whole case.
 * Pure; a list of things (`butir` of a letter) names nothing.
 */
export function draftKey(action: string, input: Record<string, unknown>): string {
  return [action, ...[...NAMING, ...NAMING_OF[action] ?? []].map((name) => input[name]).filter((value): value is string => typeof value === 'string' && value !== '')].join(':');
}

function actOfDraft(key: string): string {
  return key.split(':')[0] ?? key;
}

/** What is typed beside the acts of a case: one note, one contact at a time, a verdict on each hit of a newer list. */
export const NOTE_DRAFT = 'catatan_internal';
export const CONTACT_DRAFT = 'catatan_kontak';
const STANDING_VERDICT = 'nilai_temuan_pemantauan';
export const standingHitDraft = (hitId: string): string => draftKey(STANDING_VERDICT, { hitId });

const NO_ACTS: Readonly<Record<string, string>> = { [NOTE_DRAFT]: 'draf.catatan', [CONTACT_DRAFT]: 'draf.kontak', [STANDING_VERDICT]: 'draf.temuan_pemantauan' };
/** The words for what is being typed. */
export function labelOfDraft(key: string): string {
  const of = actOfDraft(key);
  return NO_ACTS[of] ?? `aksi.${of}`;
}
