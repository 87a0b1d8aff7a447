/** What an error tells the person, whatever threw it. */
import { spokenNow, type Language, type WireError, type WireObstacle, type WireTold } from './http.ts';

/** Its sentences are in the language chosen when they are read, so a page keeps this whole and takes them out as it draws: kept apart they would stay in the old one. */
export interface ReadError {
  readonly status: number; readonly message: string; readonly errors?: Record<string, string> | undefined; readonly obstacles?: WireObstacle[] | undefined;
  readonly holder?: string; readonly version?: number; readonly requestId?: string;
}

/** Anything that is not an answer of the server becomes a sentence with status -1. */
export function readError(error: unknown, spoken: () => Language = spokenNow): ReadError {
  if (typeof error !== 'object' || error === null) return { status: -1, message: String(error) };
  const { status, body, message } = error as { status?: unknown; body?: unknown; message?: unknown };
  const wire = typeof body === 'object' && body !== null ? body as Partial<WireError> : {};
  const told = (): Partial<WireTold> => wire.words?.[spoken()] ?? wire;
  return {
    status: typeof status === 'number' ? status : -1,
    get message() { return told().message ?? (typeof message === 'string' ? message : ''); },
    get errors() { const { errors } = told(); return errors && Object.keys(errors).length > 0 ? errors : undefined; },
    get obstacles() { const { obstacles } = told(); return obstacles && obstacles.length > 0 ? obstacles : undefined; },
    ...(wire.holder ? { holder: wire.holder } : {}),
    ...(typeof wire.version === 'number' ? { version: wire.version } : {}),
    ...(wire.requestId ? { requestId: wire.requestId } : {}),
  };
}

/** Sentences of a 422 that belong to no field of the form, so that none is lost. */
export function strayErrors(errors: Record<string, string> | undefined, known: readonly string[]): string[] {
  return Object.entries(errors ?? {}).filter(([field]) => !known.some((key) => field === key || field.startsWith(`${key}.`))).map(([, sentence]) => sentence);
}

/** The first sentence for a field or anything below it (`butir.0.alasan` belongs to `butir`). */
export function errorAt(errors: Record<string, string> | undefined, key: string): string | undefined {
  if (!errors) return undefined;
  return errors[key] ?? Object.entries(errors).find(([field]) => field.startsWith(`${key}.`))?.[1];
}

/** A repeat cannot help before somebody looks again: stale, held by another, or closed. */
export function isClosed(error: ReadError): boolean {
  return error.status === 409;
}
