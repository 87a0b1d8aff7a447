/** Sessions live in PostgreSQL: log-out and disabling somebody end them on the server at once. */
import connectPgSimple from 'connect-pg-simple';
import type { RequestHandler } from 'express';
import session from 'express-session';
import type { Pool } from 'pg';

declare module 'express-session' {
  interface SessionData { userId?: string; officeId?: string; loggedInAt?: number; seenAt?: number; lockedAt?: number }
}

const MINUTE = 60_000;
/** The screen locks itself at fifteen minutes (admin-ui/layout/idle-state.ts); a minute later the server does so for a screen that could not say it. */
export const LOCK_MS = 16 * MINUTE;
export const IDLE_MS = 30 * MINUTE;
export const ABSOLUTE_MS = 10 * 60 * MINUTE;

export function createSession(options: { pool: Pool; secret: string; secure: boolean }): RequestHandler {
  const Store = connectPgSimple(session);
  return session({
    // `__Host-` needs https; without it (never in production) a plain cookie.
    name: options.secure ? '__Host-loket' : 'loket',
    secret: options.secret,
    // The store writes at log-in and log-out only; what changes in between is an update of its own (session-marks.ts).
    store: new Store({ pool: options.pool, tableName: 'session', pruneSessionInterval: false, disableTouch: true }),
    resave: false,
    saveUninitialized: false,
    rolling: true,
    cookie: { httpOnly: true, sameSite: 'lax', secure: options.secure, path: '/', maxAge: IDLE_MS },
  });
}
