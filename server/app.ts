/** The only file that knows every feature: routes, door, effects, schedules. */
import { createHmac } from 'node:crypto';
import path from 'node:path';
import type { Express, Request } from 'express';
import type { Knex } from 'knex';
import pg from 'pg';
import { archiveDoorPart, archiveEffects, archiveRoutes, archiveSchedules } from './archive/index.ts';
import { auditRoutes, recordAudit } from './audit/index.ts';
import { caseRoutes, fireTimers, holdSchedules, recountDeadlines, recountSchedules, returnHeld, timerSchedules, type CaseDoor, type DoorPart, type RecountDeps } from './cases/index.ts';
import { checksDoorPart, checksEffects, checksRoutes, createListFileSweep, forgetLists } from './checks/index.ts';
import { addressProposal, correctionsDoorPart, findProposal } from './corrections/index.ts';
import { counterDoorPart, counterRoutes, sweepUploadRequests } from './counter/index.ts';
import { deviationsDoorPart } from './deviations/index.ts';
import { checklistRoutes, createExaminations, createOrphanSweep, createReadings, createVirusScanner, documentRoutes, documentsDoorPart, drawMissingPages, findChecklistOn, findPinned, receiveUpload, rescanHeld, sweepDrafts, wantHeldReadings, type DocumentReader, type Inspector, type UploadDeps } from './documents/index.ts';
import type { Clock } from './domain/clock.ts';
import { catalogue, translate } from './domain/messages/translate.ts';
import { dayIn } from './domain/working-time.ts';
import { draftRoutes, draftsDoorPart, sweepCaseDrafts } from './drafts/index.ts';
import { beginAbsences, handOverEverything, handoverRoutes } from './handover/index.ts';
import { intakeDoorPart, intakeRoutes } from './intake/index.ts';
import { checkTypedNumber, issuedLettersDoorPart, issueLetter, letterEffects, letterKind, letterRoutes, lettersDoorPart, outdatedLetters, typedNumbers, whyOutdated } from './letters/index.ts';
import { wasOpenedSince } from './links/index.ts';
import { mailDoorPart, mailEffects, mailRoutes, mailSchedules, MAIL_EFFECT, MAILS_AT_ONCE, remindOfTask, type Mailer, type InboundDeps } from './mail/index.ts';
import { noteRoutes } from './notes/index.ts';
import { noticeRoutes, noticesDoorPart, notify, sweepNotices, tellHits, tellMovedDeadlines, tellOverdue } from './notices/index.ts';
import { CALENDAR_SETTLED_MS, calendarOf, noteRecounted, officeRoutes, officesToRecount, readCalendar, type AskedBy } from './offices/index.ts';
import { createMetrics, effectRoutes, operationsRoutes, sweepScratch, tellGivenUp } from './operations/index.ts';
import { createCarrier } from './platform/carry-out.ts';
import type { Config } from './platform/config.ts';
import { isClockRight } from './platform/clock-skew.ts';
import { isDatabaseAlive } from './platform/db.ts';
import { TransportError } from './platform/errors.ts';
import { createExpressApp } from './platform/http/express-app.ts';
import { sweepGivenAnswers } from './platform/given-answers.ts';
import { createPages } from './platform/http/pages.ts';
import type { Route } from './platform/http/route.ts';
import type { Logger } from './platform/log.ts';
import { handToQueues, MAIL_QUEUE, OUTBOX_QUEUE, outboxIdsOf, outboxRowsTogether, RELAY_AT_ONCE, relayOutbox, runOutboxRow, type EffectHandler } from './platform/outbox.ts';
import type { Queues } from './platform/queue.ts';
import { createRateLimits, sweepRateLimits, type RateLimits } from './platform/rate-limits.ts';
import type { FileStorage } from './platform/storage.ts';
import { workTimed, type TimedJob } from './platform/timed-jobs.ts';
import { atMost } from './platform/together.ts';
import { officeReasons, reasonRoutes } from './reasons/index.ts';
import { reportRoutes } from './reports/index.ts';
import { changeUsualPlace, moveBooked, moveToUsual, replaceOfficer, schedulingDoorPart, schedulingRoutes, sweepLeft, tellChange } from './scheduling/index.ts';
import { setupRoutes } from './setup/index.ts';
import { subjectsDoorPart, subjectsRoutes } from './subjects/index.ts';
import { supervisionRoutes } from './supervision/index.ts';
import { openTask, taskRoutes, taskSchedules, tasksDoorPart } from './tasks/index.ts';
import { authRoutes, createSession, findOfficer, passwordRoutes, userRoutes, type AuthDeps } from './users/index.ts';

