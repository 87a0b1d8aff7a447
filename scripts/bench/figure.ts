/** One measured figure, and how a row of times becomes one. */

export interface Figure {
  name: string;
  value: number;
  unit: 'ms' | 's' | 'KB' | 'MB' | 'share' | 'pairs';
  /** The same work without us, measured in the same run; null where there is no such thing. */
  baseline: number | null;
  ratio: number | null;
  target: number;
  ok: boolean;
  /** What else was seen, for whoever wants to know why. */
  seen: Record<string, number>;
}

interface Measured { name: string; value: number; unit: Figure['unit']; target: number; /** The target is the least allowed, not the most. */ atLeast?: boolean; baseline?: number; /** most allowed beside the target itself */ mostRatio?: number; seen?: Record<string, number> }

export function figure({ name, value, unit, target, baseline, mostRatio = Infinity, atLeast = false, seen = {} }: Measured): Figure {
  const ratio = baseline ? value / baseline : null;
  return {
    name, value: unit === 'share' ? Math.round(value * 10_000) / 10_000 : rounded(value), unit, baseline: baseline === undefined ? null : rounded(baseline), ratio: ratio === null ? null : rounded(ratio), target,
    ok: (atLeast ? value >= target : value <= target) && (ratio ?? 0) <= mostRatio, seen: Object.fromEntries(Object.entries(seen).map(([key, number]) => [key, rounded(number)])),
  };
}

const rounded = (number: number) => Math.round(number * 100) / 100;

/** The smallest time that at least this share of all times does not exceed. */
export function percentile(times: readonly number[], share: number): number {
  const sorted = [...times].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? NaN;
}

export async function timed(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await work();
  return performance.now() - began;
}
