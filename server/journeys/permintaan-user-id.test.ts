import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startTestLoket, type TestLoket } from '../testing/start-loket.ts';
import { archive, endings, walks } from '../../seeds/scenarios/permintaan-user-id.ts';
import { currentSop } from '../domain/sop/catalogue.ts';
import { createStorage } from '../platform/storage.ts';

const CODE = 'permintaan_user_id';

/** The second procedure through the same engine: over HTTP, to every place and to every ending with its letter and sealed archive. */
describe('permintaan_user_id from request to archive', () => {
  let test: TestLoket;
  beforeAll(async () => { test = await startTestLoket({ seed: 11 }); }, 60_000);
  afterAll(() => test.stop());

  it('is offered to applicants: four data, the NIB if they have one, no papers', async () => {
    const [office] = await test.client().get<{ procedures: { code: string; fields: { key: string; repeat: boolean; required: boolean }[]; documents: unknown[] }[] }[]>('/api/public/offices');
    const offered = office?.procedures.find((candidate) => candidate.code === CODE);
    expect(offered?.fields.map((field) => [field.key, field.repeat, field.required])).toEqual([['nama', false, true], ['alamat', false, true], ['npwp', false, true], ['nib', false, false], ['email', true, true]]);
    expect(offered?.documents).toEqual([]);
  });

  it('knows a walk to every place and outcome of the definition', () => {
    const sop = currentSop(CODE);
    expect(Object.keys(walks).sort()).toEqual(Object.keys(sop?.places ?? {}).sort());
    expect(Object.keys(endings).sort()).toEqual([...(sop?.outcomes ?? [])].sort());
  });

  it.each(Object.keys(walks))('reaches place %s', async (place) => {
    const walked = await (walks[place] as (typeof walks)[string])(test.world);
    expect(await test.db('cases').where({ id: walked.caseId }).first('place', 'procedure')).toEqual({ place, procedure: CODE });
    expect(await test.db('case_subjects').where({ case_id: walked.caseId }).pluck('role')).toEqual(['perusahaan']);
  }, 60_000);

  it.each(Object.keys(endings) as (keyof typeof endings)[])('ends as %s with a letter to the applicant and a sealed file', async (outcome) => {
    const walked = await endings[outcome](test.world);
    await archive(test.world, walked);
    expect(await test.db('cases').where({ id: walked.caseId }).first('place', 'outcome')).toEqual({ place: 'diarsipkan', outcome });
    expect(await test.db('archive_files').where({ case_id: walked.caseId }).first()).toMatchObject({
      outcome, classification_code: '500.12.6.5', disposition: 'musnah', sealed_at: expect.any(Date) as unknown, record_manifest_sha256: expect.stringMatching(/^[0-9a-f]{64}$/) as unknown,
    });
    const act = await test.db('case_actions').where({ case_id: walked.caseId, outcome }).first<{ id: string }>('id');
    expect(await test.db('letters').where({ action_id: act.id, recipient: 'pemohon' })).toHaveLength(1);
    const mails = test.mails.filter((mail) => JSON.stringify(mail).includes(walked.number));
    expect([mails.length, await test.db('emails').where({ case_id: walked.caseId }).whereNot({ state: 'sent' })]).toEqual([2, []]);
  }, 60_000);

  it('is archived by helpdesk in an office without an archivist', async () => {
    const walked = await endings.bukan_permohonan(test.world);
    await test.world.settle();
    const helpdesk = await test.world.officer('helpdesk');
    await helpdesk.post(`/api/cases/${walked.caseId}/claim`);
    await helpdesk.act(walked.caseId, 'arsipkan', { kode: '500.12.6.5', uraian: `Permintaan user ID ${walked.number}`, lokasi: 'Penyimpanan digital, rak B', tingkat: 'salinan_digital' });
    expect(await test.db('cases').where({ id: walked.caseId }).first('place', 'outcome')).toEqual({ place: 'diarsipkan', outcome: 'bukan_permohonan' });
  }, 60_000);

  it('shows the whole user ID neither on the page of the link, nor in a mail, nor in the sealed record', async () => {
    const walked = await endings.user_id_disampaikan(test.world);
    await archive(test.world, walked);
    const page = JSON.stringify(await test.client().get(`/api/public/applications/${walked.token}`));
    expect(page).toContain('sudah kami kirim secara lengkap dalam e-mail tersendiri');
    const mails = JSON.stringify(test.mails.filter((mail) => JSON.stringify(mail).includes(walked.number)));
    const file = await test.db('archive_files').where({ case_id: walked.caseId }).first<{ number: string }>('number');
    const storage = await createStorage(test.config);
    const sealed = async (part: string) => (await storage.read(`archive/KALTIM/${file.number}/${part}`)).toString();
    const [record, annex] = [await sealed('rekaman/berkas.json'), await sealed('lampiran/identitas.json')];
    expect([page, mails, record, annex].map((text) => text.includes(walked.person.userId))).toEqual([false, false, false, true]);
  }, 60_000);

  it('keeps the NIB where one is given, found and shown as the other numbers are; a wrong one is refused by name', async () => {
    const walked = await walks.diterima?.(test.world);
    const nib = walked?.person.nib ?? '';
    const helpdesk = await test.world.officer('helpdesk');
    expect(await helpdesk.post<object[]>('/api/search', { q: `${nib.slice(0, 4)} ${nib.slice(4)}` })).toMatchObject([{ id: walked?.caseId, matched: 'nib' }]);
    const view = await helpdesk.get<{ fields: { key: string; value: string; masked: boolean }[] }>(`/api/cases/${walked?.caseId}`);
    expect(view.fields.find((field) => field.key === 'nib')).toMatchObject({ value: `**********${nib.slice(10)}`, masked: true });
    expect(await helpdesk.post(`/api/cases/${walked?.caseId}/unmask`, { field: 'nib', requestId: 'lihat-nib-1' })).toEqual({ value: nib });
    const { nama, alamat, npwp, email } = walked?.person ?? {};
    const answer = await test.client().request<{ errors: object }>('POST', '/api/public/applications', { kantor: 'KALTIM', prosedur: CODE, nama, alamat, npwp, email, nib: '91200012', persetujuan: { privasi: '2026-01', kebenaran: '2026-01' }, documents: {}, lacking: {} }, { 'Idempotency-Key': 'nib-pendek-1' });
    expect([answer.status, answer.body.errors]).toMatchObject([422, { nib: expect.stringContaining('13 angka') as unknown }]);
  }, 60_000);

  it('is found by its NPWP and unmasked like any other file', async () => {
    const walked = await walks.diterima?.(test.world);
    const helpdesk = await test.world.officer('helpdesk');
    const found = await helpdesk.post<{ id: string }[]>('/api/search', { q: walked?.person.npwp });
    expect(found.map((row) => row.id)).toContain(walked?.caseId);
    expect(await helpdesk.post(`/api/cases/${walked?.caseId}/unmask`, { field: 'npwp', requestId: 'lihat-npwp-1' })).toEqual({ value: walked?.person.npwp });
  }, 60_000);

  it('has its steps in the supervisor\'s table, without a share where the source states no minutes', async () => {
    await archive(test.world, await endings.tidak_ditemukan(test.world));
    const supervisor = await test.world.officer('penyelia');
    const rows = await supervisor.get<{ step: string; visits: number; standardMinutes: number | null; withinShare: number | null; overruns: number }[]>(
      `/api/sla-steps?filter=${encodeURIComponent(JSON.stringify({ procedure: CODE, from: '2026-01-01T00:00:00Z', before: '2027-01-01T00:00:00Z' }))}`);
    expect(rows.map((row) => row.step)).toEqual(Object.keys(currentSop(CODE)?.steps ?? {}));
    expect(rows.filter((row) => row.standardMinutes !== null || row.withinShare !== null || row.overruns !== 0)).toEqual([]);
    expect(rows.filter((row) => row.visits > 0).map((row) => row.step)).toEqual(expect.arrayContaining(['terima', 'cocokkan', 'arsip']));
    expect(rows.find((row) => row.step === 'ajukan')).toMatchObject({ visits: 0, openNow: 0 });
    const visits = await supervisor.get<unknown[]>(`/api/sla-steps/cocokkan/visits?procedure=${CODE}&from=2026-01-01T00:00:00Z&before=2027-01-01T00:00:00Z`);
    expect(visits.length).toBe(rows.find((row) => row.step === 'cocokkan')?.visits);
  }, 60_000);
});
