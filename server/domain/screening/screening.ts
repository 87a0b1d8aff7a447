/** What is compared with lists and registries, and the words every comparison speaks in. */
import { foldName, type FoldedName } from '../names/fold-name.ts';

export type EvidenceLevel = 'A' | 'B' | 'C';

/** One feature that spoke for or against, as a message key; params carry words of names: never log them. */
export interface ScreeningReason { key: string; params: Record<string, string> }

/** A person or body as typed in the file. Identifiers canonical (digits only, e-mail lower case), null where there is none. */
export interface ScreeningSubject {
  name: FoldedName;
  /** A natural person: an entry with a legal form is then another body. */
  isPerson: boolean;
  nik: string | null;
  npwp15: string | null;
  npwp16: string | null;
  /** 13 digits. */
  nib: string | null;
  /** Five digits the national list leaves visible; null where the number has none. */
  maskKey: string | null;
  email: string | null;
  userId: string | null;
  /** E.164. */
  phone: string | null;
  /** 4-digit Kemendagri code with the names that go with it. */
  regencyCode: string | null;
  regency: string | null;
  province: string | null;
  birthDate: string | null;
}

/**
 * Folds the name once, because one subject is compared with many rows. `isPerson` false where the kind is not known.
 */
export function screeningSubject(of: { name: string } & Partial<Omit<ScreeningSubject, 'name'>>): ScreeningSubject {
  return {
    isPerson: false, nik: null, npwp15: null, npwp16: null, nib: null, maskKey: null, email: null, userId: null, phone: null, regencyCode: null, regency: null,
    province: null, birthDate: null, ...of, name: foldName(of.name),
  };
}

/** Where a level lies on the scale of 0 to 1: a higher level never scores lower, so that the best comes first by score alone. */
const BAND: Record<EvidenceLevel, [from: number, width: number]> = { A: [0.75, 0.25], B: [0.5, 0.25], C: [0.25, 0.25] };

/** @param strength 0 to 1 within the level; 1 is kept for what cannot be more certain */
export function scoreWithin(level: EvidenceLevel, strength: number): number {
  const [from, width] = BAND[level];
  const most = level === 'A' ? 1 : 0.99;
  return Math.round((from + width * Math.min(most, Math.max(0, strength))) * 1000) / 1000;
}

export function reason(key: string, params: Record<string, string> = {}): ScreeningReason {
  return { key: `temuan.alasan.${key}`, params };
}

export function percent(similarity: number): string {
  return String(Math.floor(similarity * 100));
}
