import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { OfficeRecord, SetupChecklist } from '../domain/contract/offices.ts';
import { sampleScan } from '../testing/sample-files.ts';
import { enrol } from '../testing/second-factor.ts';
import { inventPerson } from '../../seeds/scenarios/people.ts';
import { apply } from '../../seeds/scenarios/registrasi-perseorangan.ts';
import type { Client } from '../testing/client.ts';
import { startTestLoket, TEST_PASSWORD, type TestLoket } from '../testing/start-loket.ts';

let loket: TestLoket;
let admin: Client;
/** Monday, 10 a.m. in Samarinda, in a year of which the reference list knows the holidays. */
const START = new Date('2026-09-28T02:00:00Z');
beforeAll(async () => {
  loket = await startTestLoket({ start: START });
  admin = loket.client();
  await admin.login('admin@loket.test', TEST_PASSWORD);
}, 60_000);
afterAll(() => loket.stop());

const errorsOf = async (path: string, body: unknown, client = admin) => {
  const answer = await client.request<{ errors?: Record<string, string> }>('POST', path, body);
  return { status: answer.status, fields: Object.keys(answer.body.errors ?? {}) };
};
const edit = ({ version, name, zone, open, letterhead, settings }: OfficeRecord) => ({ seenVersion: version, name, zone, open, letterhead, settings });
/** What it was, as changed by the last to do so. */
const restored = async (before: OfficeRecord) => ({ ...edit(before), seenVersion: (await admin.get<OfficeRecord>('/api/office-settings')).version });
const kaltim = () => loket.db('offices').where({ code: 'KALTIM' }).first<{ id: string; zone: string }>('id', 'zone');

