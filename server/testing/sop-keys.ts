/** Every message key a procedure mentions, by walking its definition, inputs and proofs included. */
import { z } from 'zod';
import type { Sop } from '../domain/sop/model.ts';
import { taskSpecsOf } from '../domain/sop/task-spec-of.ts';

/** Labels and enum values of an input shape, at any depth: `isian.…` and `nilai.…`. */
export function inputKeys(shape: z.ZodType): string[] {
  const keys: string[] = [];
  const walk = (node: unknown): void => {
    if (Array.isArray(node)) node.forEach(walk);
    if (typeof node !== 'object' || node === null) return;
    const { label, enum: values } = node as { label?: unknown; enum?: unknown };
    if (typeof label === 'string') keys.push(label);
    if (Array.isArray(values)) keys.push(...values.map((value) => `nilai.${String(value)}`));
    Object.values(node).forEach(walk);
  };
  walk(z.toJSONSchema(shape, { io: 'input' }));
  return keys;
}

export function sopKeys(sop: Sop): string[] {
  const given = (...keys: (string | undefined)[]) => keys.filter((key) => key !== undefined);
  return [...new Set([
    sop.title, sop.archive.trigger, `arsip.nasib.${sop.archive.disposition}`, sop.intake.needsStatement,
    ...sop.outcomes.map((outcome) => `hasil.${outcome}`),
    ...sop.letters.flatMap((letter) => [`surat.${letter.id}`, `peran.${letter.to}`]),
    ...sop.intake.fields.flatMap((field) => given(field.label, field.hint, `isian.${field.key}`)),
    ...sop.docs.flatMap((doc) => [doc.label, `dokumen.${doc.kind}`, `asli.${doc.kind}`, ...doc.forms.map((form) => `nilai.${form}`), ...doc.checks.map((check) => `periksa.${check.id}`)]),
    ...Object.values(sop.steps).flatMap((step) => given(step.title, step.perlengkapan, step.output, `peran.${step.actor}`, step.via && `peran.${step.via}`)),
    ...Object.entries(sop.places).flatMap(([id, place]) => [
      ...given(`tempat.${id}`, place.publicText, `ruang_kerja.${place.workspace}`, place.turn ? `peran.${place.turn}` : undefined),
    ]),
    ...taskSpecsOf(sop).flatMap((task) => [`tugas.${task.kind}`, `peran.${task.actor}`, ...inputKeys(task.proof)]),
    ...Object.entries(sop.actions).flatMap(([id, action]) => [
      `aksi.${id}`, ...action.by.map((part) => `peran.${part}`), ...inputKeys(action.input), ...given(action.reasons && `kelompok_alasan.${action.reasons}`),
      ...[...(action.guards ?? []), ...(action.inputGuards ?? [])].map((guard) => `syarat.${guard.name}`),
    ]),
  ])];
}
