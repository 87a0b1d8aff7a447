/** The supervisor's figures against the rows they open, and lists taken out as files. */
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { apply, walks } from '../../seeds/scenarios/registrasi-perseorangan.ts';
import type { Walked } from '../../seeds/scenarios/world.ts';
import type { OfficerLoadItem, StuckCaseItem, SupervisedFigure } from '../domain/contract/supervision.ts';
import type { Client } from '../testing/client.ts';
import { startTestLoket, type TestLoket } from '../testing/start-loket.ts';
import { exportList } from './export-list.ts';

let loket: TestLoket;
let supervisor: Client;
let waiting: Walked;
let judged: Walked;
let uncompared: Walked;

beforeAll(async () => {
  loket = await startTestLoket({ seed: 41 });
  supervisor = await loket.world.officer('penyelia');
  waiting = await walks.menunggu_perbaikan?.(loket.world) as Walked;
  judged = await walks.cek_daftar_hitam?.(loket.world) as Walked;
  await walks.disetujui?.(loket.world);
  uncompared = await apply(loket.world);
  const helpdesk = await loket.world.officer('helpdesk');
  await helpdesk.act(judged.caseId, 'catat_penyimpangan', { jenis: 'perlengkapan', catatan: '=HYPERLINK("http://jahat.test"), NIK 6472014508900003' });
  const second = await loket.db('users').where({ email: 'helpdesk2@loket.test' }).first<{ id: string }>('id');
  await supervisor.act(judged.caseId, 'beri_pengecualian', { aksi: 'kirim_tanda_terima', orangId: second.id, alasan: 'Kantor hanya memiliki dua petugas.' });
  await loket.world.settle();
  await loket.db('emails').where({ case_id: waiting.caseId, kind: 'kekurangan' }).update({ state: 'bounced' });
  await loket.db('emails').where({ case_id: judged.caseId }).update({ state: 'failed' });
  // Given up and held work of the office's own, one without a case, and a scan the virus scanner holds; those of another office are none of this one's.
  const [kaltim, elsewhere] = [await loket.db('offices').where({ code: 'KALTIM' }).first<{ id: string }>('id'), await loket.db('offices').where({ code: 'MUAROJAMBI' }).first<{ id: string }>('id')];
  const at = loket.clock.now();
  await loket.db('outbox').insert([
    { effect: 'buat_pdf_surat', case_id: judged.caseId, failed_at: at }, { effect: 'tapis_massal', office_id: kaltim.id, failed_at: at }, { effect: 'kirim_email', case_id: waiting.caseId, held_at: at },
    { effect: 'tapis_massal', office_id: elsewhere.id, failed_at: at },
  ]);
  await loket.db('uploads').whereIn('id', loket.db('documents').where({ case_id: waiting.caseId, kind: 'npwp' }).whereNull('superseded_at').select('upload_id')).update({ scan_state: 'ditahan' });
  // A hit of a newer list is a task, and none of SPSE's.
  await loket.db('tasks').insert({ case_id: judged.caseId, office_id: kaltim.id, kind: 'temuan_pemantauan', actor: 'helpdesk', round: 1, blocks: [], not_opener: false, opened_at: at, due_at: new Date(at.getTime() - 60_000), state: 'terbuka' });
  // A paper that was to be compared with those of others an hour ago by the clock of the machine, and was not.
  const ktp = loket.db('documents').where({ case_id: uncompared.caseId, kind: 'ktp' });
  await ktp.clone().update({ twins_sought_at: null });
  await loket.db('uploads').whereIn('id', ktp.clone().select('upload_id')).update({ reading_wanted_at: loket.db.raw("clock_timestamp() - interval '1 hour'") });
  loket.clock.forward(3 * 24 * 60);
}, 120_000);
afterAll(() => loket.stop());

const list = (resource: string, filter: object = {}) => supervisor.request<{ id: string }[]>('GET', `/api/${resource}?range=[0,199]&filter=${encodeURIComponent(JSON.stringify(filter))}`);
const take = (body: object) => supervisor.request<string>('POST', '/api/exports', body);

