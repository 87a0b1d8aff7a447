import { describe, expect, it } from '@jest/globals';
import { findRegions } from './find-regions.ts';

const regions = [
  { code: '6401', name: 'Kabupaten Paser', province: 'Kalimantan Timur' },
  { code: '6472', name: 'Kota Samarinda', province: 'Kalimantan Timur' },
  { code: '6474', name: 'Kota Bontang', province: 'Kalimantan Timur' },
  { code: '3173', name: 'Kota Administrasi Jakarta Barat', province: 'DKI Jakarta' },
  { code: '5201', name: 'Kabupaten Lombok Barat', province: 'Nusa Tenggara Barat' },
];
const names = (typed: string, most?: number) => findRegions(regions, typed, most).map((region) => region.code);

describe('searching a region', () => {
  it.each([
    { typed: 'samar', codes: ['6472'] },
    { typed: 'SAMARINDA', codes: ['6472'] },
    { typed: 'kota bon', codes: ['6474'] },
    { typed: 'kab. paser', codes: ['6401'] },
    { typed: 'jakarta barat', codes: ['3173'] },
    { typed: 'barat', codes: ['5201', '3173'] },
    { typed: 'kalimantan timur', codes: ['6401', '6474', '6472'] },
    { typed: 'arinda', codes: [] },
    { typed: 'bukan apa-apa', codes: [] },
  ])('finds $codes for "$typed"', ({ typed, codes }) => expect(names(typed).sort()).toEqual([...codes].sort()));

  it('puts names that begin with the words before provinces that hold them', () => {
    expect(names('kota jakarta')[0]).toBe('3173');
    const three = [{ code: '1', name: 'Kabupaten Buru', province: 'Maluku' }, { code: '2', name: 'Kabupaten Padang Malalo', province: 'Jawa Timur' }, { code: '3', name: 'Kota Malang', province: 'Jawa Timur' }];
    expect(findRegions(three, 'mal').map((region) => region.code)).toEqual(['3', '2', '1']);
  });

  it('shows the beginning of the list before anything is typed, and never more than asked', () => {
    expect(names('', 2)).toEqual(['6401', '6472']);
    expect(names('kalimantan', 2)).toHaveLength(2);
  });
});