describe('the settings of an office', () => {
  it('are changed by its admin, each value with the one before in the audit trail', async () => {
    const before = await admin.get<OfficeRecord>('/api/office-settings');
    const after = { ...edit(before), settings: { ...before.settings, returnDays: 21, fourEyesException: 'tidak' as const } };
    expect((await admin.post<OfficeRecord>('/api/office-settings', after)).settings).toMatchObject({ returnDays: 21, fourEyesException: 'tidak' });
    const noted = await loket.db('audit_events').where({ event: 'ubah_kantor' }).pluck<{ setelan: string; dari: string; ke: string }[]>('detail');
    expect(noted).toEqual(expect.arrayContaining([
      { setelan: 'settings.returnDays', dari: '14', ke: '21' }, { setelan: 'settings.fourEyesException', dari: '"boleh"', ke: '"tidak"' },
    ]));
    expect(noted).toHaveLength(2);
    expect(await admin.request('POST', '/api/office-settings', edit(before))).toMatchObject({ status: 409, body: { message: expect.stringContaining('sudah diubah orang lain') as unknown } }); // a form read before
    expect((await admin.get<OfficeRecord>('/api/office-settings')).settings.returnDays).toBe(21);
    await admin.post('/api/office-settings', await restored(before));
  });

  it.each<[string, (office: OfficeRecord) => object, string]>([
    ['a pattern without the running number', (office) => ({ settings: { ...office.settings, letterNumber: '{kode}/{tahun}' } }), 'settings.letterNumber'],
    ['a pattern with an unknown mark', (office) => ({ settings: { ...office.settings, letterNumber: '{urut}/{nik}' } }), 'settings.letterNumber'],
    ['a zone Indonesia does not have', () => ({ zone: 'Europe/Berlin' }), 'zone'],
    ['a larger upload than the installation takes', (office) => ({ settings: { ...office.settings, uploadMegabytes: 99 } }), 'settings.uploadMegabytes'],
    ['an old list that is younger than a fresh one', (office) => ({ settings: { ...office.settings, blacklistFreshDays: 40, blacklistOldDays: 30 } }), 'settings.blacklistOldDays'],
    ['a setting nobody knows', (office) => ({ settings: { ...office.settings, rahasia: 1 } }), 'settings.rahasia'],
  ])('refuse %s', async (_name, change, field) => {
    const office = await admin.get<OfficeRecord>('/api/office-settings');
    expect(await errorsOf('/api/office-settings', { ...edit(office), ...change(office) })).toEqual({ status: 422, fields: [field] });
  });

  it('of a new office begin closed and with a second factor; its admin is invited and sees only it', async () => {
    const made = await admin.post<{ id: string }>('/api/offices', { code: 'baru-1', name: 'LPSE Kota Baru', zone: 'Asia/Jayapura', adminName: 'Ibu Admin', adminEmail: 'admin@baru.test' });
    const office = await loket.db('offices').where({ code: 'BARU-1' }).first<{ id: string; is_open: boolean; settings: object }>();
    expect(office).toMatchObject({ is_open: false, settings: { secondFactor: 'wajib' } });
    expect(await loket.db('users').where({ id: made.id }).first('office_id', 'email')).toEqual({ office_id: office.id, email: 'admin@baru.test' });
    expect(await loket.db('emails').where({ kind: 'akun_undangan', office_id: office.id }).first('to_address')).toEqual({ to_address: 'admin@baru.test' });
    expect(await errorsOf('/api/offices', { code: 'BARU-1', name: 'Lagi', zone: 'Asia/Jakarta', adminName: 'Ibu Lain', adminEmail: 'lain@baru.test' })).toEqual({ status: 422, fields: ['code'] });
    expect((await loket.db('offices').where({ code: 'BARU-1' })).length).toBe(1);
  });

  it('are no business of a system admin, who sees no case either', async () => {
    const { link } = await admin.post<{ link: string }>('/api/users', { name: 'Orang Sistem', email: 'sistem@kantor.test', roles: ['admin_sistem'], auditor: null, via: 'cetak' });
    const system = loket.client();
    await system.post('/api/auth/set-password', { token: link.split('/').at(-1), password: 'sandi orang sistem' });
    await system.login('sistem@kantor.test', 'sandi orang sistem');
    // Whatever his office says, nothing opens before his second factor is set up.
    expect([(await system.request('GET', '/api/offices')).status, (await system.get<{ mustEnrol: boolean }>('/api/auth/me')).mustEnrol]).toEqual([403, true]);
    await enrol(system);
    for (const path of ['/api/cases', '/api/office-settings', '/api/emails', '/api/documents']) expect([path, (await system.request('GET', path)).status]).toEqual([path, 403]);
    expect((await system.get<unknown[]>('/api/offices')).length).toBeGreaterThan(2);
  });

  it('may ask for a second factor; only a system admin, in the list of offices, lets that go again', async () => {
    const office = await admin.post<{ link: string }>('/api/users', { name: 'Admin Kantor Ini', email: 'sendiri@kantor.test', roles: ['admin_kantor'], auditor: null, via: 'cetak' });
    const own = loket.client();
    await own.post('/api/auth/set-password', { token: office.link.split('/').at(-1), password: 'sandi admin sendiri' });
    await own.login('sendiri@kantor.test', 'sandi admin sendiri');
    const record = () => own.get<OfficeRecord>('/api/office-settings');
    const before = await record();
    await own.post('/api/office-settings', { ...edit(before), settings: { ...before.settings, secondFactor: 'wajib' } });
    await enrol(own);
    const asked = await record();
    expect(await errorsOf('/api/office-settings', { ...edit(asked), settings: { ...asked.settings, secondFactor: 'pilihan' } }, own)).toEqual({ status: 422, fields: ['settings.secondFactor'] });
    const { id } = await kaltim();
    const standing = { name: asked.name, open: asked.open, secondFactor: 'pilihan' };
    expect((await own.request('POST', `/api/offices/${id}`, standing)).status).toBe(403);
    expect((await own.get<{ id: string; secondFactor?: string }[]>('/api/offices')).map((row) => row.secondFactor)).toEqual([undefined]);
    expect((await admin.get<{ id: string; secondFactor?: string }[]>('/api/offices')).find((row) => row.id === id)?.secondFactor).toBe('wajib');
    expect((await admin.request('POST', `/api/offices/${id}`, standing)).status).toBe(204);
    const after = await record();
    expect(after.settings).toEqual({ ...asked.settings, secondFactor: 'pilihan' });
    expect(await loket.db('audit_events').where({ event: 'ubah_kantor' }).orderBy('id', 'desc').first('detail')).toMatchObject({ detail: { dua_langkah_dulu: 'wajib', dua_langkah: 'pilihan' } });
  });
});

