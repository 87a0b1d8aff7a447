import type { Sop, TaskSpec } from './model.ts';

/** @throws Error for a kind the procedure does not know: a task row outlived its definition */
export function taskSpecOf(sop: Sop, kind: string): TaskSpec {
  const spec = Object.values(sop.places).flatMap((place) => place.tasks ?? []).find((candidate) => candidate.kind === kind);
  if (!spec) throw new Error(`${sop.code} v${sop.version} has no task ${kind}`);
  return spec;
}
