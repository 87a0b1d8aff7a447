/** Screening many against a list held in memory: same rules as one at a time, and the same answer whatever the order of the list. */
import { mailboxOf } from '../identity/email.ts';
import { foldName, type FoldedName } from '../names/fold-name.ts';
import { matchHeldEntry, otherNpwp, type BlacklistEntry, type BlacklistMatch } from './match-blacklist-entry.ts';
import { matchHeldProvider, type KnownProvider, type ProviderMatch } from './match-provider.ts';
import { holdName, type HeldName } from './name-evidence.ts';
import { isSameRegency } from './region-key.ts';
import { createNameIndex } from './name-index.ts';
import type { ScreeningSubject } from './screening.ts';

/** Names looked at when the place sorts out most of them. */
const MOST_NEIGHBOURS = 400;

/** Rows of a list under their key: the number of the decree, or the user ID. */
export interface Listed<T> { key: string; row: T }
export interface Found<T, M> extends Listed<T> { match: M }

/** @param onDate `YYYY-MM-DD`: what is in force on that day */
export function createBlacklistScreen<T extends BlacklistEntry>(entries: readonly Listed<T>[], onDate: string): (subject: ScreeningSubject) => Found<T, BlacklistMatch>[] {
  const held = entries.map(({ row }) => holdName(foldName(row.name)));
  const index = createNameIndexWithAliases(held);
  const byMask = groupBy(entries, ({ row }) => [row.maskKey]);
  const byNumber = groupBy(entries, ({ row }) => [row.nik, row.npwp15 && row.npwp15.slice(0, 9), row.npwp16 ?? null, nibKey(row)]);
  return (subject) => {
    const name = holdName(subject.name);
    const worth = new Set([
      ...(byMask.get(subject.maskKey ?? '') ?? []), ...(byNumber.get(subject.nik ?? '') ?? []), ...(byNumber.get(otherNpwp(subject) ?? '') ?? []), ...(byNumber.get(subject.npwp15?.slice(0, 9) ?? '') ?? []), ...(byNumber.get(nibKey(subject) ?? '') ?? []), ...index(name),
    ]);
    return [...worth].flatMap((at) => {
      const [listed, entryName] = [entries[at], held[at]];
      const match = listed && entryName && matchHeldEntry(name, subject, entryName, listed.row, onDate);
      return match ? [{ ...listed, match }] : [];
    }).sort(bestEntryFirst);
  };
}

export function createProviderScreen<T extends KnownProvider>(providers: readonly Listed<T>[]): (subject: ScreeningSubject) => Found<T, ProviderMatch>[] {
  const held = providers.map(({ row }) => holdName(foldName(row.name)));
  const index = createNameIndexWithAliases(held);
  const byKey = groupBy(providers, ({ row }) => [
    row.nik, row.npwp16, row.npwp15 && `n${row.npwp15.slice(0, 9)}`, row.email && `e${mailboxOf(row.email)}`, row.userId && `u${row.userId.toLowerCase()}`, row.phone ?? null,
    row.birthDate, nibKey(row),
  ]);
  return (subject) => {
    const name = holdName(subject.name);
    const keys = [subject.nik, subject.npwp16, subject.npwp15 && `n${subject.npwp15.slice(0, 9)}`, subject.email && `e${mailboxOf(subject.email)}`,
      subject.userId && `u${subject.userId.toLowerCase()}`, subject.phone, subject.birthDate, nibKey(subject)];
    // A name alone is nothing here (domain.md 1.11): it needs the same kabupaten.
    const { regencyCode } = subject;
    const neighbours = regencyCode === null ? [] : index(name, MOST_NEIGHBOURS).filter((at) => isSameRegency(providers[at]?.row.regencyCode ?? '', regencyCode));
    const worth = new Set([...keys.flatMap((key) => byKey.get(key ?? '') ?? []), ...neighbours]);
    return [...worth].flatMap((at) => {
      const [listed, providerName] = [providers[at], held[at]];
      const match = listed && providerName && matchHeldProvider(name, subject, providerName, listed.row);
      return match ? [{ ...listed, match }] : [];
    }).sort((a, b) => b.match.score - a.match.score || compareText(a.key, b.key));
  };
}

/** The strongest first; of equal ones what is in force, then what ends last. A tie is broken by the key, never by the order of the list. */
function bestEntryFirst(a: Found<BlacklistEntry, BlacklistMatch>, b: Found<BlacklistEntry, BlacklistMatch>): number {
  return b.match.score - a.match.score || Number(b.match.inForce) - Number(a.match.inForce)
    || compareText(b.row.endsOn ?? '9999', a.row.endsOn ?? '9999') || compareText(a.key, b.key);
}

/** An alias is a name of its own, in the list as in the question. */
function createNameIndexWithAliases(held: readonly HeldName[]): (name: HeldName, most?: number) => number[] {
  const names: FoldedName[] = [];
  const owner: number[] = [];
  held.forEach(({ folded }, at) => {
    for (const name of namesOf(folded)) { names.push(name); owner.push(at); }
  });
  const index = createNameIndex(names);
  return ({ folded }, most) => namesOf(folded).flatMap((name) => index.near(name, most)).map((at) => owner[at] ?? -1);
}

function namesOf(name: FoldedName): FoldedName[] {
  return name.alias === null ? [name] : [name, foldName(name.alias)];
}

/** Other numbers of thirteen digits are not to be taken for it. */
function nibKey({ nib }: { nib?: string | null }): string | null {
  return nib ? `b${nib}` : null;
}

function groupBy<T>(rows: readonly T[], keysOf: (row: T) => (string | null)[]): Map<string, number[]> {
  const groups = new Map<string, number[]>();
  rows.forEach((row, at) => {
    for (const key of keysOf(row)) {
      if (!key) continue;
      const known = groups.get(key);
      if (known) known.push(at);
      else groups.set(key, [at]);
    }
  });
  return groups;
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
