/** A letter goes out because a case moved: its text, number, link and mails are rows of the same transaction. */
import type { Knex } from 'knex';
import type { ActContext } from '../cases/index.ts';
import { translate } from '../domain/messages/translate.ts';
import type { LetterSpec } from '../domain/sop/model.ts';
import { createLink } from '../links/index.ts';
import { queueMail, type MailAttachment } from '../mail/index.ts';
import { officeReasons } from '../reasons/index.ts';
import { getOffice } from '../offices/index.ts';
import type { Config } from '../platform/config.ts';
import { enqueueEffects } from '../platform/outbox.ts';
import { inviteOf } from '../scheduling/index.ts';
import { numberOf } from './letter-number.ts';
import { composePaper, onPaper } from './letter-paper.ts';
import { activeVerifikators, addresseeOf, appointmentOf } from './letter-rows.view.ts';
import { fillLetter, variablesOf, type FilledLetter, type LetterVariable } from './letter-variables.ts';
import { getTemplate, insertLetter, replaceEarlier, type TemplateRow } from './letters.repository.ts';
import { printedDate } from './printed-time.ts';
import { makePublicCode } from './public-code.ts';
import { resolveVariables, type Scene } from './resolve-variables.ts';

export interface LetterDeps { config: Pick<Config, 'secret' | 'mailFrom' | 'publicUrl'> & Partial<Pick<Config, 'imapUrl' | 'mailReplyTo'>> }
type LetterConfig = LetterDeps['config'];
export interface WrittenLetter { spec: LetterSpec; template: TemplateRow; scene: Scene; variables: LetterVariable[]; filled: FilledLetter; /** The body as paper. */ paperBody: string }

/** What a letter issued anew takes over from the one it stands for: it speaks of that day, in the name of who answered for it. */
export interface FirstIssue { number: string; at: Date; officer: string | null }

/** The letter's words with the data of this case; nothing is stored. @throws Error for a letter the procedure does not have */
export async function writeLetter(trx: Knex.Transaction, { config }: LetterDeps, context: ActContext, letterId: string, first: FirstIssue | null = null): Promise<WrittenLetter> {
  const { case: row, sop } = context;
  const spec = sop.letters.find((letter) => letter.id === letterId);
  if (!spec) throw new Error(`${sop.code} has no letter ${letterId}`);
  const template = await getTemplate(trx, row.office_id, sop.code, letterId, context.at);
  const variables = variablesOf(template);
  const scene: Scene = {
    trx, sop, caseId: row.id, caseNumber: row.number, input: context.input, at: context.at, asOf: first?.at ?? context.at, decided: row.outcome !== null, publicUrl: config.publicUrl,
    office: await getOffice(trx, row.office_id), reasons: await officeReasons(trx, row.office_id), addressee: await addresseeOf(trx, row.id),
  };
  const values = await resolveVariables(scene, variables);
  const filled = fillLetter(template, values);
  const again = first ? `\n\n${translate('isi_surat.diterbitkan_ulang', { nomor: first.number, tanggal: printedDate(first.at, scene.office.zone) }, 'id')}` : '';
  return { spec, template, scene, variables, filled: { ...filled, body: filled.body + again }, paperBody: fillLetter({ subject: template.subject, body: onPaper(template.body) }, values).body + again };
}

/** Stores a letter and everything that makes it arrive. Called by the door after an act's effects and its move. */
export async function issueLetter(trx: Knex.Transaction, deps: LetterDeps, context: ActContext, letterId: string): Promise<void> {
  await issueNew(trx, deps, context, letterId);
}

/** The same; gives the id of the new letter. */
export async function issueNew(trx: Knex.Transaction, { config }: LetterDeps, context: ActContext, letterId: string, first: FirstIssue | null = null): Promise<string> {
  const written = await writeLetter(trx, { config }, context, letterId, first);
  const id = await storeLetter(trx, context, written, first);
  if (written.spec.to === 'pemohon') await mailApplicant(trx, config, context, written, id);
  else await mailVerifikators(trx, config, context, written, id);
  if (written.spec.numbered) await enqueueEffects(trx, [{ effect: 'buat_pdf_surat', caseId: context.case.id, refId: id }]);
  return id;
}

