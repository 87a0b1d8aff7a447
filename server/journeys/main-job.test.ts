import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startTestLoket, type TestLoket } from '../testing/start-loket.ts';
import { archive, endings, walks } from '../../seeds/scenarios/registrasi-perseorangan.ts';
import { currentSop } from '../domain/sop/catalogue.ts';

/** The whole SOP over HTTP: to every place, and to every ending with its letter and its sealed archive. */
describe('registrasi_perseorangan from application to archive', () => {
  let test: TestLoket;
  beforeAll(async () => { test = await startTestLoket({ seed: 7 }); }, 60_000);
  afterAll(() => test.stop());
  const passed = new Set<string>();
  const note = async (caseId: string) => { for (const place of await test.db('case_actions').where({ case_id: caseId }).pluck<string[]>('to_place')) passed.add(place); };

  it('knows a walk to every place and outcome of the definition', () => {
    const sop = currentSop('registrasi_perseorangan');
    expect(Object.keys(walks).sort()).toEqual(Object.keys(sop?.places ?? {}).sort());
    expect(Object.keys(endings).sort()).toEqual([...(sop?.outcomes ?? [])].sort());
  });

  it.each(Object.keys(endings) as (keyof typeof endings)[])('ends as %s with a letter to the applicant and a sealed file', async (outcome) => {
    const walked = await endings[outcome](test.world);
    await archive(test.world, walked);
    const row = await test.db('cases').where({ id: walked.caseId }).first<{ place: string; outcome: string; archived_at: Date | null }>();
    expect(row).toMatchObject({ place: 'diarsipkan', outcome });
    const file = await test.db('archive_files').where({ case_id: walked.caseId }).first<{ sealed_at: Date | null; outcome: string; record_manifest_sha256: string | null }>();
    expect(file).toMatchObject({ outcome, record_manifest_sha256: expect.stringMatching(/^[0-9a-f]{64}$/) as unknown });
    expect(file.sealed_at).not.toBeNull();
    const lastAct = await test.db('case_actions').where({ case_id: walked.caseId, outcome }).first<{ id: string }>('id');
    const letters = await test.db('letters').where({ action_id: lastAct.id, recipient: 'pemohon' });
    expect(letters).toHaveLength(1);
    const unsent = await test.db('emails').where({ case_id: walked.caseId }).whereNot({ state: 'sent' });
    expect(unsent).toEqual([]);
    expect(test.mails.length).toBeGreaterThan(0);
    await note(walked.caseId);
  }, 60_000);

  it('is taken back for review after its receipt', async () => {
    const walked = await (walks.ditinjau_kembali as (typeof walks)[string])(test.world);
    expect(await test.db('cases').where({ id: walked.caseId }).first('place')).toEqual({ place: 'ditinjau_kembali' });
    await note(walked.caseId);
  }, 60_000);

  /** The walks to single places are parts of these roads: what is passed on the way is reached. */
  it('was at every place of the definition', () => {
    expect([...passed].sort()).toEqual(Object.keys(currentSop('registrasi_perseorangan')?.places ?? {}).sort());
  });
});
