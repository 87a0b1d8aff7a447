/**
 * The five kinds of domain error, and what only the transport can say. Thrown where found, translated once at the edge.
 * People get the sentence of a message key; the log gets the detail.
 */
import type { Obstacle } from '../domain/sop/model.ts';
import type { Params } from '../domain/messages/translate.ts';

export interface FieldError { key: string; params?: Params }

/** Base of all errors a person is told about. `status` is the HTTP status. */
export abstract class DomainError extends Error {
  abstract readonly status: number;
  readonly key: string;
  readonly params: Params;
  constructor(key: string, params: Params = {}) {
    super(key);
    this.key = key;
    this.params = params;
  }
}

/** What was typed cannot stand; says which field and why. */
export class InvalidError extends DomainError {
  readonly status = 422;
  readonly fields: Record<string, FieldError>;
  constructor(fields: Record<string, FieldError>, key = 'galat.isian_tidak_sah') {
    super(key);
    this.fields = fields;
  }
}

export class NotAllowedError extends DomainError {
  readonly status = 403;
  constructor(key = 'galat.tidak_berwenang', params: Params = {}) { super(key, params); }
}

/** Also for what belongs to somebody else: foreign and absent look the same. */
export class NotFoundError extends DomainError {
  readonly status = 404;
  constructor(key = 'galat.tidak_ditemukan') { super(key); }
}

/** The act is not open now: everything that stands against it, who holds the case, what version it has. */
export class ActionClosedError extends DomainError {
  readonly status = 409;
  readonly obstacles: Obstacle[];
  readonly holder: string | null;
  readonly version: number | null;
  constructor(obstacles: Obstacle[], at: { holder?: string | null; version?: number | null } = {}, key = 'galat.aksi_tertutup') {
    super(key);
    this.obstacles = obstacles;
    this.holder = at.holder ?? null;
    this.version = at.version ?? null;
  }
}

/** Something we stand on does not answer; nothing was changed. */
export class UnavailableError extends DomainError {
  readonly status: number = 503;
  /** When to ask again, for a client that can. */
  readonly retryAfterSeconds: number;
  constructor(key = 'galat.layanan_tidak_tersedia', params: Params = {}, retryAfterSeconds = 5) {
    super(key, params);
    this.retryAfterSeconds = retryAfterSeconds;
  }
}

/** Only the transport says these: 401, 405, 413, 415, 423 (screen locked), 429, 507. */
export class TransportError extends DomainError {
  readonly status: number;
  readonly headers: Record<string, string>;
  /** What of the form was refused, where it is known. */
  readonly fields: readonly string[];
  constructor(status: 400 | 401 | 403 | 405 | 413 | 415 | 423 | 429 | 507, key: string, params: Params = {}, headers: Record<string, string> = {}, fields: readonly string[] = []) {
    super(key, params);
    this.status = status;
    this.headers = headers;
    this.fields = fields;
  }
}
