/** The JSON schema of an act as the fields of a form. What the schema does not name is not asked. */
import { toIsoWithOffset } from '../../fields/office-time.ts';

export type FieldKind = 'alasan' | 'teks' | 'naskah' | 'pilihan' | 'ya_tidak' | 'angka' | 'waktu' | 'tanggal' | 'unggah' | 'petugas' | 'kekurangan' | 'perbaikan' | 'ruang' | 'subjek';
export interface Option { value: string; label: string }
export interface FormField {
  key: string; label: string; kind: FieldKind; required: boolean; options: Option[]; maxLength: number | null; min: number | null; max: number | null; start: unknown;
  /** Schema of one row of a list (shortages). */
  items: Record<string, unknown> | null;
  /** Asked only where another field of the form has this value. */
  when: Record<string, string> | null;
  /** A time that lies ahead: now is no answer. */
  ahead: boolean;
}
type Schema = Record<string, unknown>;
export type Values = Record<string, unknown>;

const WIDGETS: Record<string, FieldKind> = {
  reason: 'alasan', textarea: 'naskah', datetime: 'waktu', upload: 'unggah', officer: 'petugas', shortages: 'kekurangan', repair: 'perbaikan', actEmpatMata: 'pilihan', room: 'ruang', subject: 'subjek',
};

/** Fields with a label, in the order of the schema. */
export function fieldsOf(schema: Schema): FormField[] {
  const required = Array.isArray(schema.required) ? schema.required as string[] : [];
  return Object.entries((schema.properties ?? {}) as Record<string, Schema>).filter(([, property]) => typeof property.label === 'string').map(([key, property]) => ({
    key, label: property.label as string, kind: kindOf(property), required: required.includes(key),
    options: Array.isArray(property.options) ? property.options as Option[] : [],
    maxLength: numberOr(property.maxLength), min: numberOr(property.minimum), max: numberOr(property.maximum), start: property.default,
    items: typeof property.items === 'object' && property.items !== null ? property.items as Schema : null,
    when: typeof property.when === 'object' && property.when !== null ? property.when as Record<string, string> : null, ahead: property.ahead === true,
  }));
}

const numberOr = (value: unknown): number | null => (typeof value === 'number' ? value : null);

function kindOf(property: Schema): FieldKind {
  const asked = WIDGETS[String(property.widget)];
  // Whoever words the choices wants one of them; only a long list of reasons is searched instead.
  if (Array.isArray(property.options) && asked !== 'alasan') return 'pilihan';
  if (asked) return asked;
  if (property.type === 'boolean') return 'ya_tidak';
  if (property.type === 'integer' || property.type === 'number') return 'angka';
  return property.format === 'date-time' ? 'waktu' : property.format === 'date' ? 'tanggal' : 'teks';
}

/** The fields that are asked as the form stands. */
export function askedOf(fields: readonly FormField[], values: Values): FormField[] {
  return fields.filter(({ when }) => when === null || Object.entries(when).every(([key, value]) => values[key] === value));
}

/** What a form begins with: proposals first, then the schema's own defaults. A single choice is no choice. */
export function startValues(fields: readonly FormField[], proposals: Values = {}): Values {
  return { ...proposals, ...Object.fromEntries<unknown>(fields.map((field) => [field.key, proposals[field.key] ?? field.start ?? emptyOf(field)])) };
}

/** What of a draft the act still takes: the definition may have changed since. Also what has no field of its own, as the files beside the fields of a repair. */
export function knownTo(schema: Schema, kept: Values): Values {
  const names = Object.keys(schema.properties ?? {});
  return Object.fromEntries(Object.entries(kept).filter(([key]) => names.includes(key)));
}

/** A draft laid over what is proposed; of lists by key (files by kind) both stay, and what was chosen just now wins where both name the same. */
export function keptOver(proposed: Values, kept: Values): Values {
  const isRecord = (value: unknown): value is Values => typeof value === 'object' && value !== null && !Array.isArray(value);
  return { ...proposed, ...Object.fromEntries(Object.entries(kept).map(([key, value]) => { const chosen = proposed[key]; return [key, isRecord(value) && isRecord(chosen) ? { ...value, ...chosen } : value]; })) };
}

function emptyOf(field: FormField): unknown {
  if (field.kind === 'ya_tidak') return false;
  if (field.kind === 'kekurangan') return [];
  if (field.kind === 'perbaikan') return {};
  return field.options.length === 1 ? field.options[0]?.value : '';
}

const isEmpty = (value: unknown) => value === undefined || value === null || (typeof value === 'string' && value.trim() === '') || (Array.isArray(value) && value.length === 0);

/** Labels of what still has to be filled in before it makes sense to send. */
export function missingLabels(fields: readonly FormField[], values: Values): string[] {
  return fields.filter((field) => (field.required && isEmpty(values[field.key])) || (field.kind === 'kekurangan' && incompleteRow(values[field.key]))).map((field) => field.label);
}

function incompleteRow(rows: unknown): boolean {
  return Array.isArray(rows) && rows.some((row: Values) => isEmpty(row.kunci) || isEmpty(row.alasan));
}

/** The typed values as the server wants them: empty ones left out, moments with the office's offset, numbers as numbers. */
export function toInput(fields: readonly FormField[], values: Values, zone: string): Values {
  const input: Values = {};
  for (const [key, value] of Object.entries(values)) {
    const field = fields.find((candidate) => candidate.key === key);
    if (field && askedOf([field], values).length === 0) continue;
    if (isEmpty(value) && !(field?.kind === 'kekurangan')) continue;
    input[key] = field ? sent(field, value, zone) : value;
  }
  return input;
}

function sent(field: FormField, value: unknown, zone: string): unknown {
  if (field.kind === 'waktu') return toIsoWithOffset(String(value), zone) ?? value;
  if (field.kind === 'angka') return Number.isFinite(Number(value)) ? Number(value) : value;
  if (field.kind === 'kekurangan' && Array.isArray(value)) {
    return value.map((row: Values) => Object.fromEntries(Object.entries(row).filter(([, part]) => !isEmpty(part)).map(([name, part]) => [name, typeof part === 'string' ? part.trim() : part])));
  }
  return typeof value === 'string' ? value.trim() : value;
}
