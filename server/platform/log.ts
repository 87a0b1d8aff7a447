/**
 * The log: JSON lines with a request id, never a body, a token or personal data. Three nets: nothing personal is handed in; known keys are
 * removed; and what looks like an identity number, a phone number or an address is blanked in the finished line.
 */
import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { pino, stdTimeFunctions } from 'pino';
import type { DestinationStream, Level, LevelWithSilent, Logger } from 'pino';
import { pinoHttp } from 'pino-http';

export type { Logger } from 'pino';

const SECRET_KEYS = [
  'password', 'token', 'secret', 'cookie', 'authorization', 'body', 'input', 'form', 'parameters', 'bindings',
  'nama', 'nik', 'npwp', 'nib', 'email', 'telepon', 'alamat', 'tanggal_lahir', 'to', 'html', 'text',
];

/** Removes e-mail addresses, NIK and NPWP (15–16 digits, plain or printed), and Indonesian mobile numbers from a text. */
export function withoutPersonalData(text: string): string {
  return text
    .replace(/[\w.+-]+@[\w-]+(\.[\w-]+)+/g, '[email]')
    .replace(/(?<![\w.-])\d{15,16}(?![\w-])/g, '[nomor]')
    .replace(/(?<!\d)\d{2}\.\d{3}\.\d{3}\.\d-\d{3}\.\d{3}(?!\d)/g, '[nomor]')
    .replace(/(?<![\w.-])(?:\+62|62|0)8\d{8,11}(?![\w-])/g, '[telepon]');
}

/** The path of a request as it may be logged: no query, and no segment that could be the token of a private link (uuids stay: they are row ids). */
export function loggablePath(url: string): string {
  return (url.split(/[?#]/, 1)[0] ?? '').split('/').map((segment) => {
    if (/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(segment)) return segment;
    return segment.length >= 20 || segment.includes('%') ? '[rahasia]' : segment;
  }).join('/');
}

/** What of an error is logged. `detail`, `where` and `parameters` of a database error repeat the row, so they are left out. */
function errorFields(error: unknown): Record<string, unknown> {
  if (!Error.isError(error)) return { message: String(error) };
  const { code, constraint, table, column, routine } = error as Error & Record<string, unknown>;
  return { type: error.name, message: error.message, stack: error.stack, code, constraint, table, column, routine, ...(error.cause ? { cause: errorFields(error.cause) } : {}) };
}

/** A logger; without `destination` it writes to standard output. */
export function createLogger({ level = 'info', destination }: { level?: LevelWithSilent; destination?: DestinationStream } = {}): Logger {
  return pino({
    level,
    base: null,
    timestamp: stdTimeFunctions.isoTime,
    formatters: { level: (label) => ({ level: label }) },
    redact: { paths: SECRET_KEYS.flatMap((key) => [key, `*.${key}`, `*.*.${key}`]), censor: '[rahasia]' },
    serializers: { err: errorFields, error: errorFields },
    hooks: { streamWrite: withoutPersonalData },
  }, destination);
}

type Request = IncomingMessage & { originalUrl?: string };

/**
 * Express middleware: gives each request an id of ours (`req.id`, header X-Request-Id), a child logger (`req.log`) and one line at its end:
 * method, path, status, milliseconds. Health checks are logged at debug.
 */
export function createRequestLog(log: Logger) {
  const isHealth = (req: Request) => (req.originalUrl ?? req.url ?? '').startsWith('/api/health');
  return pinoHttp<Request, ServerResponse>({
    logger: log,
    genReqId(_req, res) {
      const id = randomUUID(); // a client's own id is not trusted: it would be written into the log
      res.setHeader('X-Request-Id', id);
      return id;
    },
    customLogLevel: (req, res, error): Level => (error || res.statusCode >= 500 ? 'error' : isHealth(req) ? 'debug' : 'info'),
    quietReqLogger: true,
    wrapSerializers: false,
    serializers: {
      req: (req: Request & { id: string }) => ({ id: req.id, method: req.method, path: loggablePath(req.originalUrl ?? req.url ?? '') }),
      res: (res: ServerResponse) => ({ status: res.statusCode }),
      err: errorFields,
    },
  });
}
