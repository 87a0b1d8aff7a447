/** Telephone and WhatsApp as offices really work: the number and the words are at hand, and what came of it is noted with one click. */
import type { Knex } from 'knex';
import { raiseVersion } from '../cases/index.ts';
import type { ContactLink } from '../domain/contract/mail.ts';
import { CONTACT_DRAFT } from '../domain/draft-key.ts';
import { parsePhone } from '../domain/identity/phone.ts';
import { translate } from '../domain/messages/translate.ts';
import { deleteDraft } from '../drafts/index.ts';
import { getOffice } from '../offices/index.ts';
import { InvalidError, NotFoundError } from '../platform/errors.ts';
import { closeDuties } from './mail-outcome.ts';

interface Reached { name: string | null; phone: string | null; number: string }

/** The applicant's number, and the short form of the newest letter as a click-to-chat address; no interface of anybody is called. @throws NotFoundError */
export async function contactLink(trx: Knex.Transaction, officeId: string, caseId: string): Promise<ContactLink> {
  const row = await trx('cases as c').leftJoin('case_subjects as s', (on) => { on.on('s.case_id', 'c.id').andOnVal('s.is_applicant', true); }).where({ 'c.id': caseId, 'c.office_id': officeId })
    .first<Reached | undefined>('s.name', 's.phone', 'c.number');
  if (!row) throw new NotFoundError();
  const office = await getOffice(trx, officeId);
  // What was replaced or taken back is not announced.
  const letter = await trx('letters').where({ case_id: caseId, recipient: 'pemohon', state: 'berlaku' }).orderBy([{ column: 'issued_at', order: 'desc' }, { column: 'id', order: 'desc' }])
    .first<{ id: string; subject: string } | undefined>('id', 'subject');
  const text = translate(letter ? 'pesan_singkat.surat' : 'pesan_singkat.umum', { nama: row.name ?? '', kantor: office.name, perihal: letter?.subject ?? '', nomor: row.number }, 'id');
  const digits = row.phone?.replace(/\D/g, '') ?? '';
  return {
    phone: row.phone, text, letterId: letter?.id ?? null,
    whatsapp: row.phone && isMobile(row.phone) ? `https://wa.me/${digits}?text=${encodeURIComponent(text)}` : null, telephone: digits ? `tel:+${digits}` : null,
  };
}

/** A fixed line has no WhatsApp: its link would open a chat with nobody. */
function isMobile(phone: string): boolean {
  const read = parsePhone(phone);
  return read.ok && read.kind === 'seluler';
}

export interface Contact { caseId: string; officeId: string; by: string; channel: 'whatsapp' | 'telepon'; reached: boolean; note: string | null; letterId: string | null; at: Date }

/** Notes a contact; one that reached the applicant does the duty a lost letter left. @throws NotFoundError; InvalidError for a letter of another case or of nobody */
export async function recordContact(trx: Knex.Transaction, contact: Contact): Promise<void> {
  await raiseVersion(trx, contact.caseId, contact.officeId);
  if (contact.letterId !== null && !await trx('letters').where({ id: contact.letterId, case_id: contact.caseId }).first('id')) throw new InvalidError({ letterId: { key: 'galat.surat_tidak_dikenal' } });
  await trx('contacts').insert({
    office_id: contact.officeId, case_id: contact.caseId, letter_id: contact.letterId, channel: contact.channel, reached: contact.reached, note: contact.note, made_by: contact.by, at: contact.at,
  });
  await deleteDraft(trx, { case_id: contact.caseId, author_id: contact.by, key: CONTACT_DRAFT });
  if (contact.reached) await closeDuties(trx, { case_id: contact.caseId }, { userId: contact.by, how: 'dihubungi', at: contact.at });
}
