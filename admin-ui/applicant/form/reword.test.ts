import { describe, expect, it } from '@jest/globals';
import type { Answer } from '../api-answer.ts';
import { inOneLanguage, type Locale } from '../language.ts';
import { EMPTY_FORM, uploadMoved, type CheckReply, type FormState } from './form-state.ts';
import { reword } from './reword.ts';

const field = (key: string) => ({ key, label: key, hint: null, input: 'text', repeat: false, required: key !== 'catatan' });
const MISSING = { upload: 'unggah', uploadOrSay: 'unggah atau alasan', sayWhy: 'alasan' };
const ktp = { kind: 'ktp', label: 'KTP', maxBytes: 10, required: true, mayLack: false, validMonths: null, accept: [] };
const answered = <T>(body: T): Answer<T> => ({ ok: true, status: 200, body });
const file = { id: 'u1', name: 'a.jpg', bytes: 1, pageCount: 1, type: 'image/jpeg', warnings: ['Buram.'], shrunk: false, preview: null, key: null };

function page(first: FormState) {
  let form = first;
  const asked: Record<string, string>[] = [];
  const book = { procedure: 'p', fields: ['catatan', 'nik', 'npwp'].map(field), form: () => form, change: (next: (now: FormState) => FormState) => { form = next(form); } };
  const check = (reply: CheckReply) => (_procedure: string, fields: Record<string, string>) => { asked.push(fields); return Promise.resolve(answered(reply)); };
  const draft = () => Promise.resolve(answered({ state: 'selesai' as const, warnings: ['Blurred.'], upload: { type: 'image/jpeg', bytes: 1, pageCount: 1, at: '' } }));
  return { book, check, draft, asked, form: () => form };
}

describe('another language', () => {
  it('asks about every field that was left, also where the first of them is empty, and loses no mark', async () => {
    const form = { ...EMPTY_FORM, values: { nik: '123', npwp: '9' }, touched: ['catatan', 'nik', 'npwp'], errors: { nik: 'Salah.', npwp: 'Sudah dipakai.' }, warnings: { nik: 'Cocokkan.' } };
    const shown = page(form);
    await reword(shown.book, [], MISSING, { check: shown.check({ errors: { nik: 'Wrong.' }, warnings: [{ field: 'nik', message: 'Compare.' }] }), draft: shown.draft });
    expect(shown.asked).toEqual([{ nik: '123', npwp: '9' }]);
    expect([shown.form().errors, shown.form().warnings]).toEqual([{ nik: 'Wrong.', npwp: 'Sudah dipakai.' }, { nik: 'Compare.' }]);
  });

  it('tells each fault of a file once', async () => {
    const shown = page(uploadMoved(EMPTY_FORM, 'ktp', { stage: 'accepted', file }));
    await reword(shown.book, [ktp], MISSING, { check: shown.check({ errors: {}, warnings: [] }), draft: shown.draft });
    expect(shown.form().papers.ktp?.kept?.warnings).toEqual(['Blurred.']);
    expect(shown.asked).toEqual([]);
  });

  it('an answer in a language that nobody reads any more is not given: it is asked for again', async () => {
    let locale: Locale = 'id';
    const given: Locale[] = [];
    const said = await inOneLanguage(() => { const spoken = locale; given.push(spoken); if (given.length < 3) locale = spoken === 'id' ? 'en' : 'id'; return Promise.resolve(spoken); }, () => locale);
    expect([said, given]).toEqual(['id', ['id', 'en', 'id']]);
  });
});
