import type { z } from 'zod';
import type { FieldError } from './errors.ts';

/** zod's issues as one message key per field. */
export function fieldErrors(error: z.ZodError): Record<string, FieldError> {
  const fields: Record<string, FieldError> = {};
  for (const issue of error.issues) {
    const paths = issue.code === 'unrecognized_keys' ? issue.keys.map((key) => [...issue.path, key]) : [issue.path];
    for (const path of paths) fields[path.join('.') || 'isi'] ??= { key: issueKey(issue), params: 'maximum' in issue ? { batas: Number(issue.maximum) } : issue.code === 'custom' ? issue.params ?? {} : {} };
  }
  return fields;
}

function issueKey(issue: z.core.$ZodIssue): string {
  if (issue.message.startsWith('galat.') || issue.message.startsWith('identitas.')) return issue.message;
  switch (issue.code) {
    case 'invalid_type': return 'galat.isian.wajib';
    case 'too_small': return 'galat.isian.terlalu_pendek';
    case 'too_big': return 'galat.isian.terlalu_panjang';
    case 'unrecognized_keys': return 'galat.isian.tidak_dikenal';
    case 'invalid_value': return 'galat.isian.pilihan';
    default: return 'galat.isian.bentuk';
  }
}
