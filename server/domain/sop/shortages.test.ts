import { describe, expect, it } from '@jest/globals';
import { documentsOf, factsOf } from '../../testing/facts-builder.ts';
import { getSop } from './catalogue.ts';
import { withChecklist, ownChecklist } from './checklist.ts';
import { shortagesOf } from './shortages.ts';
import type { Facts } from './facts.ts';

const sop = getSop('registrasi_perseorangan', 1);
const short = (facts: Partial<Facts>, over = sop) => shortagesOf(over, factsOf(over, facts));
const listed = (change: object) => withChecklist(sop, ownChecklist(sop).map((doc) => (doc.kind === 'sertifikat_keahlian' ? { ...doc, ...change } : doc)));
const withoutCertificate = { dokumen: documentsOf(sop, { sertifikat_keahlian: null }) };

describe('what is short at a file', () => {
  it('is nothing when all is well', () => expect(short({})).toEqual([]));
  it('is a document that is not there', () => {
    expect(short({ dokumen: documentsOf(sop, { ktp: null }) })).toEqual([{ jenis: 'dokumen', kunci: 'ktp', alasan: 'DOC-01', catatan: null }]);
  });
  it('is not what was accepted as lacking', () => {
    const over = listed({ mayLack: true });
    expect(short(withoutCertificate, over)).toHaveLength(1);
    expect(short({ ...withoutCertificate, tidakPunya: { sertifikat_keahlian: 'Belum pernah diuji.' } }, over)).toEqual([]);
  });
  it('is not what is optional, whatever else the list says of it', () => {
    expect(short(withoutCertificate, listed({ required: false }))).toEqual([]);
    expect(short(withoutCertificate, listed({ required: false, mayLack: true }))).toEqual([]);
  });
  it('is one line per document: the first reason and every remark', () => {
    const dokumen = documentsOf(sop, { ktp: {
      verdicts: { terbaca: 'unggah_ulang', nama_sama: 'tolak', nik_sama: 'sesuai' },
      remarks: { terbaca: { alasan: 'DOC-02', catatan: 'Terpotong.' }, nama_sama: { alasan: 'DOC-03', catatan: 'Nama lain.' }, nik_sama: { alasan: null, catatan: 'Bagus.' } },
    } });
    expect(short({ dokumen })).toEqual([{ jenis: 'dokumen', kunci: 'ktp', alasan: 'DOC-02', catatan: 'Terpotong. Nama lain.' }]);
  });
  it('is the NPWP that was judged wrong, and not one that was accepted', () => {
    expect(short({ identitas: { npwpDoubtful: true, npwpJudged: 'ditolak' } })).toEqual([{ jenis: 'isian', kunci: 'npwp', alasan: 'ID-01', catatan: null }]);
    expect(short({ identitas: { npwpDoubtful: true, npwpJudged: 'diterima' } })).toEqual([]);
  });
});
