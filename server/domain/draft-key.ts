/** Inputs that name what an act is about; with the act they name its draft, on the screen and in the database alike. */
const NAMING = ['dokumenId', 'hitId', 'kembaranId', 'tugasId', 'butir', 'periksa'] as const;

/**
 * The key of what is being typed for an act: `nilai_dokumen:<document>:<check>`, or the act alone where it is about the whole case.
 * Pure; a list of things (`butir` of a letter) names nothing.
 */
export function draftKey(action: string, input: Record<string, unknown>): string {
  return [action, ...NAMING.map((name) => input[name]).filter((value): value is string => typeof value === 'string' && value !== '')].join(':');
}

/** The act a draft belongs to. */
export function actOfDraft(key: string): string {
  return key.split(':')[0] ?? key;
}