/** What a process is made of; the gateways are made once and passed in. */
export interface Services {
  config: Config; db: Knex; clock: Clock; log: Logger; storage: FileStorage; queues: Queues; mailer: Mailer; inspector: Inspector;
  /** Reads text in page pictures; where there is none (the web process, most tests) another process does. */
  reader?: DocumentReader;
  /** false: a new scan is read only once somebody holds its case (samples). */
  readAtOnce?: boolean;
  setupProgress?: () => { done: number; total: number } | null;
  /** Counters of its own; the samples, which come from one address, have none. */
  rateLimits?: RateLimits;
}
export interface Loket {
  express: Express;
  door: CaseDoor;
  routes: Route[];
  /** What takes mail in. */
  inbound: InboundDeps;
  /** Starts the queue's workers, the relay and the schedules. */
  startWorking(): Promise<void>;
  /** Carries out everything that is due, once: for tests and demo walks that do not wait for the queue. */
  workOnce(): Promise<void>;
  /** From now on not ready: answers end their connections. */
  beginStopping(): void;
  close(): Promise<void>;
}

export const VERSION = '0.1.0';
const RELAY_MS = 300;
const EFFECTS_AT_ONCE = 4;
const SECOND = 1_000;
/** Refusals of one address that are noted in an hour. */
const STRANGERS_NOTED = { name: 'penolakan_dicatat', points: 300, seconds: 3600 };
/** R19 of the bar for safety: tries, so a right password gives its point back. */
const LOGIN_TRIES = { name: 'masuk_akun', points: 10, seconds: 900 };

