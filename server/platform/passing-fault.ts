/** What we stand on (disk, database, file store, network) fails for now: the one place that tells it from a fault of what was handed in, or of ours. */
import { UnavailableError } from './errors.ts';

/** Database faults that come from what was written, not from the database: bad data, a broken promise, a limit. */
const ABOUT_WHAT_WAS_WRITTEN = /^(22|23|54)/;

const read = (error: unknown): { code: string; name: string; message: string } => {
  const { code, name, message } = (typeof error === 'object' && error !== null ? error : {}) as { code?: unknown; name?: unknown; message?: unknown };
  return { code: typeof code === 'string' ? code : '', name: String(name), message: String(message) };
};

/**
 * `penuh`: no room is left; `tidak_menjawab`: the database or a server cannot be reached, is starting or full of connections; `bersamaan`: two wrote the same at
 * once, and the database undid the whole transaction of one of them (deadlock, serialization), or a table was changed beneath a kept plan. Null for anything else.
 */
export function passingFault(error: unknown): 'penuh' | 'tidak_menjawab' | 'bersamaan' | null {
  const { code, name, message } = read(error);
  if (name === 'StorageFullError' || ['ENOSPC', 'EDQUOT', '53100'].includes(code)) return 'penuh';
  if (error instanceof UnavailableError || name === 'KnexTimeoutError') return 'tidak_menjawab';
  if (code === '40P01' || code === '40001' || (code === '0A000' && /cached plan/.test(message))) return 'bersamaan';
  if (/^(08...|57P0.|53300|53200)$/.test(code) || ['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT'].includes(code)) return 'tidak_menjawab';
  return /Connection terminated|Client has encountered a connection error|timeout exceeded when trying to connect/.test(message) ? 'tidak_menjawab' : null;
}

/**
 * Whether the trouble is not in this one thing, so that everything else would meet it too: passing faults, and whatever else the system, the file store or
 * the database says that is not about the bytes (a table that is being changed, a refused permission, a lost host).
 */
export function isPassing(error: unknown): boolean {
  if (passingFault(error) !== null) return true;
  if (typeof error === 'object' && error !== null && '$metadata' in error) return true; // the file store
  const { code } = read(error);
  return /^E[A-Z]{2,}$/.test(code) || (/^[0-9A-Z]{5}$/.test(code) && !ABOUT_WHAT_WAS_WRITTEN.test(code));
}