describe('every figure', () => {
  it('opens exactly its rows', async () => {
    const figures = await supervisor.get<SupervisedFigure[]>('/api/supervision');
    expect(figures.map((figure) => figure.id)).toEqual([
      'lewat', 'diam', 'janji', 'pindaian', 'banding', 'efek_gagal', 'efek_ditahan', 'tugas_spse', 'tugas_spse_lewat', 'tugas_lain', 'tugas_lain_lewat', 'email_gagal', 'email_kembali', 'pengecualian', 'penyimpangan_perlengkapan', 'penyimpangan_waktu', 'penyimpangan_output',
    ]);
    for (const figure of figures) {
      const opened = await list(figure.resource, figure.filter);
      expect({ id: figure.id, status: opened.status, rows: opened.body.length }).toEqual({ id: figure.id, status: 200, rows: figure.count });
    }
    const counted = Object.fromEntries(figures.map(({ id, count }) => [id, count]));
    expect(counted).toMatchObject({ pindaian: 1, banding: 1, efek_gagal: 2, efek_ditahan: 1, tugas_spse: 1, tugas_spse_lewat: 1, tugas_lain: 1, tugas_lain_lewat: 1, email_kembali: 1, pengecualian: 1, penyimpangan_perlengkapan: 1, penyimpangan_waktu: 0 });
    expect([Number(counted.lewat) >= 2, Number(counted.email_gagal) >= 1]).toEqual([true, true]);
  });

  it('of the cases says whose turn it is and what stands against going on', async () => {
    const { body } = await list('stuck-cases') as unknown as { body: StuckCaseItem[] };
    const row = body.find((each) => each.id === judged.caseId);
    expect(row).toMatchObject({ whys: ['lewat'], turn: 'helpdesk', turnLabel: 'Helpdesk', holderName: expect.any(String) as unknown });
    expect(body.find((each) => each.id === waiting.caseId)).toMatchObject({ whys: ['pindaian'], whyLabel: 'Pindaian ditahan pemindai virus' }); // the applicant's time is no delay of the office
    const left = (await list('stuck-cases', { why: 'banding' }) as unknown as { body: StuckCaseItem[] }).body;
    expect(left.map(({ id, whys }) => [id, whys.includes('banding')])).toEqual([[uncompared.caseId, true]]);
    loket.clock.forward(7 * 24 * 60);
    const later = (await list('stuck-cases', { why: 'diam' }) as unknown as { body: StuckCaseItem[] }).body;
    expect(later.find((each) => each.id === waiting.caseId)).toMatchObject({ turn: 'pemohon', whys: ['diam', 'pindaian'] });
  });
});

describe('load per officer', () => {
  it('agrees with the rows behind it', async () => {
    const load = await supervisor.get<OfficerLoadItem[]>('/api/officer-load');
    const helpdesk = [...load].sort((a, b) => b.done - a.done)[0];
    expect(helpdesk?.done).toBeGreaterThan(3);
    const visits = await list('step-visits', { officerId: helpdesk?.id }) as unknown as { body: { workingMinutes: number }[] };
    expect(visits.body).toHaveLength(Number(helpdesk?.done));
    expect(visits.body.reduce((sum, visit) => sum + visit.workingMinutes, 0)).toBeCloseTo(Number(helpdesk?.workingMinutes), 6);
    const held = await list('cases', { holderId: helpdesk?.id, archived: false });
    expect(held.body).toHaveLength(Number(helpdesk?.held));
  });

  it('counts as overdue what its link opens, also an appointment whose hour has passed', async () => {
    const verifikator = await loket.db('users').where({ email: 'verifikator@loket.test' }).first<{ id: string }>('id');
    await loket.db('cases').where({ id: judged.caseId }).update({ holder_id: verifikator.id, clock: 'berhenti_sampai_janji', due_at: new Date(loket.clock.now().getTime() - 3_600_000) });
    const load = await supervisor.get<OfficerLoadItem[]>('/api/officer-load');
    expect(load.find(({ id }) => id === verifikator.id)?.heldOverdue).toBeGreaterThan(0);
    for (const officer of load) expect((await list('stuck-cases', { holderId: officer.id, why: 'lewat' })).body).toHaveLength(officer.heldOverdue);
  });
});