describe('the working calendar', () => {
  const days = (hours: [string, string][]) => Object.fromEntries([1, 2, 3, 4, 5, 6, 7].map((day) => [day, day < 6 ? hours.map(([start, end]) => ({ start, end })) : []]));

  it('keeps the standard week beneath a first table for Ramadan', async () => {
    const { id } = await admin.post<{ id: string }>('/api/working-weeks', { name: 'Ramadan 2027', from: '2027-02-08', to: '2027-03-09', days: days([['08:00', '12:00'], ['12:30', '15:00']]) });
    const weeks = await admin.get<{ id: string; name: string; to: string | null; weeklyMinutes: number }[]>('/api/working-weeks');
    expect(weeks.map((week) => [week.name, week.to, week.weeklyMinutes])).toEqual([['Jam kerja baku', null, 2250], ['Ramadan 2027', '2027-03-09', 1950]]);
    // Nobody typed the first one's name: it speaks the reader's language. What an office typed stays as it is.
    const english = await admin.request<{ name: string; label: string }[]>('GET', '/api/working-weeks', undefined, { 'X-Loket-Locale': 'en' });
    expect(english.body.map(({ name, label }) => [name, label])).toEqual([['Jam kerja baku', 'Standard hours'], ['Ramadan 2027', 'Ramadan 2027']]);
    expect((await admin.request('POST', `/api/working-weeks/${weeks[0]?.id}/remove`, {})).status).toBe(422);
    expect((await admin.request('POST', `/api/working-weeks/${id}/remove`, {})).status).toBe(204);
    await loket.db('working_weeks').del();
  });

  it.each([
    ['hours over one another', { days: days([['08:00', '12:00'], ['11:00', '15:00']]) }], ['an end before the start', { to: '2026-01-01' }], ['no working day', { days: days([]) }],
  ])('refuses %s', async (_name, change) => {
    expect((await errorsOf('/api/working-weeks', { name: 'Salah', from: '2027-02-08', to: '2027-03-09', days: days([['08:00', '12:00']]), ...change })).status).toBe(422);
  });

  it('takes the good rows of a list and tells each refused one with its reason', async () => {
    const text = ['tanggal;nama;jenis;dasar', '03/11/2026;Hari Jadi Kota;lokal;Perwali 1', '2026-11-31;Tanggal ngawur;lokal;', '2026-11-05;;lokal;', '2026-11-06;Libur;libur saja;', '03/11/2026;Dua kali;lokal;', '2072-01-01;Tahun Baru;nasional;'].join('\n');
    const result = await admin.post<{ taken: number; repeated: number; refused: { line: number; reason: string; words: Record<'id' | 'en', string> }[] }>('/api/holidays/import', { text });
    expect([result.taken, result.repeated, result.refused.map((row) => row.line)]).toEqual([1, 1, [3, 4, 5, 7]]);
    expect(await errorsOf('/api/holidays', { date: '2072-01-01', name: 'Tahun Baru', kind: 'lokal' })).toEqual({ status: 422, fields: ['date'] });
    expect(result.refused[2]?.words).toEqual({ id: 'Jenis harus salah satu dari: nasional, cuti_bersama, lokal.', en: 'The kind must be one of: nasional, cuti_bersama, lokal.' });
    expect(result.refused.map(({ reason }) => reason)).toEqual(result.refused.map(({ words }) => words.id));
    expect(await errorsOf('/api/holidays/import', { text: 'a,b\n1,2' })).toEqual({ status: 422, fields: ['berkas'] });
    const days = Array.from({ length: 1_001 }, (_, at) => `2027-01-${String((at % 28) + 1).padStart(2, '0')},Libur ${at},nasional`);
    const before = await loket.db('holidays').count();
    expect(await errorsOf('/api/holidays/import', { text: ['tanggal,nama,jenis', ...days].join('\n') })).toEqual({ status: 422, fields: ['berkas'] });
    expect(await loket.db('holidays').count()).toEqual(before);
  });

  it('lets only a system admin change the days of all offices', async () => {
    const { link } = await admin.post<{ link: string }>('/api/users', { name: 'Admin Kantor', email: 'kantor@kantor.test', roles: ['admin_kantor'], auditor: null, via: 'cetak' });
    const office = loket.client();
    await office.post('/api/auth/set-password', { token: link.split('/').at(-1), password: 'sandi admin kantor' });
    await office.login('kantor@kantor.test', 'sandi admin kantor');
    const common = await loket.db('holidays').whereNull('office_id').first<{ id: string }>('id');
    expect((await office.request('POST', `/api/holidays/${common.id}/remove`, {})).status).toBe(403);
    expect((await office.request('POST', '/api/holidays', { date: '2026-12-30', name: 'Semua libur', kind: 'lokal', everywhere: true })).status).toBe(403);
    expect((await office.request('POST', '/api/holidays', { date: '2026-12-30', name: 'Kantor pindah', kind: 'lokal' })).status).toBe(201);
  });

  it('raises the alarm from October until next year has its list, and marks deadlines beyond as provisional', async () => {
    const standing = () => admin.get<{ alarmYear: number | null; knownUntil: string }>('/api/calendar-standing');
    loket.clock.moveTo(new Date('2026-09-30T15:59:00Z')); // 23.59 in Samarinda
    expect(await standing()).toMatchObject({ alarmYear: null, knownUntil: '2026-12-31' });
    loket.clock.moveTo(new Date('2026-09-30T16:01:00Z'));
    expect(await standing()).toMatchObject({ alarmYear: 2027 });

    const { caseId } = await apply(loket.world);
    // Begun at 08.30 on New Year's Day, of which nobody knows that it is one.
    await loket.db('cases').where({ id: caseId }).update({ due_from: '2027-01-01T00:30:00Z', due_at: '2027-01-01T00:40:00Z' });
    const due = async () => (await admin.get<{ id: string; dueProvisional: boolean }[]>('/api/cases')).find((row) => row.id === caseId)?.dueProvisional;
    expect(await due()).toBe(true);
    expect((await admin.get<{ dueProvisional: boolean }>(`/api/cases/${caseId}`)).dueProvisional).toBe(true);

    // Nor does the year after it help: 2027 stays unknown between two known years.
    const after = Array.from({ length: 16 }, (_, n) => `2028-03-${String(n + 1).padStart(2, '0')},Hari contoh ${n + 1},nasional`).join('\n');
    await admin.post('/api/holidays/import', { text: `tanggal,nama,jenis\n${after}`, everywhere: true });
    expect(await standing()).toMatchObject({ alarmYear: 2027, knownUntil: '2026-12-31' });
    expect(await due()).toBe(true);

    // One day is not the decree: the alarm goes on, and so do provisional deadlines.
    await admin.post('/api/holidays/import', { text: 'tanggal,nama,jenis\n2027-01-01,Tahun Baru 2027 Masehi,nasional', everywhere: true });
    expect(await standing()).toMatchObject({ alarmYear: 2027, knownUntil: '2026-12-31' });
    expect(await due()).toBe(true);
    // Days off together (cuti bersama) and local ones are no part of it, however many.
    const many = (from: number, to: number, kind: string) => Array.from({ length: to - from + 1 }, (_, n) => `2027-02-${String(from + n).padStart(2, '0')},Hari contoh ${from + n},${kind}`).join('\n');
    await admin.post('/api/holidays/import', { text: `tanggal,nama,jenis\n${many(1, 15, 'cuti_bersama')}`, everywhere: true });
    expect(await standing()).toMatchObject({ alarmYear: 2027 });
    await admin.post('/api/holidays/import', { text: `tanggal,nama,jenis\n${many(16, 25, 'nasional')}`, everywhere: true });
    expect(await standing()).toMatchObject({ alarmYear: 2027 });
    await admin.post('/api/holidays/import', { text: `tanggal,nama,jenis\n${many(26, 26, 'nasional')}`, everywhere: true });
    expect(await standing()).toMatchObject({ alarmYear: null, knownUntil: '2028-12-31' });
    // The mark stays as long as the date is the old one.
    expect(await due()).toBe(true);
    await loket.loket.workOnce();
    expect(await due()).toBe(false);
    const { due_at: moved } = await loket.db('cases').where({ id: caseId }).first<{ due_at: Date }>('due_at');
    expect(moved.toISOString()).toMatch(/^2027-01-03T2[34]|^2027-01-04T0/); // Monday morning in Samarinda
    expect(await loket.db('audit_events').where({ event: 'geser_tenggat', case_id: caseId }).pluck<{ tenggat: string; dari: string }[]>('detail')).toMatchObject([{ tenggat: 'berkas', dari: '2027-01-01T00:40:00.000Z' }]);
    loket.clock.moveTo(START);
  });
});

