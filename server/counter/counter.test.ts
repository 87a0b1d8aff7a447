/** Papers over the counter, on a whole Loket: receipt, protocol, and what keeps a file from being closed. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { endings, walks } from '../../seeds/scenarios/registrasi-perseorangan.ts';
import { take, type Walked } from '../../seeds/scenarios/world.ts';
import { createStorage } from '../platform/storage.ts';
import { RefusedError } from '../testing/client.ts';
import { startTestLoket, type TestLoket } from '../testing/start-loket.ts';

let loket: TestLoket;
beforeAll(async () => { loket = await startTestLoket({ seed: 51 }); }, 60_000);
afterAll(() => loket.stop());

interface Letter { number: string; public_code: string; body: string; pdf_key: string; paper: { counterparty: { name: string } } }
async function letterOf(caseId: string, kind: string): Promise<Letter> {
  await loket.world.settle();
  const letter = await loket.db('letters').where({ case_id: caseId, kind }).orderBy('issued_at', 'desc').first<Letter>();
  const pdf = await (await createStorage(loket.config)).read(letter.pdf_key);
  expect(pdf.subarray(0, 5).toString()).toBe('%PDF-');
  return letter;
}

describe('papers over the counter', () => {
  it('come in with a numbered receipt and go back with a protocol both sign', async () => {
    const walked = await walks.cek_unggahan?.(loket.world) as Walked;
    const helpdesk = await loket.world.officer('helpdesk');
    await helpdesk.act(walked.caseId, 'terima_berkas_fisik', { penyerah: 'Sari Contoh', asli: 'Sertifikat Keahlian\nKTP', salinan: 'NPWP', catatan: 'Diterima dalam map biru.' });
    const receipt = await letterOf(walked.caseId, 'tanda_terima_berkas');
    expect(receipt.body).toContain('1. Sertifikat Keahlian (asli)\n2. KTP (asli)\n3. NPWP (salinan)');
    expect([receipt.paper.counterparty.name, receipt.number !== '']).toEqual(['Sari Contoh', true]);
    expect(await loket.world.applicant.get(`/api/public/receipts/${receipt.public_code}`)).toMatchObject({ state: 'berlaku', kindLabel: 'Tanda Terima Berkas' });

    loket.clock.forward(30);
    await helpdesk.act(walked.caseId, 'kembalikan_dokumen_asli', { penerima: 'Rina Contoh', identitas: 'KTP asli' });
    const protocol = await letterOf(walked.caseId, 'serah_terima_asli');
    expect(protocol.body).toContain('1. Sertifikat Keahlian (asli)\n2. KTP (asli)');
    expect(protocol.body).not.toContain('NPWP');
    expect(await loket.db('case_papers').where({ case_id: walked.caseId }).whereNotNull('returned_to').pluck('form')).toEqual(['asli', 'asli']);
  }, 60_000);

  it('keep the file open while an original lies with us', async () => {
    const walked = await endings.dirujuk_lpse_lain(loket.world);
    const helpdesk = await loket.world.officer('helpdesk');
    await helpdesk.act(walked.caseId, 'terima_berkas_fisik', { penyerah: 'Sari Contoh', asli: 'KTP' });
    await loket.world.settle();
    const archivist = await loket.world.officer('arsiparis');
    await take(archivist, walked.caseId);
    const refused = await archivist.act(walked.caseId, 'arsipkan', { kode: '000.3.5', uraian: 'Berkas', lokasi: 'Rak 1' }).catch((error: unknown) => error);
    expect(refused instanceof RefusedError && JSON.stringify(refused.body)).toContain('asli_belum_dikembalikan');
  }, 60_000);
});
