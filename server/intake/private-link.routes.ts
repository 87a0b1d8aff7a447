import { recordAudit } from '../audit/index.ts';
import { applicationStatus as statusShape, appointmentAnswerBody, ownFileParams, repairBody, tokenParams, visitBody, withdrawBody } from '../domain/contract/intake.ts';
import { translate, type Locale } from '../domain/messages/translate.ts';
import { draftsExamined, sendFile } from '../documents/index.ts';
import { findByToken, stampFirstOpening, type FoundLink } from '../links/index.ts';
import { NotFoundError } from '../platform/errors.ts';
import { route, type RateLimit, type Reply, type Route } from '../platform/http/route.ts';
import type { Knex } from 'knex';
import type { z } from 'zod';
import { actThroughLink } from './act-through-link.ts';
import { applicationStatus } from './application-status.view.ts';
import type { IntakeDeps } from './intake-deps.ts';
import { findOwnFile } from './own-papers.view.ts';
import { asOnTheWire, withFieldNames } from './rename-errors.ts';
import { sendRepair } from './send-repair.ts';

/** Guessing a token is hopeless; this keeps the trying cheap for us. */
const GUESSES: RateLimit = { name: 'tautan', points: 300, seconds: 300, by: 'ip' };

type AppointmentAnswer = z.output<typeof appointmentAnswerBody>;
const ANSWERS: Record<AppointmentAnswer['answer'], (body: AppointmentAnswer) => { action: string; input: Record<string, unknown> }> = {
  ya: () => ({ action: 'setujui_jadwal', input: {} }),
  lain: ({ wish }) => ({ action: 'minta_jadwal_lain', input: { keinginan: wish } }),
  pilih: ({ start, channel }) => ({ action: 'pilih_jadwal', input: { mulai: start, saluran: channel } }),
};

/** What an applicant can see and do through a private link. A GET changes nothing: mail scanners open every link. */
export function privateLinkRoutes(deps: IntakeDeps): Route[] {
  const { db, door, clock, storage } = deps;
  const about = { door, maxUploadBytes: deps.config.maxUploadBytes };
  const acting = (locale: Locale, act: (trx: Knex.Transaction) => Promise<FoundLink>): Promise<Reply> => db.transaction(async (trx) => {
    const link = await act(trx);
    return { body: await applicationStatus(trx, about, link.caseId, locale) };
  });

  return [
    route({
      method: 'get', path: '/api/public/applications/:token', summary: 'Where the file stands', params: tokenParams, reply: statusShape, limit: GUESSES,
      handle: (call) => db.transaction(async (trx) => {
        const link = await findByToken(trx, call.params.token, clock.now());
        return { body: await applicationStatus(trx, about, link.caseId, call.locale) };
      }),
    }),
    route({
      method: 'post', path: '/api/public/applications/:token/opened', summary: 'The page was opened by a person (step 4)', params: tokenParams, limit: GUESSES,
      handle: (call) => db.transaction(async (trx): Promise<Reply> => {
        const link = await findByToken(trx, call.params.token, clock.now());
        if (!link.readOnly) await stampFirstOpening(trx, link.caseId, clock.now());
        return { status: 204 };
      }),
    }),
    route({
      method: 'post', path: '/api/public/applications/:token/repair', summary: 'Send exactly what was asked; ends the round', params: tokenParams, body: repairBody, reply: statusShape, limit: GUESSES,
      handle: (call) => withFieldNames(asOnTheWire, () => draftsExamined(db, call.body.documents)).then(() => acting(call.locale, (trx) => sendRepair(trx, door, { token: call.params.token, ...call.body }))),
    }),
    route({
      method: 'post', path: '/api/public/applications/:token/appointment', summary: 'Yes, another wish, or a time chosen among the offered', params: tokenParams, body: appointmentAnswerBody, reply: statusShape, limit: GUESSES,
      handle: (call) => acting(call.locale, (trx) => actThroughLink(trx, door, {
        token: call.params.token, requestId: call.body.requestId,
        ...ANSWERS[call.body.answer](call.body),
      })),
    }),
    route({
      method: 'post', path: '/api/public/applications/:token/visits', summary: 'Sign the guest book of this round', params: tokenParams, body: visitBody, reply: statusShape, limit: GUESSES,
      handle: (call) => acting(call.locale, (trx) => actThroughLink(trx, door, {
        token: call.params.token, requestId: call.body.requestId, action: 'catat_buku_tamu', input: { nama: call.body.name, keperluan: call.body.purpose, lewat: 'tautan' },
      })),
    }),
    route({
      method: 'post', path: '/api/public/applications/:token/withdraw', summary: 'Withdraw the application', params: tokenParams, body: withdrawBody, reply: statusShape, limit: GUESSES,
      handle: (call) => acting(call.locale, (trx) => actThroughLink(trx, door, {
        token: call.params.token, requestId: call.body.requestId, action: 'tarik_permohonan', input: { catatan: call.body.note ?? translate('publik.catatan_penarikan') },
      })),
    }),
    route({
      method: 'get', path: '/api/public/applications/:token/files/:id', summary: 'An own upload, or the PDF of a letter', params: ownFileParams, limit: GUESSES,
      handle: async (call) => {
        const file = await db.transaction(async (trx) => {
          const link = await findByToken(trx, call.params.token, clock.now());
          const own = await findOwnFile(trx, link.caseId, call.params.id, clock.now());
          if (!own) throw new NotFoundError();
          await recordAudit(trx, {
            event: 'unduh_berkas_sendiri', actorKind: 'pemohon', officeId: link.officeId, caseId: link.caseId, ref: own.ref, requestId: call.requestId, ipHash: call.ipHash,
          });
          return own;
        });
        return sendFile(call, await storage.read(file.storageKey), file.type, file.name);
      },
    }),
  ];
}