describe('a list as a file', () => {
  it('has the rows of the screen, no formula, no identifier, and leaves a line in the audit trail', async () => {
    const answer = await take({ list: 'case-deviations', format: 'csv', filter: { kind: 'perlengkapan' } });
    expect([answer.status, answer.headers.get('content-type'), answer.headers.get('content-disposition')]).toEqual([200, 'text/csv; charset=utf-8', 'attachment; filename="case-deviations.csv"']);
    const [head, row, ...more] = parse(answer.body, { bom: true });
    expect([head?.[0], row?.[0], more.length]).toEqual(['Nomor berkas', judged.number, 0]);
    expect(row?.[4]).toMatch(/^'=HYPERLINK\(/);
    expect(answer.body).not.toContain('6472014508900003');
    const line = await loket.database.ownerDb('audit_events').where({ event: 'ekspor_daftar' }).orderBy('id', 'desc').first<{ ref: string; detail: object }>();
    expect(line).toMatchObject({ ref: 'daftar:case-deviations', detail: { format: 'csv', saringan: '{"kind":"perlengkapan"}', baris: 1 } });
  });

  it('whose line in the audit trail could not be written leaves no file behind', async () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'loket-ekspor-'));
    const nobody = { id: 'bukan sebuah id', name: 'Sari', email: 'sari@loket.test', officeId: 'bukan sebuah id', roles: [] };
    try {
      await expect(exportList(loket.db, folder, { name: 'cases', columns: ['ui.kolom.nomor'], rows: { computed: [['PP-0001']] } }, {
        officer: nobody, format: 'csv', request: { filters: [], sort: { column: 'c.id', direction: 'asc', missingLast: false }, first: 0, last: 24 }, asked: '{}', requestId: 'uji', ipHash: 'uji', locale: 'id',
      })).rejects.toThrow(/audit_events/);
      expect(readdirSync(folder)).toEqual([]);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it.each(['cases', 'stuck-cases', 'tasks', 'emails', 'case-exceptions', 'case-deviations', 'officer-load', 'step-visits', 'sla-steps'])('%s in both kinds', async (name) => {
    const csv = await take({ list: name, format: 'csv' });
    const rows = parse(csv.body, { bom: true });
    expect([csv.status, rows.length > 1]).toEqual([200, true]);
    expect(Number(csv.headers.get('x-jumlah-baris'))).toBe(rows.length - 1);
    expect(rows.flat().filter((cell) => /^(?:isian|ekspor|ui|nilai|tempat|peran|hasil|asal|surat|tugas|keadaan)[._]/.test(cell))).toEqual([]);
    const xlsx = await take({ list: name, format: 'xlsx' });
    expect([xlsx.status, xlsx.headers.get('x-jumlah-baris'), xlsx.body.slice(0, 2)]).toEqual([200, String(rows.length - 1), 'PK']);
  });

  it('of stuck cases is read in the one transaction of its rows, however many there are', async () => {
    const begunBy = async (name: string) => {
      let begun = 0;
      const count = ({ sql }: { sql: string }) => { if (/^begin/i.test(sql)) begun += 1; };
      loket.db.on('query', count);
      const { body } = await take({ list: name, format: 'csv' });
      loket.db.removeListener('query', count);
      return { begun, rows: parse(body, { bom: true }).length - 1 };
    };
    const [stuck, usual] = [await begunBy('stuck-cases'), await begunBy('cases')];
    expect(stuck.rows).toBeGreaterThan(2);
    expect(stuck.begun).toBe(usual.begun);
  });

  it('takes no filter that the screen does not know, and is the supervision\'s alone', async () => {
    expect((await take({ list: 'cases', format: 'csv', filter: { nik: '1' } })).status).toBe(422);
    expect((await (await loket.world.officer('helpdesk')).request('POST', '/api/exports', { list: 'cases', format: 'csv' })).status).toBe(403);
  });

  it('writes nobody\'s address in full', async () => {
    const answer = await take({ list: 'emails', format: 'csv' });
    expect(answer.body).not.toContain(waiting.person.email);
    expect(answer.body).toMatch(/\*+@/);
  });
});

describe('the table of steps', () => {
  const steps = async (query: object) => supervisor.request<{ step: string; visits: number }[]>('GET', `/api/sla-steps?${new URLSearchParams(Object.entries(query).map(([key, value]) => [key, JSON.stringify(value)]))}`);
  const only = { procedure: 'registrasi_perseorangan' };

  it('keeps the order of the paper unless another is asked for, and pages', async () => {
    const paper = await steps({ filter: only });
    expect(paper.body.slice(0, 4).map((row) => row.step)).toEqual(['1', '2', '4', '5']);
    const page = await steps({ filter: only, range: [2, 3] });
    expect([page.body.map((row) => row.step), page.headers.get('content-range')]).toEqual([['4', '5'], `sla-steps 2-3/${paper.body.length}`]);
    const busiest = await steps({ filter: only, sort: ['visits', 'DESC'] });
    const visits = busiest.body.map((row) => row.visits);
    expect(visits).toEqual([...visits].sort((a, b) => b - a));
    expect((await steps({ sort: ['label', 'ASC'] })).status).toBe(422);
  });
});
