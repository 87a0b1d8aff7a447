import { describe, expect, it } from '@jest/globals';
import { proposeCertificate } from './propose-fields.ts';
import type { Line } from './words.ts';

/** Lines as the recogniser gives them, one under the other. */
const linesOf = (...texts: string[]): Line[] => texts.map((text, n) => {
  const words = text.split(' ').map((word, at) => ({ text: word, confidence: 91, left: at * 90, top: n * 40, right: at * 90 + 80, bottom: n * 40 + 24 }));
  return { text, words, left: 0, top: n * 40, right: words.length * 90, bottom: n * 40 + 24 };
});
const numberOf = (...texts: string[]) => proposeCertificate(linesOf(...texts)).find(({ field }) => field === 'nomor_sertifikat')?.value;
const HEADING = ['LEMBAGA PELATIHAN CONTOH', 'No. Izin : 421.9/123/DISDIK', 'No. Telp. 0541-741234', 'SERTIFIKAT KOMPETENSI'];

describe('the number of a certificate', () => {
  it.each<[string, string[], string | undefined]>([
    ['is the one below the heading', [...HEADING, 'Nomor : 0001/SKA/2024', 'diberikan kepada', 'BUDI CONTOH'], '0001/SKA/2024'],
    ['is the one that is called so, wherever it stands', ['No. Registrasi : SKA.123.00042.2024', ...HEADING, 'Nomor : 77/B/2024'], 'SKA.123.00042.2024'],
    ['may be called that of the certificate', [...HEADING, 'Berdasarkan Nomor : 5 Tahun 2018 tentang Contoh', 'Nomor Sertifikat : 0002/SKA/2024'], '0002/SKA/2024'],
    ['may be called so in English', [...HEADING, 'Certificate Number : 0004/SKA/2024'], '0004/SKA/2024'],
    ['stands above what the paper says of itself further down', ['Nomor : 0005/SKA/2024', 'Sertifikat ini diberikan kepada', 'BUDI CONTOH'], '0005/SKA/2024'],
    ['may speak of a decree within itself', [...HEADING, 'Nomor : 12/SK/2024'], '12/SK/2024'],
    ['is found without a heading that could be read', ['LEMBAGA CONTOH', 'Nomor : 0003/SKA/2024', 'diberikan kepada'], '0003/SKA/2024'],
    ['is not that of the house, its licence or the law', [...HEADING, 'Nomor : 5 Tahun 2018 tentang Contoh', 'Nomor Lisensi : BNSP-LSP-123-ID', 'No. SK : 88/2020'], undefined],
    ['is not what stands above the heading', ['LEMBAGA CONTOH', 'Nomor : 421/DISDIK/2020', 'SERTIFIKAT', 'diberikan kepada'], undefined],
  ])('%s', (_what, texts, number) => { expect(numberOf(...texts)).toBe(number); });
});
