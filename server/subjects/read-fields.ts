import type { Knex } from 'knex';
import { findUnprintable } from '../domain/printable.ts';
import type { Field, Sop } from '../domain/sop/model.ts';
import type { FieldError } from '../platform/errors.ts';
import { fieldErrors } from '../platform/field-errors.ts';
import { checkIdentity, type IdentityResult } from './check-identity.ts';
import { knownRegionsOf } from './known-regions.ts';

/** What a text field may hold: no control characters (header injection, a NUL the database refuses), nothing that is not a character. */
function isPlainText(field: Field, value: string): boolean {
  const lines = field.input === 'textarea' ? value.replace(/\r?\n/g, ' ') : value;
  return value.isWellFormed() && !/[\p{Cc}\p{Zl}\p{Zp}]/u.test(lines);
}

/** One error per field whose shape the procedure refuses; `whole` also asks for what is missing. */
export function shapeErrors(sop: Sop, fields: Record<string, string>, { whole }: { whole: boolean }): Record<string, FieldError> {
  const errors: Record<string, FieldError> = {};
  const asked = sop.intake.fields.filter((field) => field.askWhen?.(fields) ?? true);
  for (const field of asked) {
    const value = fields[field.key];
    if (value === undefined || value.trim() === '') {
      if (!field.optional && (whole || value !== undefined)) errors[field.key] = { key: 'galat.isian.wajib' };
      continue;
    }
    const parsed = field.schema.safeParse(value);
    if (!isPlainText(field, value)) errors[field.key] = { key: 'galat.isian.huruf_terlarang' };
    else if (!parsed.success) errors[field.key] = Object.values(fieldErrors(parsed.error))[0] ?? { key: 'galat.isian.bentuk' };
    const sign = field.input === 'text' || field.input === 'textarea' ? findUnprintable(value) : null;
    if (sign !== null) errors[field.key] ??= { key: 'galat.isian.tak_tercetak', params: { tanda: sign } };
    const again = fields[`${field.key}_ulang`];
    if (field.repeat && again !== undefined && again.trim() !== value.trim()) errors[`${field.key}_ulang`] = { key: 'galat.isian.tidak_sama' };
  }
  const known = asked.flatMap((field) => (field.repeat ? [field.key, `${field.key}_ulang`] : [field.key]));
  for (const key of Object.keys(fields)) if (!known.includes(key)) errors[key] = { key: 'galat.isian.tidak_dikenal' };
  return errors;
}

/**
 * Everything that can be said about a form: shape by the procedure, identity by domain.md 3. `whole: false` looks at a form that is still being
 * filled. Never throws; the caller decides what an error means.
 */
export async function readFields(trx: Knex | Knex.Transaction, sop: Sop, fields: Record<string, string>, options: { today: string; whole: boolean }): Promise<IdentityResult> {
  const shape = shapeErrors(sop, fields, options);
  const sound = Object.fromEntries(Object.entries(fields).filter(([key]) => !(key in shape)));
  const identity = checkIdentity(sound, { today: options.today, knownRegion: await knownRegionsOf(trx, sound) });
  return { ...identity, errors: { ...shape, ...identity.errors } };
}
