import { describe, expect, it } from '@jest/globals';
import { mailboxOf, normalizeEmail, parseEmail } from './email.ts';

describe('parseEmail', () => {
  it.each([
    ['budi@contoh.id', 'budi@contoh.id', 'budi@contoh.id'],
    ['  Budi.Santoso+lpse@Contoh.CO.ID ', 'Budi.Santoso+lpse@Contoh.CO.ID', 'budi.santoso+lpse@contoh.co.id'],
    ['a@b-c.xn--p1ai', 'a@b-c.xn--p1ai', 'a@b-c.xn--p1ai'],
    [`${'a'.repeat(64)}@contoh.id`, `${'a'.repeat(64)}@contoh.id`, `${'a'.repeat(64)}@contoh.id`],
  ])('accepts %j', (text, email, normalized) => {
    expect(parseEmail(text)).toEqual({ ok: true, email, normalized });
  });

  it.each([
    ['', 'identitas.email.kosong'],
    ['a@b, evil@e', 'identitas.email.satu_alamat'],
    ['a@contoh.id,evil@contoh.id', 'identitas.email.satu_alamat'],
    ['a@contoh.id\r\nBcc: evil@contoh.id', 'identitas.email.satu_alamat'],
    ['a@contoh.id\n', 'identitas.email.satu_alamat'],
    ['a\u0000@contoh.id', 'identitas.email.satu_alamat'],
    ['"a b"@contoh.id', 'identitas.email.satu_alamat'],
    ['"a"@contoh.id', 'identitas.email.satu_alamat'],
    ['a(komentar)@contoh.id', 'identitas.email.satu_alamat'],
    ['Budi <a@contoh.id>', 'identitas.email.satu_alamat'],
    ['a@b@contoh.id', 'identitas.email.satu_alamat'],
    ['contoh.id', 'identitas.email.satu_alamat'],
    ['@contoh.id', 'identitas.email.nama_salah'],
    ['.a@contoh.id', 'identitas.email.nama_salah'],
    ['a..b@contoh.id', 'identitas.email.nama_salah'],
    ['a%evil.id@contoh.id', 'identitas.email.nama_salah'],
    ['budí@contoh.id', 'identitas.email.nama_salah'],
    [`${'a'.repeat(65)}@contoh.id`, 'identitas.email.nama_salah'],
    ['a@', 'identitas.email.domain_salah'],
    ['a@localhost', 'identitas.email.domain_salah'],
    ['a@127.0.0.1', 'identitas.email.domain_salah'],
    ['a@[127.0.0.1]', 'identitas.email.domain_salah'],
    ['a@contoh..id', 'identitas.email.domain_salah'],
    ['a@-contoh.id', 'identitas.email.domain_salah'],
    ['a@contoh.id.', 'identitas.email.domain_salah'],
    ['a@cоntoh.id', 'identitas.email.domain_salah'],
    [`a@${'b'.repeat(64)}.id`, 'identitas.email.domain_salah'],
  ])('refuses %j with %s', (text, key) => {
    expect(parseEmail(text)).toEqual({ ok: false, error: { key, params: {} } });
  });

  it('refuses 255 characters and accepts 254', () => {
    const address = (length: number) => {
      const domain = `${'b'.repeat(60)}.`.repeat(4);
      return `${'a'.repeat(length - domain.length - 3)}@${domain}id`;
    };
    expect(parseEmail(address(254)).ok).toBe(true);
    expect(parseEmail(address(255))).toEqual({
      ok: false,
      error: { key: 'identitas.email.terlalu_panjang', params: { maks: '254' } },
    });
  });
});

describe('normalizeEmail', () => {
  it('compares in lower case', () => {
    expect(normalizeEmail(' BUDI@Contoh.ID ')).toBe('budi@contoh.id');
  });
});

describe('mailboxOf', () => {
  it.each([
    ['Budi@Contoh.Test', 'budi@contoh.test'], ['budi+spse@contoh.test', 'budi@contoh.test'], ['bu.di@contoh.test', 'bu.di@contoh.test'],
    ['Bu.Di+spse@googlemail.com', 'budi@gmail.com'], ['+budi@contoh.test', '+budi@contoh.test'],
  ])('%s leads to %s', (email, mailbox) => { expect(mailboxOf(email)).toBe(mailbox); });
});
