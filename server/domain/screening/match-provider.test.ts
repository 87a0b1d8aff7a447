import { describe, expect, it } from '@jest/globals';
import { matchProvider, type KnownProvider } from './match-provider.ts';
import { screeningSubject, type ScreeningSubject } from './screening.ts';

const subject = (change: Partial<Omit<ScreeningSubject, 'name'>> & { name?: string } = {}): ScreeningSubject => screeningSubject({
  name: 'Dewi Lestari Contoh', isPerson: true, nik: '6472014508909993', npwp15: '041230648000000', npwp16: '0041230648000000', email: 'dewi@contoh.test',
  userId: 'dewi_contoh', nib: '9120001234228', phone: '+6281234567890', regencyCode: '6472', birthDate: '1990-08-05', ...change,
});
/** Somebody else entirely; a row gives him what he shares. */
const provider = (change: Partial<KnownProvider> = {}): KnownProvider => ({
  name: 'Bambang Suprapto', nik: '1571010101709991', npwp15: '091230645000000', npwp16: '0091230645000000', email: 'bambang@contoh.test', userId: 'bambang',
  regencyCode: '1571', birthDate: '1970-01-01', ...change,
});
const NAMESAKE = { name: 'Dewi Lestari Contoh', regencyCode: '6472', nik: null, birthDate: null };

