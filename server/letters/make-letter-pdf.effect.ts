import { createHash } from 'node:crypto';
import type { Knex } from 'knex';
import { attachPdf } from '../mail/index.ts';
import type { Config } from '../platform/config.ts';
import type { EffectHandler } from '../platform/outbox.ts';
import type { FileStorage } from '../platform/storage.ts';
import { drawLetter } from './letter-pdf.ts';
import { findLetter, storePdf } from './letters.repository.ts';

export interface LetterPdfDeps { db: Knex; storage: FileStorage; config: Pick<Config, 'publicUrl'> }

/**
 * `buat_pdf_surat`: draws the numbered letter, keeps it and hands it to the mail that waits for it.
 *
 * Repeating is harmless: the bytes are a function of what was frozen at issue and are kept under the letter's id; a letter that
 * already has its file is only handed to its mail again, which takes a file once.
 */
export function makeLetterPdf({ db, storage, config }: LetterPdfDeps): EffectHandler {
  return async ({ refId }) => {
    const letter = refId === null ? undefined : await findLetter(db, refId);
    if (!letter?.paper || !letter.public_code) throw new Error('no numbered letter to draw');
    let pdf = letter.pdf_key && letter.pdf_sha256 ? { key: letter.pdf_key, sha256: letter.pdf_sha256 } : null;
    if (!pdf) {
      const bytes = Buffer.from(await drawLetter({ paper: letter.paper, publicCode: letter.public_code, verifyUrl: `${config.publicUrl}/periksa/${letter.public_code}` }));
      pdf = { key: `surat/${letter.id}.pdf`, sha256: createHash('sha256').update(bytes).digest('hex') };
      await storage.put(pdf.key, bytes);
    }
    const made = pdf;
    await db.transaction(async (trx) => {
      await storePdf(trx, letter.id, made);
      await attachPdf(trx, letter.id, made);
    });
  };
}
