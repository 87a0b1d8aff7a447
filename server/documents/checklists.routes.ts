import type { Knex } from 'knex';
import { z } from 'zod';
import { checklistBody, checklistItem } from '../domain/contract/documents.ts';
import type { Clock } from '../domain/clock.ts';
import { translate, type Locale } from '../domain/messages/translate.ts';
import { CHECKS, checklistFaults, judgingPlaces, ownChecklist } from '../domain/sop/checklist.ts';
import { allSops, currentSop } from '../domain/sop/catalogue.ts';
import type { Sop } from '../domain/sop/model.ts';
import { dayIn } from '../domain/working-time.ts';
import { recordAudit } from '../audit/index.ts';
import { getOffice } from '../offices/index.ts';
import { InvalidError } from '../platform/errors.ts';
import { officerOf, route, type Route } from '../platform/http/route.ts';
import { insertChecklist, listChecklists, type ChecklistRow } from './checklists.repository.ts';

/** What an office asks for and checks, as versions with the day they begin. */
export function checklistRoutes({ db, clock }: { db: Knex; clock: Clock }): Route[] {
  return [
    route({
      method: 'get', path: '/api/checklists', summary: 'Checklists of my office: in force, to come and earlier', reply: z.array(checklistItem),
      handle: async (call) => {
        const { officeId } = officerOf(call);
        const today = dayIn((await getOffice(db, officeId)).zone, clock.now());
        const rows = await listChecklists(db, officeId);
        return { body: sopsWithDocs().map((sop) => itemOf(sop, rows.filter((row) => row.procedure === sop.code), today, call.locale)) };
      },
    }),
    route({
      method: 'post', path: '/api/checklists', summary: 'A new version of a checklist, from a day on', body: checklistBody, reply: z.object({ version: z.int() }), success: 201,
      handle: async (call) => {
        const officer = officerOf(call);
        const { procedure, validFrom, docs } = call.body;
        const sop = sopsWithDocs().find(({ code }) => code === procedure);
        if (!sop) throw new InvalidError({ procedure: { key: 'galat.isian.prosedur' } });
        const today = dayIn((await getOffice(db, officer.officeId)).zone, clock.now());
        if (validFrom < today) throw new InvalidError({ validFrom: { key: 'galat.daftar_periksa.tanggal' } });
        const faults = checklistFaults(sop, docs);
        if (faults.length > 0) throw new InvalidError(Object.fromEntries(faults.map(({ kind, fault }) => [`docs.${kind}`, { key: `galat.daftar_periksa.${fault}` }])));
        const version = await db.transaction(async (trx) => {
          const added = await insertChecklist(trx, { officeId: officer.officeId, procedure, validFrom, docs, by: officer.id, at: clock.now() });
          await recordAudit(trx, { event: 'ubah_daftar_periksa', actorKind: 'staf', actorId: officer.id, officeId: officer.officeId, ref: `daftar-periksa:${procedure}:${added}`, requestId: call.requestId, ipHash: call.ipHash, detail: { mulai: validFrom } });
          return added;
        });
        return { status: 201, body: { version } };
      },
    }),
  ];
}

function sopsWithDocs(): Sop[] {
  return [...new Set(allSops.map((sop) => sop.code))].flatMap((code) => currentSop(code) ?? []).filter((sop) => sop.docs.length > 0);
}

function itemOf(sop: Sop, rows: (ChecklistRow & { made_by_name: string | null })[], today: string, locale: Locale): z.output<typeof checklistItem> {
  const say = (key: string) => translate(key, {}, locale);
  const inForce = [...rows].filter((row) => row.valid_from <= today).sort((a, b) => b.valid_from.localeCompare(a.valid_from) || b.version - a.version)[0];
  return {
    id: sop.code, procedureLabel: say(sop.title), inForce: inForce?.version ?? null, docs: inForce?.docs ?? ownChecklist(sop), ownDocs: ownChecklist(sop),
    labels: Object.fromEntries(sop.docs.map((doc) => [doc.kind, say(doc.label)])),
    checks: Object.keys(CHECKS).map((id) => ({ id, label: say(`periksa.${id}`) })), places: judgingPlaces(sop).map((id) => ({ id, label: say(`tempat.${id}`) })),
    versions: rows.map((row) => ({ version: row.version, validFrom: row.valid_from, madeByName: row.made_by_name, madeAt: row.made_at.toISOString(), docs: row.docs })),
  };
}
