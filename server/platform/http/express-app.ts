/** Mounts rows on Express: identity, authorisation, limits, contract, use case, one translation of errors. */
import { createHmac, randomUUID } from 'node:crypto';
import express, { type ErrorRequestHandler, type Express, type Request, type RequestHandler, type Response } from 'express';
import helmet from 'helmet';
import { type z } from 'zod';
import { accessOf, OPEN_BEFORE_ENROLMENT, OPEN_WHILE_LOCKED, type Access } from '../../domain/permissions.ts';
import type { Locale } from '../../domain/messages/translate.ts';
import { InvalidError, NotAllowedError, NotFoundError, TransportError } from '../errors.ts';
import { fieldErrors } from '../field-errors.ts';
import { createRequestLog, type Logger } from '../log.ts';
import { errorBody } from './error-body.ts';
import type { Officer, RateLimit, Reply, Route } from './route.ts';

export interface HttpOptions {
  routes: Route[];
  log: Logger;
  secret: string;
  secure: boolean;
  trustProxy: number | string[];
  /** Sets up the session; runs before anything that asks who is calling. */
  session: RequestHandler;
  /** Who is calling, read anew at every request so that a change of role counts at once. */
  findOfficer(req: Request): Promise<Officer | null>;
  /** Takes a point; resolves to seconds to wait when there is none left. */
  takePoint(limit: RateLimit, key: string): Promise<number | null>;
  /** Refusals and denials are audited. */
  onDenied(event: { status: number; route: string; officer: Officer | null; requestId: string; ipHash: string }): Promise<void>;
  /** Numbers for the people who run it; decides itself who may see them. */
  metrics?: RequestHandler;
  /** Told at the end of each request: the row it reached (never the address), status, seconds. */
  onAnswered?(answered: { route: string; status: number; seconds: number }): void;
  /** While the server stops, an answer ends its connection. */
  isStopping?(): boolean;
  /** Every look of an auditor is noted, whatever he looked at (product decision 14). */
  onAuditorLook?(event: { route: string; path: Record<string, unknown>; officer: Officer; requestId: string; ipHash: string }): Promise<void>;
  /** Pages and pictures of the user interface. */
  pages?: RequestHandler;
}

interface Known { requestId: string; ipHash: string; locale: Locale }
const known = new WeakMap<Request, Known>();

export function createExpressApp(options: HttpOptions): Express {
  const app = express();
  app.disable('x-powered-by');
  app.set('etag', false);
  app.set('trust proxy', options.trustProxy);
  app.use(securityHeaders(options.secure));
  app.use(createRequestLog(options.log));
  app.use((req, res, next) => {
    watchAnswer(req, res, options);
    const requestId = req.id as string; // createRequestLog makes a UUID
    known.set(req, {
      requestId, locale: req.get('x-loket-locale') === 'en' ? 'en' : 'id',
      ipHash: createHmac('sha256', options.secret).update(`ip:${req.ip ?? ''}`).digest('hex').slice(0, 32),
    });
    next();
  });
  app.use('/api', (_req, res, next) => { res.set('Cache-Control', 'no-store'); next(); });
  app.use('/api', refuseForeignOrigin(options));
  const mount = (rows: Route[]) => { for (const row of rows) app[row.method](row.path, ...handlers(row, options)); };
  mount(options.routes.filter((row) => row.sessionless));
  app.use('/api', options.session);
  mount(options.routes.filter((row) => !row.sessionless));
  app.use('/api', methodNotAllowed(options.routes));
  app.use('/api', (_req, _res, next) => { next(new NotFoundError('galat.alamat_tidak_ada')); });
  if (options.metrics) app.get('/metrics', options.metrics);
  if (options.pages) app.use(options.pages);
  app.use(errorHandler(options.log));
  return app;
}

function watchAnswer(req: Request, res: Response, { onAnswered, isStopping }: HttpOptions): void {
  const began = performance.now();
  if (isStopping?.()) res.set('Connection', 'close');
  res.once('close', () => {
    const row = (req.route as { path?: unknown } | undefined)?.path;
    onAnswered?.({ route: typeof row === 'string' ? `${req.method} ${row}` : 'lain', status: res.writableFinished ? res.statusCode : 499, seconds: (performance.now() - began) / 1_000 });
  });
}

/** Static CSP: production styles of the UI are inserted through CSSOM, hence the hash of the empty string. */
function securityHeaders(secure: boolean): RequestHandler {
  return helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"], scriptSrc: ["'self'"], styleSrc: ["'self'", "'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='"],
        imgSrc: ["'self'", 'data:', 'blob:'], fontSrc: ["'self'"], connectSrc: ["'self'"], workerSrc: ["'self'"], frameSrc: ["'self'"],
        manifestSrc: ["'self'"], baseUri: ["'none'"], formAction: ["'self'"], frameAncestors: ["'none'"], objectSrc: ["'none'"],
      },
    },
    crossOriginOpenerPolicy: { policy: 'same-origin' },
    referrerPolicy: { policy: 'no-referrer' },
    strictTransportSecurity: secure ? { maxAge: 31_536_000, includeSubDomains: true } : false,
    xFrameOptions: { action: 'deny' },
  });
}

const SAFE = new Set(['GET', 'HEAD', 'OPTIONS']);

/** Cookies travel by themselves, so a changing request must show that our own page sent it. */
function refuseForeignOrigin(options: HttpOptions): RequestHandler {
  return async (req, _res, next) => {
    if (SAFE.has(req.method)) { next(); return; }
    const origin = req.get('origin');
    const same = origin !== undefined && URL.canParse(origin) && new URL(origin).host === req.get('host') && (!options.secure || new URL(origin).protocol === 'https:');
    if (!same || req.get('x-requested-with') !== 'loket') {
      const { requestId, ipHash } = about(req);
      await options.onDenied({ status: 403, route: `${req.method} (asal asing)`, officer: null, requestId, ipHash });
      throw new NotAllowedError('galat.asal_permintaan');
    }
    next();
  };
}

