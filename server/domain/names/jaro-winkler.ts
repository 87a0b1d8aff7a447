/** Longest common beginning that counts, and what each of its letters adds (Winkler 1990). */
const PREFIX = 4;
const PREFIX_WEIGHT = 0.1;

/** Similarity of two strings, 0 (nothing in common) to 1 (equal): Jaro, raised for a common beginning of up to four letters. */
export function jaroWinkler(a: string, b: string): number {
  if (a === b) return 1;
  const reach = Math.max(0, Math.floor(Math.max(a.length, b.length) / 2) - 1);
  const takenInB = new Uint8Array(b.length);
  const matchedA: string[] = [];
  for (let i = 0; i < a.length; i += 1) {
    const end = Math.min(b.length, i + reach + 1);
    for (let j = Math.max(0, i - reach); j < end; j += 1) {
      if (takenInB[j] === 0 && a[i] === b[j]) {
        takenInB[j] = 1;
        matchedA.push(a[i] as string);
        break;
      }
    }
  }
  const matches = matchedA.length;
  if (matches === 0) return 0;

  let outOfOrder = 0;
  let next = 0;
  for (let j = 0; j < b.length; j += 1) {
    if (takenInB[j] === 0) continue;
    if (b[j] !== matchedA[next]) outOfOrder += 1;
    next += 1;
  }
  const jaro = (matches / a.length + matches / b.length + (matches - outOfOrder / 2) / matches) / 3;
  let prefix = 0;
  while (prefix < PREFIX && a[prefix] !== undefined && a[prefix] === b[prefix]) prefix += 1;
  return jaro + prefix * PREFIX_WEIGHT * (1 - jaro);
}
