import { describe, expect, it } from '@jest/globals';
import type { AbsencePlan } from '../../server/domain/contract/ownership.ts';
import { inNumber } from '../../server/domain/messages/in-number.ts';
import { uiWords } from '../../server/domain/messages/ui-words.ts';
import { planWords } from './plan-words.ts';

const plan: AbsencePlan = { beginsNow: true, substituteName: null, appointments: 0, cases: { substitute: 0, queue: 5 }, tasks: { substitute: 0, nobody: 2 } };
const substituted: AbsencePlan = { ...plan, substituteName: 'Bagus Pratama', appointments: 1, cases: { substitute: 4, queue: 5 }, tasks: { substitute: 3, nobody: 2 } };
/** As it is read on the screen. */
const read = (of: AbsencePlan, language: 'id' | 'en' = 'id') => {
  const { key, params } = planWords(of);
  return inNumber(uiWords[language][key], params).replace(/%\{(\w+)\}/g, (_hole, name: string) => String(params[name]));
};

describe('what an absence would pass on', () => {
  it('names only the queue and the tasks where nobody stands in', () => {
    expect(read(plan)).toBe('Mulai hari ini, jadi dalam beberapa menit 5 berkas kembali ke antrean dan 2 tugas tidak lagi ditujukan kepada petugas tertentu.');
    expect(read({ ...plan, beginsNow: false })).toBe('Menurut keadaan sekarang, pada hari pertama 5 berkas kembali ke antrean dan 2 tugas tidak lagi ditujukan kepada petugas tertentu.');
    expect(read(plan, 'en')).toBe('It begins today, so within minutes 5 cases go back to the queue and 2 tasks are meant for nobody in particular.');
    expect(read({ ...plan, beginsNow: false }, 'en')).toBe('As things are now, on the first day 5 cases go back to the queue and 2 tasks are meant for nobody in particular.');
  });

  it('names the substitute and what he does not take', () => {
    expect(read(substituted)).toBe('Mulai hari ini, jadi dalam beberapa menit beralih: 4 berkas, 1 jadwal, dan 3 tugas kepada Bagus Pratama; 5 berkas ke antrean, 2 tugas tanpa petugas tertentu.');
    expect(read({ ...substituted, beginsNow: false })).toMatch(/^Menurut keadaan sekarang, .* kepada Bagus Pratama;/);
  });

  it('warns of what happens within minutes only', () => {
    const empty = { ...plan, cases: { substitute: 0, queue: 0 }, tasks: { substitute: 0, nobody: 0 } };
    expect([plan, { ...plan, beginsNow: false }, empty, { ...empty, substituteName: 'Bagus Pratama' }].map((one) => planWords(one).severity)).toEqual(['warning', 'info', 'info', 'info']);
    expect(read(empty)).toBe('Tidak ada berkas atau tugas yang beralih.');
  });
});
