import type { Knex } from 'knex';
import { z } from 'zod';
import { recordAudit } from '../audit/index.ts';
import { supervises } from '../cases/index.ts';
import type { AuditEventName } from '../domain/audit-events.ts';
import type { Clock } from '../domain/clock.ts';
import { idParams } from '../domain/contract/cases.ts';
import { absenceBody, absenceItem, absencePlan, absencePlanBody, broughtBack, cancelAbsenceBody, handedOver, handOverAllBody, workInHand as workShape, type AbsenceItem } from '../domain/contract/ownership.ts';
import { InvalidError, NotAllowedError, NotFoundError } from '../platform/errors.ts';
import { answerOnce } from '../platform/given-answers.ts';
import { listQuery, parseList, runList, type ListSpec } from '../platform/http/list.ts';
import { officerOf, route, type Call, type Route } from '../platform/http/route.ts';
import { planAbsence } from './absence-work.ts';
import { bringBack, whatComesBack } from './bring-back.ts';
import { handOverEverything, type HandoverDoor } from './hand-over-everything.ts';
import { cancelAbsence, getAbsentColleague, getOwnAbsence, recordAbsence } from './record-absence.ts';
import { workInHand } from './work-in-hand.view.ts';

const absenceList: ListSpec = {
  name: 'absences',
  filters: { id: { column: 'a.id', type: z.uuid() }, userId: { column: 'a.user_id', type: z.uuid() }, cancelled: { column: 'a.cancelled_at', type: z.boolean(), op: 'ada' } },
  sorts: { lastDay: 'a.last_day', firstDay: 'a.first_day', id: 'a.id' }, defaultSort: ['lastDay', 'DESC'], tieBreak: 'a.id',
};
interface AbsenceRow {
  id: string; user_id: string; user_name: string; first_day: string; last_day: string; substitute_id: string | null; substitute_name: string | null;
  recorded_by_name: string; recorded_at: Date; cancelled_at: Date | null; today: string;
}

export function handoverRoutes({ db, clock, door }: { db: Knex; clock: Clock; door: HandoverDoor }): Route[] {
  const note = (trx: Knex.Transaction, call: Call, event: AuditEventName, ref: string, detail: Record<string, string | number | null> = {}) => recordAudit(trx, {
    event, actorKind: 'staf', actorId: officerOf(call).id, officeId: officerOf(call).officeId, ref, requestId: call.requestId, ipHash: call.ipHash, detail,
  });
  return [
    route({
      method: 'get', path: '/api/work-in-hand', summary: 'What each colleague has in hand; without supervising, what I have', reply: z.array(workShape),
      handle: async (call) => {
        const officer = officerOf(call);
        return { body: await workInHand(db, officer.officeId, supervises(officer) ? null : officer.id, clock.now()) };
      },
    }),
    route({
      method: 'post', path: '/api/handovers', summary: 'Give everything somebody has in hand to a colleague or the queue', body: handOverAllBody, reply: handedOver,
      handle: (call) => db.transaction(async (trx) => {
        const officer = officerOf(call);
        const { fromId, toId, reason, requestId } = call.body;
        if (fromId !== officer.id && !supervises(officer)) throw new NotAllowedError('galat.serah.bukan_milik_anda');
        if (toId === fromId) throw new InvalidError({ toId: { key: 'galat.serah.diri_sendiri' } });
        if (!await trx('users').where({ id: fromId, office_id: officer.officeId }).first('id')) throw new NotFoundError();
        return answerOnce(trx, {
          scope: `serah_semua:${officer.id}`, key: requestId, request: call.body,
          answer: async () => {
            const result = await handOverEverything(trx, door, { officeId: officer.officeId, fromId, toId, by: officer, reason });
            await note(trx, call, 'serah_semua', `pengguna:${fromId}`, { kepada: toId, berkas: result.cases, jadwal: result.appointments, tugas: result.tasks });
            return { status: 200, body: result };
          },
        });
      }),
    }),
    route({
      method: 'get', path: '/api/absences', summary: 'Who is away, and who stands in', query: listQuery, reply: z.array(absenceItem),
      handle: (call) => runList<AbsenceRow, AbsenceItem>(absenceList, parseList(absenceList, call.query), () => db('absences as a').where('a.office_id', officerOf(call).officeId),
        (rows) => rows.select('a.*', db.raw('(select u.name from users u where u.id = a.user_id) as user_name'), db.raw('(select u.name from users u where u.id = a.substitute_id) as substitute_name'),
          db.raw('(select u.name from users u where u.id = a.recorded_by) as recorded_by_name'),
          db.raw('(select (?::timestamptz at time zone o.zone)::date from offices o where o.id = a.office_id) as today', [clock.now()])),
        shownAbsence),
    }),
    route({
      method: 'post', path: '/api/absences', summary: 'Record an absence and who stands in', body: absenceBody,
      handle: (call) => db.transaction(async (trx) => answerOnce(trx, {
        scope: `absensi:${officerOf(call).id}`, key: call.body.requestId, request: call.body,
        answer: async () => {
          const id = await recordAbsence(trx, officerOf(call), call.body, clock.now());
          await note(trx, call, 'catat_absensi', `absensi:${id}`);
          return { status: 201, body: { id } };
        },
      })),
    }),
    route({
      method: 'post', path: '/api/absences/plan', summary: 'What an absence would pass on, in numbers; records nothing', body: absencePlanBody, reply: absencePlan,
      handle: async (call) => {
        const officer = officerOf(call);
        if (call.body.userId !== officer.id && !supervises(officer)) throw new NotAllowedError('galat.absensi.bukan_anda');
        await getAbsentColleague(db, officer.officeId, call.body.userId);
        return { body: await planAbsence(db, { officeId: officer.officeId, at: clock.now(), ...call.body }) };
      },
    }),
    route({
      method: 'get', path: '/api/absences/:id/untouched', summary: 'What would come back were this absence called off', params: idParams, reply: broughtBack,
      handle: async (call) => ({ body: await whatComesBack(db, await getOwnAbsence(db, officerOf(call), call.params.id, { lock: false })) }),
    }),
    route({
      method: 'post', path: '/api/absences/:id/cancel', summary: 'Somebody is back, or stays after all', params: idParams, body: cancelAbsenceBody, reply: broughtBack,
      handle: (call) => db.transaction(async (trx) => {
        const ended = await cancelAbsence(trx, officerOf(call), call.params.id, clock.now());
        const back = ended?.begun_at && call.body.bringBack ? await bringBack(trx, door, officerOf(call), ended) : { cases: 0, tasks: 0, staying: 0 };
        await note(trx, call, 'batal_absensi', `absensi:${call.params.id}`, { berkas_kembali: back.cases, tugas_kembali: back.tasks });
        return { body: back };
      }),
    }),
  ];
}

function shownAbsence(row: AbsenceRow): AbsenceItem {
  return {
    id: row.id, userId: row.user_id, userName: row.user_name, firstDay: row.first_day, lastDay: row.last_day, substituteId: row.substitute_id, substituteName: row.substitute_name,
    recordedByName: row.recorded_by_name, recordedAt: row.recorded_at.toISOString(), cancelledAt: row.cancelled_at?.toISOString() ?? null,
    state: row.cancelled_at ? 'dibatalkan' : row.last_day < row.today ? 'berakhir' : row.first_day > row.today ? 'akan_datang' : 'berlaku',
  };
}
