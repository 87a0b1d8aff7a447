/** An office words its own letters: checked while it types, shown with invented data, kept version by version. */
import type { Knex } from 'knex';
import type { z } from 'zod';
import { recordAudit } from '../audit/index.ts';
import type { TemplateCheck, templateBody, templateDraft } from '../domain/contract/office-words.ts';
import { translate, type Locale } from '../domain/messages/translate.ts';
import { currentSop } from '../domain/sop/catalogue.ts';
import type { LetterSpec } from '../domain/sop/model.ts';
import type { AskedBy } from '../offices/index.ts';
import { InvalidError, NotFoundError } from '../platform/errors.ts';
import { fillLetter, LETTER_VARIABLES, LINK_MARK, variablesOf, type LetterVariable } from './letter-variables.ts';

type Draft = z.output<typeof templateDraft>;

function letterOf({ procedure, letter }: Draft): LetterSpec {
  const spec = currentSop(procedure)?.letters.find((candidate) => candidate.id === letter);
  if (!spec) throw new NotFoundError('galat.surat_tidak_dikenal');
  return spec;
}

const marksIn = (text: string) => Array.from(text.matchAll(/\{([^{}]*)\}/g), (mark) => mark[1] ?? '');
const isKnown = (name: string): name is LetterVariable => (LETTER_VARIABLES as readonly string[]).includes(name);

/** Everything that stands against a wording. What the house's own wording of a letter must say (its link, its number) an office may not drop. */
function problemsOf(spec: LetterSpec, draft: Draft, locale: Locale): string[] {
  const say = (key: string, params = {}) => translate(`galat.templat.${key}`, params, locale);
  const named = [...new Set(marksIn(`${draft.subject}\n${draft.body}`))];
  const unknown = named.filter((name) => !isKnown(name));
  const loose = `${draft.subject}\n${draft.body}`.replace(/\{[^{}]*\}/g, '').match(/[{}]/);
  return [
    ...(unknown.length > 0 ? [say('tidak_dikenal', { nama: unknown.map((name) => `{${name}}`).join(', ') })] : []),
    ...(loose ? [say('kurung')] : []),
    ...(draft.subject.includes(LINK_MARK) ? [say('tautan_perihal')] : []),
    ...(spec.to === 'verifikator' && draft.body.includes(LINK_MARK) ? [say('tautan_petugas')] : []),
    ...variablesOf(spec).filter((name) => REQUIRED.has(name) && !named.includes(name)).map((name) => say('wajib', { nama: `{${name}}` })),
  ];
}

/** Without these an applicant cannot do what the letter asks of him. */
const REQUIRED: ReadonlySet<LetterVariable> = new Set(['tautan', 'rincian_daftar_hitam', 'daftar_kekurangan', 'batas', 'jadwal', 'zona', 'alasan', 'user_id_tersamar', 'lpse_asal', 'lpse_tujuan']);

/** Of the private use area: nobody types them. */
const LOOSE = { open: '\uE000', close: '\uE001' };

/** Invented people and figures: the editor never shows a real file. */
const example = (name: LetterVariable, locale: Locale) => translate(`contoh_surat.${name}`, {}, locale);

export function checkTemplate(draft: Draft, locale: Locale): TemplateCheck {
  const spec = letterOf(draft);
  const used = new Set(marksIn(`${draft.subject}\n${draft.body}`));
  // What is unknown stays visible in the preview, as the person typed it. Loose braces are set aside meanwhile: two of them would close around it.
  const shown = (text: string) => text.replace(/\{([^{}]*)\}|[{}]/g, (mark, name?: string) => (name === undefined ? (mark === '{' ? LOOSE.open : LOOSE.close) : isKnown(name) ? mark : `⟦${name}⟧`));
  const asTyped = (text: string) => text.replaceAll(LOOSE.open, '{').replaceAll(LOOSE.close, '}');
  const values = Object.fromEntries(LETTER_VARIABLES.map((name) => [name, example(name, 'id')]));
  const filled = fillLetter({ subject: shown(draft.subject), body: shown(draft.body) }, values);
  return {
    problems: problemsOf(spec, draft, locale), subject: asTyped(filled.subject), body: asTyped(filled.body.replaceAll(LINK_MARK, example('tautan', locale))),
    variables: LETTER_VARIABLES.map((name) => ({ name, label: translate(`variabel_surat.${name}`, {}, locale), example: example(name, 'id'), used: used.has(name) })),
  };
}

/** A further version of the office's own wording, in force from the start of that day where the office stands; the ones before are kept. */
export async function storeTemplate(trx: Knex.Transaction, by: AskedBy, body: z.output<typeof templateBody>, at: Date, locale: Locale): Promise<string> {
  const spec = letterOf(body);
  const [problem] = problemsOf(spec, body, locale);
  if (problem) throw new InvalidError({ body: { key: 'galat.templat.belum_benar', params: { masalah: problem } } }, 'galat.isian_tidak_sah');
  const { officeId } = by.officer;
  const { zone } = await trx('offices').where({ id: officeId }).forUpdate().first<{ zone: string }>('zone');
  const [last] = await trx('letter_templates').where({ office_id: officeId, procedure: body.procedure, letter: body.letter }).max<{ version: number | null }[]>({ version: 'version' });
  const [row] = await trx('letter_templates').insert({
    office_id: officeId, procedure: body.procedure, letter: body.letter, version: (last?.version ?? 0) + 1, subject: body.subject, body: body.body, created_by: by.officer.id,
    // A wording of today holds from now on, not from this morning: letters already sent stay explainable.
    valid_from: trx.raw('greatest((?::date)::timestamp at time zone ?, ?::timestamptz)', [body.validFrom, zone, at]),
  }).returning<{ id: string; version: number }[]>(['id', 'version']);
  if (!row) throw new Error('template was not written');
  await recordAudit(trx, {
    event: 'ubah_templat', officeId, actorKind: 'staf', actorId: by.officer.id, ref: `letter-template:${row.id}`, requestId: by.requestId, ipHash: by.ipHash,
    detail: { surat: body.letter, prosedur: body.procedure, versi: row.version, berlaku: body.validFrom },
  });
  return row.id;
}
