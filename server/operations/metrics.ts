/**
 * Numbers for the people who run it, in the format of Prometheus. No personal data: the only labels are rows of the route table, statuses, states of
 * mails and effects. Counts of the database are asked when somebody looks, at most once in ten seconds.
 */
import { timingSafeEqual } from 'node:crypto';
import type { Request, RequestHandler } from 'express';
import type { Knex } from 'knex';
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';

export interface Metrics {
  onAnswered(answered: { route: string; status: number; seconds: number }): void;
  handler: RequestHandler;
}
interface MetricsDeps { db: Knex; version: string; token: string | undefined; inspections(): { running: number; waiting: number } }

const COUNT_AGAIN_AFTER_MS = 10_000;
const LOOPBACK = new Set(['127.0.0.1', '::1', '::ffff:127.0.0.1']);
const LOCAL_NAMES = new Set(['localhost', '127.0.0.1', '[::1]', '::1']);

export function createMetrics({ db, version, token, inspections }: MetricsDeps): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry, prefix: 'loket_' });
  const registers = [registry];
  const requests = new Counter({ name: 'loket_http_requests_total', help: 'Requests by row of the route table and status', labelNames: ['route', 'status'], registers });
  const seconds = new Histogram({ name: 'loket_http_request_seconds', help: 'Time until the answer was sent', labelNames: ['route'], buckets: [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30], registers });
  new Gauge({ name: 'loket_info', help: 'Version', labelNames: ['version'], registers }).set({ version }, 1);
  const effects = new Gauge({ name: 'loket_effects', help: 'Effects not done: waiting, failed for good, held', labelNames: ['state'], registers });
  const oldest = new Gauge({ name: 'loket_effects_oldest_due_seconds', help: 'How long the oldest due effect has waited', registers });
  const mails = new Gauge({ name: 'loket_mails', help: 'Mails that have not gone out, by state', labelNames: ['state'], registers });
  const answers = new Gauge({ name: 'loket_database_answers', help: '1 when the database answered this look', registers });
  const inspecting = new Gauge({ name: 'loket_inspections', help: 'Uploads being opened now, and waiting for it', labelNames: ['state'], registers });
  new Gauge({
    name: 'loket_database_connections', help: 'Connections of the pool', labelNames: ['state'], registers,
    collect() {
      const pool = (db.client as { pool: { numUsed(): number; numFree(): number; numPendingAcquires(): number } }).pool;
      this.set({ state: 'used' }, pool.numUsed());
      this.set({ state: 'free' }, pool.numFree());
      this.set({ state: 'wanted' }, pool.numPendingAcquires());
    },
  });

  let counted = 0;
  async function count(): Promise<void> {
    const { running, waiting } = inspections();
    inspecting.set({ state: 'running' }, running);
    inspecting.set({ state: 'waiting' }, waiting);
    if (Date.now() - counted < COUNT_AGAIN_AFTER_MS) return;
    try {
      const { rows: [row] } = await db.raw<{ rows: { waiting: number; failed: number; held: number; oldest: number }[] }>(
        `select count(*) filter (where failed_at is null and held_at is null)::int as waiting, count(*) filter (where failed_at is not null)::int as failed, count(*) filter (where held_at is not null)::int as held,
           coalesce(extract(epoch from clock_timestamp() - min(available_at) filter (where failed_at is null and held_at is null and available_at <= clock_timestamp())), 0)::float as oldest
         from outbox where done_at is null`).timeout(2_000);
      for (const state of ['waiting', 'failed', 'held'] as const) effects.set({ state }, row?.[state] ?? 0);
      oldest.set(row?.oldest ?? 0);
      const { rows: states } = await db.raw<{ rows: { state: string; n: number }[] }>(`select case when held_at is null then state else 'held' end as state, count(*)::int as n from emails where state <> 'sent' group by 1`).timeout(2_000);
      mails.reset();
      for (const { state, n } of states) mails.set({ state }, n);
      answers.set(1);
      counted = Date.now();
    } catch {
      answers.set(0); // that is the finding; the cause is in the log of the pool
    }
  }

  return {
    onAnswered({ route, status, seconds: took }) {
      requests.inc({ route, status: String(status) });
      seconds.observe({ route }, took);
    },
    async handler(req, res) {
      // As if it were not there: who may not see it need not know of it.
      if (!maySee(req, token)) { res.status(404).json({ message: 'Not found' }); return; }
      await count();
      res.set('Cache-Control', 'no-store').type(registry.contentType).send(await registry.metrics());
    },
  };
}

/** With the token; without one configured, only somebody on this machine who came past no proxy (a proxy names the public host or the one it speaks for). */
function maySee(req: Request, token: string | undefined): boolean {
  if (token !== undefined) {
    const given = Buffer.from(/^Bearer (.+)$/.exec(req.get('authorization') ?? '')?.[1] ?? '');
    const wanted = Buffer.from(token);
    return given.length === wanted.length && timingSafeEqual(given, wanted);
  }
  const proxied = Object.keys(req.headers).some((name) => name === 'forwarded' || name === 'via' || name.startsWith('x-forwarded-') || name === 'x-real-ip');
  const host = URL.parse(`http://${req.get('host') ?? ''}`)?.hostname ?? '';
  return LOOPBACK.has(req.socket.remoteAddress ?? '') && !proxied && LOCAL_NAMES.has(host);
}
