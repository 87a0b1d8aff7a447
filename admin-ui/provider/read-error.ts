/** What an error tells the person, whatever threw it. */
import type { WireError } from './http.ts';

export interface ReadError extends WireError { status: number }

/** Pure. Anything that is not an answer of the server becomes a sentence with status -1. */
export function readError(error: unknown): ReadError {
  if (typeof error !== 'object' || error === null) return { status: -1, message: String(error) };
  const { status, body, message } = error as { status?: unknown; body?: unknown; message?: unknown };
  const wire = typeof body === 'object' && body !== null ? body as Partial<WireError> : {};
  return {
    status: typeof status === 'number' ? status : -1,
    message: wire.message ?? (typeof message === 'string' ? message : ''),
    ...(wire.errors && Object.keys(wire.errors).length > 0 ? { errors: wire.errors } : {}),
    ...(wire.obstacles && wire.obstacles.length > 0 ? { obstacles: wire.obstacles } : {}),
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