describe('letters of the office', () => {
  const draft = (change: object = {}) => ({ procedure: 'registrasi_perseorangan', letter: 'kekurangan', subject: 'Mohon lengkapi {nomor}', body: 'Yth. {nama}\n\n{daftar_kekurangan}\n\nPaling lambat {batas}: {tautan}', ...change });

  it('show themselves with invented data, and say what stands against them', async () => {
    const good = await admin.post<{ problems: string[]; subject: string; body: string }>('/api/letter-templates/check', draft());
    expect(good).toMatchObject({ problems: [], subject: 'Mohon lengkapi CONTOH-2026-000123' });
    expect(good.body).toContain('Bunga Contoh');
    const bad = await admin.post<{ problems: string[]; body: string }>('/api/letter-templates/check', draft({ subject: 'Buka {tautan}', body: '{nik} {daftar_kekurangan} {tautan' }));
    expect(bad.problems).toHaveLength(4); // unknown field, open brace, link in the subject, deadline left out
    expect(bad.body).toContain('⟦nik⟧');
    // As other programs write their fields: refused in words, and shown as it was typed.
    const doubled = await admin.post<{ problems: string[]; body: string }>('/api/letter-templates/check', draft({ body: 'Yth. {{nama_lengkap}} {{nama}}, {daftar_kekurangan} {batas} {tautan}' }));
    expect(doubled.problems).toHaveLength(2);
    expect(doubled.body).toMatch(/^Yth\. \{⟦nama_lengkap⟧\} \{Bunga Contoh\}/);
  });

  it('become a further version from a day on; the old ones are kept', async () => {
    expect((await errorsOf('/api/letter-templates', { ...draft({ body: '{nik}' }), validFrom: '2026-09-28' })).status).toBe(422);
    await admin.post('/api/letter-templates', { ...draft(), validFrom: '2026-09-28' });
    await admin.post('/api/letter-templates', { ...draft({ subject: 'Kelak {nomor}' }), validFrom: '2099-01-01' });
    const rows = await admin.get<{ own: boolean; version: number }[]>(`/api/letter-templates?filter=${encodeURIComponent(JSON.stringify({ letter: 'kekurangan' }))}`);
    expect(rows.filter((row) => row.own).map((row) => row.version).sort()).toEqual([1, 2]);
    const { caseId } = await apply(loket.world);
    const helpdesk = loket.client();
    await helpdesk.login('helpdesk@loket.test', TEST_PASSWORD);
    const preview = await helpdesk.post<{ subject: string }>(`/api/cases/${caseId}/letters/preview`, { letter: 'kekurangan', input: {} });
    expect(preview.subject).toMatch(/^Mohon lengkapi /);
    await loket.db('letter_templates').whereNotNull('office_id').del();
  });

  it('are numbered as the office does it: whole by hand, from the agenda book, or by themselves; never twice', async () => {
    const office = await admin.get<OfficeRecord>('/api/office-settings');
    const by = async (mode: 'otomatis' | 'manual' | 'agenda') => admin.post('/api/office-settings', { ...await restored(office), settings: { ...office.settings, letterNumbers: { rujukan: { mode, pattern: 'X-{urut}/{bulan_romawi}/{tahun}' } } } });
    const helpdesk = loket.client();
    await helpdesk.login('helpdesk@loket.test', TEST_PASSWORD);
    const input = { lpse: 'LPSE Kota Contoh', alasan: 'DUP-02', catatan: 'Terdaftar di sana.' };
    const file = async () => {
      const { caseId } = await apply(loket.world);
      await helpdesk.post(`/api/cases/${caseId}/claim`);
      return caseId;
    };
    const refer = async (caseId: string, more: object) => {
      const seen = await helpdesk.get<{ version: number }>(`/api/cases/${caseId}`);
      const answer = await helpdesk.request<{ errors?: Record<string, string> }>('POST', `/api/cases/${caseId}/actions/rujuk_lpse_lain`, { requestId: randomUUID(), seenVersion: seen.version, input: { ...input, ...more } });
      const letter = await loket.db('letters').where({ case_id: caseId, kind: 'rujukan' }).first<{ number: string } | undefined>('number');
      return { status: answer.status, fields: Object.keys(answer.body.errors ?? {}), number: letter?.number ?? null };
    };
    const [first, second, third] = [await file(), await file(), await file()];

    await by('manual');
    const form = await helpdesk.get<{ actions: { id: string; input: { required: string[]; properties: Record<string, { label: string }> } }[] }>(`/api/cases/${first}`);
    const asked = form.actions.find((act) => act.id === 'rujuk_lpse_lain')?.input;
    expect([asked?.required.includes('nomor_rujukan'), asked?.properties.nomor_rujukan?.label]).toEqual([true, expect.stringContaining('Nomor')]);
    expect(await refer(first, {})).toEqual({ status: 422, fields: ['nomor_rujukan'], number: null });
    expect(await refer(first, { nomor_rujukan: '000.3/17/UKPBJ' })).toEqual({ status: 200, fields: [], number: '000.3/17/UKPBJ' });
    expect(await refer(second, { nomor_rujukan: '000.3/17/UKPBJ' })).toEqual({ status: 422, fields: ['nomor_rujukan'], number: null });

    await by('agenda');
    expect(await refer(second, { nomor_rujukan: '88' })).toEqual({ status: 200, fields: [], number: 'X-88/IX/2026' });

    await by('otomatis');
    const before = (await loket.db('number_sequences').where({ kind: 'surat.rujukan', year: 2026 }).first<{ last: number } | undefined>('last'))?.last ?? 0;
    expect(await refer(third, { nomor_rujukan: '88' })).toMatchObject({ status: 422 }); // nobody asked for it
    expect(await refer(third, {})).toEqual({ status: 200, fields: [], number: `X-${String(before + 1).padStart(4, '0')}/IX/2026` });
    await admin.post('/api/office-settings', await restored(office));
  });
});

