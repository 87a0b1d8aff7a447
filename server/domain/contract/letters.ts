/** Shapes of letters on the wire. Times are ISO 8601. */
import { z } from 'zod';

export const letterState = z.enum(['berlaku', 'diganti', 'dicabut']);

export const letterListItem = z.object({
  id: z.uuid(), caseId: z.uuid(), caseNumber: z.string(), kind: z.string(), kindLabel: z.string(), to: z.enum(['pemohon', 'verifikator']),
  number: z.string().nullable(), state: letterState, stateLabel: z.string(), subject: z.string(), issuedAt: z.string(), issuedBy: z.string().nullable(),
  hasPdf: z.boolean(),
  /** SHA-256 of the generated file, and the newest signed or stamped version beside it. */
  pdfSha256: z.string().nullable(), signed: z.object({ how: z.string(), howLabel: z.string(), sha256: z.string(), at: z.string(), by: z.string().nullable() }).nullable(),
  /** It can be signed electronically now: the office has a service for it, and it is a valid paper that was not signed so. */
  certifiable: z.boolean(),
}).meta({ id: 'Surat' });

export const letterTemplateItem = z.object({
  id: z.uuid(), procedure: z.string(), procedureLabel: z.string(), letter: z.string(), letterLabel: z.string(), version: z.int(), own: z.boolean(),
  subject: z.string(), body: z.string(), validFrom: z.string(),
}).meta({ id: 'TemplatSurat' });

/** `letter` names one of the procedure's letters, `action` the act that would send it (several at one place may); `input` is what was typed so far there. A body, since typed notes do not belong into an address. */
export const previewBody = z.strictObject({ letter: z.string().max(60), action: z.string().max(60).optional(), input: z.record(z.string(), z.unknown()).default({}) });

/** `{tautan}` in the body stands for the private link, which exists only in the mail. */
export const letterPreview = z.object({
  letter: z.string(), label: z.string(), to: z.enum(['pemohon', 'verifikator']), numbered: z.boolean(), recipient: z.string().nullable(),
  subject: z.string(), body: z.string(),
  /** For a letter about an appointment: who gets what, and what clock each reads. */
  schedule: z.object({
    method: z.enum(['REQUEST', 'CANCEL']).nullable(), startsAt: z.string(), endsAt: z.string(),
    people: z.array(z.object({ role: z.string(), who: z.string(), gets: z.array(z.string()), localTime: z.string(), zone: z.string() })),
  }).nullable(),
}).meta({ id: 'PratinjauSurat' });
export type LetterPreview = z.output<typeof letterPreview>;

/** What anybody holding the paper may know: no personal data. `issuedOn` is a day in the office's zone. */
export const receipt = z.object({
  state: letterState, kind: z.string(), kindLabel: z.string(), number: z.string(), issuedOn: z.string(), office: z.string(),
}).meta({ id: 'KeaslianSurat' });
export type Receipt = z.output<typeof receipt>;

export const signedBody = z.strictObject({ uploadId: z.uuid(), how: z.enum(['basah', 'stempel']) });
/** Sent on to the signature service and kept nowhere. */
export const certifyBody = z.strictObject({ nik: z.string().regex(/^\d{16}$/), passphrase: z.string().min(1).max(200) });
