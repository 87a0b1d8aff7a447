import { UnavailableError } from '../../platform/errors.ts';

/** Database faults that come from what was written, not from the database: bad data, a broken promise, a limit. */
const ABOUT_THE_MAIL = /^(22|23|54)/;

/** Whether the trouble lies in what we stand on (disk, database, file store, a busy inspection), so that every other mail would meet it too. */
export function isPassing(error: unknown): boolean {
  if (error instanceof UnavailableError) return true;
  if (typeof error !== 'object' || error === null) return false;
  const { code, name, message } = error as { code?: unknown; name?: unknown; message?: unknown };
  if (name === 'StorageFullError' || name === 'KnexTimeoutError' || '$metadata' in error) return true;
  if (/Connection terminated|connection error|timeout exceeded when trying to connect/.test(String(message))) return true;
  if (typeof code !== 'string') return false;
  return /^E[A-Z]{2,}$/.test(code) || (/^[0-9A-Z]{5}$/.test(code) && !ABOUT_THE_MAIL.test(code));
}