describe('reasons', () => {
  it('carry the words and the order of the office, and are offered or not', async () => {
    const { caseId } = await apply(loket.world);
    const helpdesk = loket.client();
    await helpdesk.login('helpdesk@loket.test', TEST_PASSWORD);
    const offered = async () => {
      const view = await helpdesk.get<{ actions: { id: string; input: { properties: Record<string, { options?: { value: string; label: string }[] }> } }[] }>(`/api/cases/${caseId}`);
      return view.actions.find((act) => act.id === 'nyatakan_bukan_permohonan')?.input.properties.alasan?.options ?? [];
    };
    expect((await offered()).map((option) => option.value)).toContain('TTP-02');
    await admin.post('/api/reasons', { code: 'TTP-02', groups: ['penutupan'], id: 'Iklan', en: 'Advertisement', active: false, position: 200 });
    await admin.post('/api/reasons', { code: 'TTP-09', groups: ['penutupan'], id: 'Bukan urusan kantor ini', en: 'Not for this office', active: true, position: 1 });
    const now = await offered();
    expect(now[0]).toEqual({ value: 'TTP-09', label: 'TTP-09 – Bukan urusan kantor ini' });
    expect(now.map((option) => option.value)).not.toContain('TTP-02');
    expect(await errorsOf('/api/reasons', { code: 'TMN-01', groups: ['temuan'], id: 'abc', en: 'abc', active: true, position: 1 })).toEqual({ status: 204, fields: [] });
  });

  it('of a group are never all switched off', async () => {
    await admin.post('/api/reasons', { code: 'PGC-01', groups: ['pengecualian'], id: 'Tidak ada orang lain', en: 'Nobody else', active: false, position: 1 });
    expect(await errorsOf('/api/reasons', { code: 'PGC-02', groups: ['pengecualian'], id: 'Dua orang', en: 'Two people', active: false, position: 2 })).toEqual({ status: 422, fields: ['active'] });
    await loket.db('office_reasons').del();
  });
});

