import { describe, expect, it } from '@jest/globals';
import { compareReading, type TypedIdentity } from './compare-reading.ts';
import type { Proposal, ProposedField } from './propose-fields.ts';

const NIK = '6472014508909993'; // a woman born on 5 August 1990
const typed: TypedIdentity = { name: 'Siti Rahmah', nik: NIK, npwp_typed: '09.876.543.1-000.000', npwp16: '0098765431000000', birth_date: '1990-08-05' };
const read = (field: ProposedField, value: string, confidence = 90): Proposal => ({ field, value, confidence });
const compare = (proposals: Proposal[], kind = 'ktp', looksLike: string | null = kind) =>
  compareReading({ state: 'terbaca', looks_like: looksLike, turn: 0, proposals }, { kind, typed, today: '2026-03-02', fieldKeys: ['nik', 'nama', 'npwp', 'tanggal_lahir'], locale: 'id' });
const row = (proposal: Proposal, kind?: string) => compare([proposal], kind).rows[0];

describe('a reading beside what was typed', () => {
  it('marks equal values, whatever case and dots they are written in', () => {
    expect(row(read('nama', 'SITI RAHMAH'))).toMatchObject({ same: true, takeable: false, difference: null });
    expect(row(read('nik', NIK))).toMatchObject({ same: true });
    expect(row(read('tanggal_lahir', '1990-08-05'))).toMatchObject({ same: true, read: '5 Agustus 1990' });
    expect(row(read('npwp', '098765431000000'), 'npwp')).toMatchObject({ same: true });
  });

  it('says where masked numbers differ and never shows them', () => {
    const different = row(read('nik', '6472014508909998'));
    expect(different).toMatchObject({ same: false, takeable: true, difference: 'Berbeda pada angka ke-16.' });
    expect(JSON.stringify(different)).not.toContain('64720145');
    expect(row(read('npwp', '12345'), 'npwp')).toMatchObject({ same: false, difference: 'Terbaca 5 angka, diisi 15 angka.' });
  });

  it('says of a birth date why it differs where the NIK on the card sides with its print', () => {
    const born = (proposals: Proposal[]) => compareReading({ state: 'terbaca', looks_like: 'ktp', turn: 0, proposals }, { kind: 'ktp', typed: { ...typed, birth_date: '1990-05-08' }, today: '2026-03-02', fieldKeys: ['tanggal_lahir'], locale: 'id' }).rows.find(({ field }) => field === 'tanggal_lahir');
    expect(born([read('nik', NIK), read('tanggal_lahir', '1990-08-05')])).toMatchObject({ same: false, takeable: true, difference: 'NIK dan cetakan pada kartu menyebut tanggal yang sama; agaknya isiannya yang salah.' });
    expect(born([read('nik', NIK), read('tanggal_lahir', '1990-08-05', 40)])?.difference).toContain('menyebut tanggal yang sama');
    expect(born([read('nik', NIK), read('tanggal_lahir', '1990-08-06')])?.difference).toContain('tanggal lain lagi');
    // In doubt it sides with nobody, and that is said.
    for (const proposals of [[read('nik', NIK, 40), read('tanggal_lahir', '1990-08-05')], [read('tanggal_lahir', '1990-08-05')], [read('nik', '6402053102850001'), read('tanggal_lahir', '1990-08-05')]]) expect(born(proposals)?.difference).toContain('tidak terbaca cukup jelas');
    // It agrees with the form: then it is the print that is off.
    const printed = compareReading({ state: 'terbaca', looks_like: 'ktp', turn: 0, proposals: [read('nik', NIK), read('tanggal_lahir', '1990-08-06')] }, { kind: 'ktp', typed, today: '2026-03-02', fieldKeys: ['tanggal_lahir'], locale: 'id' });
    expect(printed.rows[1]).toMatchObject({ same: false, difference: expect.stringContaining('seperti yang diisi') as unknown });
  });

  it('says which page it was read of, and how many were not looked at', () => {
    const of = (more: object) => { const { page, extent } = compareReading({ state: 'terbaca', looks_like: 'ktp', turn: 0, proposals: [], ...more }, { kind: 'ktp', typed, today: '2026-03-02', fieldKeys: [], locale: 'id' }); return [page, extent]; };
    expect([of({}), of({ page: 2, pagesRead: 2, pageCount: 2 }), of({ page: 2, pagesRead: 2, pageCount: 5 }), of({ pagesRead: 1, pageCount: null })]).toEqual([[1, null], [2, null], [2, 'Mesin hanya membaca 2 dari 5 halaman.'], [1, null]]);
  });

  it('has nothing to compare where nothing was typed, and offers no such value', () => {
    expect(row(read('nomor_sertifikat', 'SKA.1'), 'sertifikat_keahlian')).toMatchObject({ same: null, takeable: false, typed: null });
  });

  it.each([
    ['an impossible NIK', [read('nik', '6402053102850001')], 'galat', /tidak mungkin ada/],
    ['the date printed beside a NIK that says another', [read('nik', NIK), read('tanggal_lahir', '1990-08-06')], 'peringatan', /tercetak pada KTP/],
    ['the sex printed beside a NIK that says another', [read('nik', NIK), read('jenis_kelamin', 'L')], 'peringatan', /Jenis kelamin/],
    ['a wrong check digit', [read('npwp', '098765432000000')], 'galat', /Angka pemeriksa/],
    ['a personal NPWP that is another NIK', [read('npwp', '6472014508909998')], 'peringatan', /bukan NIK yang diisi/],
    ['an expired certificate', [read('berlaku_sampai', '2026-03-01')], 'galat', /sudah habis pada 1 Maret 2026/],
  ] as const)('speaks up about %s', (_what, proposals, level, sentence) => {
    expect(compare([...proposals]).notes).toEqual([{ level, message: expect.stringMatching(sentence) }]);
  });

  it.each([['tidak_dikenal', /tidak dikenal/], ['lama', /tidak dipakai/], ['kecamatan_tidak_dikenal', /kecamatan.*tidak dikenal.*kelima/], ['kecamatan_lama', /kecamatan.*tidak dipakai/]] as const)('speaks up about a region in the NIK that is %s', (nikRegion, sentence) => {
    const about = { kind: 'ktp', typed, today: '2026-03-02', fieldKeys: ['nik'], locale: 'id' as const };
    const notes = (proposals: Proposal[], region: typeof nikRegion | null) => compareReading({ state: 'terbaca', looks_like: 'ktp', turn: 0, proposals }, { ...about, nikRegion: region }).notes;
    expect(notes([read('nik', NIK)], nikRegion)).toEqual([{ level: 'peringatan', message: expect.stringMatching(sentence) }]);
    expect([notes([read('nik', NIK)], null), notes([read('nik', NIK, 40)], nikRegion)]).toEqual([[], []]);
  });

  it('is silent about doubtful readings and about a certificate valid to this day', () => {
    expect(compare([read('nik', '6402053102850001', 40)]).notes).toEqual([]);
    expect(compare([read('berlaku_sampai', '2026-03-02')]).notes).toEqual([]);
    expect(compare([read('berlaku_sampai', '2020-01-01', 40)]).notes).toEqual([]);
  });

  it.each([
    { issued: '2025-03-02', validMonths: 12, old: false }, { issued: '2025-03-01', validMonths: 12, old: true }, { issued: '2010-01-01', validMonths: null, old: false },
    { issued: '2025-03-01', validMonths: 12, confidence: 40, old: false }, { issued: '2026-03-03', validMonths: 1, old: false },
  ])('issued on $issued where the office takes $validMonths months: too old $old', ({ issued, validMonths, confidence, old }) => {
    const { notes, rows } = compareReading({ state: 'terbaca', looks_like: 'sertifikat_keahlian', turn: 0, proposals: [read('tanggal_terbit', issued, confidence)] }, { kind: 'sertifikat_keahlian', typed, today: '2026-03-02', validMonths, fieldKeys: [], locale: 'id' });
    expect(notes).toEqual(old ? [{ level: 'peringatan', message: expect.stringMatching(/terbit lebih dari 12 bulan lalu \(1 Maret 2025\)/) }] : []);
    expect(rows).toMatchObject([{ label: 'Tanggal terbit', takeable: false }]);
  });

  it('notices that the file is another kind of document', () => {
    expect(compare([], 'ktp', 'npwp').otherKind).toMatch(/NPWP/);
    expect(compare([], 'ktp', null).otherKind).toBeNull();
    // Two cards on one sheet: what was asked for lies there.
    const both = (kind: string) => compareReading({ state: 'terbaca', looks_like: 'npwp', also_like: ['ktp'], turn: 0, proposals: [] }, { kind, typed, today: '2026-03-02', fieldKeys: [], locale: 'id' }).otherKind;
    expect([both('ktp'), both('npwp'), both('sertifikat_keahlian')]).toEqual([null, null, expect.stringContaining('NPWP')]);
  });
});
