/** A route is a row: method, path, contract, use case. Who may call it stands in `domain/permissions.ts`, not here. */
import type { Request, RequestHandler, Response } from 'express';
import type { z } from 'zod';
import type { Role } from '../../domain/permissions.ts';
import type { Locale } from '../../domain/messages/translate.ts';

/** Somebody who is logged in, as the session knows him at this request. */
export interface Officer {
  id: string; name: string; email: string; officeId: string; roles: Role[];
  /** Must set up the second factor first; nothing else opens. */
  mustEnrol?: boolean;
  /** The screen is locked until the password was given again. */
  locked?: boolean;
}

export interface Call<P = unknown, Q = unknown, B = unknown> {
  params: P;
  query: Q;
  body: B;
  /** null on public routes. */
  officer: Officer | null;
  requestId: string;
  /** Keyed hash of the caller's address: enough to count, not to find somebody. */
  ipHash: string;
  locale: Locale;
  req: Request;
  res: Response;
}

export type Reply =
  | { status?: number; body: unknown; headers?: Record<string, string> }
  | { status: 204; body?: undefined; headers?: Record<string, string> }
  /** The handler wrote the response itself (a stream). */
  | { sent: true };

export interface RateLimit { /** name of the counter */ name: string; points: number; seconds: number; by: 'ip' | 'officer' }

export interface Route<P extends z.ZodType = z.ZodType, Q extends z.ZodType = z.ZodType, B extends z.ZodType = z.ZodType> {
  method: 'get' | 'post' | 'put' | 'delete';
  path: string;
  summary: string;
  params?: P;
  query?: Q;
  body?: B;
  reply?: z.ZodType;
  limit?: RateLimit;
  /** Answers without asking who calls: it must speak while the database, where sessions live, is silent. */
  sessionless?: boolean;
  /** Status of success in the description; the handler's reply is what is sent. */
  success?: 200 | 201 | 204;
  /** Shape of a 202: the end of it is asked for elsewhere. */
  later?: z.ZodType;
  /** Multipart fields, for the description; `before` reads them. */
  multipart?: z.ZodType;
  /** Headers of its own, for the description. */
  headers?: z.ZodObject;
  /** Runs after authorisation and limits, before the body contract: a multipart reader. */
  before?: RequestHandler;
  handle(call: Call<z.output<P>, z.output<Q>, z.output<B>>): Promise<Reply>;
}

/** Keeps the types of one row together while the table of rows stays one array. */
export function route<P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType>(row: Route<P, Q, B>): Route {
  return row;
}

/** The officer of a call on a route that only lets officers in. */
export function officerOf(call: Call): Officer {
  if (!call.officer) throw new Error('route without officer in its access row');
  return call.officer;
}
