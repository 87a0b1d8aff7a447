import type { Request } from 'express';

/** A new session id at each login, so that an id planted before is worth nothing. Sessions run by the clock of the machine, as they are measured. */
export async function freshSession(req: Request, userId: string): Promise<void> {
  await new Promise<void>((resolve, reject) => req.session.regenerate((error: unknown) => { if (error instanceof Error) reject(error); else resolve(); }));
  const now = Date.now();
  req.session.userId = userId;
  req.session.loggedInAt = now;
  req.session.seenAt = now;
  await new Promise<void>((resolve, reject) => req.session.save((error: unknown) => { if (error instanceof Error) reject(error); else resolve(); }));
}
