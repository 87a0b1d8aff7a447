import type { RowRefusal } from './blacklist-row.ts';

/** Told or asked of the person who imports: the list could be read, and nobody need fear what it says. */
export const ANSWERS = ['galat.impor.menyusut', 'galat.impor.sudah_ada'] as const;

export function isAnswer({ key }: RowRefusal): boolean {
  return (ANSWERS as readonly string[]).includes(key);
}
