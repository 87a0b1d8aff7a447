import { describe, expect, it } from '@jest/globals';
import type { AcceptedFile } from '../upload/run-upload.ts';
import { EMPTY_FORM, draftIds, filledFields, firstTroubled, isBegun, isSending, hasAttempt, attemptDropped, judged, lacked, lackReasons, left, missingDocuments, errorsAnew, ownErrors, ownNames, paperRemoved, paperStayed, refused, typed, uploadMoved, warnedAnew, type FormState } from './form-state.ts';

const field = (key: string, more: object = {}) => ({ key, label: key, hint: null, input: 'text', repeat: false, required: true, ...more });
const fields = [field('nama'), field('email', { repeat: true }), field('catatan', { required: false })];
const documents = ['ktp', 'npwp'].map((kind) => ({ kind, label: kind, maxBytes: 10, required: true, mayLack: false, validMonths: null, accept: [] }));
const sayMissing = { upload: 'unggah', uploadOrSay: 'unggah atau alasan', sayWhy: 'alasan' };
const words = { required: 'isi', different: 'beda' };
const file = (id: string): AcceptedFile => ({ id, name: 'a.pdf', bytes: 1, pageCount: 1, type: 'application/pdf', warnings: [], shrunk: false, preview: null, key: null });
const formOf = (values: Record<string, string>): FormState => ({ ...EMPTY_FORM, values });

describe('what the page can say itself', () => {
  it.each([
    { name: 'everything missing', values: {}, errors: { nama: 'isi', email: 'isi' } },
    { name: 'only the second entry', values: { nama: 'Sari', email_ulang: 'a@b.id' }, errors: { email: 'isi' } },
    { name: 'only spaces', values: { nama: '  ', email: 'a@b.id', email_ulang: 'a@b.id' }, errors: { nama: 'isi' } },
    { name: 'second entry missing', values: { nama: 'Sari', email: 'a@b.id' }, errors: { email_ulang: 'isi' } },
    { name: 'second entry different', values: { nama: 'Sari', email: 'a@b.id', email_ulang: 'a@c.id' }, errors: { email_ulang: 'beda' } },
    { name: 'nothing', values: { nama: 'Sari', email: ' a@b.id', email_ulang: 'a@b.id ' }, errors: {} },
  ])('$name', ({ values, errors }) => expect(ownErrors(fields, formOf(values as Record<string, string>), words)).toEqual(errors));

  it('asks for documents that are required and not accepted yet', () => {
    const form = uploadMoved(uploadMoved(EMPTY_FORM, 'ktp', { stage: 'accepted', file: file('u1') }), 'npwp', { stage: 'refused', name: 'x', sentence: () => 'rusak' });
    const optional = { kind: 'surat', label: 'surat', maxBytes: 10, required: false, mayLack: false, validMonths: null, accept: [] };
    expect(missingDocuments([...documents, optional], form, sayMissing)).toEqual({ 'documents.npwp': 'unggah' });
  });
});

describe('what is sent', () => {
  it('is trimmed, without empty fields, with the second entry', () => {
    expect(filledFields(fields, formOf({ nama: ' Sari ', email: 'a@b.id', email_ulang: 'a@b.id', catatan: ' ', lain: 'x' }))).toEqual({ nama: 'Sari', email: 'a@b.id', email_ulang: 'a@b.id' });
  });
});

