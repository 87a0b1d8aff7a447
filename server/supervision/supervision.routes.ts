import { createReadStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { Knex } from 'knex';
import { z } from 'zod';
import type { CaseDoor } from '../cases/index.ts';
import { deviationItem, exceptionItem, exportBody, officerLoadItem, stepVisitItem, stuckCaseItem, supervisedFigure } from '../domain/contract/supervision.ts';
import { getOffice } from '../offices/index.ts';
import type { Config } from '../platform/config.ts';
import { listQuery, parseList, runView, takeFilter, type ListRequest } from '../platform/http/list.ts';
import { officerOf, route, type Route } from '../platform/http/route.ts';
import { exportedList, exportSpecs } from './exports.ts';
import { exportList } from './export-list.ts';
import { deviationView, exceptionView, officerLoadView, stepVisitView, type LoadPeriod } from './supervision-rows.view.ts';
import { stuckView } from './stuck-cases.view.ts';
import { supervisedFigures } from './supervised-figures.view.ts';
import { deviationList, exceptionList, officerLoadList, stepVisitList, stuckList } from './supervision-lists.ts';

export interface SupervisionDeps { db: Knex; door: CaseDoor; config: Pick<Config, 'dataDir'> }

/** Sums are of the last thirty days unless a period is asked for. */
const PERIOD_MS = 30 * 86_400_000;
const figuresQuery = z.strictObject({ from: z.iso.datetime({ offset: true }).optional() });

export function supervisionRoutes(deps: SupervisionDeps): Route[] {
  const { db, door, config } = deps;
  const now = () => door.clock.now();
  const loadPeriod = (request: ListRequest): LoadPeriod => {
    const [from, before] = [takeFilter(officerLoadList, request, 'from'), takeFilter(officerLoadList, request, 'before')];
    return { from: typeof from === 'string' ? new Date(from) : new Date(now().getTime() - PERIOD_MS), before: typeof before === 'string' ? new Date(before) : now(), now: now() };
  };
  return [
    route({
      method: 'get', path: '/api/supervision', summary: 'What needs the supervisor, each figure with the list that opens it', query: figuresQuery, reply: z.array(supervisedFigure),
      handle: async (call) => ({
        body: await supervisedFigures(db, { officer: officerOf(call), now: now(), from: call.query.from ? new Date(call.query.from) : new Date(now().getTime() - PERIOD_MS) }, call.locale),
      }),
    }),
    route({
      method: 'get', path: '/api/stuck-cases', summary: 'Open cases over their standard, without movement or with an appointment nobody keeps, and why', query: listQuery, reply: z.array(stuckCaseItem),
      handle: async (call) => runView(stuckList, parseList(stuckList, call.query), await stuckView(deps, officerOf(call).officeId, now(), call.locale)),
    }),
    route({
      method: 'get', path: '/api/case-deviations', summary: 'Deviations of the SOP, explained', query: listQuery, reply: z.array(deviationItem),
      handle: (call) => runView(deviationList, parseList(deviationList, call.query), deviationView(db, officerOf(call).officeId, call.locale)),
    }),
    route({
      method: 'get', path: '/api/case-exceptions', summary: 'Exceptions from four eyes, with reason', query: listQuery, reply: z.array(exceptionItem),
      handle: (call) => runView(exceptionList, parseList(exceptionList, call.query), exceptionView(db, officerOf(call).officeId, call.locale)),
    }),
    route({
      method: 'get', path: '/api/officer-load', summary: 'Held now, done and minutes worked in a period, per officer', query: listQuery, reply: z.array(officerLoadItem),
      handle: (call) => {
        const request = parseList(officerLoadList, call.query);
        return runView(officerLoadList, request, officerLoadView(db, officerOf(call).officeId, loadPeriod(request), call.locale));
      },
    }),
    route({
      method: 'get', path: '/api/step-visits', summary: 'Finished steps', query: listQuery, reply: z.array(stepVisitItem),
      handle: (call) => runView(stepVisitList, parseList(stepVisitList, call.query), stepVisitView(db, officerOf(call).officeId, call.locale)),
    }),
    route({
      method: 'post', path: '/api/exports', summary: 'A list as CSV or XLSX under its filter; logged with filter and number of rows', body: exportBody,
      limit: { name: 'ekspor', points: 30, seconds: 600, by: 'officer' },
      handle: async (call) => {
        const officer = officerOf(call);
        const { list, format, filter, sort } = call.body;
        const asked = JSON.stringify(filter);
        const request = parseList(exportSpecs[list], { filter: asked, ...(sort ? { sort: JSON.stringify(sort) } : {}) });
        const load = list === 'officer-load' ? loadPeriod(request) : { from: now(), before: now(), now: now() };
        const { zone } = await getOffice(db, officer.officeId);
        const exported = await exportedList(list, request, { deps, officeId: officer.officeId, zone, now: now(), load, locale: call.locale });
        const file = await exportList(db, path.join(config.dataDir, 'tmp'), exported, { officer, format, request, asked, requestId: call.requestId, ipHash: call.ipHash, locale: call.locale });
        call.res.status(200).set({
          'Content-Type': format === 'csv' ? 'text/csv; charset=utf-8' : 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
          'Content-Disposition': `attachment; filename="${list}.${format}"`, 'X-Content-Type-Options': 'nosniff', 'X-Jumlah-Baris': String(file.rows),
        });
        try {
          await pipeline(createReadStream(file.path), call.res);
        } finally {
          await rm(file.path, { force: true });
        }
        return { sent: true };
      },
    }),
  ];
}
