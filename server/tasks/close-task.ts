import type { Knex } from 'knex';
import { z } from 'zod';
import type { ActContext } from '../cases/index.ts';
import { taskSpecOf } from '../domain/sop/task-spec-of.ts';
import { notify } from '../notices/index.ts';
import { InvalidError, NotFoundError, type FieldError } from '../platform/errors.ts';
import { fieldErrors } from '../platform/field-errors.ts';
import { closeTask, tasksOfCase } from './tasks.repository.ts';

/**
 * Closes a task with its proof, in the shape its definition asks for; never just "ok" (decision 5).
 * @throws InvalidError with fields `bukti.<key>`; NotFoundError when the task is not an open one of this case
 */
export async function closeTaskWithProof(trx: Knex.Transaction, context: ActContext): Promise<void> {
  const { tugasId, bukti } = context.input as { tugasId: string; bukti: Record<string, string> };
  const task = (await tasksOfCase(trx, context.case.id)).find((candidate) => candidate.id === tugasId);
  if (!task) throw new NotFoundError();
  const proof = parseProof(taskSpecOf(context.sop, task.kind).proof, bukti, context.at);
  if (!await closeTask(trx, { id: task.id, caseId: context.case.id }, { by: context.actor.id, at: context.at, proof })) throw new NotFoundError();
  // Whoever opened it by his act waits for it.
  if (task.opened_by !== null && task.opened_by !== context.actor.id) {
    const { case: row, actor, at } = context;
    await notify(trx, { officeId: row.office_id, userId: task.opened_by, kind: 'tugas_selesai', caseId: row.id, textKey: 'pemberitahuan.tugas_selesai', params: { nomor: row.number, tugas: `tugas.${task.kind}`, nama: actor.name }, at });
  }
}

function parseProof(schema: z.ZodObject, proof: Record<string, string>, now: Date): Record<string, unknown> {
  const parsed = schema.safeParse(proof);
  if (!parsed.success) throw new InvalidError(underProof(fieldErrors(parsed.error)));
  const ahead = momentsOf(schema).filter((key) => new Date(String(parsed.data[key])).getTime() > now.getTime());
  if (ahead.length > 0) throw new InvalidError(Object.fromEntries(ahead.map((key) => [`bukti.${key}`, { key: 'galat.bukti.waktu_mendatang' }])));
  return parsed.data;
}

/** The keys that hold a moment: something done cannot be done tomorrow. */
function momentsOf(schema: z.ZodObject): string[] {
  const { properties = {} } = z.toJSONSchema(schema) as { properties?: Record<string, { format?: string }> };
  return Object.keys(properties).filter((key) => properties[key]?.format === 'date-time');
}

function underProof(fields: Record<string, FieldError>): Record<string, FieldError> {
  return Object.fromEntries(Object.entries(fields).map(([key, error]) => [`bukti.${key}`, error]));
}
