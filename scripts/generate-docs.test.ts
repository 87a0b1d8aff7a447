import { describe, expect, it } from '@jest/globals';
import { actionOf, placeOf, tinySop } from '../server/testing/tiny-sop.ts';
import { allSops } from '../server/domain/sop/catalogue.ts';
import { sopPage, standardText } from './generate-docs.ts';

describe('standard times', () => {
  it.each([
    { standard: 'tidak_dinyatakan' as const, says: 'tidak dinyatakan' },
    { standard: { menit: 5 }, says: '5 menit' },
    { standard: { jamKalender: 24 }, says: '24 jam' },
    { standard: { hariKerja: [1, 1] as [number, number] }, says: '1 hari kerja' },
    { standard: { hariKerja: [3, 5] as [number, number] }, says: '3–5 hari kerja' },
    { standard: { hariKerja: [0, 0] as [number, number] }, says: 'segera' },
  ])('reads "$says"', ({ standard, says }) => expect(standardText(standard)).toBe(says));
});

describe('the page', () => {
  it.each(allSops.map((sop) => ({ name: sop.code, sop })))('names every step, place, act, letter and ending of $name', ({ sop }) => {
    const page = sopPage([sop]);
    const named = [...Object.keys(sop.places), ...Object.keys(sop.actions), ...sop.outcomes].map((id) => `\`${id}\``);
    const lines = Object.values(sop.steps).map((step) => `${step.source.seed} baris ${step.source.line} `);
    expect([...named, ...lines].filter((text) => !page.includes(text))).toEqual([]);
  });

  it('leaves no key unworded', () => {
    expect(sopPage(allSops).match(/\b(aksi|tempat|surat|hasil|peran|periksa|dokumen|isian|syarat|tugas|langkah|ruang_kerja|arsip)\.[a-z]\w*/gi)).toBeNull();
  });

  it('draws arrows, but lists acts that are possible from many places below', () => {
    const base = tinySop();
    const many = ['meja', 'a', 'b', 'c'];
    const page = sopPage([tinySop({
      places: { ...base.places, a: placeOf(), b: placeOf(), c: placeOf() },
      actions: { ...base.actions, tarik: actionOf(many, 'rak', { ends: 'selesai', letters: ['hasil'] }) },
    })]);
    expect(page).toContain('  meja --> rak: aksi.putuskan');
    expect(page).not.toContain('  a --> rak');
    expect(page).toContain('(`tarik`): dari `meja`, `a`, `b`, `c` ke `rak`.');
  });

  it('keeps a bar inside its cell', () => {
    const page = sopPage([tinySop({ head: { ...tinySop().head, nama: 'Satu | dua' } })]);
    expect(page).toContain('| Nama SOP | Satu \\| dua |');
  });

  it('says who needs to hold the file, and nothing for applicant and system', () => {
    const base = tinySop();
    const row = (by: 'helpdesk' | 'sistem', holder?: 'bebas') =>
      sopPage([tinySop({ actions: { ...base.actions, uji: actionOf(['meja'], 'tetap', { by: [by], ...(holder ? { holder } : {}) }) } })]).split('\n').find((line) => line.includes('`uji`'));
    expect([row('helpdesk'), row('helpdesk', 'bebas'), row('sistem')].map((line) => line?.split('|').at(-2)?.trim())).toEqual(['wajib', 'tidak perlu', '–']);
  });
});
