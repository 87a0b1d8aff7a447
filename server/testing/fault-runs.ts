/** How often a fault is tried: a small number in the suite, LOKET_FAULT_RUNS under `npm run faults`. */
export const faultRuns = (standard: number): number => Number(process.env.LOKET_FAULT_RUNS ?? standard);

/** As many of these as a run has time for, evenly spread: `standard` in the suite, more where more are asked for. */
export function evenly<T>(all: readonly T[], standard: number): T[] {
  const wanted = Math.min(all.length, Math.max(standard, faultRuns(0)));
  return Array.from({ length: wanted }, (_, n) => all[Math.floor((n * all.length) / wanted)] as T);
}

/** The same files in every run; other ones of the same kinds by `LOKET_PROPERTY_SEED` (a number, or `acak`), so that a long run can be made in parts. */
export function faultSeed(own: number): number {
  const wanted = process.env.LOKET_PROPERTY_SEED ?? '0';
  return own + (wanted === 'acak' ? Math.floor(Math.random() * 1e6) : Number(wanted)) * 7_919;
}
