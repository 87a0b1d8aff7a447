import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { archive, endings } from '../../seeds/scenarios/registrasi-perseorangan.ts';
import { startSmtpSink, type SmtpSink } from '../testing/smtp-sink.ts';
import { startTestLoket, type TestLoket } from '../testing/start-loket.ts';

const backends = ['postgres', ...(process.env.LOKET_TEST_REDIS_URL ? ['redis'] : [])] as ('postgres' | 'redis')[];

/** The main job once more, with workers on a real queue and mail over real SMTP. */
describe.each(backends)('the main job on the %s queue', (backend) => {
  let test: TestLoket | undefined;
  let sink: SmtpSink;
  beforeAll(async () => {
    sink = await startSmtpSink();
    test = await startTestLoket({ seed: backend === 'redis' ? 61 : 62, real: { backend, smtpUrl: sink.url } });
  }, 60_000);
  afterAll(async () => {
    await test?.stop();
    await sink.close();
  });

  it('sends the Tanda Terima with its PDF and seals the file', async () => {
    if (!test) throw new Error('Loket did not start');
    const walked = await endings.disetujui(test.world);
    await archive(test.world, walked);
    const file = await test.db('archive_files').where({ case_id: walked.caseId }).first<{ sealed_at: Date | null }>('sealed_at');
    expect(file.sealed_at).not.toBeNull();
    const rows = await test.db('emails').where({ case_id: walked.caseId }).select<{ state: string; message_id: string }[]>('state', 'message_id');
    expect(rows.length).toBeGreaterThanOrEqual(3);
    expect(new Set(rows.map((row) => row.state))).toEqual(new Set(['sent']));
    const delivered = sink.received.map((mail) => mail.raw);
    for (const row of rows) expect(delivered.filter((raw) => raw.includes(row.message_id))).toHaveLength(1);
    expect(delivered.some((raw) => raw.includes('Content-Type: application/pdf'))).toBe(true);
    expect(sink.received.every((mail) => mail.to.length === 1)).toBe(true);
  }, 90_000);
});
