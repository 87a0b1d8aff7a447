/** Letters: issued by the door, previewed before, kept with number and PDF, checked by anybody who holds the paper. */
import type { EffectHandler } from '../platform/outbox.ts';
import { makeLetterPdf, type LetterPdfDeps } from './make-letter-pdf.effect.ts';

/** What the door calls for each letter of an act, and a timer for a reminder. */
export { issueLetter, type LetterDeps } from './issue-letter.ts';
export { letterRoutes, type LetterRouteDeps } from './letters.routes.ts';
export { letterList, templateList } from './letters.view.ts';

export function letterEffects(deps: LetterPdfDeps): Record<string, EffectHandler> {
  return { buat_pdf_surat: makeLetterPdf(deps) };
}
