/** R14: an infected file is refused and written down; a scanner that does not answer holds files, and never lets one pass. The path is proved, not a rate of detection. */
import { execFileSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { submit } from '../../seeds/scenarios/world.ts';
import { formOf, KINDS } from '../../seeds/scenarios/registrasi-perseorangan.ts';
import { createStorage } from '../platform/storage.ts';
import { createVirusScanner, rescanHeld } from '../documents/index.ts';
import { createLogger } from '../platform/log.ts';
import { INFECTED_MARK, startClamd, startScannerDouble, type TestScanner } from '../testing/clamd.ts';
import { pdfOf } from '../testing/hostile-files.ts';
import { startTestLoket, type TestLoket } from '../testing/start-loket.ts';

const clamd = process.env.LOKET_TEST_CLAMD ?? '';
const SCANNERS: [string, (port?: number) => Promise<TestScanner>][] = [...(clamd ? [['ClamAV', (port?: number) => startClamd(clamd, port)] as [string, (port?: number) => Promise<TestScanner>]] : []), ['a double of it', startScannerDouble]];
const page = ['<</Type/Catalog/Pages 2 0 R>>', '<</Type/Pages/Kids[3 0 R]/Count 1>>', '<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 400]/Resources<<>>>>'];
const clean = pdfOf(page);
const infected = pdfOf([...page, `<</Length ${INFECTED_MARK.length}>>\nstream\n${INFECTED_MARK}\nendstream`]);

describe.each(SCANNERS)('files before %s', (name, start) => {
  let scanner: TestScanner;
  let test: TestLoket;
  const filesKept = () => readdirSync(test.config.uploadsDir, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).length;
  const states = () => test.db('uploads').orderBy('created_at').pluck<string[]>('scan_state');

  beforeAll(async () => {
    scanner = await start();
    test = await startTestLoket({ seed: 14, env: { CLAMAV_URL: `tcp://127.0.0.1:${scanner.port}` } });
    process.stderr.write(`${JSON.stringify({ R14: 'virus scanner', which: name === 'ClamAV' ? execFileSync(clamd, ['--version'], { encoding: 'utf8' }).trim() : name })}\n`);
  }, 120_000);
  afterAll(async () => {
    await test?.stop();
    await scanner?.stop();
  });

  it('pass when clean; infected ones are refused, leave nothing and stand in the audit trail', async () => {
    const applicant = test.client();
    expect((await applicant.upload('/api/public/uploads', clean, 'ktp.pdf')).status).toBe(201);
    expect(await states()).toEqual(['bersih']);
    const before = filesKept();
    const officer = await test.world.officer('helpdesk');
    for (const [client, at] of [[applicant, '/api/public/uploads'], [officer, '/api/uploads']] as const) {
      const refused = await client.upload(at, infected, 'ktp.pdf');
      expect([refused.status, (refused.body.message ?? '').length > 20]).toEqual([422, true]);
    }
    expect([await states(), filesKept()]).toEqual([['bersih'], before]);
    expect(await test.db('audit_events').where({ event: 'berkas_terinfeksi' }).orderBy('id').pluck('actor_kind')).toEqual(['pemohon', 'staf']);
  }, 120_000);

  it('are held while it is away: not shown, not handed out, and the case does not go on; released once it answers', async () => {
    await scanner.stop();
    const walked = await submit(test.world, 'registrasi_perseorangan', formOf, KINDS);
    expect((await states()).slice(1)).toEqual(['ditahan', 'ditahan', 'ditahan']);
    const officer = await test.world.officer('helpdesk');
    const ids = await test.db('documents').where({ case_id: walked.caseId }).pluck<string[]>('id');
    for (const id of ids) {
      expect((await officer.request('GET', `/api/documents/${id}/pages/1`)).status).toBe(409);
      expect((await officer.request('GET', `/api/documents/${id}/download?reason=pemeriksaan`)).status).toBe(409);
    }
    await officer.post(`/api/cases/${walked.caseId}/claim`);
    await expect(officer.act(walked.caseId, 'mulai_cek_unggahan')).rejects.toThrow('hambatan.berkas_ditahan');
    const deps = { db: test.db, clock: test.clock, storage: await createStorage(test.config), log: createLogger({ level: 'fatal' }), scanner: createVirusScanner(`tcp://127.0.0.1:${scanner.port}`) };
    // Silent still: nothing is released.
    expect(await rescanHeld(deps)).toBe(0);
    scanner = await start(scanner.port);
    expect(await rescanHeld(deps)).toBe(3);
    expect((await officer.request('GET', `/api/documents/${ids[0] ?? ''}/pages/1`)).status).toBe(200);
    await officer.act(walked.caseId, 'mulai_cek_unggahan');
  }, 120_000);
});
