import * as procedures from './index.ts';
import type { Sop, TaskSpec } from './model.ts';
import { taskSpecsOf } from './task-spec-of.ts';

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

/**
 * The kinds of task that are done there, in all procedures.
 * @throws Error for a kind that is done in one place here and in another there: a row says its kind only
 */
export function taskKindsDoneIn(where: TaskSpec['where'], sops: readonly Sop[] = allSops): string[] {
  const specs = sops.flatMap((sop) => taskSpecsOf(sop));
  const kinds = [...new Set(specs.filter((spec) => spec.where === where).map(({ kind }) => kind))].sort();
  const torn = kinds.filter((kind) => specs.some((spec) => spec.kind === kind && spec.where !== where));
  if (torn.length > 0) throw new Error(`done in ${where} and elsewhere: ${torn.join(', ')}`);
  return kinds;
}
