/** "Unggah versi bertanda tangan/berstempel": a second file beside the generated one. Both keep their hash; neither takes the other's place. */
import { createHash, randomUUID } from 'node:crypto';
import type { Knex } from 'knex';
import { noteSignedLetter } from '../archive/index.ts';
import { raiseVersion } from '../cases/index.ts';
import { keepStaffUpload } from '../documents/index.ts';
import { ActionClosedError, InvalidError, NotFoundError } from '../platform/errors.ts';
import type { FileStorage } from '../platform/storage.ts';
import { findLetter, type LetterRow } from './letters.repository.ts';
import { insertCertifiedUpload, insertSigned, type NewSigned } from './signed-letters.repository.ts';

/** A numbered letter of this office that is valid. @throws NotFoundError, ActionClosedError */
export async function validLetter(db: Knex | Knex.Transaction, officeId: string, id: string): Promise<LetterRow> {
  const letter = await findLetter(db, id);
  if (!letter || letter.office_id !== officeId) throw new NotFoundError();
  if (letter.number === null) throw new ActionClosedError([{ key: 'galat.surat_tidak_bernomor' }]);
  if (letter.state !== 'berlaku') throw new ActionClosedError([{ key: 'galat.surat_tidak_berlaku' }]);
  return letter;
}

/** @throws InvalidError on `uploadId`: unknown, used, outlived, or no PDF */
export async function keepSigned(trx: Knex.Transaction, of: { letterId: string; officeId: string; uploadId: string; how: 'basah' | 'stempel'; by: string; at: Date }): Promise<void> {
  const seen = await validLetter(trx, of.officeId, of.letterId);
  await raiseVersion(trx, seen.case_id, of.officeId);
  const letter = await validLetter(trx, of.officeId, of.letterId);
  const upload = await keepStaffUpload(trx, { ...of, type: 'application/pdf' });
  if (!upload) throw new InvalidError({ uploadId: { key: 'galat.unggahan_bukan_pdf' } });
  await keepBeside(trx, letter, { upload_id: of.uploadId, sha256: upload.stored_sha256, how: of.how, added_by: of.by, added_at: of.at });
}

/** Beside the generated file; of a case that is filed already also beside what is sealed. */
async function keepBeside(trx: Knex.Transaction, letter: LetterRow, signed: Omit<NewSigned, 'letter_id'>): Promise<void> {
  const id = await insertSigned(trx, { ...signed, letter_id: letter.id });
  await noteSignedLetter(trx, { caseId: letter.case_id, signedLetterId: id, kind: letter.kind, number: letter.number ?? '', by: signed.added_by, at: signed.added_at });
}

/** Keeps a file that was signed electronically: its bytes must stay as they are, so they do not go through the cleaning of uploads. */
export async function keepCertified(db: Knex, storage: FileStorage, of: { letter: LetterRow; pdf: Buffer; by: string; at: Date }): Promise<void> {
  const sha256 = createHash('sha256').update(of.pdf).digest('hex');
  const id = randomUUID();
  const storageKey = `uploads/${id.slice(0, 2)}/${id}`;
  await storage.put(storageKey, of.pdf);
  await db.transaction(async (trx) => {
    await raiseVersion(trx, of.letter.case_id, of.letter.office_id);
    await validLetter(trx, of.letter.office_id, of.letter.id);
    await insertCertifiedUpload(trx, { id, officeId: of.letter.office_id, by: of.by, name: `${of.letter.kind}-tte.pdf`, sha256, bytes: of.pdf.length, storageKey, at: of.at });
    await keepBeside(trx, of.letter, { upload_id: id, sha256, how: 'bsre', added_by: of.by, added_at: of.at });
  });
}
