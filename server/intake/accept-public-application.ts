import type { Knex } from 'knex';
import { createHmac } from 'node:crypto';
import { APPLICANT, type CaseDoor } from '../cases/index.ts';
import { createLink, tokenOf } from '../links/index.ts';
import { holdWhenFlooding } from '../mail/index.ts';
import { TransportError } from '../platform/errors.ts';
import { answerOnce } from '../platform/given-answers.ts';
import type { FieldWarning } from '../subjects/index.ts';
import { readSubmission, type TypedApplication } from './read-submission.ts';
import { submitApplication } from './submit-application.ts';

export interface PublicApplication {
  typed: TypedApplication;
  /** Draft ids by kind. */
  documents: Record<string, string>;
  /** Chosen by the sender; the same key again is the same sending. */
  key: string;
  /** `digestOf` what was sent. */
  digest: string;
  ipHash: string;
}
export interface AcceptedApplication { status: number; caseNumber: string; token: string; warnings: FieldWarning[] }
export interface AcceptDeps { door: CaseDoor; secret: string; applicationsPerHour: number }

/** What makes two sendings the same: words, drafts or files. Keyed, because an unkeyed hash of an identity number can be guessed back. */
export function digestOf(secret: string, typed: TypedApplication, files: Record<string, string>): string {
  const ordered = (record: Record<string, unknown>) => Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1));
  const { documents, fields, lacking, persetujuan, kantor, prosedur } = typed;
  return createHmac('sha256', secret).update(JSON.stringify([kantor, prosedur, ordered(persetujuan), ordered(fields), ordered(documents), ordered(files), ordered(lacking)])).digest('hex');
}

/**
 * Takes one application, once per key however often and however parallel it is sent. What is kept of the answer names the link, not its token.
 * @throws InvalidError; ActionClosedError same key, other content; TransportError 429 too many from one address
 */
export async function acceptPublicApplication(trx: Knex.Transaction, deps: AcceptDeps, application: PublicApplication): Promise<AcceptedApplication> {
  const { typed, documents, key, digest, ipHash } = application;
  const at = deps.door.clock.now();
  const { status, body } = await answerOnce(trx, {
    scope: 'permohonan', key, request: digest,
    answer: async () => {
      const submission = await readSubmission(trx, typed, Object.keys(documents), at);
      await refuseFlood(trx, deps.applicationsPerHour, submission.office.id, ipHash);
      const { row, warnings } = await submitApplication(trx, deps.door, { ...submission, origin: 'tautan', documents, actor: APPLICANT, requestId: `kiriman:${key}`, ipHash });
      await holdWhenFlooding(trx, row.id, at);
      const link = await createLink(trx, { caseId: row.id, letterId: null, at, secret: deps.secret });
      return { status: 201, body: { caseNumber: row.number, linkId: link.id, warnings } };
    },
  });
  const kept = body as { caseNumber: string; linkId: string; warnings: FieldWarning[] };
  return { status, caseNumber: kept.caseNumber, token: tokenOf(deps.secret, kept.linkId), warnings: kept.warnings };
}

/** Counts what really became a case, so that repeats of one sending cost nothing. Sendings of one address wait for each other here. */
async function refuseFlood(trx: Knex.Transaction, perHour: number, officeId: string, ipHash: string): Promise<void> {
  await trx.raw('select pg_advisory_xact_lock(hashtextextended(?, 0))', [`kiriman|${ipHash}`]);
  const hour = await trx('audit_events').where({ office_id: officeId, event: 'permohonan_masuk', ip_hash: ipHash, actor_kind: 'pemohon' })
    .whereRaw(`at > clock_timestamp() - interval '1 hour'`).select<{ wait: number }[]>(trx.raw(`ceil(extract(epoch from at + interval '1 hour' - clock_timestamp()))::int as wait`)).orderBy('at');
  const [first] = hour;
  if (!first || hour.length < perHour) return;
  const seconds = Math.max(1, first.wait);
  throw new TransportError(429, 'galat.terlalu_sering', { detik: seconds }, { 'Retry-After': String(seconds) });
}