describe('blank forms', () => {
  it('of the office are offered in their newest version and linked in the letter of shortage', async () => {
    const pdf = await sampleScan('npwp', inventPerson(7).onCards, 'pdf');
    const send = (version: string, bytes = pdf) => admin.upload('/api/blank-forms', bytes, 'formulir.pdf', { procedure: 'registrasi_perseorangan', title: 'Surat Tugas', version });
    expect([(await send('2026-01')).status, (await send('2026-02')).status, (await send('2026-02')).status, (await send('2026-03', Buffer.from('bukan pdf'))).status]).toEqual([201, 201, 422, 422]);
    const office = (await loket.client().get<{ code: string; procedures: { code: string; blankForms: { id: string; title: string; version: string }[] }[] }[]>('/api/public/offices')).find((one) => one.code === 'KALTIM');
    const form = office?.procedures.find((one) => one.code === 'registrasi_perseorangan')?.blankForms.find((one) => one.title === 'Surat Tugas');
    expect(form?.version).toBe('2026-02');
    expect((await loket.client().request('GET', `/api/public/forms/${form?.id}`)).status).toBe(200);
    const { caseId } = await apply(loket.world);
    const helpdesk = loket.client();
    await helpdesk.login('helpdesk@loket.test', TEST_PASSWORD);
    expect((await helpdesk.post<{ body: string }>(`/api/cases/${caseId}/letters/preview`, { letter: 'kekurangan', input: {} })).body).toContain(`Surat Tugas: ${loket.config.publicUrl}/api/public/forms/${form?.id}`);
    const item = (await admin.get<{ id: string; title: string; version: string }[]>('/api/blank-forms')).find((one) => one.version === '2026-02' && one.title === 'Surat Tugas');
    expect((await admin.request('POST', `/api/blank-forms/${item?.id}/withdraw`, {})).status).toBe(204);
    const again = (await loket.client().get<{ code: string; procedures: { blankForms: { title: string; version: string }[] }[] }[]>('/api/public/offices')).find((one) => one.code === 'KALTIM');
    expect(again?.procedures[0]?.blankForms.find((one) => one.title === 'Surat Tugas')?.version).toBe('2026-01');
  });
});