export function createLoket(services: Services): Loket {
  const { config, db, clock, log, storage, queues } = services;
  const door = createDoor(services);
  const examinations = createExaminations({ db, log });
  const uploads: UploadDeps = {
    db, clock, storage, log, inspector: services.inspector, scanner: createVirusScanner(config.clamavUrl), holdUnscannedFiles: config.holdUnscannedFiles,
    readAtOnce: services.readAtOnce ?? true,
  };
  const readings = services.reader ? createReadings({ db, storage, log, clock, reader: services.reader, inspector: services.inspector }) : null;
  const limits = services.rateLimits ?? createRateLimits(db);
  let stopping = false;
  const metrics = createMetrics({ db, version: VERSION, token: config.metricsToken, inspections: () => services.inspector.load() });
  const carrier = createCarrier({ db, handlers: () => handlers, log });
  const routes = allRoutes(services, door, uploads);
  const sessionPool = new pg.Pool({ connectionString: config.databaseUrl, max: 4 });
  sessionPool.on('error', (error) => { log.warn({ err: error }, 'session pool lost a connection'); });

  const express = createExpressApp({
    routes, log, secret: config.secret, secure: config.publicUrl.startsWith('https:'), trustProxy: config.trustProxy,
    session: createSession({ pool: sessionPool, secret: config.secret, secure: config.publicUrl.startsWith('https:') }),
    findOfficer: (req) => findOfficer(db, req, new Date()),
    takePoint: (limit, key) => limits.take(limit, key),
    onDenied: async (event) => {
      // The trail cannot be emptied again: what a stranger can make it grow by has an end.
      if (!event.officer && await limits.take(STRANGERS_NOTED, event.ipHash) !== null) return;
      await recordAudit(db, {
        event: 'akses_ditolak', actorKind: event.officer ? 'staf' : 'tamu', actorId: event.officer?.id ?? null, officeId: event.officer?.officeId ?? null,
        requestId: event.requestId, ipHash: event.ipHash, detail: { rute: event.route, status: event.status },
      });
    },
    metrics: metrics.handler, onAnswered: (answered) => { metrics.onAnswered(answered); }, isStopping: () => stopping,
    onAuditorLook: ({ route, path: named, officer, requestId, ipHash }) => recordAudit(db, {
      event: 'pemeriksa_melihat', actorKind: 'staf', actorId: officer.id, officeId: officer.officeId, ref: typeof named.id === 'string' ? `${route.split('/')[2] ?? ''}:${named.id}`.slice(0, 80) : null,
      requestId, ipHash, detail: { rute: route },
    }),
    pages: createPages(path.join(config.root, 'dist')),
  });

  const handlers: Record<string, EffectHandler> = {
    // Only wakes; what waits to be read is a row, and a reader busy for seconds must not hold up letters.
    baca_pindaian: () => { readings?.wake(); return Promise.resolve(); },
    gambar_halaman: drawMissingPages(uploads), ...letterEffects(services), ...mailEffects({ ...services, whyOutdated }), ...archiveEffects(services), ...checksEffects(services), kabari_jadwal: tellChange({ db, door }), ganti_petugas_janji: replaceOfficer({ db, door }),
    pindah_ke_tempat_ruang: moveBooked({ db, door }), pindah_ke_tempat_biasa: moveToUsual({ db, door }),
  };
  // On "Pekerjaan gagal" it would stand as a key.
  const wordless = Object.keys(handlers).filter((name) => !(`efek.${name}` in catalogue('id')));
  if (wordless.length > 0) throw new Error(`effects without words: ${wordless.join(', ')}`);
  const inbound: InboundDeps = {
    db, clock, log, door, replyTo: config.mailReplyTo, scratchFolder: path.join(config.dataDir, 'tmp'),
    upload: ({ officeId, ...file }) => receiveUpload(uploads, { ...file, source: 'petugas', officeId, uploadedBy: null, ipHash: null }),
  };
  const timers = { db, door, log, wasOpenedSince };
  const recount: RecountDeps = {
    db, door, log, calendars: { read: readCalendar, behind: officesToRecount, settled: (within, officeId, edition) => noteRecounted(within, officeId, edition, CALENDAR_SETTLED_MS) },
    tell: (trx, row, moved, zone) => tellMovedDeadlines(trx, row, moved, zone, clock.now()),
  };
  const timedJobs: TimedJob[] = [
    ...timerSchedules(timers), ...recountSchedules(recount), ...holdSchedules({ db, door, log }), ...taskSchedules({ db, clock, remind: (trx, task) => remindOfTask(trx, config.mailFrom, task, clock.now()) }), ...mailSchedules({ db, inbound, imapUrl: config.imapUrl }), ...archiveSchedules(services),
    { id: 'sapu-unggahan', lane: 'lama', every: 600 * SECOND, run: () => sweepDrafts(db, storage) },
    { id: 'sapu-yatim', lane: 'lama', every: 6 * 3600 * SECOND, run: createOrphanSweep(db, storage, log) },
    { id: 'sapu-berkas-daftar', lane: 'lama', every: 12 * 3600 * SECOND, run: createListFileSweep(db, storage, log) },
    { id: 'hapus-isi-daftar', lane: 'lama', pattern: '35 1 * * *', run: () => forgetLists({ db, storage, log }, clock.now()) },
    { id: 'sapu-coretan', lane: 'lama', every: 6 * 3600 * SECOND, run: () => sweepScratch(path.join(config.dataDir, 'tmp'), new Date()) },
    { id: 'baca-pindaian', lane: 'lama', every: 60 * SECOND, run: async () => { await wantHeldReadings(db); readings?.wake(); } },
    { id: 'pindai-ulang', lane: 'lama', every: 120 * SECOND, run: () => rescanHeld(uploads) },
    { id: 'sapu-draf', lane: 'lama', every: 3600 * SECOND, run: () => sweepCaseDrafts(db, clock.now()) },
    { id: 'mulai-absensi', lane: 'jam', every: 300 * SECOND, run: () => beginAbsences({ db, door, log }) },
    { id: 'janji-tanpa-petugas', lane: 'jam', every: 600 * SECOND, run: () => sweepLeft(db, clock.now()) },
    { id: 'kabari-petugas', lane: 'jam', every: 300 * SECOND, run: async () => { await tellOverdue(db, clock.now()); await tellHits(db, clock.now()); await tellGivenUp(db, clock.now()); } },
    { id: 'sapu-pemberitahuan', lane: 'lama', every: 3600 * SECOND, run: () => sweepNotices(db, clock.now()) },
    { id: 'sapu-tautan-unggah', lane: 'lama', every: 3600 * SECOND, run: () => sweepUploadRequests(db, clock.now()) },
    { id: 'sapu-jawaban', lane: 'lama', every: 3600 * SECOND, run: () => sweepGivenAnswers(db) },
    { id: 'sapu-batas', lane: 'lama', every: 600 * SECOND, run: () => sweepRateLimits(db) },
    { id: 'sapu-sesi', lane: 'lama', every: 3600 * SECOND, run: () => db('session').where('expire', '<', db.raw('localtimestamp')).del() },
  ];
  let relay: NodeJS.Timeout | undefined;
  let registering: NodeJS.Timeout | undefined;

  return {
    express, door, routes, inbound,
    async startWorking() {
      const outbox = handToQueues(queues.queue(OUTBOX_QUEUE), queues.queue(MAIL_QUEUE), [MAIL_EFFECT]);
      await queues.ready();
      await queues.worker(OUTBOX_QUEUE, async (job) => { for (const id of outboxIdsOf(job.data)) await runOutboxRow(db, handlers, id, log); }, { concurrency: EFFECTS_AT_ONCE });
      const mailRows = outboxRowsTogether(db);
      const mailSlot = atMost(MAILS_AT_ONCE);
      await queues.worker(MAIL_QUEUE, async (job) => {
        await Promise.all(outboxIdsOf(job.data).map((id) => mailSlot(() => runOutboxRow(db, handlers, id, log, mailRows))));
      }, { concurrency: 3 });
      const register = await workTimed(queues, timedJobs, () => isClockRight(db, log));
      await register();
      // The queue may be emptied while we live: what should recur is told to it again every minute.
      registering = setInterval(() => { register().catch((error: unknown) => { log.warn({ err: error }, 'schedules were not registered'); }); }, 60 * SECOND);
      const hand = () => {
        void relayOutbox(db, outbox).catch((error: unknown) => { log.warn({ err: error }, 'outbox relay'); return 0; }).then((handed) => { if (relay) relay = setTimeout(hand, handed === RELAY_AT_ONCE ? 0 : RELAY_MS); });
      };
      relay = setTimeout(hand, RELAY_MS);
    },
    async workOnce() {
      await returnHeld({ db, door, log });
      await recountDeadlines(recount);
      await fireTimers(timers);
      for (;;) {
        const due: string[] = [];
        await relayOutbox(db, { add: (_name, data) => { due.push((data as { outboxId: string }).outboxId); return Promise.resolve(); } });
        if (due.length === 0) return;
        for (const id of due) await runOutboxRow(db, handlers, id, log);
      }
    },
    beginStopping() { stopping = true; },
    async close() {
      stopping = true;
      await Promise.all([examinations.whenQuiet(), carrier.whenQuiet()]);
      await services.reader?.close();
      await readings?.whenQuiet();
      clearTimeout(relay);
      clearInterval(registering);
      relay = undefined;
      await queues.close();
      await sessionPool.end();
    },
  };

  function allRoutes(all: Services, caseDoor: CaseDoor, uploadDeps: UploadDeps): Route[] {
    const accounts = {
      db, clock, config,
      handOverEverything: async (trx: Knex.Transaction, by: AskedBy, userId: string, { keeps, toId }: { keeps: readonly string[]; toId: string | null }) => {
        const { id, name, officeId } = by.officer;
        await handOverEverything(trx, caseDoor, { officeId, fromId: userId, toId, toField: 'successorId', by: { id, name }, keeps, reason: translate(keeps.length === 0 ? 'akun.nonaktif.alasan' : 'akun.peran_dicabut.alasan', {}, 'id') });
      },
    };
    // Codes and sessions run by the clock of the machine, whatever a test does to the office's.
    const entrance: AuthDeps = {
      db, config, clock: { now: () => new Date() }, audit: (event, within) => recordAudit(within ?? db, { ...event, actorKind: event.actorId ? 'staf' : 'tamu' }),
      takeLoginTry: (account) => limits.take(LOGIN_TRIES, account), giveBackLoginTry: (account) => limits.giveBack(LOGIN_TRIES, account),
    };
    const rows: Route[] = [
      ...operationsRoutes({
        version: VERSION, routes: () => rows, isStopping: () => stopping, setupProgress: all.setupProgress ?? (() => null),
        health: async () => ({ database: await isDatabaseAlive(db), queue: await queues.isAlive(), storage: await storageAnswers(storage, log) }),
      }),
      ...authRoutes(entrance), ...passwordRoutes({ ...entrance, config, clock }),
      ...userRoutes({ ...accounts, own: entrance }), ...setupRoutes(accounts), ...officeRoutes({ ...all, placeChanged: (trx, of) => changeUsualPlace(trx, { ...of, now: clock.now() }) }), ...reasonRoutes(all), ...checklistRoutes(all), ...auditRoutes({ db }), ...reportRoutes({ db, clock }),
      ...caseRoutes({
        db, door: caseDoor,
        audit: (trx, { officer, ...event }) => recordAudit(trx, { ...event, actorKind: 'staf', actorId: officer.id, officeId: officer.officeId }),
      }),
      ...documentRoutes({
        ...uploadDeps, maxUploadBytes: config.maxUploadBytes, maxStaffUploadBytes: config.maxStaffUploadBytes, scratchFolder: path.join(config.dataDir, 'tmp'), publicUploadsPerHour: config.publicUploadsPerHour, takeBytes,
        examinations, secret: config.secret,
      }),
      // A proposed address is not yet the applicant's; it is looked at by the same logged way.
      ...subjectsRoutes({ db, clock, proposed: async (trx, caseId) => { const open = await findProposal(trx, caseId); return open && { email_usul: open.email, telepon_usul: open.phone }; } }),
      ...draftRoutes(all), ...noteRoutes(all), ...noticeRoutes(all), ...handoverRoutes({ ...all, door: caseDoor }),
      ...intakeRoutes({ ...all, door: caseDoor, uploads: uploadDeps, takeBytes }),
      ...counterRoutes({ ...all, door: caseDoor }),
      ...checksRoutes({ ...all, carrier }), ...taskRoutes(all), ...schedulingRoutes({ ...all, door: caseDoor }), ...letterRoutes({ ...all, door: caseDoor }), ...mailRoutes({ ...all, whyOutdated, outdatedLetters }), ...archiveRoutes(all), ...supervisionRoutes({ ...all, door: caseDoor }), ...effectRoutes(all),
    ];
    return rows;
  }

  /** Strangers only; `authorise` has just said who is none. */
  async function takeBytes(req: Request, bytes: number): Promise<void> {
    const { officer, ipHash } = (req.res?.locals ?? {}) as { officer?: unknown; ipHash?: string };
    if (officer) return;
    const wait = await limits.take({ name: 'bita_publik', points: config.publicUploadBytesPerHour, seconds: 3600 }, ipHash ?? '', bytes);
    if (wait !== null) throw new TransportError(429, 'galat.terlalu_sering', { detik: wait }, { 'Retry-After': String(wait) });
  }
}

