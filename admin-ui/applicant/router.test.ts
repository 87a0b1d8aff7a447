import { describe, expect, it } from '@jest/globals';
import { applyAddress, caseAddress, frontAddress, pageAt, receiptAddress } from './router.ts';

describe('the page behind an address', () => {
  it.each([
    { path: '/', query: '', page: { name: 'front', office: null } },
    { path: '/', query: '?kantor=lpse-bontang', page: { name: 'front', office: 'lpse-bontang' } },
    { path: '/ajukan', query: '', page: { name: 'front', office: null } },
    { path: '/ajukan/lpse-bontang', query: '', page: { name: 'front', office: 'lpse-bontang' } },
    { path: '/ajukan/lpse-bontang/registrasi_perseorangan', query: '', page: { name: 'apply', office: 'lpse-bontang', procedure: 'registrasi_perseorangan' } },
    { path: '/berkas/abc_DEF-1/', query: '', page: { name: 'case', token: 'abc_DEF-1' } },
    { path: '/berkas', query: '', page: { name: 'missing' } },
    { path: '/berkas/abc/lagi', query: '', page: { name: 'missing' } },
    { path: '/unggah/abc_DEF-1', query: '', page: { name: 'upload', token: 'abc_DEF-1' } },
    { path: '/unggah', query: '', page: { name: 'missing' } },
    { path: '/periksa', query: '', page: { name: 'receipt', code: null } },
    { path: '/periksa/0A1B2-C3D4E', query: '', page: { name: 'receipt', code: '0A1B2-C3D4E' } },
    { path: '/privasi', query: '', page: { name: 'privacy' } },
    { path: '/ajukan/a/b/c', query: '', page: { name: 'missing' } },
    { path: '/staf', query: '', page: { name: 'missing' } },
    { path: '/periksa/%', query: '', page: { name: 'missing' } },
  ])('$path$query', ({ path, query, page }) => expect(pageAt(path, query)).toEqual(page));
});

describe('an address leads back to its page', () => {
  it.each([
    { to: applyAddress('kota & kab', 'a/b'), page: { name: 'apply', office: 'kota & kab', procedure: 'a/b' } },
    { to: caseAddress('t0k?n'), page: { name: 'case', token: 't0k?n' } },
    { to: receiptAddress('ABC#1'), page: { name: 'receipt', code: 'ABC#1' } },
  ])('$to', ({ to, page }) => expect(pageAt(to)).toEqual(page));

  it('keeps an office with odd letters in the query of the front page', () => {
    const url = new URL(frontAddress('kota & kab'), 'https://loket.test');
    expect(pageAt(url.pathname, url.search)).toEqual({ name: 'front', office: 'kota & kab' });
  });
});
