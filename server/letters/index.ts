/** Letters: issued by the door, previewed before, kept with number and PDF, checked by anybody who holds the paper. */
import type { DoorPart } from '../cases/index.ts';
import { stopMails } from '../mail/index.ts';
import type { EffectHandler } from '../platform/outbox.ts';
import { lettersOfClosedRequests } from './letter-standing.view.ts';
import { revokeEndingLetters, revokeRequestLetters } from './letters.repository.ts';
import type { Route } from '../platform/http/route.ts';
import { letterRoutes as issuedLetterRoutes, type LetterRouteDeps } from './letters.routes.ts';
import { signedLetterRoutes, type SignedLetterDeps } from './signed-letters.routes.ts';
import { makeLetterPdf, type LetterPdfDeps } from './make-letter-pdf.effect.ts';

/** What the door calls for each letter of an act, and a timer for a reminder. */
export { issueLetter, type LetterDeps } from './issue-letter.ts';
export { resendLetters } from './resend-letters.ts';
export { outdatedLetters, whyOutdated } from './why-outdated.ts';
export { checkTypedNumber, typedNumbers } from './letter-number.ts';
export { letterKind } from './letters.repository.ts';
export { letterList, templateList } from './letters.view.ts';

/** The effect of an act that asks the applicant for something: its letters make the request known. */
const ASKS = 'buka_permintaan_perbaikan';

/** What an ending's paper said, or what was asked, is true no longer: its page says "revoked", and it is not sent if it still waits. */
export function lettersDoorPart(): DoorPart {
  return {
    now: {
      cabut_surat_permintaan: async (trx, { case: row, sop, actor, at, input }) => {
        const kinds = Object.values(sop.actions).filter((action) => action.now?.includes(ASKS)).flatMap((action) => action.letters ?? []);
        await stopMails(trx, await revokeRequestLetters(trx, row.id, kinds, { id: actor.id, at, reason: String(input.catatan) }), 'surat_dicabut');
      },
      // Answered or closed: what still waits for the mail server would ask for what nobody waits for.
      hentikan_surat_permintaan: async (trx, { case: row }) => { await stopMails(trx, await lettersOfClosedRequests(trx, row.id), 'permintaan_selesai'); },
      cabut_surat_penutup: async (trx, context) => { await stopMails(trx, await revokeEndingLetters(trx, context.case.id), 'surat_dicabut'); },
    },
  };
}

export function letterEffects(deps: LetterPdfDeps): Record<string, EffectHandler> {
  return { buat_pdf_surat: makeLetterPdf(deps) };
}

export function letterRoutes(deps: LetterRouteDeps & SignedLetterDeps): Route[] {
  return [...issuedLetterRoutes(deps), ...signedLetterRoutes(deps)];
}
export { issuedLettersDoorPart } from './letters-door.ts';
