import express, { type Request, type RequestHandler } from 'express';
import { z } from 'zod';
import { actorOf } from '../cases/index.ts';
import { applicationBody, applicationForm, applicationReply, counterFormReply, idempotencyKey, staffEntryBody, staffEntryReply } from '../domain/contract/intake.ts';
import { translate, type Locale } from '../domain/messages/translate.ts';
import { draftsExamined, readMultipart } from '../documents/index.ts';
import { getOffice } from '../offices/index.ts';
import { InvalidError } from '../platform/errors.ts';
import { answerOnce } from '../platform/given-answers.ts';
import { officerOf, route, type Call, type Reply, type Route } from '../platform/http/route.ts';
import { createRateLimits } from '../platform/rate-limits.ts';
import type { FieldWarning } from '../subjects/index.ts';
import { acceptPublicApplication, digestOf } from './accept-public-application.ts';
import { applicationsPerHour, scratchFolder, type IntakeDeps } from './intake-deps.ts';
import { counterForm } from './public-offices.view.ts';
import { offeredSop, parseApplication } from './read-submission.ts';
import { receiveMultipartApplication, uploadQuota } from './receive-multipart.ts';
import { withFieldNames } from './rename-errors.ts';
import { submitApplication } from './submit-application.ts';

const KEY_HEADER = z.object({ 'Idempotency-Key': idempotencyKey });
const MOST_FILES = 12;
const sentences = (warnings: FieldWarning[], locale: Locale): string[] => warnings.map((warning) => translate(warning.key, warning.params, locale));

function keyOf(req: Call['req']): string {
  const key = idempotencyKey.safeParse(req.get('idempotency-key'));
  if (!key.success) throw new InvalidError({ 'Idempotency-Key': { key: 'galat.kunci_kiriman' } }, 'galat.kunci_kiriman');
  return key.data;
}

/** The key is asked for before a byte of a file is taken; then the body is read as what it says it is. */
function readEither(deps: IntakeDeps, takeFile: (req: Request) => Promise<void>): RequestHandler {
  const json = express.json({ limit: '512kb', strict: true, type: 'application/json' });
  const multipart = readMultipart({
    folder: scratchFolder(deps), maxBytes: deps.config.maxUploadBytes, maxFiles: MOST_FILES,
    onBegin: async (req) => {
      await deps.takeBytes(req, Number(req.get('content-length') ?? deps.config.maxUploadBytes * MOST_FILES));
      deps.uploads.inspector.expectUpload();
    },
    onFile: takeFile,
  });
  return (req, res, next) => {
    keyOf(req);
    (req.is('application/json') ? json : multipart)(req, res, next);
  };
}

export function applicationRoutes(deps: IntakeDeps): Route[] {
  const { db, door, config: { secret, publicUploadsPerHour, maxUploadBytes } } = deps;
  const limits = createRateLimits(db);

  const fromJson = (call: Call, key: string) => withFieldNames((field) => field.replace(/^dokumen\./, 'documents.'), async () => {
    const typed = parseApplication(call.req.body);
    await draftsExamined(db, typed.documents);
    return db.transaction((trx) => acceptPublicApplication(trx, { door, secret, applicationsPerHour: applicationsPerHour(deps) }, {
      typed, documents: typed.documents, key, digest: digestOf(secret, typed, {}), ipHash: call.ipHash,
    }));
  });

  return [
    route({
      method: 'post', path: '/api/public/applications', summary: 'Hand in an application; JSON naming drafts, or multipart with file_<kind>', body: applicationBody, multipart: applicationForm, headers: KEY_HEADER,
      reply: applicationReply, success: 201,
      // Wide: many people stand behind one address, and repeats of one sending must get their answer. What becomes a case is counted apart.
      limit: { name: 'kiriman_publik', points: publicUploadsPerHour * 5, seconds: 3600, by: 'ip' },
      before: readEither(deps, uploadQuota(deps, limits).take),
      handle: async (call): Promise<Reply> => {
        const key = keyOf(call.req);
        const accepted = call.req.is('multipart/form-data') ? await receiveMultipartApplication(deps, limits, call, key) : await fromJson(call, key);
        return { status: accepted.status, body: { caseNumber: accepted.caseNumber, token: accepted.token, warnings: sentences(accepted.warnings, call.locale) } };
      },
    }),
    route({
      method: 'get', path: '/api/counter-form', summary: 'What each procedure asks at the own counter, whether or not the public form is open', reply: counterFormReply,
      handle: async (call) => ({ body: await counterForm(db, officerOf(call).officeId, { locale: call.locale, maxUploadBytes, now: door.clock.now() }) }),
    }),
    route({
      method: 'post', path: '/api/cases', summary: 'Enter a file that came to the counter, by mail or by WhatsApp', body: staffEntryBody, reply: staffEntryReply, success: 201,
      handle: (call) => withFieldNames(asEntered, () => draftsExamined(db, call.body.documents).then(() => db.transaction(async (trx) => {
        const officer = officerOf(call);
        const { asal, prosedur, fields, documents, requestId } = call.body;
        const { status, body } = await answerOnce(trx, {
          scope: `entri:${officer.id}`, key: requestId, request: digestOf(secret, { kantor: officer.officeId, prosedur, fields, documents, lacking: {}, persetujuan: { privasi: asal, kebenaran: '' } }, {}),
          answer: async () => {
            const { row, warnings } = await submitApplication(trx, door, {
              sop: offeredSop(prosedur), office: await getOffice(trx, officer.officeId), fields, agreed: null, origin: asal, documents, lacking: {},
              actor: actorOf(officer), requestId: `entri:${requestId}`, ipHash: call.ipHash,
            });
            return { status: 201, body: { id: row.id, number: row.number, warnings } };
          },
        });
        const kept = body as { id: string; number: string; warnings: FieldWarning[] };
        return { status, body: { id: kept.id, number: kept.number, warnings: sentences(kept.warnings, call.locale) } };
      }))),
    }),
  ];
}

/** Errors of the counter's form by its own names. */
function asEntered(field: string): string {
  if (field.startsWith('dokumen.')) return field.replace('dokumen.', 'documents.');
  return field === 'prosedur' ? field : `fields.${field}`;
}
