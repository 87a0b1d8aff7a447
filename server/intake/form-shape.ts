import type { z } from 'zod';
import type { publicOffice } from '../domain/contract/intake.ts';
import { translate, type Locale } from '../domain/messages/translate.ts';
import type { Doc, Field } from '../domain/sop/model.ts';

type Procedure = z.output<typeof publicOffice>['procedures'][number];

/** What a scan may be; the upload itself is judged by its bytes. */
const ACCEPT = ['application/pdf', 'image/jpeg', 'image/png'];

export function fieldShape(field: Field, locale: Locale): Procedure['fields'][number] {
  return {
    key: field.key, label: translate(field.label, {}, locale), hint: field.hint ? translate(field.hint, {}, locale) : null, input: field.input,
    repeat: field.repeat ?? false, required: !field.askWhen && !field.optional,
  };
}

export function documentShape(doc: Doc, locale: Locale, maxUploadBytes: number): Procedure['documents'][number] {
  return { kind: doc.kind, label: translate(doc.label, {}, locale), help: doc.help ? translate(doc.help, {}, locale) : null, maxBytes: Math.min(doc.maxBytes ?? maxUploadBytes, maxUploadBytes), required: !doc.requiredWhen, mayLack: doc.mayLack ?? false, validMonths: doc.validMonths ?? null, accept: ACCEPT };
}
