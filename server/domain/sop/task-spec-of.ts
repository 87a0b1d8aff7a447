import type { Sop, TaskSpec } from './model.ts';

/** Every kind of task of the procedure; one that two ask for comes twice. */
export function taskSpecsOf(sop: Pick<Sop, 'places' | 'tasksAbout'>): TaskSpec[] {
  return [...Object.values(sop.places).flatMap((place) => place.tasks ?? []), ...sop.tasksAbout ?? []].flatMap((spec) => (spec.undo ? [spec, spec.undo] : [spec]));
}

export function findTaskSpec(sop: Sop, kind: string): TaskSpec | undefined {
  return taskSpecsOf(sop).find((candidate) => candidate.kind === kind);
}

/** @throws Error for a kind the procedure does not know: a task row outlived its definition */
export function taskSpecOf(sop: Sop, kind: string): TaskSpec {
  const spec = findTaskSpec(sop, kind);
  if (!spec) throw new Error(`${sop.code} v${sop.version} has no task ${kind}`);
  return spec;
}
