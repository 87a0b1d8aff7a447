/** The list of shortages is a letter like the others: a number of its own in each round, a PDF beside the mail, a page that says whether it still holds. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { continueTo, repair, visit, walks } from '../../seeds/scenarios/registrasi-perseorangan.ts';
import { judgeDocuments, take, type Walked } from '../../seeds/scenarios/world.ts';
import type { Receipt } from '../domain/contract/letters.ts';
import { letterCode } from '../domain/letter-code.ts';
import { allSops } from '../domain/sop/catalogue.ts';
import { startTestLoket, type TestLoket } from '../testing/start-loket.ts';

let loket: TestLoket;
beforeAll(async () => { loket = await startTestLoket({ seed: 71 }); }, 300_000);
afterAll(() => loket.stop());

interface Letter { id: string; number: string; state: string; public_code: string; body: string; pdf_key: string | null; paper: { paragraphs: string[] } }
const lettersOf = (caseId: string) => loket.db('letters').where({ case_id: caseId, kind: 'kekurangan' }).orderBy('issued_at')
  .select<Letter[]>('id', 'number', 'state', 'public_code', 'body', 'pdf_key', 'paper');
const pageOf = (code: string) => loket.client().get<Receipt>(`/api/public/receipts/${code}`);
const deadlineIn = (letter: Letter | undefined) => /paling lambat (.+?)\. Yang/.exec(letter?.body ?? '')?.[1];

/** Repaired, and short of something again. */
async function askedTwice(): Promise<Walked> {
  const walked = await (walks.menunggu_perbaikan as (typeof walks)[string])(loket.world);
  loket.world.forward(60 * 26);
  await repair(loket.world, walked);
  await visit(loket.world, walked);
  const helpdesk = await loket.world.officer('helpdesk');
  await take(helpdesk, walked.caseId);
  await continueTo(loket.world, walked, 'cek_unggahan', 'cek_kelengkapan', {});
  await judgeDocuments(helpdesk, walked.caseId, (_kind, check) => (check === 'nama_sama' ? { hasil: 'unggah_ulang', alasan: 'DOC-03', catatan: 'Nama pada sertifikat berbeda.' } : { hasil: 'sesuai' }));
  await helpdesk.act(walked.caseId, 'nyatakan_kurang');
  await helpdesk.act(walked.caseId, 'kirim_kekurangan', { butir: [{ jenis: 'dokumen', kunci: 'sertifikat_keahlian', alasan: 'DOC-03', catatan: 'Surat keterangan tidak terlampir. Nama berbeda.' }] });
  await loket.world.settle();
  return walked;
}

