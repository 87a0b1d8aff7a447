/** A letter issued anew tells what the first one told, says in whose place it stands, and what waits of the old one is not sent. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { walks } from '../../seeds/scenarios/registrasi-perseorangan.ts';
import type { Walked } from '../../seeds/scenarios/world.ts';
import type { Client } from '../testing/client.ts';
import { startTestLoket, type TestLoket } from '../testing/start-loket.ts';

const DAY = 24 * 60;
interface Letter { id: string; number: string; state: string; body: string; issued_at: Date; paper: { date: string; officer: string | null; paragraphs: string[] } }

let loket: TestLoket;
let helpdesk: Client;
beforeAll(async () => {
  loket = await startTestLoket({ seed: 72 });
  helpdesk = await loket.world.officer('helpdesk');
}, 120_000);
afterAll(() => loket.stop());

const walkTo = (place: string) => (walks[place] as (typeof walks)[string])(loket.world);
const lettersOf = (caseId: string, kind: string) => loket.db('letters').where({ case_id: caseId, kind }).orderBy(['issued_at', 'id']).select<Letter[]>('id', 'number', 'state', 'body', 'issued_at', 'paper');
const newest = async (caseId: string, kind: string) => (await lettersOf(caseId, kind)).at(-1) as Letter;
async function again(walked: Walked, kind: string): Promise<Letter> {
  await helpdesk.act(walked.caseId, 'terbitkan_ulang_surat', { suratId: (await newest(walked.caseId, kind)).id, catatan: 'Salinannya rusak terkena air.' });
  return newest(walked.caseId, kind);
}
const approvedOn = ({ body }: Letter) => /DISETUJUI[^.]*? pada (.+?)[.\n]/.exec(body)?.[1];

describe('a receipt issued anew', () => {
  it('names the day of the approval and who approved, its own day and the letter it stands for; also the second time', async () => {
    const walked = await walkTo('pengarsipan');
    const first = await newest(walked.caseId, 'tanda_terima');
    // Nobody has brought a registry: the paper says no more than was done.
    expect(first.body).toContain('Pemeriksaan LPSE lain: tidak ditemukan di antara penyedia dan permohonan yang tercatat di sini (tanpa registri LPSE lain), diperiksa');
    loket.world.forward(4 * DAY);
    const second = await again(walked, 'tanda_terima');
    expect([approvedOn(second), second.paper.officer]).toEqual([approvedOn(first), first.paper.officer]);
    expect(approvedOn(first)).toMatch(/\d{4}/);
    expect(second.paper.officer).not.toBe((await loket.db('users').where({ email: 'helpdesk@loket.test' }).first<{ name: string }>('name')).name);
    expect(second.paper.date).not.toBe(first.paper.date);
    const note = `Surat ini diterbitkan ulang sebagai pengganti surat nomor ${first.number}; isinya tetap seperti pada ${first.paper.date}.`;
    expect([second.body.includes(note), second.paper.paragraphs.at(-1)]).toEqual([true, note]);

    loket.world.forward(DAY);
    const third = await again(walked, 'tanda_terima');
    expect([approvedOn(third), third.paper.officer]).toEqual([approvedOn(first), first.paper.officer]);
    expect(third.body).toContain(`pengganti surat nomor ${second.number}; isinya tetap seperti pada ${first.paper.date}.`);
    expect(third.body).not.toContain('rusak terkena air');
    expect((await lettersOf(walked.caseId, 'tanda_terima')).map(({ state }) => state)).toEqual(['diganti', 'diganti', 'berlaku']);
  }, 120_000);
});

it('a receipt for papers issued anew lists the papers, the day and who brought them', async () => {
  const walked = await walkTo('cek_unggahan');
  await helpdesk.act(walked.caseId, 'terima_berkas_fisik', { penyerah: 'Sari Contoh', asli: 'Sertifikat Keahlian\nKTP', salinan: 'NPWP', catatan: 'Diterima dalam map biru.' });
  const first = await newest(walked.caseId, 'tanda_terima_berkas');
  loket.world.forward(2 * DAY);
  const second = await again(walked, 'tanda_terima_berkas');
  const told = (letter: Letter) => letter.body.split('\n\nSimpan tautan')[0];
  expect(told(second)).toBe(told(first));
  expect(told(second)).toContain('1. Sertifikat Keahlian (asli)\n2. KTP (asli)\n3. NPWP (salinan)\n\nDiterima dalam map biru.');
}, 120_000);

describe('a mail that still waits', () => {
  const waiting = async (walked: Walked) => (await loket.db('emails').where({ case_id: walked.caseId, kind: 'tanda_terima_berkas' }).orderBy('state').select<{ state: string; last_error: string | null }[]>('state', 'last_error'));
  const sent = (walked: Walked) => loket.mails.filter(({ subject, to }) => to.address === walked.person.email && subject.startsWith('Tanda Terima Berkas')).length;
  async function received(): Promise<Walked> {
    const walked = await walkTo('cek_unggahan');
    await loket.world.settle();
    await helpdesk.act(walked.caseId, 'terima_berkas_fisik', { penyerah: 'Sari Contoh', asli: 'KTP' });
    return walked;
  }

  it('of a letter issued anew is not sent: the new one is', async () => {
    const walked = await received();
    await again(walked, 'tanda_terima_berkas');
    await loket.world.settle();
    expect([await waiting(walked), sent(walked)]).toEqual([[{ state: 'failed', last_error: 'surat_diganti' }, { state: 'sent', last_error: null }], 1]);
  }, 120_000);

  it('of a letter declared void is not sent', async () => {
    const walked = await received();
    const supervisor = await loket.world.officer('penyelia');
    await supervisor.act(walked.caseId, 'cabut_surat', { suratId: (await newest(walked.caseId, 'tanda_terima_berkas')).id, catatan: 'Terbit untuk orang yang salah.' });
    await loket.world.settle();
    expect([await waiting(walked), sent(walked)]).toEqual([[{ state: 'failed', last_error: 'surat_dicabut' }], 0]);
  }, 120_000);
});
