import { z } from 'zod';
import { idParams } from '../domain/contract/cases.ts';
import { checkBody, checkReply, publicAgreement, publicOffice, publicRegion } from '../domain/contract/intake.ts';
import { translate } from '../domain/messages/translate.ts';
import { dayIn } from '../domain/working-time.ts';
import { sendFile } from '../documents/index.ts';
import { NotFoundError } from '../platform/errors.ts';
import { route, type Route } from '../platform/http/route.ts';
import { readFields } from '../subjects/index.ts';
import type { IntakeDeps } from './intake-deps.ts';
import { currentAgreements, publicOffices, publicRegions } from './public-offices.view.ts';
import { offeredSop } from './read-submission.ts';

/** Before there is an office, ages are judged by the zone most applicants live in. */
const ZONE_BEFORE_OFFICE = 'Asia/Jakarta';

/** What the applicant's page needs before anything is sent. */
export function publicFormRoutes({ db, clock, storage, config }: IntakeDeps): Route[] {
  return [
    route({
      method: 'get', path: '/api/public/offices', summary: 'Offices that take applications, and what each procedure asks', reply: z.array(publicOffice),
      handle: async (call) => ({ body: await publicOffices(db, { locale: call.locale, maxUploadBytes: config.maxUploadBytes, now: clock.now() }) }),
    }),
    route({
      method: 'get', path: '/api/public/regions', summary: 'Kabupaten and cities of today', reply: z.array(publicRegion),
      handle: async () => ({ body: await publicRegions(db), headers: { 'Cache-Control': 'public, max-age=86400' } }),
    }),
    route({
      method: 'get', path: '/api/public/agreements', summary: 'Privacy notice and statement of truth in force', reply: z.array(publicAgreement),
      handle: async (call) => ({
        body: (await currentAgreements(db, clock.now())).map((row) => ({ kind: row.kind, version: row.version, text: call.locale === 'en' ? row.text_en : row.text_id })),
      }),
    }),
    route({
      method: 'get', path: '/api/public/forms/:id', summary: 'A blank form', params: idParams,
      handle: async (call) => {
        const form = await db('blank_forms').where({ id: call.params.id }).first<{ title: string; version: string; storage_key: string } | undefined>('title', 'version', 'storage_key');
        if (!form) throw new NotFoundError();
        return sendFile(call, await storage.read(form.storage_key), 'application/pdf', `${form.title}-${form.version}.pdf`);
      },
    }),
    route({
      method: 'post', path: '/api/public/checks', summary: 'What is wrong or doubtful in a form that is still being filled', body: checkBody, reply: checkReply,
      limit: { name: 'periksa_isian', points: 120, seconds: 600, by: 'ip' },
      handle: async (call) => {
        const read = await readFields(db, offeredSop(call.body.prosedur), call.body.fields, { today: dayIn(ZONE_BEFORE_OFFICE, clock.now()), whole: false });
        return {
          body: {
            errors: Object.fromEntries(Object.entries(read.errors).map(([field, error]) => [field, translate(error.key, error.params, call.locale)])),
            warnings: read.warnings.map((warning) => ({ field: warning.field, message: translate(warning.key, warning.params, call.locale) })),
          },
        };
      },
    }),
  ];
}
