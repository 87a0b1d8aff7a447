import type { Knex } from 'knex';
import type { ActContext } from '../cases/index.ts';
import type { Sop } from '../domain/sop/model.ts';
import { createLink } from '../links/index.ts';
import { attachmentsOf, closeDuties, queueMail, replaceMails, type MailAttachment } from '../mail/index.ts';
import { inviteOf } from '../scheduling/index.ts';
import { inviteAddresses, type LetterDeps } from './issue-letter.ts';
import { addresseeOf } from './letter-rows.view.ts';
import { LINK_MARK } from './letter-variables.ts';
import { lettersInForce, lettersOfKind, type LetterRow } from './letters.repository.ts';
import { whyOutdated } from './why-outdated.ts';

/**
 * The address was wrong: what the applicant should have is sent again to the one that now stands, with links of its own. Of each kind the
 * newest; a letter that was taken back is not sent, nor one that says what is true no longer, nor a reminder: it would come beside what it reminds of.
 * The mails to the old address count as answered by these, and nobody has to telephone about them any more. Returns how many went out.
 */
export async function resendLetters(trx: Knex.Transaction, { config }: LetterDeps, context: ActContext): Promise<number> {
  const inForce = (await lettersInForce(trx, context.case.id)).filter((letter) => !remindersOf(context.sop).has(letter.kind));
  const carried = await attachmentsOf(trx, inForce.map((letter) => letter.id));
  const letters: LetterRow[] = [];
  for (const letter of inForce) {
    const outdated = await whyOutdated(trx, { letterId: letter.id, attachments: carried.get(letter.id)?.attachments ?? [], at: context.at });
    if (!outdated) letters.push(letter);
  }
  const to = await addresseeOf(trx, context.case.id);
  await closeDuties(trx, { case_id: context.case.id }, { userId: context.actor.id, how: 'dikirim_ulang', at: context.at });
  for (const letter of letters) {
    const link = letter.body.includes(LINK_MARK) ? await createLink(trx, { caseId: context.case.id, letterId: letter.id, at: context.at, secret: config.secret }) : null;
    const mailId = await queueMail(trx, {
      uniqueKey: `letter:${letter.id}:ulang:${context.actionRowId}`, caseId: context.case.id, officeId: context.case.office_id, letterId: letter.id, linkId: link?.id ?? null,
      kind: letter.kind, to: { name: to.name, address: to.email ?? '' }, subject: letter.subject, body: letter.body,
      attachments: await attachmentsAgain(trx, context, config, letter, carried.get(letter.id)?.attachments ?? []), goodUntil: carried.get(letter.id)?.goodUntil ?? null,
      sender: config.mailFrom, createdBy: context.actor.id, at: context.at,
    });
    if (mailId) await replaceMails(trx, await lettersOfKind(trx, context.case.id, letter.kind), mailId, 'alamat_diperbaiki');
  }
  return letters.length;
}

/** What a timer sends. */
function remindersOf(sop: Sop): ReadonlySet<string> {
  return new Set(Object.values(sop.places).flatMap(({ timers = [] }) => timers.flatMap(({ then }) => ('remind' in then ? [then.remind] : []))));
}

/** The paper as it was; a calendar entry only as the appointment stands now, and written to the new address. */
async function attachmentsAgain(trx: Knex.Transaction, context: ActContext, config: LetterDeps['config'], letter: LetterRow, carried: MailAttachment[]): Promise<MailAttachment[]> {
  const invite = carried.some((attachment) => attachment.kind === 'kalender') ? await inviteOf(trx, context.case.id, context.at, inviteAddresses(config)) : null;
  const papers = carried.filter((attachment) => attachment.kind === 'pdf')
    .map((attachment): MailAttachment => ({ ...attachment, key: letter.pdf_key, sha256: letter.pdf_sha256 }));
  return [...papers, ...(invite ? [{ kind: 'kalender' as const, name: 'jadwal.ics', text: invite }] : [])];
}