function createDoor(services: Services): CaseDoor {
  const { clock } = services;
  // The order of `onOpen`: the applicant, the files, the agreements.
  const parts: DoorPart[] = [
    subjectsDoorPart(), documentsDoorPart(), intakeDoorPart(), checksDoorPart(services), schedulingDoorPart(), tasksDoorPart(), deviationsDoorPart(), mailDoorPart(), issuedLettersDoorPart(services),
    archiveDoorPart(), draftsDoorPart(), lettersDoorPart(), correctionsDoorPart(services), counterDoorPart(), noticesDoorPart(),
  ];
  return {
    digest: (text) => createHmac('sha256', services.config.secret).update(text).digest('hex'),
    clock, calendarOf, reasonsOf: officeReasons, checklistOf: findPinned, checklistOn: (trx, officeId, procedure, zone, at) => findChecklistOn(trx, officeId, procedure, dayIn(zone, at)), letterKind, typedNumbers, checkTypedNumber,
    facts: parts.flatMap((part) => part.facts ?? []),
    now: Object.assign({}, ...parts.map((part) => part.now ?? {})) as CaseDoor['now'],
    onOpen: parts.flatMap((part) => part.onOpen ?? []),
    onAct: parts.flatMap((part) => part.onAct ?? []),
    deadlines: parts.flatMap((part) => part.deadlines ?? []),
    onHolder: parts.flatMap((part) => part.onHolder ?? []),
    notify,
    onEnd: parts.flatMap((part) => part.onEnd ?? []),
    issueLetter: (trx, context, letter) => issueLetter(trx, services, context, letter),
    openTask: (trx, context, task) => openTask(trx, context, task), addressProposal,
    noteAct: (trx, { actor, action, from, to, byException, ...act }) => recordAudit(trx, {
      ...act, event: 'tindakan', actorKind: actor.kind, actorId: actor.id, detail: { aksi: action, dari: from, ke: to, pengecualian: byException },
    }),
  };
}

async function storageAnswers(storage: FileStorage, log: Logger): Promise<boolean> {
  try {
    await storage.put('health/ok', Buffer.from('ok'));
    return true;
  } catch (error) {
    log.warn({ err: error }, 'storage does not answer');
    return false;
  }
}
