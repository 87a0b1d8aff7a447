/** One place where errors become what a person reads. */
import { translate, type Locale } from '../../domain/messages/translate.ts';
import { passingFault } from '../passing-fault.ts';
import { ActionClosedError, DomainError, InvalidError, NotFoundError, TransportError, UnavailableError } from '../errors.ts';

export interface ErrorBody {
  message: string;
  errors?: Record<string, string>;
  obstacles?: { key: string; message: string; fix?: unknown }[];
  holder?: string;
  version?: number;
  /** The same in every language, where a page asks for it that lets people change theirs while they read. */
  words?: Record<Locale, Said>;
  requestId: string;
}
type Said = Pick<ErrorBody, 'message' | 'errors' | 'obstacles'>;
interface Answer { status: number; body: ErrorBody; headers: Record<string, string>; unexpected: boolean }

/** What knex, pg, Express and multer throw is recognised by its code; everything else is a generic 500 with an id. */
export function errorBody(error: unknown, requestId: string, locale: Locale, everyLanguage = false): Answer {
  const known = knownError(error);
  const bodyIn = (one: Locale): ErrorBody => (known ? bodyOf(known, requestId, one) : { message: translate('galat.tak_terduga', { id: requestId }, one), requestId });
  const saidIn = (one: Locale): Said => { const { message, errors, obstacles } = bodyIn(one); return { message, ...(errors ? { errors } : {}), ...(obstacles ? { obstacles } : {}) }; };
  const body = { ...bodyIn(locale), ...(everyLanguage ? { words: { id: saidIn('id'), en: saidIn('en') } } : {}) };
  if (!known) return { status: 500, body, headers: {}, unexpected: true };
  return { status: known.status, body, headers: known instanceof TransportError ? known.headers : known instanceof UnavailableError ? { 'Retry-After': String(known.retryAfterSeconds) } : {}, unexpected: known.status >= 500 };
}

function bodyOf(known: DomainError, requestId: string, locale: Locale): ErrorBody {
  const body: ErrorBody = { message: translate(known.key, known.params, locale), requestId };
  if (known instanceof InvalidError) {
    body.errors = Object.fromEntries(Object.entries(known.fields).map(([field, { key, params }]) => [field, translate(key, params, locale)]));
  }
  if (known instanceof TransportError && known.fields.length > 0) body.errors = Object.fromEntries(known.fields.map((field) => [field, body.message]));
  if (known instanceof ActionClosedError) {
    body.obstacles = known.obstacles.map((obstacle) => ({
      key: obstacle.key, message: translate(obstacle.key, obstacle.params, locale), ...(obstacle.fix ? { fix: obstacle.fix } : {}),
    }));
    if (body.obstacles.length === 1 && body.obstacles[0]) body.message = body.obstacles[0].message;
    if (known.holder) body.holder = known.holder;
    if (known.version !== null) body.version = known.version;
  }
  return body;
}

/** What a person can be told of it; null for a fault of ours. */
export function knownError(error: unknown): DomainError | null {
  if (error instanceof DomainError) return error;
  if (typeof error !== 'object' || error === null) return null;
  const { code, type, status } = error as { code?: unknown; type?: unknown; status?: unknown };
  if (type === 'entity.too.large') return new TransportError(413, 'galat.terlalu_besar');
  if (type === 'entity.parse.failed' || type === 'request.aborted') return new InvalidError({}, 'galat.isi_rusak');
  if (type === 'charset.unsupported' || type === 'encoding.unsupported') return new TransportError(415, 'galat.jenis_isi');
  // A character PostgreSQL cannot hold (NUL), in something typed.
  if (code === '22021' || code === '22P05') return new InvalidError({}, 'galat.isi_rusak');
  if (error instanceof URIError || (error as { name?: string }).name === 'URIError') return new TransportError(400, 'galat.alamat_rusak');
  const passing = passingFault(error);
  if (passing === 'penuh') return new TransportError(507, 'galat.penyimpanan_penuh');
  // Not tried again here: a request may have read its file to the end by then. Whoever asked presses again, with the same request id.
  if (passing) return passing === 'bersamaan' ? new UnavailableError('galat.bersamaan', {}, 1) : new UnavailableError();
  // What Express and its file server say with a status of their own.
  if (status === 404) return new NotFoundError('galat.alamat_tidak_ada');
  return typeof status === 'number' && status === 400 ? new TransportError(400, 'galat.isi_rusak') : null;
}
