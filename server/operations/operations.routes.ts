import { z } from 'zod';
import { createDocument, type ZodOpenApiOperationObject } from 'zod-openapi';
import { accessOf } from '../domain/permissions.ts';
import { route, type Route } from '../platform/http/route.ts';

export interface Health { database: boolean; queue: boolean; storage: boolean }
export interface OperationsDeps {
  health(): Promise<Health>;
  /** True from the moment the process was told to stop. */
  isStopping(): boolean;
  /** Rows of samples still being walked; null when there is nothing to wait for. */
  setupProgress(): { done: number; total: number } | null;
  routes(): Route[];
  version: string;
}

const word = (ok: boolean) => (ok ? 'ok' : 'mati');

export function operationsRoutes(deps: OperationsDeps): Route[] {
  return [
    route({
      method: 'get', path: '/api/health', summary: 'Whether database, queue and storage answer', sessionless: true,
      handle: async () => {
        const health = await deps.health();
        const ok = health.database && health.queue && health.storage;
        return { status: ok ? 200 : 503, body: { status: word(ok), database: word(health.database), queue: word(health.queue), storage: word(health.storage) } };
      },
    }),
    route({
      method: 'get', path: '/api/ready', summary: 'Whether requests should be sent here: not while stopping, nor without what it stands on', sessionless: true,
      handle: async () => {
        if (deps.isStopping()) return { status: 503, body: { status: 'berhenti' } };
        const health = await deps.health();
        const ok = health.database && health.queue && health.storage;
        return { status: ok ? 200 : 503, body: { status: word(ok) } };
      },
    }),
    route({
      method: 'get', path: '/api/setup-progress', summary: 'How far the samples are',
      handle: () => Promise.resolve({ body: deps.setupProgress() ?? { done: 0, total: 0 } }),
    }),
    route({
      method: 'get', path: '/api/openapi.json', summary: 'This document',
      handle: () => Promise.resolve({ body: openApi(deps.routes(), deps.version) }),
    }),
  ];
}

/** The interface as OpenAPI 3.1, from the very contracts the routes are checked against. */
function openApi(routes: Route[], version: string): unknown {
  const paths: Record<string, Record<string, ZodOpenApiOperationObject>> = {};
  for (const row of routes) {
    const path = row.path.replace(/:(\w+)/g, '{$1}');
    const access = accessOf(`${row.method.toUpperCase()} ${row.path}`);
    (paths[path] ??= {})[row.method] = {
      summary: row.summary,
      description: access === 'publik' ? 'Publik.' : access === 'masuk' ? 'Setiap petugas yang masuk.' : `Peran: ${access.join(', ')}.`,
      ...paramsOf(row), ...bodyOf(row),
      responses: { [row.success ?? 200]: { description: 'Berhasil', ...(row.reply ? { content: { 'application/json': { schema: row.reply } } } : {}) }, ...(row.later ? { 202: { description: 'Sedang diperiksa; tanyakan lagi', content: { 'application/json': { schema: row.later } } } } : {}), default: { description: 'Galat: {message, errors?, obstacles?, holder?, version?, requestId}' } },
    };
  }
  return createDocument({ openapi: '3.1.1', info: { title: 'Loket LPSE', version }, paths });
}

/** What shows that our own page sent it; a changing request without it is 403. */
const OWN_PAGE = z.object({ 'X-Requested-With': z.literal('loket') });

function paramsOf({ method, params, query, headers }: Route): Pick<ZodOpenApiOperationObject, 'requestParams'> {
  const header = method === 'get' ? headers : OWN_PAGE.extend(headers?.shape ?? {});
  return { requestParams: { ...(params ? { path: params as z.ZodObject } : {}), ...(query ? { query: query as z.ZodObject } : {}), ...(header ? { header } : {}) } };
}

function bodyOf({ body, multipart }: Route): Pick<ZodOpenApiOperationObject, 'requestBody'> {
  if (!body && !multipart) return {};
  return { requestBody: { content: { ...(body ? { 'application/json': { schema: body } } : {}), ...(multipart ? { 'multipart/form-data': { schema: multipart } } : {}) } } };
}