describe('documents', () => {
  it('that cannot be removed say so until another file stands in their place, and no longer', () => {
    const stays = { sentence: () => 'sudah dikirim', again: null } as never;
    const stayed = paperStayed(EMPTY_FORM, 'ktp', file('u1'), stays);
    expect(stayed.papers.ktp).toMatchObject({ kept: { id: 'u1' }, stays });
    const picking = uploadMoved(stayed, 'ktp', { stage: 'sending', name: 'b.jpg', share: 0, attempt: 1 });
    expect(picking.papers.ktp?.stays).toBe(stays);
    expect(uploadMoved(picking, 'ktp', { stage: 'accepted', file: file('u2') }).papers.ktp).not.toHaveProperty('stays');
    // What was picked meanwhile is not put aside by an answer about the file before it.
    expect(paperStayed(picking, 'ktp', file('u0'), stays)).toBe(picking);
  });
  it('keep the accepted file when its replacement is refused or lost', () => {
    let form = uploadMoved(EMPTY_FORM, 'ktp', { stage: 'accepted', file: file('u1') });
    form = uploadMoved(form, 'ktp', { stage: 'sending', name: 'b.pdf', share: 0, attempt: 1 });
    expect(isSending(form)).toBe(true);
    form = uploadMoved(form, 'ktp', { stage: 'refused', name: 'b.pdf', sentence: () => 'rusak' });
    expect(isSending(form)).toBe(false);
    expect(draftIds(documents, form)).toEqual({ ktp: 'u1' });
    expect(draftIds(documents, uploadMoved(form, 'ktp', { stage: 'accepted', file: file('u2') }))).toEqual({ ktp: 'u2' });
  });

  it.each([
    { now: { stage: 'preparing', name: 'a' } as const, sending: true },
    { now: { stage: 'sending', name: 'a', share: 0, attempt: 1 } as const, sending: true },
    { now: { stage: 'judging', name: 'a' } as const, sending: true },
    { now: { stage: 'waiting', name: 'a', seconds: 2, attempt: 1 } as const, sending: true },
    { now: { stage: 'failed', name: 'a', sentence: () => 's' } as const, sending: false },
  ])('are under way while $now.stage: $sending', ({ now, sending }) => expect(isSending(uploadMoved(EMPTY_FORM, 'ktp', now))).toBe(sending));

  it('whose replacement is given up stand as they stood before', () => {
    const accepted = uploadMoved(EMPTY_FORM, 'ktp', { stage: 'accepted', file: file('u1') });
    const stopped = attemptDropped(uploadMoved(accepted, 'ktp', { stage: 'refused', name: 'b.docx', sentence: () => 'rusak' }), 'ktp');
    expect([stopped.papers.ktp, draftIds(documents, stopped)]).toEqual([{ kept: file('u1'), now: { stage: 'accepted', file: file('u1') } }, { ktp: 'u1' }]);
    const never = attemptDropped(uploadMoved(EMPTY_FORM, 'ktp', { stage: 'failed', name: 'b.jpg', sentence: () => 'putus' }), 'ktp');
    expect([never.papers.ktp?.kept, never.papers.ktp?.now.stage]).toEqual([null, 'none']);
  });

  it.each([['none', false], ['accepted', false], ['refused', true], ['failed', true], ['waiting', true]] as const)('%s: something may be given up beside what is used: %s', (stage, has) => {
    const now = { none: { stage: 'none' }, accepted: { stage: 'accepted', file: file('u1') }, refused: { stage: 'refused', name: 'x', sentence: () => 's' }, failed: { stage: 'failed', name: 'x', sentence: () => 's' }, waiting: { stage: 'waiting', name: 'x', seconds: 2, attempt: 1 } } as const;
    expect(hasAttempt({ kept: null, now: now[stage] })).toBe(has);
  });

  it('are no longer missing once accepted', () => {
    const form = uploadMoved({ ...EMPTY_FORM, errors: { 'documents.ktp': 'unggah', 'documents.npwp': 'unggah' } }, 'ktp', { stage: 'accepted', file: file('u1') });
    expect(form.errors).toEqual({ 'documents.npwp': 'unggah' });
  });
});

describe('what the server says of fields', () => {
  const asked = { nik: '1', npwp: '2' };
  const form = { ...formOf({ nik: '1', npwp: '2' }), errors: { nik: 'lama', alamat: 'pendek' }, warnings: { npwp: 'lama' } };

  it('replaces what was said of them and leaves others alone', () => {
    const after = judged(form, ['nik', 'npwp'], { errors: { npwp: 'salah' }, warnings: [{ field: 'nik', message: 'Satu.' }, { field: 'nik', message: 'Dua.' }] }, asked);
    expect(after.errors).toEqual({ alamat: 'pendek', npwp: 'salah' });
    expect(after.warnings).toEqual({ nik: 'Satu. Dua.' });
  });

  it('is not said of a field that was changed meanwhile', () => {
    const after = judged(typed(form, 'nik', '12'), ['nik'], { errors: { nik: 'terlambat' }, warnings: [] }, asked);
    expect(after.errors).toEqual({ alamat: 'pendek' });
  });

  it('is not said of fields nobody asked about', () => {
    expect(judged(form, ['nik'], { errors: { npwp: 'salah' }, warnings: [] }, asked).errors).toEqual({ alamat: 'pendek' });
  });

  it('comes under names of the interface', () => expect(ownNames({ 'fields.nik': 'a', 'documents.ktp': 'b', nama: 'c' })).toEqual({ nik: 'a', 'documents.ktp': 'b', nama: 'c' }));
});

describe('typing and leaving', () => {
  it('takes away what was said of the old value only', () => {
    const form = typed({ ...EMPTY_FORM, errors: { nik: 'a', nama: 'b' }, warnings: { nik: 'c', npwp: 'd' } }, 'nik', '3');
    expect(form).toEqual({ ...EMPTY_FORM, values: { nik: '3' }, errors: { nama: 'b' }, warnings: { npwp: 'd' } });
  });

  it('notes a field once', () => expect(left(left(left(EMPTY_FORM, 'a'), 'b'), 'a').touched).toEqual(['a', 'b']));
});

describe('something half done', () => {
  it.each([
    { name: 'nothing', form: EMPTY_FORM, begun: false },
    { name: 'a field emptied again', form: formOf({ nama: ' ' }), begun: false },
    { name: 'a letter typed', form: formOf({ nama: 'S' }), begun: true },
    { name: 'a file picked', form: uploadMoved(EMPTY_FORM, 'ktp', { stage: 'preparing', name: 'a' }), begun: true },
  ])('$name: $begun', ({ form, begun }) => expect(isBegun(form)).toBe(begun));
});