async function storeLetter(trx: Knex.Transaction, context: ActContext, { spec, template, scene, variables, filled, paperBody }: WrittenLetter, first: FirstIssue | null): Promise<string> {
  const { office } = scene;
  const number = spec.numbered
    ? await numberOf(trx, { office, letter: spec.id, code: context.sop.archive.code, typed: context.letterNumbers?.[spec.id] ?? null, at: context.at })
    : null;
  const officer = first ? first.officer : context.actor.kind === 'staf' ? context.actor.name : null;
  const paper = number === null ? null
    : await composePaper({ scene, letterId: spec.id, number, subject: filled.subject, body: paperBody, listsDocuments: variables.includes('daftar_dokumen'), listsChecks: variables.includes('daftar_periksa'), officer, countersigned: spec.countersigned });
  const id = await insertLetter(trx, {
    case_id: context.case.id, office_id: office.id, action_id: context.actionRowId, kind: spec.id, recipient: spec.to, template_id: template.id,
    number, public_code: number === null ? null : makePublicCode(), subject: filled.subject, body: filled.body, paper,
    issued_by: context.actor.kind === 'staf' ? context.actor.id : null, issued_at: context.at,
  });
  if (spec.replaces) await replaceEarlier(trx, { caseId: context.case.id, kind: spec.id, by: id });
  return id;
}

async function mailApplicant(trx: Knex.Transaction, config: LetterConfig, context: ActContext, written: WrittenLetter, letterId: string): Promise<void> {
  const { spec, scene, variables, filled } = written;
  const link = variables.includes('tautan') ? await createLink(trx, { caseId: context.case.id, letterId, at: context.at, secret: config.secret }) : null;
  const attachments: MailAttachment[] = [];
  if (spec.numbered) attachments.push({ kind: 'pdf', name: `${spec.id.replaceAll('_', '-')}-${context.case.number}.pdf`, key: null, sha256: null });
  // An ending takes what still stands in the applicant's calendar out of it, whatever its letter says.
  const endsNow = context.case.ended_at?.getTime() === context.at.getTime();
  const invite = spec.invites || endsNow ? await inviteOf(trx, context.case.id, context.at, inviteAddresses(config)) : null;
  if (invite) attachments.push({ kind: 'kalender', name: 'jadwal.ics', text: invite });
  const goodUntil = spec.onlyBefore === 'janji' ? (await appointmentOf(trx, context.case.id, false))?.startsAt ?? null : null;
  await queueMail(trx, {
    uniqueKey: `letter:${letterId}`, caseId: context.case.id, officeId: scene.office.id, letterId, linkId: link?.id ?? null, kind: spec.id,
    to: { name: scene.addressee.name, address: scene.addressee.email ?? '' }, subject: filled.subject, body: filled.body, attachments, goodUntil,
    sender: config.mailFrom, createdBy: context.actor.kind === 'staf' ? context.actor.id : null, at: context.at,
  });
}

/** Answers of calendar programs are asked for where somebody reads them. */
export const inviteAddresses = (config: LetterConfig) => ({ sender: config.mailFrom, answersTo: config.imapUrl === undefined ? undefined : config.mailReplyTo });

/** An internal letter: one mail for each verifikator, no private link, no attachment. */
async function mailVerifikators(trx: Knex.Transaction, config: LetterConfig, context: ActContext, { spec, scene, filled }: WrittenLetter, letterId: string): Promise<void> {
  for (const person of await activeVerifikators(trx, scene.office.id)) {
    await queueMail(trx, {
      uniqueKey: `letter:${letterId}:${person.id}`, caseId: context.case.id, officeId: scene.office.id, letterId, linkId: null, kind: spec.id,
      to: { name: person.name, address: person.email }, subject: filled.subject, body: filled.body, attachments: [],
      sender: config.mailFrom, createdBy: context.actor.kind === 'staf' ? context.actor.id : null, at: context.at,
    });
  }
}
