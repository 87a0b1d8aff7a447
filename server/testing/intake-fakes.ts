/** The public side over HTTP with its real parts on a real database; other features are what door-fakes.ts makes of them. Invented people only. */
import { createHash, randomUUID } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Knex } from 'knex';
import { documentsDoorPart, type Inspector } from '../documents/index.ts';
import { intakeDoorPart, intakeRoutes } from '../intake/index.ts';
import { createExpressApp } from '../platform/http/express-app.ts';
import type { Officer } from '../platform/http/route.ts';
import { createLogger } from '../platform/log.ts';
import { createRateLimits } from '../platform/rate-limits.ts';
import { localStorage, type FileStorage } from '../platform/storage.ts';
import { subjectsDoorPart, subjectsRoutes } from '../subjects/index.ts';
import { MONDAY_TEN } from './a-case.ts';
import { createClient, type Client } from './client.ts';
import { aClock, aDoor, type DoorWishes, type MovableClock, type TestDoor } from './door-fakes.ts';

export const SECRET = 'rahasia-uji-yang-cukup-panjang-untuk-uji';

/** A sound form of an invented applicant; the NPWP has its right check digit. */
export const FORM = {
  nama: 'Rina Contoh', nik: '6472014508900003', npwp: '02.183.241.5-000.000', email: 'rina@pemohon.test', telepon: '0812 3456 7890', user_id_spse: 'RINACONTOH',
  alamat: 'Jalan Contoh Nomor 1', kabupaten: '6472', tanggal_lahir: '1990-08-05',
};
export const AGREED = { privasi: '2026-01', kebenaran: '2026-01' };

/** A draft as the upload acceptance leaves it. */
export async function aDraft(db: Knex, wishes: { officeId?: string; expiresAt?: Date } = {}): Promise<string> {
  const id = randomUUID();
  const sha256 = createHash('sha256').update(id).digest('hex');
  await db('uploads').insert({
    id, source: wishes.officeId ? 'petugas' : 'publik', office_id: wishes.officeId ?? null, original_name: 'pindaian.pdf', type: 'application/pdf', received_sha256: sha256,
    received_bytes: 10, stored_sha256: sha256, stored_bytes: 10, storage_key: `uploads/${id.slice(0, 2)}/${id}`, page_count: 1, scan_state: 'bersih',
    expires_at: wishes.expiresAt ?? new Date(Date.now() + 86_400_000),
  });
  return id;
}

export async function threeDrafts(db: Knex): Promise<Record<string, string>> {
  return { ktp: await aDraft(db), npwp: await aDraft(db), sertifikat_keahlian: await aDraft(db) };
}

export interface RunningIntake { client: Client; clock: MovableClock; door: TestDoor; storage: FileStorage; /** Whoever calls is this officer from now on; null: a stranger. */ become(officer: Officer | null): void; stop(): Promise<void> }
export interface IntakeWishes { db: Knex; inspector?: Inspector; uploadsPerHour?: number; facts?: DoorWishes['facts'] }

/** Inspects nothing: for tests that name drafts. */
const NO_INSPECTOR: Inspector = {
  inspect: () => Promise.reject(new Error('this test opens no file')), drawPart: () => Promise.resolve(null), expectUpload: () => undefined, peakMebibytes: () => 0, load: () => ({ running: 0, waiting: 0 }), close: () => Promise.resolve(),
};

export async function startIntake({ db, inspector = NO_INSPECTOR, uploadsPerHour = 3000, facts = {} }: IntakeWishes): Promise<RunningIntake> {
  const clock = aClock(MONDAY_TEN);
  const door = aDoor({ clock, parts: [subjectsDoorPart(), documentsDoorPart(), intakeDoorPart()], facts });
  const folder = path.join(tmpdir(), `loket-intake-${randomUUID()}`);
  const storage = localStorage(path.join(folder, 'berkas'));
  const log = createLogger({ level: 'silent' });
  let caller: Officer | null = null;
  const routes = [
    ...subjectsRoutes({ db, clock }),
    ...intakeRoutes({
      db, clock, storage, door, config: { secret: SECRET, maxUploadBytes: 2_097_152, publicUploadsPerHour: uploadsPerHour, dataDir: folder }, takeBytes: () => Promise.resolve(),
      uploads: { db, clock, storage, inspector, log, holdUnscannedFiles: false, scanner: { scan: () => Promise.resolve('tidak_ada') } },
    }),
  ];
  const limits = createRateLimits(db);
  const server = createExpressApp({
    routes, log, secret: SECRET, secure: false, trustProxy: 0, session: (_req, _res, next) => { next(); }, findOfficer: () => Promise.resolve(caller),
    takePoint: (limit, key) => limits.take(limit, key), onDenied: () => Promise.resolve(),
  }).listen(0);
  await new Promise((resolve) => { server.once('listening', resolve); });
  return {
    client: createClient(`http://127.0.0.1:${(server.address() as AddressInfo).port}`), clock, door, storage,
    become(officer) { caller = officer; },
    async stop() {
      server.closeAllConnections();
      await new Promise((resolve) => { server.close(resolve); });
    },
  };
}