describe('which key hits (domain.md 1.11)', () => {
  it.each([
    { name: 'NPWP of 15 digits', provider: { npwp15: '041230648000000' }, key: 'npwp', level: 'A' },
    { name: 'NPWP of 16 digits only', provider: { npwp15: null, npwp16: '0041230648000000' }, key: 'npwp', level: 'A' },
    { name: 'e-mail in other letters', provider: { email: 'Dewi@Contoh.test' }, key: 'email', level: 'B' },
    { name: 'e-mail and name', provider: { email: 'dewi@contoh.test', name: 'Dewi Lestari Contoh' }, key: 'email', level: 'A' },
    { name: 'user ID in other letters', provider: { userId: 'Dewi_Contoh' }, key: 'user_id', level: 'B' },
    { name: 'NIK', provider: { nik: '6472014508909993' }, key: 'nik', level: 'A' },
    { name: 'NIK given as NPWP there', provider: { nik: null, npwp15: null, npwp16: '6472014508909993' }, key: 'nik', level: 'A' },
    { name: 'NIB', provider: { nib: '9120001234228', nik: null, npwp15: null, npwp16: null, regencyCode: '6472' }, key: 'nib', level: 'A' },
    { name: 'NIB in another kabupaten', provider: { nib: '9120001234228', nik: null, npwp15: null, npwp16: null }, key: 'nib', level: 'B' },
    { name: 'NIB of somebody with another NIK and NPWP', provider: { nib: '9120001234228', regencyCode: '6472' }, key: 'nib', level: 'B' },
    { name: 'NIK goes before NIB', provider: { nik: '6472014508909993', nib: '9120001234228' }, key: 'nik', level: 'A' },
    { name: 'e-mail and name under another NIB', provider: { email: 'dewi@contoh.test', name: 'Dewi Lestari Contoh', nib: '9120001234229' }, key: 'email', level: 'A' },
    { name: 'telephone and name under another NIB', provider: { name: 'Dewi Lestari Contoh', phone: '+6281234567890', nik: null, birthDate: null, nib: '9120001234229' }, key: 'telepon', level: 'C' },
    { name: 'name and kabupaten', provider: NAMESAKE, key: 'nama_wilayah', level: 'C' },
    { name: 'name, kabupaten and birth date', provider: { ...NAMESAKE, birthDate: '1990-08-05' }, key: 'nama_wilayah', level: 'B' },
    { name: 'name, kabupaten and birth date with a mistyped NIK', provider: { ...NAMESAKE, nik: '6472014508909994', birthDate: '1990-08-05' }, key: 'nama_wilayah', level: 'B' },
    { name: 'old spelling of the name', provider: { ...NAMESAKE, name: 'Dewie Lestarie Tjontoh' }, key: 'nama_wilayah', level: 'C' },
    { name: 'name and birth date in another kabupaten', provider: { ...NAMESAKE, regencyCode: '1571', birthDate: '1990-08-05' }, key: 'nama_lahir', level: 'B' },
    { name: 'a part of the name and the birth date', provider: { ...NAMESAKE, name: 'Dewi Lestari', regencyCode: '1571', birthDate: '1990-08-05' }, key: 'nama_lahir', level: 'B' },
    { name: 'one word of the name and the birth date', provider: { ...NAMESAKE, name: 'Lestari', regencyCode: '1571', birthDate: '1990-08-05' }, key: 'nama_lahir', level: 'C' },
    { name: 'a twin: birth date, kabupaten, half the name', provider: { ...NAMESAKE, name: 'Ratna Lestari Contoh', nik: '6472014508909994', birthDate: '1990-08-05' }, key: undefined, level: undefined },
    { name: 'a twin whose name rhymes, the number after his', provider: { ...NAMESAKE, name: 'Dewa Lestari Contoh', nik: '6472014508909994', birthDate: '1990-08-05' }, key: 'nama_wilayah', level: 'C' },
    { name: 'an address with a tag', provider: { email: 'dewi+spse@contoh.test', name: 'Dewi Lestari Contoh' }, key: 'email', level: 'A' },
    { name: 'name, birth date and kabupaten under quite another NIK', provider: { ...NAMESAKE, nik: '1571014508900017', birthDate: '1990-08-05' }, key: 'nama_wilayah', level: 'C' },
    { name: 'telephone and name', provider: { name: 'Dewi Lestari Contoh', phone: '+6281234567890', nik: null, birthDate: null }, key: 'telepon', level: 'A' },
    { name: 'telephone of somebody else', provider: { phone: '+6281234567890' }, key: 'telepon', level: 'C' },
    { name: 'a branch of the same taxpayer', provider: { npwp15: '041230648721001', name: 'Dewi Lestari Contoh' }, key: 'npwp_cabang', level: 'B' },
    { name: 'NPWP goes before all others', provider: { npwp15: '041230648000000', email: 'dewi@contoh.test', nik: '6472014508909993' }, key: 'npwp', level: 'A' },
    { name: 'e-mail goes before NIK', provider: { email: 'dewi@contoh.test', nik: '6472014508909993' }, key: 'email', level: 'A' },
  ])('$name: $key', (row) => {
    const match = matchProvider(subject(), provider(row.provider));
    expect([match?.key, match?.level]).toEqual([row.key, row.level]);
    expect(match?.reasons[0]?.key).toBe(row.key && `temuan.alasan.kunci_${row.key}`);
  });

  it.each([
    { name: 'nothing in common', provider: {} },
    { name: 'an equal name alone', provider: { ...NAMESAKE, regencyCode: '1571' } },
    { name: 'an equal name where one kabupaten is not known', provider: { ...NAMESAKE, regencyCode: null } },
    { name: 'an equal name in the same kabupaten under another NIK', provider: { ...NAMESAKE, nik: '6472014508909994' } },
    { name: 'an equal name in the same kabupaten born on another day', provider: { ...NAMESAKE, birthDate: '1991-08-05' } },
    { name: 'one common word in the same kabupaten', provider: { ...NAMESAKE, name: 'Dewi Anggraini' } },
    { name: 'two who gave no numbers', provider: { name: 'Siti Aminah', nik: null, npwp15: null, npwp16: null, email: null, userId: '', regencyCode: null, birthDate: null } },
  ])('$name is no duplicate', (row) => expect(matchProvider(subject({ userId: row.provider.userId === '' ? '' : 'dewi_contoh' }), provider(row.provider))).toBeNull());

  it('tells every key that hit', () => {
    const match = matchProvider(subject(), provider({ npwp15: '041230648000000', email: 'dewi@contoh.test', userId: 'dewi_contoh' }));
    expect(match?.reasons.map((reason) => reason.key).filter((key) => key.includes('kunci'))).toEqual(['npwp', 'email', 'user_id'].map((key) => `temuan.alasan.kunci_${key}`));
  });

  it.each([
    { name: 'same NPWP elsewhere may be a branch', provider: { npwp15: '041230648000000' }, key: 'npwp_sama_wilayah_beda' },
    { name: 'same user ID of different suppliers', provider: { userId: 'dewi_contoh' }, key: 'user_id_sama_nama_beda' },
  ])('$name', (row) => expect(matchProvider(subject(), provider(row.provider))?.reasons.map((reason) => reason.key)).toContain(`temuan.alasan.${row.key}`));

  it.each([
    { name: 'same NIK', provider: { nik: '6472014508909993' }, kind: 'duplikat' },
    { name: 'same user ID, another name', provider: { userId: 'dewi_contoh' }, kind: 'user_id_bentrok' },
    { name: 'the branch digits differ', provider: { npwp15: '041230648721001' }, kind: 'cabang' },
    { name: 'same NIB, other numbers not known', provider: { nib: '9120001234228', nik: null, npwp15: null, npwp16: null }, kind: 'duplikat' },
    { name: 'same NIB, another NIK', provider: { nib: '9120001234228' }, kind: 'perlu_diperiksa' },
    { name: 'name and place only', provider: NAMESAKE, kind: 'perlu_diperiksa' },
  ])('what domain.md 1.11 makes of it: $name is $kind', (row) => expect(matchProvider(subject(), provider(row.provider))?.kind).toBe(row.kind));

  it('a body under the same NPWP in another kabupaten may be a branch: not merged by itself', () => {
    const firm = subject({ name: 'CV Sinar Laut Abadi', isPerson: false, nik: null, birthDate: null });
    const found = matchProvider(firm, provider({ name: 'CV Sinar Laut Abadi', npwp15: '041230648000000', nik: null, birthDate: null }));
    expect([found?.level, found?.kind]).toEqual(['B', 'cabang']);
  });

  it('a body under the same NIB in another kabupaten may be a branch, too', () => {
    const firm = subject({ name: 'CV Sinar Laut Abadi', isPerson: false, nik: null, npwp15: null, npwp16: null, birthDate: null });
    const found = matchProvider(firm, provider({ name: 'CV Sinar Laut Abadi', nib: '9120001234228', nik: null, npwp15: null, npwp16: null, birthDate: null }));
    expect([found?.level, found?.kind, found?.reasons.map(({ key }) => key)]).toEqual(['B', 'cabang', expect.arrayContaining(['temuan.alasan.nib_sama_wilayah_beda'])]);
  });

  it('CV and PT of one name in one kabupaten are different bodies', () => {
    const firm = subject({ name: 'CV Sinar Laut Abadi', isPerson: false, nik: null, birthDate: null });
    const known = (name: string) => matchProvider(firm, provider({ name, regencyCode: '6472', nik: null, birthDate: null }))?.key;
    expect([known('CV Sinar Laut Abadi'), known('PT Sinar Laut Abadi')]).toEqual(['nama_wilayah', undefined]);
  });
});
