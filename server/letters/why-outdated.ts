/** Whether a letter that went out may go out again as it was: what it says must still hold. */
import type { Knex } from 'knex';
import type { Obstacle } from '../domain/sop/model.ts';
import { findOpenRepair } from '../intake/index.ts';
import { getOffice } from '../offices/index.ts';
import type { MailAttachment } from '../mail/index.ts';
import { inviteOf } from '../scheduling/index.ts';
import { appointmentOf } from './letter-rows.view.ts';
import { findLetter, getTemplateOf, type LetterRow } from './letters.repository.ts';
import { variablesOf } from './letter-variables.ts';
import { printedSlot } from './printed-time.ts';

/** Method and sequence: the sequence of a case's entry grows with each change of its appointment. */
const stateOf = (invite: string) => ['METHOD', 'SEQUENCE', 'UID'].map((line) => new RegExp(`^${line}:(.*)$`, 'm').exec(invite)?.[1]?.trim()).join(' ');

/** Null where it still holds. `attachments` are those of the mail that is to go again. */
export async function whyOutdated(trx: Knex.Transaction, mail: { letterId: string; attachments: readonly MailAttachment[]; at: Date }): Promise<Obstacle | null> {
  const letter = await findLetter(trx, mail.letterId);
  if (!letter || letter.state !== 'berlaku') return { key: 'galat.surat_tidak_berlaku' };
  const carried = mail.attachments.find((attachment) => attachment.kind === 'kalender');
  const stands = carried ? await isAsCarried(trx, letter.case_id, mail.at, carried.text) : await namesSlotOfNow(trx, letter, mail.at);
  return stands ? null : { key: 'hambatan.surel_jadwal_berubah' };
}

/** It lists what is short: of a request that was answered, called off or followed by another it asks for what nobody waits for. */
export async function asksWhatIsAnswered(trx: Knex.Transaction, letter: LetterRow): Promise<boolean> {
  if (letter.recipient !== 'pemohon') return false;
  if (!variablesOf(await getTemplateOf(trx, letter)).includes('daftar_kekurangan')) return false;
  const open = await findOpenRepair(trx, letter.case_id);
  return !open || open.opened_at > letter.issued_at;
}

async function isAsCarried(trx: Knex.Transaction, caseId: string, at: Date, carried: string): Promise<boolean> {
  const now = await inviteOf(trx, caseId, at);
  return now !== null && stateOf(now) === stateOf(carried);
}

/** A reminder names the hour and the place and carries no entry. What has a number tells of a verification that took place. */
async function namesSlotOfNow(trx: Knex.Transaction, letter: LetterRow, at: Date): Promise<boolean> {
  if (letter.number !== null || letter.recipient !== 'pemohon') return true;
  const variables = variablesOf(await getTemplateOf(trx, letter));
  if (!variables.includes('jadwal')) return true;
  const slot = await appointmentOf(trx, letter.case_id, false);
  if (!slot || (await inviteOf(trx, letter.case_id, at))?.includes('METHOD:CANCEL')) return false;
  const { zone } = await getOffice(trx, letter.office_id);
  const words = `${letter.subject}\n${letter.body}`;
  return words.includes(printedSlot(slot.startsAt, slot.endsAt, zone)) && (!variables.includes('tempat') || words.includes(slot.location));
}
