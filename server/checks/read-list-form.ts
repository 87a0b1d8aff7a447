import type { z } from 'zod';
import { InvalidError } from '../platform/errors.ts';
import { fieldErrors } from '../platform/field-errors.ts';
import type { Call } from '../platform/http/route.ts';

/**
 * The fields of a form with a list file, and the file.
 * @throws InvalidError naming every field that is wrong, and `berkas` where there is none
 */
export function readListForm<F extends z.ZodType>(call: Call, files: Express.Multer.File[], shape: F): { file: Express.Multer.File; fields: z.output<F> } {
  const fields = shape.safeParse(call.body ?? {});
  const file = files.find((candidate) => candidate.fieldname === 'berkas');
  if (!fields.success || !file) throw new InvalidError({ ...(fields.success ? {} : fieldErrors(fields.error)), ...(file ? {} : { berkas: { key: 'galat.impor.berkas_wajib' } }) });
  return { file, fields: fields.data };
}