describe('a document somebody does not have', () => {
  const may = { kind: 'sertifikat', label: 'sertifikat', maxBytes: 10, required: true, mayLack: true, validMonths: null, accept: [] };
  const missing = (form: FormState) => missingDocuments([may], form, sayMissing)['documents.sertifikat'];

  it('is asked for or its reason, and the reason takes its place', () => {
    const ticked = lacked(EMPTY_FORM, 'sertifikat', '');
    const said = lacked(ticked, 'sertifikat', ' Belum pernah ikut uji. ');
    expect([EMPTY_FORM, ticked, said, lacked(said, 'sertifikat', null)].map(missing)).toEqual(['unggah atau alasan', 'alasan', undefined, 'unggah atau alasan']);
    expect([lackReasons([may], said), lackReasons([may], ticked), isBegun(ticked)]).toEqual([{ sertifikat: 'Belum pernah ikut uji.' }, {}, true]);
  });

  it('no longer lacks it once the file is there', () => {
    const said = lacked(EMPTY_FORM, 'sertifikat', 'Hilang');
    const sent = uploadMoved(said, 'sertifikat', { stage: 'accepted', file: file('u9') });
    expect([lackReasons([may], sent), sent.lacking]).toEqual([{}, {}]);
  });
});

describe('the first place to look at', () => {
  it.each([
    { wrong: ['documents.npwp', 'documents.ktp'], first: 'documents.ktp' },
    { wrong: ['documents.ktp', 'email_ulang'], first: 'email_ulang' },
    { wrong: ['kantor'], first: undefined },
  ])('of $wrong is $first', ({ wrong, first }) => expect(firstTroubled(fields, documents, Object.fromEntries(wrong.map((key) => [key, 'x'])))).toBe(first));
});

describe('in another language', () => {
  it('what is missing is said anew, what the server said in its words, and no mark is lost for want of words', () => {
    const sent = refused(formOf({ email: 'a@b' }), { errors: { 'documents.ktp': 'tidak berlaku' }, words: { id: { message: null, errors: { 'documents.ktp': 'tidak berlaku' } }, en: { message: null, errors: { 'documents.ktp': 'not valid' } } } });
    expect(errorsAnew(sent, {}, 'en').errors).toEqual({ 'documents.ktp': 'not valid' });
    const form = { ...formOf({ email: 'a@b' }), errors: { nama: 'isi', email: 'bukan alamat', 'documents.ktp': 'unggah' }, warnings: { email: 'periksa' } };
    const said = errorsAnew(form, { ...ownErrors(fields, form, { required: 'fill in', different: 'differs' }), ...missingDocuments(documents, form, { ...sayMissing, upload: 'upload' }) }, 'en');
    // The NPWP was not marked before and is not marked by the change of language.
    expect([said.errors, said.warnings]).toEqual([{ nama: 'fill in', email: 'bukan alamat', 'documents.ktp': 'upload' }, { email: 'periksa' }]);
  });

  it('the warnings of an accepted file are replaced, not added to, and only those of this file', () => {
    const form = warnedAnew(uploadMoved(EMPTY_FORM, 'ktp', { stage: 'accepted', file: { ...file('u1'), warnings: ['buram'] } }), 'ktp', 'u1', ['buram', 'miring']);
    expect(form.papers.ktp?.kept?.warnings).toEqual(['buram', 'miring']);
    expect(warnedAnew(form, 'ktp', 'u1', ['blurred', 'sideways']).papers.ktp).toMatchObject({ kept: { warnings: ['blurred', 'sideways'] }, now: { stage: 'accepted', file: { warnings: ['blurred', 'sideways'] } } });
    expect(warnedAnew(form, 'ktp', 'u2', ['blurred'])).toBe(form);
  });
});

describe('what the server refused and is not there any more', () => {
  const problem = { errors: { 'fields.nik': 'lama', 'documents.ktp': 'buram' }, words: { id: { message: null, errors: { 'fields.nik': 'lama', 'documents.ktp': 'buram' } }, en: { message: null, errors: { 'fields.nik': 'old', 'documents.ktp': 'blurred' } } } };
  const sentBack = refused(uploadMoved(formOf({ nik: '1' }), 'ktp', { stage: 'accepted', file: file('u1') }), problem);
  it.each([
    { name: 'a field that was typed anew', moved: typed(sentBack, 'nik', '2'), key: 'nik' },
    { name: 'a file that was replaced', moved: uploadMoved(sentBack, 'ktp', { stage: 'accepted', file: file('u2') }), key: 'documents.ktp' },
    { name: 'a file that was removed', moved: paperRemoved(sentBack, 'ktp'), key: 'documents.ktp' },
    { name: 'a file that is said to be lacking', moved: lacked(sentBack, 'ktp', 'hilang'), key: 'documents.ktp' },
  ])('is said in no language again: $name', ({ moved, key }) => {
    // What is found wrong now, in the language of now; then another language is chosen and nobody answers.
    expect(errorsAnew({ ...moved, errors: { ...moved.errors, [key]: 'baru' } }, {}, 'en').errors).toEqual({ [key]: 'baru', ...(key === 'nik' ? { 'documents.ktp': 'blurred' } : { nik: 'old' }) });
  });
});
