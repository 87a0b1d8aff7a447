import { describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import * as inputs from '../../../server/domain/sop/inputs.ts';
import { askedOf, fieldsOf, keptOver, knownTo, missingLabels, startValues, toInput } from './schema-fields.ts';

const drawn = (shape: z.ZodType) => fieldsOf(z.toJSONSchema(shape, { io: 'input', unrepresentable: 'any' }));
const kinds = (shape: z.ZodType) => Object.fromEntries(drawn(shape).map((field) => [field.key, field.kind]));

describe('fieldsOf', () => {
  it.each([
    { name: 'a reason and a note', shape: inputs.reasonAndNote, kinds: { alasan: 'alasan', catatan: 'naskah' } },
    { name: 'a slot', shape: inputs.slot.pick({ mulai: true, menit: true, tempat: true }), kinds: { mulai: 'waktu', menit: 'angka', tempat: 'naskah' } },
    { name: 'a look at the portal', shape: inputs.portalLook.pick({ waktu: true, pencarian: true, gambar: true, mulai: true }), kinds: { waktu: 'waktu', pencarian: 'teks', gambar: 'unggah', mulai: 'tanggal' } },
    { name: 'shortages', shape: inputs.shortageList, kinds: { butir: 'kekurangan', catatan: 'naskah' } },
    { name: 'urgency', shape: inputs.urgency, kinds: { mendesak: 'ya_tidak', catatan: 'naskah' } },
    { name: 'what has no label is not asked', shape: inputs.documentVerdict.pick({ dokumenId: true, periksa: true }), kinds: {} },
    { name: 'nothing', shape: inputs.nothing, kinds: {} },
  ])('$name', ({ shape, kinds: expected }) => expect(kinds(shape)).toEqual(expected));

  it('knows what must be filled in: a default need not', () => expect(drawn(inputs.slot).filter((field) => field.required).map((field) => field.key)).toEqual(['mulai', 'saluran']));

  it('knows that an appointment lies ahead, and a look at the portal does not', () => expect([inputs.slot, inputs.portalLook].map((shape) => drawn(shape).find(({ kind }) => kind === 'waktu')?.ahead)).toEqual([true, false]));

  const choices = [{ value: 'a', label: 'Satu' }];
  it.each([
    { name: 'acts an exception can be granted for', property: { type: 'string', widget: 'actEmpatMata', options: choices }, kind: 'pilihan' },
    { name: 'no such act: still no free text', property: { type: 'string', widget: 'actEmpatMata' }, kind: 'pilihan' },
    { name: 'any text with choices', property: { type: 'string', widget: 'textarea', options: choices }, kind: 'pilihan' },
    { name: 'reasons stay searchable', property: { type: 'string', widget: 'reason', options: choices }, kind: 'alasan' },
  ])('$name', ({ property, kind }) => expect(fieldsOf({ properties: { a: { label: 'A', ...property } } })[0]?.kind).toBe(kind));

  it('offers the choices the server worded', () => {
    const [field] = fieldsOf({ properties: { hasil: { type: 'string', label: 'Hasil', enum: ['a'], options: [{ value: 'a', label: 'Satu' }] } }, required: ['hasil'] });
    expect(field).toMatchObject({ kind: 'pilihan', options: [{ value: 'a', label: 'Satu' }] });
  });
});

describe('what is asked only with another answer', () => {
  const fields = drawn(inputs.portalLook);
  const seen = { waktu: '2026-03-02T09:30', pencarian: 'Rina', nomorSk: 'SK-1', mulai: '2026-01-01', selesai: '2027-01-01' };
  it.each([
    { hasil: 'ditemukan', asked: ['nomorSk', 'mulai', 'selesai'] }, { hasil: 'tidak_ditemukan', asked: [] }, { hasil: '', asked: [] },
  ])('at the portal $hasil: $asked', ({ hasil, asked }) => {
    const values = { ...seen, hasil };
    expect(askedOf(fields, values).map((field) => field.key).filter((key) => ['nomorSk', 'mulai', 'selesai'].includes(key))).toEqual(asked);
    expect(Object.keys(toInput(fields, values, 'Asia/Makassar')).filter((key) => ['nomorSk', 'mulai', 'selesai'].includes(key))).toEqual(asked);
  });
});

describe('a kept draft', () => {
  const schema = { properties: { asal: { label: 'Asal' }, dokumen: { type: 'object' } } };
  it('keeps what the act takes without a field of its own, and nothing it does not know', () => {
    expect(knownTo(schema, { asal: 'loket', dokumen: { ktp: 'a' }, dahulu: 1 })).toEqual({ asal: 'loket', dokumen: { ktp: 'a' } });
  });
  it('leaves its files beside those that are proposed now', () => {
    expect(keptOver({ asal: 'email', dokumen: { npwp: 'b' } }, { asal: 'loket', dokumen: { ktp: 'a', npwp: 'lama' } })).toEqual({ asal: 'loket', dokumen: { ktp: 'a', npwp: 'b' } });
  });
});

describe('startValues', () => {
  const fields = drawn(inputs.slot);
  it('begins with the defaults of the schema', () => expect(startValues(fields).menit).toBe(30));
  it('lets a proposal win', () => expect(startValues(fields, { menit: 45 }).menit).toBe(45));
  it('keeps a proposal that has no field of its own', () => expect(startValues(fields, { dokumen: { ktp: 'x' } }).dokumen).toEqual({ ktp: 'x' }));
  it('takes the only choice there is', () => expect(startValues(fieldsOf({ properties: { a: { label: 'A', options: [{ value: 'x', label: 'X' }] } } })).a).toBe('x'));
});

describe('toInput', () => {
  it('sends moments with the office offset, numbers as numbers, and no empty text', () => {
    const values = { mulai: '2026-11-23T09:30', menit: '45', saluran: 'daring', tempat: '  https://rapat.test ', catatan: '' };
    expect(toInput(drawn(inputs.slot), values, 'Asia/Makassar')).toEqual({ mulai: '2026-11-23T09:30:00+08:00', menit: 45, saluran: 'daring', tempat: 'https://rapat.test' });
  });

  it('leaves a moment that is none to the server to refuse', () => expect(toInput(drawn(inputs.slot), { mulai: 'nanti' }, 'Asia/Makassar').mulai).toBe('nanti'));

  it('trims the rows of a list and drops their empty notes', () => {
    const rows = [{ jenis: 'dokumen', kunci: 'ktp', alasan: 'DOC-02', catatan: ' ' }];
    expect(toInput(drawn(inputs.shortageList), { butir: rows }, 'Asia/Jakarta')).toEqual({ butir: [{ jenis: 'dokumen', kunci: 'ktp', alasan: 'DOC-02' }] });
  });

  it('keeps "no" of a yes-or-no', () => expect(toInput(drawn(inputs.urgency), { mendesak: false, catatan: 'x' }, 'Asia/Jakarta').mendesak).toBe(false));

  it('is what the schema takes', () => {
    const values = { butir: [{ jenis: 'dokumen', kunci: 'ktp', alasan: 'DOC-02', catatan: '' }], catatan: '' };
    expect(inputs.shortageList.safeParse(toInput(drawn(inputs.shortageList), values, 'Asia/Jakarta')).success).toBe(true);
  });
});

describe('missingLabels', () => {
  const fields = drawn(inputs.shortageList);
  it.each([
    { name: 'nothing asked', butir: [], missing: 1 },
    { name: 'a row without its reason', butir: [{ jenis: 'dokumen', kunci: 'ktp', alasan: '' }], missing: 1 },
    { name: 'a whole row', butir: [{ jenis: 'dokumen', kunci: 'ktp', alasan: 'DOC-01' }], missing: 0 },
  ])('$name', ({ butir, missing }) => expect(missingLabels(fields, { butir })).toHaveLength(missing));
});
