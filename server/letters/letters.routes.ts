import type { Knex } from 'knex';
import { z } from 'zod';
import { recordAudit } from '../audit/index.ts';
import { actorOf, type CaseDoor } from '../cases/index.ts';
import type { Clock } from '../domain/clock.ts';
import { templateBody, templateCheck, templateDraft } from '../domain/contract/office-words.ts';
import { letterListItem, letterPreview, letterTemplateItem, previewBody, receipt } from '../domain/contract/letters.ts';
import { NotFoundError, UnavailableError } from '../platform/errors.ts';
import { mayAudit } from '../platform/http/audit-scope.ts';
import { listQuery } from '../platform/http/list.ts';
import { officerOf, route, type Route } from '../platform/http/route.ts';
import type { FileStorage } from '../platform/storage.ts';
import { checkTemplate, storeTemplate } from './edit-template.ts';
import type { LetterDeps } from './issue-letter.ts';
import { findLetter } from './letters.repository.ts';
import { findReceipt, listLetters, listTemplates } from './letters.view.ts';
import { previewLetter } from './preview-letter.ts';
import { readPublicCode } from './public-code.ts';

export interface LetterRouteDeps extends LetterDeps { db: Knex; clock: Clock; door: CaseDoor; storage: FileStorage; config: LetterDeps['config'] & { bsreUrl?: string | undefined } }

const idParams = z.object({ id: z.uuid() });

export function letterRoutes({ db, clock, door, storage, config }: LetterRouteDeps): Route[] {
  return [
    route({
      method: 'get', path: '/api/letters', summary: 'Letters issued', query: listQuery, reply: z.array(letterListItem),
      handle: (call) => listLetters(db, { officer: officerOf(call), signs: config.bsreUrl !== undefined }, call.query, call.locale),
    }),
    route({
      method: 'get', path: '/api/letter-templates', summary: 'Wording of letters, every version', query: listQuery, reply: z.array(letterTemplateItem),
      handle: (call) => listTemplates(db, officerOf(call).officeId, call.query, call.locale),
    }),
    route({
      method: 'post', path: '/api/letter-templates/check', summary: 'What stands against a wording, and how it reads with invented data; changes nothing', body: templateDraft, reply: templateCheck,
      handle: (call) => Promise.resolve({ body: checkTemplate(call.body, call.locale) }),
    }),
    route({
      method: 'post', path: '/api/letter-templates', summary: 'A further version of the office\'s own wording', body: templateBody, reply: z.object({ id: z.uuid() }),
      handle: async (call) => ({
        status: 201,
        body: { id: await db.transaction((trx) => storeTemplate(trx, { officer: officerOf(call), requestId: call.requestId, ipHash: call.ipHash }, call.body, clock.now(), call.locale)) },
      }),
    }),
    route({
      method: 'post', path: '/api/cases/:id/letters/preview', summary: 'A letter before it is sent; changes nothing', params: idParams, body: previewBody, reply: letterPreview,
      async handle(call) {
        const officer = officerOf(call);
        const trx = await db.transaction();
        try {
          return { body: await previewLetter(trx, { config, door }, actorOf(officer), { caseId: call.params.id, officeId: officer.officeId, letter: call.body.letter, action: call.body.action, input: call.body.input, locale: call.locale }) };
        } finally {
          await trx.rollback();
        }
      },
    }),
    route({
      method: 'get', path: '/api/letters/:id/pdf', summary: 'The paper of a numbered letter', params: idParams,
      async handle(call) {
        const officer = officerOf(call);
        const letter = await findLetter(db, call.params.id);
        if (!letter || letter.office_id !== officer.officeId || letter.paper === null || !await mayAudit(db, officer, letter.case_id)) throw new NotFoundError();
        if (letter.pdf_key === null) throw new UnavailableError('galat.pdf_belum_jadi');
        const bytes = await storage.read(letter.pdf_key);
        await recordAudit(db, {
          event: 'lihat_surat', actorKind: 'staf', actorId: officer.id, officeId: officer.officeId, caseId: letter.case_id, ref: `surat:${letter.id}`, requestId: call.requestId, ipHash: call.ipHash,
        });
        call.res.status(200).set({
          'Content-Type': 'application/pdf', 'Content-Length': String(bytes.length), 'X-Content-Type-Options': 'nosniff',
          'Content-Disposition': `inline; filename="${letter.kind.replaceAll('_', '-')}.pdf"`,
        }).end(bytes);
        return { sent: true };
      },
    }),
    route({
      method: 'get', path: '/api/public/receipts/:code', summary: 'Whether a numbered letter is valid', params: z.object({ code: z.string().max(80) }), reply: receipt,
      limit: { name: 'periksa-surat', points: 60, seconds: 60, by: 'ip' },
      async handle(call) {
        const code = readPublicCode(call.params.code);
        const found = code === null ? undefined : await findReceipt(db, code, call.locale);
        if (!found) throw new NotFoundError();
        return { body: found };
      },
    }),
  ];
}
