import type { Request } from 'express';
import type { Knex } from 'knex';
import path from 'node:path';
import type { CaseDoor } from '../cases/index.ts';
import type { UploadDeps } from '../documents/index.ts';
import type { Clock } from '../domain/clock.ts';
import type { Config } from '../platform/config.ts';
import type { FileStorage } from '../platform/storage.ts';

/** What the public side stands on; uploads go through the acceptance of the documents feature. */
export interface IntakeDeps {
  db: Knex;
  clock: Clock;
  storage: FileStorage;
  door: CaseDoor;
  config: Pick<Config, 'secret' | 'maxUploadBytes' | 'publicUploadsPerHour' | 'dataDir'>;
  uploads: UploadDeps;
  /** Takes bytes from a caller's hourly allowance; throws 429 when it is used up. */
  takeBytes(req: Request, bytes: number): Promise<void>;
}

/** Where bytes of a request lie while they are looked at. */
export const scratchFolder = ({ config }: IntakeDeps): string => path.join(config.dataDir, 'tmp');

/** An application takes about three files, so the hourly allowance of uploads decides how many applications one address may send. */
export const applicationsPerHour = ({ config }: IntakeDeps): number => Math.max(1, Math.floor(config.publicUploadsPerHour / 3));
