/** What lies on a page, and whether another office may be shown it. */
import { describe, expect, it } from '@jest/globals';
import { leavesOffice } from '../twins/twins.view.ts';
import { kindOf, kindsBeside, quotedDoubtfully } from './propose-fields.ts';
import type { Line } from './words.ts';

/** Lines as the recogniser gives them, one under the other. */
const linesOf = (...texts: string[]): Line[] => texts.map((text, n) => {
  const words = text.split(' ').map((word, at) => ({ text: word, confidence: 91, left: at * 90, top: n * 40, right: at * 90 + 80, bottom: n * 40 + 24 }));
  return { text, words, left: 0, top: n * 40, right: words.length * 90, bottom: n * 40 + 24 };
});
const NPWP = ['NPWP : 09.254.294.3-407.000', 'BUDI CONTOH', 'JL CONTOH NO 1 SAMARINDA', 'KPP PRATAMA SAMARINDA', 'Terdaftar : 12-03-2010'];
const NEW_NPWP = ['NPWP', '6472010708889994', 'BUDI CONTOH', 'NIK : 6472010708889994', 'KPP PRATAMA CONTOH', 'Terdaftar : 12-03-2010'];
const KTP = ['PROVINSI KALIMANTAN TIMUR', 'NIK : 6472010708889994', 'Nama : BUDI CONTOH', 'Tempat/Tgl Lahir : SAMARINDA, 07-08-1988', 'Kewarganegaraan : WNI', 'Status Perkawinan : KAWIN', 'Berlaku Hingga : SEUMUR HIDUP'];
const CERTIFICATE = ['LEMBAGA SERTIFIKASI CONTOH', 'SERTIFIKAT KOMPETENSI', 'Nomor : 0001/SKA/2024', 'diberikan kepada', 'BUDI CONTOH', 'berlaku sampai 3 Mei 2027'];

describe('a page', () => {
  it.each([
    ['a tax card', NPWP, 'npwp', [], true],
    ['a tax card that bears the NIK', NEW_NPWP, 'npwp', [], true],
    ['a tax card beside an identity card of which little can be read', [...NPWP, 'NIK : 6472010708889994', 'Kewarganegaraan : WNI', 'Berlaku Hingga : SEUMUR HIDUP', 'Status Perkawinan : KAWIN'], 'npwp', ['ktp'], false],
    ['of which no more than one word came out', [...NPWP, 'Jenis Kelamin : L'], 'npwp', ['ktp'], false],
    ['an identity card beside a tax card', [...KTP, ...NPWP.slice(0, 1)], 'ktp', ['npwp'], false],
    ['an identity card alone', KTP, 'ktp', [], false],
    ['a certificate', CERTIFICATE, 'sertifikat_keahlian', [], true],
    ['a certificate that says when its holder was born and quotes his NPWP', [...CERTIFICATE, 'Tempat, tgl lahir : SAMARINDA, 7 Agustus 1988', 'NPWP : 09.254.294.3-407.000', 'Berlaku hingga 3 Mei 2027'], 'sertifikat_keahlian', [], true],
    ['a certificate beside an identity card', [...CERTIFICATE, 'Kewarganegaraan : WNI', 'Berlaku Hingga : SEUMUR HIDUP'], 'sertifikat_keahlian', ['ktp'], false],
    ['a certificate that holds for life', [...CERTIFICATE.slice(0, -1), 'Berlaku hingga : seumur hidup'], 'sertifikat_keahlian', [], true],
    ['a certificate that holds for life and says when its holder was born', [...CERTIFICATE.slice(0, -1), 'Tempat, tgl lahir : SAMARINDA, 7 Agustus 1988', 'Berlaku hingga : seumur hidup'], 'sertifikat_keahlian', [], true],
    ['a certificate beside an identity card of which two other lines came out', [...CERTIFICATE, 'Jenis Kelamin : LAKI-LAKI', 'Berlaku Hingga : SEUMUR HIDUP'], 'sertifikat_keahlian', ['ktp'], false],
    ['a tax card beside an identity card of which one line came out', [...NPWP, 'SEUMUR HIDUP'], 'npwp', ['ktp'], false],
    ['a letter that names the papers behind it', ['Perihal : Penyampaian sertifikat keahlian', 'Kepada Yth. Pengelola LPSE', 'Bersama ini kami sampaikan KTP, NPWP dan sertifikat keahlian kepada Bapak'], null, [], false],
    ['a letter whose writer says who he is', ['PEMERINTAH PROVINSI CONTOH', 'Dengan hormat,', 'Yang bertanda tangan di bawah ini', 'NIK : 6472010708889994', 'Tempat/Tgl Lahir : SAMARINDA, 07-08-1988'], null, [], false],
    ['an identity card copied onto a letter', ['Perihal : Permohonan', 'Dengan hormat,', ...KTP], 'ktp', [], false],
    ['nothing that can be made out', ['BUDI', 'Kewarganegaraan'], null, [], false],
  ] as const)('%s', (_what, texts, seen, beside, leaves) => {
    const lines = linesOf(...texts);
    const [looksLike, alsoLike] = [kindOf(lines), kindsBeside(lines)];
    expect([looksLike, alsoLike]).toEqual([seen, beside]);
    // Handed in as what it says it is, or as the paper without a face that lies there.
    const shown = (kind: string, page = 1) => leavesOffice({ procedure: 'registrasi_perseorangan', version: 1, kind, looks_like: looksLike, also_like: alsoLike, compared_page: 1, page });
    expect([shown(looksLike === 'ktp' || looksLike === null ? 'npwp' : looksLike), shown('ktp'), shown('npwp', 2)]).toEqual([leaves, false, false]);
  });
});

describe('a number that a letter quotes', () => {
  const read = [{ field: 'nik' as const, value: '6472010708889994', confidence: 96 }, { field: 'nama' as const, value: 'BUDI CONTOH', confidence: 90 }];
  const sureOf = (...texts: string[]) => quotedDoubtfully(linesOf(...texts), read).map(({ confidence }) => confidence);
  it('is never sure; on a worn card, and on one copied onto a letter, it stays as sure as it was read', () => {
    expect(sureOf('Dengan hormat,', 'Yang bertanda tangan di bawah ini', 'NIK : 6472010708889994')).toEqual([59, 90]);
    expect(sureOf('NIK : 6472010708889994', 'Kewarganegaraan')).toEqual([96, 90]);
    expect(sureOf('Perihal : Permohonan', 'Dengan hormat,', ...KTP)).toEqual([96, 90]);
  });
});
