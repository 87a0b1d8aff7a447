import { describe, expect, it } from '@jest/globals';
import { entryOf } from './entry-of.ts';

const registration = { code: 'registrasi', fields: [{ key: 'nama' }, { key: 'nik' }], documents: [{ kind: 'ktp' }] };
const request = { code: 'permintaan', fields: [{ key: 'nama' }, { key: 'email' }], documents: [] };

describe('an entry at the counter', () => {
  const typed = { nama: 'Rina Contoh', nik: '6471', email: ' ' };
  const scanned = { ktp: 'unggahan-1' };

  it('sends what the chosen service asks for, and nothing of one that was chosen before', () => {
    expect(entryOf(request, typed, scanned)).toEqual({ prosedur: 'permintaan', fields: { nama: 'Rina Contoh' }, documents: {} });
  });

  it('still has it when that one is chosen again', () => {
    expect(entryOf(registration, typed, scanned)).toEqual({ prosedur: 'registrasi', fields: { nama: 'Rina Contoh', nik: '6471' }, documents: { ktp: 'unggahan-1' } });
  });
});
