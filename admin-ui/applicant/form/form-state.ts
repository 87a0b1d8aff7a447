/** What somebody has typed and handed in so far, for an application or a repair. Pure: every function gives a new state. */
import type { Problem } from '../api-answer.ts';
import type { Locale } from '../language.ts';
import type { AcceptedFile, UploadState } from '../upload/run-upload.ts';

export interface AskedField { key: string; label: string; hint: string | null; input: string; repeat: boolean; required: boolean }
export interface AskedDocument { kind: string; label: string; help?: string | null; maxBytes: number; required: boolean; mayLack: boolean; validMonths: number | null; accept: string[] }

/** A refused replacement never takes away what had been accepted. */
export interface Paper {
  kept: AcceptedFile | null; now: UploadState;
  /** What was picked last, as it is being sent. */
  seen?: SeenPicture | null;
  /** It could not be turned: by this phone, or since the whole picture did not come from the server. */
  unturned?: Unturned | null;
  /** It was to go, and the server said why it does not. */
  stays?: Problem;
}
export type Unturned = 'ponsel' | 'server';
/** A picture on this phone; `quarters` to the right until it is seen upright. */
export interface SeenPicture { url: string; quarters: number }
export interface FormState {
  values: Record<string, string>;
  /** Fields that somebody has left at least once; only these are told what is wrong with them while typing goes on. */
  touched: readonly string[];
  errors: Record<string, string>;
  warnings: Record<string, string>;
  papers: Record<string, Paper>;
  /** "Saya tidak punya", with the reason as typed so far, by kind. */
  lacking: Record<string, string>;
  /** What the server held against it when it was sent last, by language: nothing else can say it again. */
  refusal?: Record<Locale, Record<string, string>>;
}
export interface CheckReply { errors: Record<string, string>; warnings: { field: string; message: string }[] }
export interface FormWords { required: string; different: string }

export const EMPTY_FORM: FormState = { values: {}, touched: [], errors: {}, warnings: {}, papers: {}, lacking: {} };
export const NO_PAPER: Paper = { kept: null, now: { stage: 'none' } };
export const repeatOf = (key: string): string => `${key}_ulang`;
export const documentKey = (kind: string): string => `documents.${kind}`;

const without = (record: Record<string, string>, key: string) => Object.fromEntries(Object.entries(record).filter(([name]) => name !== key));

/** Nothing more is said against it, and in no language later: what was refused is not there any more. */
function unsaid(form: FormState, key: string): Pick<FormState, 'errors' | 'refusal'> {
  const { refusal } = form;
  return { errors: without(form.errors, key), ...(refusal ? { refusal: { id: without(refusal.id, key), en: without(refusal.en, key) } } : {}) };
}

/** Typing takes away what was said about the old value. */
export function typed(form: FormState, key: string, value: string): FormState {
  return { ...form, ...unsaid(form, key), values: { ...form.values, [key]: value }, warnings: without(form.warnings, key) };
}

export function left(form: FormState, key: string): FormState {
  return form.touched.includes(key) ? form : { ...form, touched: [...form.touched, key] };
}

/** The state of one document; what was accepted replaces what was kept, everything else leaves it alone. That a file could not be removed is said of that file only. */
export function uploadMoved(form: FormState, kind: string, now: UploadState): FormState {
  const { stays, ...before } = form.papers[kind] ?? NO_PAPER;
  const kept = now.stage === 'accepted' ? now.file : before.kept;
  const said = stays && kept?.id === before.kept?.id ? { stays } : {};
  return { ...form, ...(now.stage === 'accepted' ? unsaid(form, documentKey(kind)) : {}), papers: { ...form.papers, [kind]: { ...before, ...said, kept, now } }, lacking: now.stage === 'accepted' ? without(form.lacking, kind) : form.lacking };
}

/** The picture of an accepted file has come, or will not. */
export function pictureCame(form: FormState, kind: string, id: string, preview: string | null): FormState {
  const kept = form.papers[kind]?.kept;
  return kept?.id === id ? uploadMoved(form, kind, { stage: 'accepted', file: { ...kept, preview, looking: false } }) : form;
}

