/** Two officers have a paper before them while the machine reads it anew. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { walks } from '../../../seeds/scenarios/registrasi-perseorangan.ts';
import type { Walked } from '../../../seeds/scenarios/world.ts';
import { createLogger } from '../../platform/log.ts';
import type { FileStorage } from '../../platform/storage.ts';
import type { CaseSeen, Client } from '../../testing/client.ts';
import { startTestLoket, type TestLoket } from '../../testing/start-loket.ts';
import { untilWaiting } from '../../testing/until-waiting.ts';
import type { DocumentReader } from './document-reader.ts';
import { createReadings } from './read-wanted.ts';
import type { Proposal } from './propose-fields.ts';

let loket: TestLoket;
beforeAll(async () => { loket = await startTestLoket({ seed: 113 }); }, 120_000);
afterAll(() => loket.stop());

const [EARLIER, LATER] = ['6472010708889994', '6472010708889986'];
const nik = (value: string): Proposal => ({ field: 'nik', value, confidence: 92 });

/** A KTP that was read once and is being read anew: `finish` lets the reader come to its end. */
async function readAnew(now: Proposal[] = [nik(LATER)]): Promise<{ caseId: string; paper: { id: string; upload_id: string }; finish(): Promise<void> }> {
  const { caseId } = await walks.cek_unggahan?.(loket.world) as Walked;
  const paper = await loket.db('documents').where({ case_id: caseId, kind: 'ktp' }).first<{ id: string; upload_id: string }>('id', 'upload_id');
  await loket.db('uploads').whereNot({ id: paper.upload_id }).update({ reading_wanted_at: null });
  await loket.db('upload_readings').insert({ upload_id: paper.upload_id, state: 'terbaca', looks_like: 'npwp', also_like: ['ktp'], proposals: JSON.stringify([nik(EARLIER)]) });
  await loket.db('uploads').where({ id: paper.upload_id }).update({ reading_wanted_at: loket.db.raw('clock_timestamp()') });
  let [begun, go]: (() => void)[] = [];
  const [hasBegun, mayGo] = [new Promise<void>((resolve) => { begun = resolve; }), new Promise<void>((resolve) => { go = resolve; })];
  const reader = { read: async () => { begun?.(); await mayGo; return { turn: 0, looksLike: 'npwp', alsoLike: ['ktp'], words: 20, confidence: 90, hashes: [], proposals: now }; } } as unknown as DocumentReader;
  const readings = createReadings({ db: loket.db, clock: loket.clock, log: createLogger({ level: 'fatal' }), reader, storage: { read: () => Promise.resolve(Buffer.from('x')) } as unknown as FileStorage, inspector: { drawPart: () => Promise.resolve(null) } });
  readings.wake();
  await hasBegun;
  return { caseId, paper, finish: async () => { go?.(); await readings.whenQuiet(); } };
}
const look = (who: Client, caseId: string) => who.get<CaseSeen>(`/api/cases/${caseId}`).then(({ version }) => version);
const act = (who: Client, caseId: string, action: string, seenVersion: number, input: object) => who.request<{ obstacles?: { key: string }[]; holder?: string }>('POST', `/api/cases/${caseId}/actions/${action}`, { requestId: randomUUID(), seenVersion, input });
const typed = async (caseId: string) => (await loket.db('case_subjects').where({ case_id: caseId, is_applicant: true }).first<{ nik: string }>('nik')).nik;
const read = async (uploadId: string) => (await loket.db('upload_readings').where({ upload_id: uploadId }).first<{ proposals: Proposal[] }>('proposals')).proposals.map(({ value }) => value);

describe('a paper that is read anew', () => {
  it('is acted on by whoever holds the case; the other is told who does, and the reading changes neither', async () => {
    const { caseId, paper, finish } = await readAnew();
    const [sari, budi] = [await loket.world.officer('helpdesk'), await loket.world.officer('helpdesk2')];
    const seen = await look(sari, caseId);
    const held = await loket.db.transaction();
    try {
      await held('cases').where({ id: caseId }).forUpdate().first('id');
      const both = [act(sari, caseId, 'pakai_bacaan', seen, { dokumenId: paper.id, isian: 'nik' }), act(budi, caseId, 'nilai_dokumen', seen, { dokumenId: paper.id, periksa: 'nik_sama', hasil: 'sesuai' })];
      await untilWaiting(loket.db, 2);
      await held.commit();
      const [taken, judged] = await Promise.all(both);
      expect([taken?.status, judged?.status]).toEqual([200, 409]);
      expect(JSON.stringify(judged?.body)).toMatch(/Sari|dipegang|berubah/);
    } finally {
      if (!held.isCompleted()) await held.rollback();
    }
    await finish();
    expect([await typed(caseId), await read(paper.upload_id), await loket.db('document_verdicts').where({ document_id: paper.id })]).toEqual([EARLIER, [LATER], []]);
  }, 120_000);

  it('gives nobody another number than he saw: who looked before it was read is shown it first', async () => {
    const { caseId, paper, finish } = await readAnew();
    const sari = await loket.world.officer('helpdesk');
    const [seen, before] = [await look(sari, caseId), await typed(caseId)];
    await finish();
    const late = await act(sari, caseId, 'pakai_bacaan', seen, { dokumenId: paper.id, isian: 'nik' });
    expect([late.status, late.body.obstacles?.map(({ key }) => key), await typed(caseId)]).toEqual([409, ['hambatan.sudah_berubah'], before]);
    expect((await act(sari, caseId, 'pakai_bacaan', await look(sari, caseId), { dokumenId: paper.id, isian: 'nik' })).status).toBe(200);
    expect(await typed(caseId)).toBe(LATER);
  }, 120_000);

  it.each<[string, Proposal[], number]>([
    ['that is read the same, less surely, sends nobody back', [{ ...nik(EARLIER), confidence: 71 }], 0],
    ['of which more is read does', [nik(EARLIER), { field: 'nama', value: 'SARI', confidence: 80 }], 1],
    ['of which nothing is read any more does', [], 1],
  ])('%s', async (_what, now, raised) => {
    const { caseId, paper, finish } = await readAnew(now);
    const sari = await loket.world.officer('helpdesk');
    const seen = await look(sari, caseId);
    await finish();
    expect([await look(sari, caseId) - seen, await read(paper.upload_id)]).toEqual([raised, now.map(({ value }) => value)]);
  }, 120_000);
});
