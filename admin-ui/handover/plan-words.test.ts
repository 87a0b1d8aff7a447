import { describe, expect, it } from '@jest/globals';
import type { AbsencePlan } from '../../server/domain/contract/ownership.ts';
import { inNumber } from '../../server/domain/messages/in-number.ts';
import { uiWords } from '../../server/domain/messages/ui-words.ts';
import { planWords } from './plan-words.ts';

const plan: AbsencePlan = { beginsNow: true, substituteName: null, appointments: 0, cases: { substitute: 0, queue: 5 }, tasks: { substitute: 0, nobody: 2 } };
const substituted: AbsencePlan = { ...plan, substituteName: 'Bagus Pratama', appointments: 1, cases: { substitute: 4, queue: 5 }, tasks: { substitute: 3, nobody: 2 } };
/** As it is read on the screen. */
const read = (of: AbsencePlan, language: 'id' | 'en' = 'id') =>
  planWords(of, (key, params = {}) => inNumber(uiWords[language][key], params).replace(/%\{(\w+)\}/g, (_hole, name: string) => String(params[name])));

describe('what an absence would pass on', () => {
  it('names only the queue and the tasks where nobody stands in', () => {
    expect(read(plan).text).toBe('Mulai hari ini, jadi dalam beberapa menit: 5 berkas kembali ke antrean; 2 tugas tidak lagi ditujukan kepada petugas tertentu.');
    expect(read({ ...plan, beginsNow: false }).text).toBe('Menurut keadaan sekarang, pada hari pertama: 5 berkas kembali ke antrean; 2 tugas tidak lagi ditujukan kepada petugas tertentu.');
    expect(read(plan, 'en').text).toBe('It begins today, so within minutes: 5 cases go back to the queue; 2 tasks are no longer meant for one officer.');
  });

  it('names the substitute and what he does not take', () => {
    expect(read(substituted).text).toBe('Mulai hari ini, jadi dalam beberapa menit: kepada Bagus Pratama 4 berkas, 1 jadwal, 3 tugas; 5 berkas kembali ke antrean; 2 tugas tidak lagi ditujukan kepada petugas tertentu.');
    expect(read(substituted, 'en').text).toBe('It begins today, so within minutes: to Bagus Pratama 4 cases, 1 appointment, 3 tasks; 5 cases go back to the queue; 2 tasks are no longer meant for one officer.');
  });

  it('says nothing of what there is none of', () => {
    expect(read({ ...plan, tasks: { substitute: 0, nobody: 0 } }, 'en').text).toBe('It begins today, so within minutes: 5 cases go back to the queue.');
    expect(read({ ...substituted, appointments: 0, cases: { substitute: 1, queue: 0 }, tasks: { substitute: 0, nobody: 0 } }, 'en').text).toBe('It begins today, so within minutes: to Bagus Pratama 1 case.');
  });

  it('warns of what happens within minutes only', () => {
    const empty = { ...plan, cases: { substitute: 0, queue: 0 }, tasks: { substitute: 0, nobody: 0 } };
    expect([plan, { ...plan, beginsNow: false }, empty, { ...empty, substituteName: 'Bagus Pratama' }].map((one) => read(one).severity)).toEqual(['warning', 'info', 'info', 'info']);
    expect(read(empty).text).toBe('Tidak ada berkas atau tugas yang beralih.');
  });
});