describe('versions of a blank form', () => {
  it('follow the order in which they were brought, whatever they are called; who withdraws one reads what is offered then', async () => {
    const pdf = await sampleScan('npwp', inventPerson(8).onCards, 'pdf');
    const titled = { procedure: 'registrasi_perseorangan', title: 'Surat Pernyataan' };
    for (const version of ['9', '10']) {
      expect((await admin.upload('/api/blank-forms', pdf, 'formulir.pdf', { ...titled, version })).status).toBe(201);
      loket.clock.forward(1);
    }
    const offered = async () => (await loket.client().get<{ code: string; procedures: { blankForms: { title: string; version: string }[] }[] }[]>('/api/public/offices'))
      .find((one) => one.code === 'KALTIM')?.procedures[0]?.blankForms.filter(({ title }) => title === titled.title).map(({ version }) => version);
    const listed = async () => (await admin.get<{ id: string; title: string; version: string; offered: boolean; withdrawn: boolean; offeredNext: string | null }[]>('/api/blank-forms')).filter(({ title }) => title === titled.title);
    expect(await offered()).toEqual(['10']);
    const { caseId } = await apply(loket.world);
    const helpdesk = loket.client();
    await helpdesk.login('helpdesk@loket.test', TEST_PASSWORD);
    const newest = (await listed()).find(({ version }) => version === '10');
    expect([newest?.offered, newest?.offeredNext, (await listed()).find(({ version }) => version === '9')?.offered]).toEqual([true, '9', false]);
    expect((await helpdesk.post<{ body: string }>(`/api/cases/${caseId}/letters/preview`, { letter: 'kekurangan', input: {} })).body).toContain(`${titled.title}: ${loket.config.publicUrl}/api/public/forms/${newest?.id}`);
    expect((await admin.request('POST', `/api/blank-forms/${newest?.id}/withdraw`, {})).status).toBe(204);
    expect([await offered(), (await listed()).find(({ version }) => version === '9')?.offeredNext]).toEqual([['9'], null]);
    // The list tells the two that are not offered apart: one is only older, the other was taken back.
    expect((await listed()).map(({ version, withdrawn }) => [version, withdrawn]).sort()).toEqual([['10', true], ['9', false]]);
  });
});