/** A refusal that only the use case can know (another part's act) is noted as one of the matrix is. */
async function auditedDenial(options: HttpOptions, route: string, officer: Officer | null, { requestId, ipHash }: Known, handle: () => Promise<Reply>): Promise<Reply> {
  try {
    return await handle();
  } catch (error) {
    if (error instanceof NotAllowedError) await options.onDenied({ status: 403, route, officer, requestId, ipHash });
    throw error;
  }
}

function handlers(row: Route, options: HttpOptions): RequestHandler[] {
  const name = `${row.method.toUpperCase()} ${row.path}`;
  const access = accessOf(name);
  const before: RequestHandler[] = [
    async (req, res, next) => {
      const { requestId, ipHash } = about(req);
      const officer = await options.findOfficer(req);
      try {
        authorise(name, access, officer);
      } catch (error) {
        if (!officer?.locked) await options.onDenied({ status: officer ? 403 : 401, route: name, officer, requestId, ipHash });
        throw error;
      }
      // What everybody logged in may call (his own session and notices, the calendar) shows nothing of a file: a screen that asks for news by itself would bury the looks.
      if (officer?.roles.includes('pemeriksa') && access !== 'publik' && access !== 'masuk') await options.onAuditorLook?.({ route: name, path: req.params, officer, requestId, ipHash });
      if (row.limit) await limitOrThrow(row.limit, options, row.limit.by === 'ip' ? ipHash : (officer?.id ?? ipHash));
      res.locals.officer = officer;
      res.locals.ipHash = ipHash;
      next();
    },
  ];
  if (row.before) before.push(row.before);
  else if (row.body) before.push(express.json({ limit: '512kb', strict: true, type: 'application/json' }));
  return [...before, async (req, res) => {
    const { requestId, ipHash, locale } = about(req);
    if (row.body && !row.before && !req.is('application/json')) throw new TransportError(415, 'galat.jenis_isi');
    const reply = await auditedDenial(options, name, res.locals.officer as Officer | null, about(req), () => row.handle({
      params: read(row.params, req.params, 'params'),
      query: read(row.query, req.query, 'query'),
      body: row.before ? (req.body as unknown) : read(row.body, req.body as unknown, 'body'),
      officer: res.locals.officer as Officer | null,
      requestId, ipHash, locale, req, res,
    }));
    if ('sent' in reply) return;
    res.status(reply.status ?? 200).set(reply.headers ?? {});
    if (reply.status === 204) res.end();
    else res.json(reply.body);
  }];
}

function about(req: Request): Known {
  const found = known.get(req);
  if (!found) throw new Error('request without identity');
  return found;
}

function authorise(route: string, access: Access, officer: Officer | null): void {
  if (access === 'publik') return;
  if (!officer) throw new TransportError(401, 'galat.belum_masuk');
  if (officer.locked && !OPEN_WHILE_LOCKED.has(route)) throw new TransportError(423, 'galat.terkunci');
  if (officer.mustEnrol && !OPEN_BEFORE_ENROLMENT.has(route)) throw new NotAllowedError('galat.dua_langkah.dahulu');
  if (access !== 'masuk' && !access.some((role) => officer.roles.includes(role))) throw new NotAllowedError();
}

async function limitOrThrow(limit: RateLimit, options: HttpOptions, key: string): Promise<void> {
  const wait = await options.takePoint(limit, key);
  if (wait !== null) throw new TransportError(429, 'galat.terlalu_sering', { detik: wait }, { 'Retry-After': String(wait) });
}

/** A malformed path or query is a wrong address or list parameter; a malformed body names its fields. */
function read(schema: z.ZodType | undefined, value: unknown, where: 'params' | 'query' | 'body'): unknown {
  if (!schema) return undefined;
  const result = schema.safeParse(value ?? {});
  if (result.success) return result.data;
  if (where === 'params') throw new NotFoundError();
  throw new InvalidError(fieldErrors(result.error));
}

/** Paths are `/api/cases/:id` only, so a small matcher is enough to tell 405 from 404. */
function methodNotAllowed(routes: Route[]): RequestHandler {
  const patterns = routes.map((row) => ({
    method: row.method.toUpperCase(),
    test: new RegExp(`^${row.path.split('/').map((part) => (part.startsWith(':') ? '[^/]+' : part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))).join('/')}/?$`),
  }));
  return (req, _res, next) => {
    const path = req.baseUrl + req.path;
    const allowed = patterns.filter((pattern) => pattern.test.test(path)).map((pattern) => pattern.method);
    if (allowed.length === 0 || allowed.includes(req.method)) { next(); return; }
    next(new TransportError(405, 'galat.metode', {}, { Allow: [...new Set(allowed)].join(', ') }));
  };
}

function errorHandler(log: Logger): ErrorRequestHandler {
  return (error: unknown, req, res, _next) => {
    const { requestId, locale } = known.get(req) ?? { requestId: randomUUID(), locale: 'id' as const };
    const { status, body, headers, unexpected } = errorBody(error, requestId, locale, req.get('x-loket-words') === 'all');
    if (unexpected) log.error({ requestId, err: error, method: req.method, route: String((req.route as { path?: string } | undefined)?.path ?? '') }, 'unexpected error');
    if (res.headersSent) { res.destroy(); return; }
    res.status(status).set(headers).json(body);
  };
}
