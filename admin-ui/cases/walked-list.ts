/** The list a person came from, for previous and next beside a case. In memory only. */
let walked: readonly string[] = [];

export function rememberList(ids: readonly string[]): void {
  walked = ids;
}

/** That list around a case, `most` of it; empty when the case was not in it. */
export function walkedAround(id: string, most: number): string[] {
  const at = walked.indexOf(id);
  if (at < 0) return [];
  const from = Math.max(0, Math.min(at - Math.floor(most / 2), walked.length - most));
  return walked.slice(from, from + most);
}

/** Neighbours of a case in that list; null at its ends and for a case that was not in it. */
export function neighbours(id: string): { previous: string | null; next: string | null } {
  const at = walked.indexOf(id);
  if (at < 0) return { previous: null, next: walked[0] ?? null };
  return { previous: walked[at - 1] ?? null, next: walked[at + 1] ?? null };
}