describe('the first-run list', () => {
  it('writes its dates as they are spoken', async () => {
    const { items } = await admin.get<SetupChecklist>('/api/setup-checklist');
    expect(items.find(({ step }) => step === 'kalender')?.note).toMatch(/31 Des 202\d/);
    expect(items.map(({ note }) => note).join(' ')).not.toMatch(/\d{4}-\d{2}-\d{2}/);
  });

  it('reads its ticks from the rows: a test mail that left is done, one that waits is begun', async () => {
    const step = async (name: string) => (await admin.get<SetupChecklist>('/api/setup-checklist')).items.find((item) => item.step === name)?.state;
    await loket.db('emails').where({ kind: 'surel_uji' }).del();
    expect(await step('surel_uji')).toBe('belum');
    await admin.post('/api/test-mails');
    expect(await step('surel_uji')).toBe('sebagian');
    await loket.loket.workOnce();
    expect(await step('surel_uji')).toBe('selesai');
    expect(loket.mails.filter((mail) => mail.to.address === 'admin@loket.test')).toHaveLength(1);
    expect(await step('akun')).toBe('selesai');
    const { id } = await kaltim();
    await loket.db('users').where({ office_id: id, email: 'arsiparis@loket.test' }).update({ is_active: false });
    expect(await step('akun')).toBe('sebagian');
    await loket.db('users').where({ email: 'arsiparis@loket.test' }).update({ is_active: true });
  });

  it('calls what an office came with a default until somebody looks at it or changes that very setting', async () => {
    const { id: made } = await admin.post<{ id: string }>('/api/offices', { code: 'AWAL', name: 'LPSE Awal', zone: 'Asia/Jakarta', adminName: 'Ibu Awal', adminEmail: 'ibu@awal.test' });
    const { office_id } = await loket.db('users').where({ id: made }).first<{ office_id: string }>('office_id');
    await loket.db('offices').where({ id: office_id }).update({ settings: JSON.stringify({ secondFactor: 'pilihan' }) });
    await loket.db('blank_forms').insert({ procedure: 'registrasi_perseorangan', title: 'Bawaan', version: '1', storage_key: 'forms/bawaan', sha256: 'x' });
    const invited = /\/akun\/([\w-]+)/.exec(await loket.loket.workOnce().then(() => loket.mails.find((mail) => mail.to.address === 'ibu@awal.test')?.text ?? ''))?.[1];
    const ibu = loket.client();
    await ibu.post('/api/auth/set-password', { token: invited, password: 'sandi ibu kantor awal' });
    await ibu.login('ibu@awal.test', 'sandi ibu kantor awal');
    const read = async () => Object.fromEntries((await ibu.get<SetupChecklist>('/api/setup-checklist')).items.map((item) => [item.step, item])) as Record<SetupChecklist['items'][number]['step'], SetupChecklist['items'][number]>;
    const states = async () => Object.entries(await read()).map(([step, { state }]) => `${step} ${state}`);
    const fresh = await states();
    expect(fresh.filter((one) => / (selesai|dilewati|sebagian)$/.test(one))).toEqual([]);
    expect(fresh.filter((one) => one.endsWith(' bawaan'))).toEqual(['zona', 'kalender', 'penomoran', 'empat_mata', 'batas', 'templat', 'alasan', 'daftar_periksa', 'formulir'].map((step) => `${step} bawaan`));
    // What other offices brought is no work of this one; the sentence says that it is known all the same.
    await loket.db('providers').insert({ office_id: (await kaltim()).id, lpse: 'LPSE lain', user_id_spse: 'lain-1', name: 'Contoh', name_folded: 'contoh', name_glued: 'contoh', since: new Date() });
    expect((await read()).penyedia).toMatchObject({ state: 'belum', look: 'lewati', note: expect.stringContaining('LPSE lain sudah dikenal') as unknown });

    // A change of the limits is a look at the limits, and at nothing else of the same page.
    const office = await ibu.get<OfficeRecord>('/api/office-settings');
    await ibu.post('/api/office-settings', { ...edit(office), settings: { ...office.settings, returnDays: 20 } });
    expect([(await read()).batas.state, (await read()).penomoran.state, (await read()).zona.state]).toEqual(['selesai', 'bawaan', 'bawaan']);

    for (const step of ['templat', 'templat', 'penyedia']) expect((await ibu.request('POST', '/api/setup-checklist/looks', { step })).status).toBe(204);
    expect((await read()).templat).toMatchObject({ state: 'selesai', look: null, note: expect.stringContaining('Diperiksa Ibu Awal') as unknown });
    expect((await read()).penyedia).toMatchObject({ state: 'dilewati', look: null });
    expect(await loket.db('audit_events').where({ event: 'periksa_persiapan', office_id }).orderBy('id').pluck('detail')).toEqual([{ bagian: 'templat' }, { bagian: 'penyedia' }]);
    // Nobody looks an account or a closed door away, nor for another office.
    for (const step of ['akun', 'buka', 'surel_uji', 'kop_surat', 'apa saja']) expect((await ibu.request('POST', '/api/setup-checklist/looks', { step })).status).toBe(422);
    expect((await (await loket.world.officer('penyelia')).request('POST', '/api/setup-checklist/looks', { step: 'alasan' })).status).toBe(403);
    expect((await admin.get<SetupChecklist>('/api/setup-checklist')).items.find(({ step }) => step === 'templat')?.state).not.toBe('selesai');
    // What is there later counts for itself: a skipped step is done once there is something.
    await loket.db('providers').insert({ office_id, lpse: 'LPSE Awal', user_id_spse: 'awal-1', name: 'Contoh', name_folded: 'contoh', name_glued: 'contoh', since: new Date() });
    expect((await read()).penyedia.state).toBe('selesai');
  }, 60_000);
});
