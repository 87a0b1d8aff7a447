import { describe, expect, it } from '@jest/globals';
import { matchBlacklistEntry, type BlacklistEntry, type BlacklistMatch } from './match-blacklist-entry.ts';
import { screeningSubject, type ScreeningSubject } from './screening.ts';

const TODAY = '2026-03-02';
const entry = (change: Partial<BlacklistEntry> = {}): BlacklistEntry => ({
  name: 'CV BINTANG BUANA KENCANA', nik: null, npwp15: null, maskKey: '06472', province: 'Kalimantan Timur', regency: 'Kota Samarinda',
  status: 'PUBLISHED', startsOn: '2025-03-10', endsOn: '2027-03-10', ...change,
});
const subject = (change: Partial<Omit<ScreeningSubject, 'name'>> & { name?: string } = {}): ScreeningSubject => screeningSubject({
  name: 'CV Bintang Buana Kencana', maskKey: '06472', regency: 'Kota Samarinda', province: 'Kalimantan Timur', regencyCode: '6472', ...change,
});
const keys = (match: BlacklistMatch | null) => match?.reasons.map((reason) => reason.key.replace('temuan.alasan.', '')) ?? [];
const person = (name: string, change: Parameters<typeof subject>[0] = {}) => subject({ isPerson: true, maskKey: null, ...change, name });

describe('levels of evidence (domain.md 2.4)', () => {
  it.each([
    { name: 'mask and name equal', subject: {}, entry: {}, level: 'A' },
    { name: 'mask equal, old spelling of the name', subject: { name: 'CV Boeana Bintang Kentjana' }, entry: {}, level: 'A' },
    { name: 'mask equal, blanks elsewhere', subject: { name: 'CV Bintangbuana Kencana' }, entry: {}, level: 'A' },
    { name: 'mask equal, one word more', subject: { name: 'CV Bintang Buana Kencana Sejati' }, entry: {}, level: 'B' },
    { name: 'mask equal, one usual word more than a single one', subject: { name: 'UD Sejati Indonesia' }, entry: { name: 'UD SEJATI' }, level: 'B' },
    { name: 'mask equal, one word of its own more than a single one', subject: { name: 'UD Sejati Lautan' }, entry: { name: 'UD SEJATI' }, level: 'C' },
    { name: 'mask equal, a slip of one letter', subject: { name: 'CV Bintang Buana Kncana' }, entry: {}, level: 'A' },
    { name: 'mask absent, name equal, same kabupaten', subject: {}, entry: { maskKey: null }, level: 'B' },
    { name: 'mask absent, kabupaten written short', subject: { regency: 'Kabupaten Sintang' }, entry: { maskKey: null, regency: 'Kab. Sintang' }, level: 'B' },
    { name: 'mask absent, name equal, other regency of the province', subject: {}, entry: { maskKey: null, regency: 'Kota Balikpapan' }, level: 'C' },
    { name: 'mask absent, name equal, other region', subject: {}, entry: { maskKey: null, province: 'Banten', regency: 'Kab. Serang' }, level: 'C' },
    { name: 'mask absent, similar name, same kabupaten', subject: { name: 'CV Bintang Buwana Kencana' }, entry: { maskKey: null }, level: 'B' },
    { name: 'mask absent, another number behind the name', subject: { name: 'CV Bintang Buana Kencana II' }, entry: { maskKey: null }, level: 'C' },
    { name: 'serial equal, another tax office', subject: { maskKey: '06499' }, entry: {}, level: 'C' },
    { name: 'the number of the applicant has no mask', subject: { maskKey: null }, entry: {}, level: 'B' },
    { name: 'NPWP equal in full', subject: { npwp15: '041230645721000' }, entry: { npwp15: '041230645721000' }, level: 'A' },
    { name: 'NPWP equal in full under another name', subject: { name: 'Sinar Laut', npwp15: '041230645721000' }, entry: { npwp15: '041230645721000' }, level: 'A' },
    { name: 'NIK equal under another name', subject: { name: 'Sinar Laut', nik: '6472010508909993' }, entry: { nik: '6472010508909993' }, level: 'A' },
    { name: 'NIB equal under another name', subject: { name: 'Sinar Laut', nib: '9120001234228', maskKey: null }, entry: { nib: '9120001234228' }, level: 'A' },
    { name: 'NIB equal, a branch with an NPWP of its own', subject: { npwp15: '041230645721000', nib: '9120001234228' }, entry: { npwp15: '091230645721000', nib: '9120001234228' }, level: 'A' },
    { name: 'mask and name equal under another NIB, which may be a slip', subject: { nib: '9120001234228' }, entry: { nib: '9120001234229' }, level: 'B' },
    { name: 'NPWP equal in full under another NIB', subject: { npwp15: '041230645721000', nib: '9120001234228' }, entry: { npwp15: '041230645721000', nib: '9120001234229' }, level: 'A' },
    { name: 'a branch of the same taxpayer', subject: { npwp15: '041230645721000' }, entry: { npwp15: '041230645099001' }, level: 'A' },
    { name: 'a branch under another name', subject: { name: 'Sinar Laut', npwp15: '041230645721000' }, entry: { npwp15: '041230645099001' }, level: 'B' },
    { name: 'CV against PT, mask equal', subject: { name: 'PT Bintang Buana Kencana' }, entry: {}, level: 'B' },
    { name: 'CV against PT, mask absent, same kabupaten', subject: { name: 'PT Bintang Buana Kencana' }, entry: { maskKey: null }, level: 'C' },
  ])('$name: $level', (row) => expect(matchBlacklistEntry(subject(row.subject), entry(row.entry), TODAY)?.level).toBe(row.level));

  it.each([
    { name: 'an equal mask alone', subject: { name: 'CV Sinar Laut Abadi' }, entry: {} },
    { name: 'an equal name under another number', subject: { maskKey: '59607' }, entry: {} },
    { name: 'an equal name under another NPWP in full', subject: { npwp15: '041230645721000' }, entry: { npwp15: '091230645721000' } },
    { name: 'an equal name under another NIK', subject: { nik: '6472010508909993' }, entry: { nik: '6472010508909994' } },
    { name: 'CV against PT, mask absent, other region', subject: { name: 'PT Bintang Buana Kencana' }, entry: { maskKey: null, province: 'Banten', regency: 'Kab. Serang' } },
    { name: 'serial equal, name different', subject: { name: 'CV Sinar Laut Abadi', maskKey: '06499' }, entry: {} },
  ])('$name is nothing', (row) => expect(matchBlacklistEntry(subject(row.subject), entry(row.entry), TODAY)).toBeNull());

  it('an equal mask alone is nothing, whatever the region, but the same with the name is a hit', () => {
    expect(matchBlacklistEntry(subject({ name: 'Sinar Laut' }), entry({ name: 'Bintang Buana' }), TODAY)).toBeNull();
    expect(matchBlacklistEntry(subject({ name: 'Bintang Buana' }), entry({ name: 'Bintang Buana' }), TODAY)?.level).toBe('A');
  });
});

