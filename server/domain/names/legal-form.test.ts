import { describe, expect, it } from '@jest/globals';
import { splitLegalForm } from './legal-form.ts';

describe('splitLegalForm', () => {
  it.each([
    ['CV Karya Putra', 'CV', 'KARYA PUTRA'],
    ['CV. Karya Putra', 'CV', 'KARYA PUTRA'],
    ['C.V. Karya Putra', 'CV', 'KARYA PUTRA'],
    ['KARYA PUTRA CV', 'CV', 'KARYA PUTRA'],
    ['Karya Putra, CV', 'CV', 'KARYA PUTRA'],
    ['Karya Putra, C.V.', 'CV', 'KARYA PUTRA'],
    ['PT.Karya Putra', 'PT', 'KARYA PUTRA'],
    ['P.T.Karya Putra', 'PT', 'KARYA PUTRA'],
    ['PT Contoh (Persero) Tbk.', 'PT', 'CONTOH'],
    ['PT Contoh Persero', 'PT', 'CONTOH'],
    ['Contoh Tbk', 'PT', 'CONTOH'],
    ['Perseroan Terbatas Contoh', 'PT', 'CONTOH'],
    ['UD Sumber', 'UD', 'SUMBER'],
    ['Usaha Dagang Sumber', 'UD', 'SUMBER'],
    ['Fa. Sinar', 'FIRMA', 'SINAR'],
    ['Kop. Sejahtera', 'KOPERASI', 'SEJAHTERA'],
    ['KSU Sejahtera', 'KOPERASI', 'SEJAHTERA'],
    ['Koperasi Serba Usaha Sejahtera', 'KOPERASI', 'SEJAHTERA'],
    ['Koperasi KSU Sejahtera', 'KOPERASI', 'SEJAHTERA'],
    ['Perumda Air', 'PERUMDA', 'AIR'],
    ['Perum Air', 'PERUM', 'AIR'],
    ['Persekutuan Perdata Satu dan Rekan', 'PERSEKUTUAN PERDATA', 'SATU DAN REKAN'],
    ['Toko Maju', 'TOKO', 'MAJU'],
    ['Toko Bangunan Maju', 'TB', 'MAJU'],
    ['Budi Santoso', null, 'BUDI SANTOSO'],
    ['Ptolemeus Cvetko', null, 'PTOLEMEUS CVETKO'],
    ['CV', null, 'CV'],
    ['PT. CV', 'PT', 'CV'],
    ['', null, ''],
  ])('%j is %s and %s', (name, form, core) => {
    expect(splitLegalForm(name)).toEqual({ form, core });
  });
});
