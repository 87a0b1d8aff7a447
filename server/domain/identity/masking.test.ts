import { describe, expect, it } from '@jest/globals';
import { maskEmail, maskEverything, maskNib, maskNik, maskPhone } from './masking.ts';

describe('masks of domain.md 6.4', () => {
  it.each([
    [maskNik, '6472014508900003', '6472********0003'],
    [maskNik, '647201450890000', '***************'],
    [maskNik, 'Budi 123', '**** ***'],
    [maskNib, '9120001234228', '**********228'],
    [maskNib, '912000123422', '************'],
    [maskPhone, '+6281234567890', '0812****7890'],
    [maskPhone, '+62812345678901', '0812****8901'],
    [maskPhone, '+62812345678', '0812****78'],
    [maskPhone, '+62541123456', '0541****56'],
    [maskPhone, '081234567890', '************'],
    [maskEmail, 'budi@domain.id', 'b***@domain.id'],
    [maskEmail, 'b@domain.id', 'b***@domain.id'],
    [maskEmail, '@domain.id', '@******.**'],
    [maskEmail, 'bukan alamat', '***** ******'],
    [maskEverything, 'Né-1', '**-*'],
  ])('%p(%s) gives %s', (mask, value, masked) => {
    expect(mask(value)).toBe(masked);
  });
});
