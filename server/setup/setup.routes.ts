import { randomUUID } from 'node:crypto';
import type { Knex } from 'knex';
import { z } from 'zod';
import { recordAudit } from '../audit/index.ts';
import type { AuditEventName } from '../domain/audit-events.ts';
import type { Clock } from '../domain/clock.ts';
import { idParams } from '../domain/contract/cases.ts';
import { newOffice, newOfficeAdmin, officeStanding, setupChecklist, setupLookBody } from '../domain/contract/offices.ts';
import { accountLinkReply } from '../domain/contract/users.ts';
import { translate } from '../domain/messages/translate.ts';
import { queueMail } from '../mail/index.ts';
import { InvalidError, NotFoundError } from '../platform/errors.ts';
import { officerOf, route, type Call, type Route } from '../platform/http/route.ts';
import { inviteAccount, keepActor, type AccountDeps } from '../users/index.ts';
import { noteLook } from './note-look.ts';
import { readSetup } from './setup-checklist.view.ts';

export interface SetupDeps extends AccountDeps { db: Knex; clock: Clock }

export function setupRoutes({ db, clock, ...deps }: SetupDeps): Route[] {
  const by = (call: Call) => ({ officer: officerOf(call), requestId: call.requestId, ipHash: call.ipHash });
  const note = (trx: Knex.Transaction, call: Call, event: AuditEventName, officeId: string, detail: Record<string, string | boolean>) => recordAudit(trx, {
    event, officeId, actorKind: 'staf', actorId: officerOf(call).id, ref: `office:${officeId}`, requestId: call.requestId, ipHash: call.ipHash, detail,
  });
  return [
    route({
      method: 'post', path: '/api/offices', summary: 'A new office with its first admin, who is invited by mail', body: newOffice, reply: accountLinkReply,
      handle: async (call) => {
        const { code, name, zone, adminName, adminEmail } = call.body;
        const made = await db.transaction(async (trx) => {
          // Closed until its own admin has set it up; a second factor from the first day.
          const [office] = await trx('offices').insert({ code, name, zone, is_open: false, settings: JSON.stringify({ secondFactor: 'wajib' }) })
            .onConflict('code').ignore().returning<{ id: string }[]>('id');
          if (!office) throw new InvalidError({ code: { key: 'galat.kantor.kode_ada' } });
          await note(trx, call, 'buat_kantor', office.id, { kode: code });
          return inviteAccount(trx, deps, by(call), { officeId: office.id, as: 'admin_sistem' }, { name: adminName, email: adminEmail, roles: ['admin_kantor'], auditor: null, via: 'surel' }, clock.now());
        });
        return { status: 201, body: { ...made, hours: 48 } };
      },
    }),
    route({
      method: 'post', path: '/api/offices/:id', summary: 'Name and standing of any office; its inner affairs belong to its own admin', params: idParams, body: officeStanding,
      handle: async (call) => {
        await db.transaction(async (trx) => {
          await keepActor(trx, by(call), 'admin_sistem');
          const before = await trx('offices').where({ id: call.params.id }).forUpdate().first<{ name: string; is_open: boolean; second_factor: string | null } | undefined>('name', 'is_open', trx.raw(`settings->>'secondFactor' as second_factor`));
          if (!before) throw new NotFoundError();
          const { secondFactor: wanted } = call.body;
          await trx('offices').where({ id: call.params.id }).update({ name: call.body.name, is_open: call.body.open, version: trx.raw('version + 1'), ...(wanted ? { settings: trx.raw('settings || ?::jsonb', [JSON.stringify({ secondFactor: wanted })]) } : {}) });
          await note(trx, call, 'ubah_kantor', call.params.id, { nama_dulu: before.name, nama: call.body.name, buka_dulu: before.is_open, buka: call.body.open, ...(wanted ? { dua_langkah_dulu: before.second_factor ?? 'pilihan', dua_langkah: wanted } : {}) });
        });
        return { status: 204 };
      },
    }),
    route({
      method: 'post', path: '/api/offices/:id/admins', summary: 'Another admin for an office that lost its own', params: idParams, body: newOfficeAdmin, reply: accountLinkReply,
      handle: async (call) => {
        const made = await db.transaction(async (trx) => {
          const office = await trx('offices').where({ id: call.params.id }).first<{ id: string } | undefined>('id');
          if (!office) throw new NotFoundError();
          return inviteAccount(trx, deps, by(call), { officeId: office.id, as: 'admin_sistem' }, { ...call.body, roles: ['admin_kantor'], auditor: null, via: 'surel' }, clock.now());
        });
        return { status: 201, body: { ...made, hours: 48 } };
      },
    }),
    route({
      method: 'get', path: '/api/setup-checklist', summary: 'What a new office still needs, read from its rows', reply: setupChecklist,
      handle: async (call) => ({ body: await readSetup(db, officerOf(call).officeId, clock.now(), call.locale) }),
    }),
    route({
      method: 'post', path: '/api/setup-checklist/looks', summary: 'Somebody of the office has looked at a default, or leaves a step out', body: setupLookBody,
      handle: async (call) => {
        await db.transaction((trx) => noteLook(trx, by(call), call.body.step, clock.now()));
        return { status: 204 };
      },
    }),
    route({
      method: 'post', path: '/api/test-mails', summary: 'A mail to oneself, to see that mail leaves the house', reply: z.object({ to: z.string() }),
      limit: { name: 'surel_uji', points: 10, seconds: 3600, by: 'officer' },
      handle: async (call) => {
        const officer = officerOf(call);
        await db.transaction(async (trx) => {
          const office = await trx('offices').where({ id: officer.officeId }).first<{ name: string }>('name');
          await queueMail(trx, {
            uniqueKey: `uji:${randomUUID()}`, caseId: null, officeId: officer.officeId, letterId: null, linkId: null, kind: 'surel_uji', to: { name: officer.name, address: officer.email },
            subject: translate('akun.surel_uji.perihal', { kantor: office.name }, 'id'), body: translate('akun.surel_uji.isi', { nama: officer.name, kantor: office.name }, 'id'),
            attachments: [], sender: deps.config.mailFrom, createdBy: officer.id, at: clock.now(),
          });
        });
        return { status: 202, body: { to: officer.email } };
      },
    }),
  ];
}