describe('the list of shortages', () => {
  let walked: Walked;
  beforeAll(async () => { walked = await askedTwice(); }, 300_000);

  it('has a number of its own in each round, and a later one replaces nothing', async () => {
    const [first, second, ...more] = await lettersOf(walked.caseId);
    expect(more).toEqual([]);
    const running = (letter?: Letter) => Number(/^(\d{4})\/KKR\//.exec(letter?.number ?? '')?.[1]);
    expect(running(second)).toBe(running(first) + 1);
    for (const letter of [first, second]) {
      expect(await pageOf(letter?.public_code ?? '')).toMatchObject({ state: 'berlaku', kind: 'kekurangan', number: letter?.number });
    }
  });

  it('goes out with its PDF, in the words of the mail', async () => {
    const [, second] = await lettersOf(walked.caseId);
    expect(second?.pdf_key).toBe(`surat/${second?.id}.pdf`);
    const mail = loket.mails.filter(({ to, subject }) => to.address === walked.person.email && subject === `Permohonan ${walked.number} perlu dilengkapi`).at(-1);
    expect(mail?.attachments).toMatchObject([{ name: `kekurangan-${walked.number}.pdf`, type: 'application/pdf' }]);
    expect(mail?.text).toContain('1. Scan Sertifikat Keahlian');
    const paper = second?.paper.paragraphs.join('\n') ?? '';
    for (const words of ['1. Scan Sertifikat Keahlian', 'Surat keterangan tidak terlampir. Nama berbeda.', `paling lambat ${deadlineIn(second)}`]) expect(paper).toContain(words);
    // The applicant finds it on his page, the office in its list.
    const status = await loket.client().get<{ letters: { kind: string; number: string | null; hasPdf: boolean }[] }>(`/api/public/applications/${walked.token}`);
    expect(status.letters.filter(({ kind }) => kind === 'kekurangan')).toMatchObject([{ number: second?.number, hasPdf: true }, { hasPdf: true }]);
  });

  it('issued anew, keeps what was asked then and until when', async () => {
    const [first, second] = await lettersOf(walked.caseId);
    const helpdesk = await loket.world.officer('helpdesk');
    await helpdesk.act(walked.caseId, 'terbitkan_ulang_surat', { suratId: first?.id, catatan: 'Salinan pertama rusak.' });
    const again = (await lettersOf(walked.caseId)).at(-1);
    expect(deadlineIn(again)).toBe(deadlineIn(first));
    expect(deadlineIn(again)).not.toBe(deadlineIn(second));
    expect(again?.body).toContain('Unggah sertifikat yang masih berlaku.');
    expect((await lettersOf(walked.caseId)).map(({ state }) => state)).toEqual(['diganti', 'berlaku', 'berlaku']);
    expect(await pageOf(first?.public_code ?? '')).toMatchObject({ state: 'diganti' });
  }, 120_000);

  it('holds no longer when the request is taken back, and is not sent if it still waits', async () => {
    const other = await (walks.menunggu_perbaikan as (typeof walks)[string])(loket.world); // its mail waits for the PDF
    const helpdesk = await loket.world.officer('helpdesk');
    await helpdesk.act(other.caseId, 'tarik_permintaan_perbaikan', { catatan: 'Ternyata masih berlaku.' });
    const [letter] = await lettersOf(other.caseId);
    expect(await pageOf(letter?.public_code ?? '')).toMatchObject({ state: 'dicabut' });
    await loket.world.settle();
    expect(loket.mails.filter(({ to }) => to.address === other.person.email).map(({ subject }) => subject)).not.toContain(`Permohonan ${other.number} perlu dilengkapi`);
    expect(await loket.db('letters').where({ id: letter?.id }).first('revoked_reason')).toEqual({ revoked_reason: 'Ternyata masih berlaku.' });
  }, 300_000);

  it('waits with its act for the number an office types', async () => {
    const office = await loket.db('offices').where({ code: 'KALTIM' }).first<{ id: string; settings: object }>('id', 'settings');
    await loket.db('offices').where({ id: office.id }).update({ settings: JSON.stringify({ ...office.settings, letterNumbers: { kekurangan: { mode: 'manual', pattern: '{urut}' } } }) });
    const returned = await (walks.pengembalian as (typeof walks)[string])(loket.world);
    const helpdesk = await loket.world.officer('helpdesk');
    const { version } = await helpdesk.get<{ version: number }>(`/api/cases/${returned.caseId}`);
    const send = (more: object) => helpdesk.request<{ errors?: object }>('POST', `/api/cases/${returned.caseId}/actions/kirim_kekurangan`, {
      requestId: randomUUID(), seenVersion: version, input: { butir: [{ jenis: 'dokumen', kunci: 'sertifikat_keahlian', alasan: 'DOC-06' }], ...more },
    });
    const refused = await send({});
    expect([refused.status, Object.keys(refused.body.errors ?? {})]).toEqual([422, ['nomor_kekurangan']]);
    expect((await send({ nomor_kekurangan: '000.3/77/UKPBJ' })).status).toBe(200);
    expect(await lettersOf(returned.caseId)).toMatchObject([{ number: '000.3/77/UKPBJ' }]);
  }, 300_000);
});

it('no two kinds of numbered letter of a procedure have the same short name in their numbers', () => {
  for (const sop of allSops) {
    const codes = sop.letters.filter(({ numbered }) => numbered).map(({ id }) => letterCode(id));
    expect(new Set(codes).size).toBe(codes.length);
  }
});
