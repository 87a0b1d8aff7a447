/** Whether a letter that went out may go out again as it was: what it says must still hold. */
import type { Knex } from 'knex';
import { sayDayInEither } from '../domain/messages/say-day.ts';
import { getSop } from '../domain/sop/catalogue.ts';
import type { Obstacle, Sop } from '../domain/sop/model.ts';
import { dayIn } from '../domain/working-time.ts';
import { getOffice } from '../offices/index.ts';
import type { MailAttachment } from '../mail/index.ts';
import { inviteOf } from '../scheduling/index.ts';
import { appointmentOf } from './letter-rows.view.ts';
import { standingOf, type LetterStanding } from './letter-standing.view.ts';
import { findLetter, getTemplateOf, type LetterRow } from './letters.repository.ts';
import { variablesOf } from './letter-variables.ts';
import { printedSlot } from './printed-time.ts';

/** Method and sequence: the sequence of a case's entry grows with each change of its appointment. */
const stateOf = (invite: string) => ['METHOD', 'SEQUENCE', 'UID'].map((line) => new RegExp(`^${line}:(.*)$`, 'm').exec(invite)?.[1]?.trim()).join(' ');

/** Null where it still holds. `attachments` are those of the mail that is to go again. */
export async function whyOutdated(trx: Knex.Transaction, mail: { letterId: string; attachments: readonly MailAttachment[]; at: Date }): Promise<Obstacle | null> {
  const letter = await findLetter(trx, mail.letterId);
  const [standing] = await standingOf(trx, [mail.letterId]);
  if (!letter || !standing) return { key: 'galat.surat_tidak_berlaku' };
  const withdrawn = requestOver(standing) ?? noLongerInForce(standing);
  if (withdrawn) return withdrawn;
  const carried = mail.attachments.find((attachment) => attachment.kind === 'kalender');
  const stands = carried ? await isAsCarried(trx, letter.case_id, mail.at, carried.text) : await namesSlotOfNow(trx, letter, mail.at);
  return stands ? saidOtherwise(standing) : { key: 'hambatan.surel_jadwal_berubah' };
}

/** For a list on the screen, by letter: all of that but the appointment, which is asked for when one is to be sent. */
export async function outdatedLetters(db: Knex, letterIds: readonly string[]): Promise<Map<string, Obstacle>> {
  const standings = letterIds.length > 0 ? await standingOf(db, letterIds) : [];
  return new Map(standings.flatMap((standing): [string, Obstacle][] => {
    const why = requestOver(standing) ?? noLongerInForce(standing) ?? saidOtherwise(standing);
    return why ? [[standing.id, why]] : [];
  }));
}

/** It lists what is short, of a request that nobody waits for any more. */
function requestOver({ closed, zone }: LetterStanding): Obstacle | null {
  return closed && { key: `hambatan.surel_permintaan_${closed.how}`, params: { tanggal: sayDayInEither(dayIn(zone, new Date(closed.at))) } };
}

const noLongerInForce = ({ state }: LetterStanding): Obstacle | null => (state === 'berlaku' ? null : { key: 'galat.surat_tidak_berlaku' });

/** Said for the time being, and something later says otherwise. */
function saidOtherwise({ kind, procedure, sop_version: version, later }: LetterStanding): Obstacle | null {
  const sop = getSop(procedure, version);
  const overtakenBy = sop.letters.find((letter) => letter.id === kind)?.overtakenBy;
  const by = overtakenBy && later.find((each) => overtakenBy.includes(each) || endingLetters(sop).has(each));
  return by === undefined ? null : { key: 'hambatan.surel_tersusul', params: { surat: `surat.${by}` } };
}

const endingLetters = (sop: Sop): ReadonlySet<string> => new Set(Object.values(sop.actions).flatMap(({ ends, letters = [] }) => (ends ? letters : [])));

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