/** Somebody gave up the last thing he picked: what was accepted before stands as it was. */
export function attemptDropped(form: FormState, kind: string): FormState {
  const kept = form.papers[kind]?.kept ?? null;
  return { ...form, papers: { ...form.papers, [kind]: { kept, now: kept ? { stage: 'accepted', file: kept } : { stage: 'none' } } } };
}

/** It was the wrong one: as if nothing had been handed in. */
export function paperRemoved(form: FormState, kind: string): FormState {
  return { ...form, ...unsaid(form, documentKey(kind)), papers: Object.fromEntries(Object.entries(form.papers).filter(([name]) => name !== kind)) };
}

/** It was removed here, and the server has it in use: it stands again as it was accepted, unless something was picked in its place meanwhile. */
export function paperStayed(form: FormState, kind: string, file: AcceptedFile, stays: Problem): FormState {
  return form.papers[kind] ? form : { ...form, papers: { ...form.papers, [kind]: { kept: file, now: { stage: 'accepted', file }, stays } }, lacking: without(form.lacking, kind) };
}

/** What somebody sees of his pick before the server has it; `unturned`: a turn failed, so it stands as before. */
export function pictureSeen(form: FormState, kind: string, seen: SeenPicture | null, unturned: Unturned | null = null): FormState {
  return { ...form, papers: { ...form.papers, [kind]: { ...(form.papers[kind] ?? NO_PAPER), seen, unturned } } };
}

/** What can be said without asking the server: what is missing, and a second entry that differs from the first. */
export function ownErrors(fields: readonly AskedField[], form: FormState, words: FormWords): Record<string, string> {
  const errors: Record<string, string> = {};
  for (const field of fields) {
    const value = (form.values[field.key] ?? '').trim();
    const again = (form.values[repeatOf(field.key)] ?? '').trim();
    if (value === '' && field.required) errors[field.key] = words.required;
    if (field.repeat && value !== '' && again !== value) errors[repeatOf(field.key)] = again === '' ? words.required : words.different;
  }
  return errors;
}

/** A document he says he does not have, with the reason as typed so far; null takes that back. */
export function lacked(form: FormState, kind: string, reason: string | null): FormState {
  return { ...form, ...unsaid(form, documentKey(kind)), lacking: reason === null ? without(form.lacking, kind) : { ...form.lacking, [kind]: reason } };
}

export interface MissingWords { upload: string; uploadOrSay: string; sayWhy: string }
export function missingDocuments(documents: readonly AskedDocument[], form: FormState, words: MissingWords): Record<string, string> {
  return Object.fromEntries(documents.flatMap(({ kind, required, mayLack }) => {
    if (form.papers[kind]?.kept) return [];
    const reason = form.lacking[kind];
    if (reason !== undefined) return reason.trim() === '' ? [[documentKey(kind), words.sayWhy]] : [];
    return required ? [[documentKey(kind), mayLack ? words.uploadOrSay : words.upload]] : [];
  }));
}

/** Why which documents are not there, as it is sent; a file that came after all says more. */
export function lackReasons(documents: readonly AskedDocument[], form: FormState): Record<string, string> {
  return Object.fromEntries(documents.flatMap(({ kind }) => {
    const reason = form.lacking[kind]?.trim();
    return reason && !form.papers[kind]?.kept ? [[kind, reason]] : [];
  }));
}

/** All that is known of a file that was accepted, in the place of what was said before; nothing, when another took its place meanwhile. */
export function warnedAnew(form: FormState, kind: string, id: string, warnings: readonly string[]): FormState {
  const paper = form.papers[kind];
  if (paper?.kept?.id !== id) return form;
  const kept = { ...paper.kept, warnings: [...warnings] };
  return { ...form, papers: { ...form.papers, [kind]: { ...paper, kept, now: paper.now.stage === 'accepted' ? { stage: 'accepted', file: kept } : paper.now } } };
}

