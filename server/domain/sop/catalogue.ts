import * as procedures from './index.ts';
import type { Sop } from './model.ts';

/** Every version of every procedure; a case keeps its own for life. */
export const allSops: readonly Sop[] = Object.values(procedures).sort((a, b) => a.rank - b.rank);

/** @throws Error when a case names a procedure or version that this program no longer carries */
export function getSop(code: string, version: number): Sop {
  const sop = allSops.find((candidate) => candidate.code === code && candidate.version === version);
  if (!sop) throw new Error(`no SOP ${code} version ${version}`);
  return sop;
}

/** The version new cases start with. */
export function currentSop(code: string): Sop | undefined {
  return allSops.filter((sop) => sop.code === code).sort((a, b) => b.version - a.version)[0];
}
