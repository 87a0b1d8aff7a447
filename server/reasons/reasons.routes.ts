import type { Knex } from 'knex';
import { z } from 'zod';
import { recordAudit } from '../audit/index.ts';
import type { Clock } from '../domain/clock.ts';
import { reasonBody, reasonItem, type ReasonBody, type ReasonItem } from '../domain/contract/office-words.ts';
import { reasons } from '../domain/messages/reasons.ts';
import { InvalidError } from '../platform/errors.ts';
import { officerOf, route, type Call, type Route } from '../platform/http/route.ts';
import { officeReasons } from './office-reasons.ts';

export function reasonRoutes({ db, clock }: { db: Knex; clock: Clock }): Route[] {
  return [
    route({
      method: 'get', path: '/api/reasons', summary: 'Reasons of the office, in its order', reply: z.array(reasonItem),
      handle: async (call) => ({ body: (await officeReasons(db, officerOf(call).officeId)).map((reason): ReasonItem => ({ ...reason })) }),
    }),
    route({
      method: 'post', path: '/api/reasons', summary: 'Word, order, switch off or add a reason', body: reasonBody,
      handle: async (call) => {
        await db.transaction((trx) => storeReason(trx, call, call.body, clock.now()));
        return { status: 204 };
      },
    }),
  ];
}

/** The groups of a common code stay: the SOP's acts ask for them. @throws InvalidError when a group would be left without any reason */
async function storeReason(trx: Knex.Transaction, call: Call, reason: ReasonBody, at: Date): Promise<void> {
  const officer = officerOf(call);
  await trx('offices').where({ id: officer.officeId }).forUpdate().first('id');
  const common = reasons.find((candidate) => candidate.code === reason.code);
  const groups = common?.groups ?? reason.groups;
  const all = await officeReasons(trx, officer.officeId);
  const before = all.find((candidate) => candidate.code === reason.code);
  const left = (group: string) => all.some((other) => other.code !== reason.code && other.active && (other.groups as string[]).includes(group));
  if (!reason.active && groups.some((group) => !left(group))) throw new InvalidError({ active: { key: 'galat.alasan.terakhir' } });
  await trx('office_reasons').insert({
    office_id: officer.officeId, code: reason.code, groups, text_id: reason.id, text_en: reason.en, is_active: reason.active, position: reason.position, changed_by: officer.id, changed_at: at,
  }).onConflict(['office_id', 'code']).merge();
  await recordAudit(trx, {
    event: 'ubah_alasan', officeId: officer.officeId, actorKind: 'staf', actorId: officer.id, ref: `reason:${reason.code}`, requestId: call.requestId, ipHash: call.ipHash,
    detail: { dulu: before ? `${before.id} / ${before.en} / ${before.active ? 'aktif' : 'nonaktif'} / ${before.position}` : null, kini: `${reason.id} / ${reason.en} / ${reason.active ? 'aktif' : 'nonaktif'} / ${reason.position}` },
  });
}