describe('persons', () => {
  it('a person of the same name as a body in the same town is weak evidence, and says why', () => {
    const match = matchBlacklistEntry(person('Bintang Buana Kencana'), entry({ maskKey: null }), TODAY);
    expect(match?.level).toBe('C');
    expect(keys(match)).toContain('bentuk_usaha');
  });

  it.each([
    { name: 'same kabupaten', regency: 'Kota Samarinda', level: 'C' },
    { name: 'another one', regency: 'Kota Balikpapan', level: undefined },
  ])('a short name alone is hardly anything: $name', ({ regency, level }) => {
    const match = matchBlacklistEntry(person('Sugeng'), entry({ name: 'Sugeng', maskKey: null, regency }), TODAY);
    expect(match?.level).toBe(level);
    if (match) expect(keys(match)).toContain('nama_pendek');
  });

  it('names alone never saturate, short ones least', () => {
    const alone = (name: string) => matchBlacklistEntry(person(name), entry({ name, maskKey: null }), TODAY)?.score ?? 0;
    expect(alone('Sugeng')).toBeLessThan(0.5);
    expect(alone('Sugeng')).toBeLessThan(alone('Sugeng Wijaya Kusuma'));
    expect(alone('Sugeng Wijaya Kusuma')).toBeLessThanOrEqual(0.65);
  });

  it('only an unmasked number reaches 1', () => {
    expect(matchBlacklistEntry(subject(), entry(), TODAY)?.score).toBeLessThan(1);
    expect(matchBlacklistEntry(subject({ npwp15: '041230645721000' }), entry({ npwp15: '041230645721000' }), TODAY)?.score).toBe(1);
  });
});

describe('what a hit says', () => {
  it('one sentence per feature, and the words that met where the names do not simply agree', () => {
    expect(keys(matchBlacklistEntry(subject(), entry(), TODAY))).toEqual(['mask_sama', 'nama_sama', 'kabupaten_sama', 'sanksi_berlaku']);
    expect(keys(matchBlacklistEntry(subject({ name: 'CV Bintang Boeana Kentjana', regency: 'Kota Bontang' }), entry(), TODAY))).toEqual(['mask_sama', 'nama_sama_ejaan', 'provinsi_sama', 'sanksi_berlaku']);
    expect(keys(matchBlacklistEntry(subject({ name: 'CV Bintang Kencana' }), entry(), TODAY)))
      .toEqual(['mask_sama', 'nama_mirip', 'kabupaten_sama', 'sanksi_berlaku', 'nama.alasan.kata_sama', 'nama.alasan.kata_sama', 'nama.alasan.tanpa_pasangan']);
  });

  it('names the other legal form once', () => {
    const found = keys(matchBlacklistEntry(subject({ name: 'PT Bintang Buana Kencana' }), entry(), TODAY));
    expect(found.filter((key) => key.includes('bentuk_usaha'))).toEqual(['nama.alasan.bentuk_usaha_beda']);
  });

  it('an unequal name under an equal NPWP is said to be unequal', () => {
    const match = matchBlacklistEntry(subject({ name: 'Sinar Laut', npwp15: '041230645721000' }), entry({ npwp15: '041230645721000' }), TODAY);
    expect(keys(match)).toContain('nama_jauh');
    expect(match?.score).toBeLessThan(1);
  });
});