/** It was sent and came back: what stands in red now, and how that is said in each language. */
export function refused(form: FormState, { errors, words }: Pick<Problem, 'errors' | 'words'>): FormState {
  return { ...form, errors: ownNames(errors), ...(words ? { refusal: { id: ownNames(words.id.errors), en: ownNames(words.en.errors) } } : {}) };
}

/** What stands in red, said in another language: in the words of `own` or of the server. A mark for which there are none yet keeps its old ones, since it is no less true. */
export function errorsAnew(form: FormState, own: Record<string, string>, locale: Locale): FormState {
  return { ...form, errors: Object.fromEntries(Object.entries(form.errors).map(([key, old]) => [key, own[key] ?? form.refusal?.[locale][key] ?? old])) };
}

/** As `judged`, but a mark of which this reply says nothing stays: another question had put it there. */
export function judgedAnew(form: FormState, about: readonly string[], reply: CheckReply, asked: Record<string, string>): FormState {
  const now = judged(form, about, reply, asked);
  return { ...now, errors: { ...form.errors, ...now.errors } };
}

/** Fields with something in them, as they are sent. */
export function filledFields(fields: readonly AskedField[], form: FormState): Record<string, string> {
  const keys = fields.flatMap((field) => (field.repeat ? [field.key, repeatOf(field.key)] : [field.key]));
  return Object.fromEntries(keys.flatMap((key) => {
    const value = (form.values[key] ?? '').trim();
    return value === '' ? [] : [[key, value]];
  }));
}

export function draftIds(documents: readonly AskedDocument[], form: FormState): Record<string, string> {
  return Object.fromEntries(documents.flatMap((doc) => {
    const id = form.papers[doc.kind]?.kept?.id;
    return id ? [[doc.kind, id]] : [];
  }));
}

/**
 * What is now known to be wrong or doubtful, of the fields `about`. What was said of them before is replaced; what is said of
 * others stays, and nothing is said of a field that has changed since the question was asked (`asked` holds its value then).
 */
export function judged(form: FormState, about: readonly string[], reply: CheckReply, asked: Record<string, string>): FormState {
  const same = (key: string) => (form.values[key] ?? '').trim() === (asked[key] ?? '');
  const fresh = about.filter(same);
  const merge = (old: Record<string, string>, said: Record<string, string>) => ({
    ...Object.fromEntries(Object.entries(old).filter(([key]) => !fresh.includes(key))),
    ...Object.fromEntries(Object.entries(said).filter(([key]) => fresh.includes(key))),
  });
  const warnings: Record<string, string> = {};
  for (const { field, message } of reply.warnings) warnings[field] = warnings[field] ? `${warnings[field]} ${message}` : message;
  return { ...form, errors: merge(form.errors, reply.errors), warnings: merge(form.warnings, warnings) };
}

/** Keys as the server names them (`fields.nik`, `documents.ktp`) to keys of this form. */
export function ownNames(errors: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(errors).map(([key, sentence]) => [key.replace(/^fields\./, ''), sentence]));
}

/** The first place in reading order that has an error; undefined when none has. */
export function firstTroubled(fields: readonly AskedField[], documents: readonly AskedDocument[], errors: Record<string, string>): string | undefined {
  const order = [...fields.flatMap((field) => [field.key, repeatOf(field.key)]), ...documents.map((doc) => documentKey(doc.kind))];
  return order.find((key) => key in errors);
}

/** Something of it may go without the file that is used going, too: a replacement under way, refused or not sent. */
export const hasAttempt = ({ now }: Paper): boolean => !['none', 'accepted'].includes(now.stage);
export const isMoving = (now: UploadState): boolean => ['preparing', 'sending', 'judging', 'waiting', 'offline'].includes(now.stage);
export const isSending = (form: FormState): boolean => Object.values(form.papers).some(({ now }) => isMoving(now));

/** Whether closing the page would lose something. */
export const isBegun = (form: FormState): boolean => Object.values(form.values).some((value) => value.trim() !== '') || Object.keys(form.papers).length > 0 || Object.keys(form.lacking).length > 0;
