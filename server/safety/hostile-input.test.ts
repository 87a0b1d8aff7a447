/** R3, R16, R18, R22, R30, R31, R32 at a small size: hostile texts into every door, forced faults, and then a search of everything that was answered, logged and mailed. */
import { randomUUID } from 'node:crypto';
import { existsSync, readdirSync } from 'node:fs';
import { request as nodeRequest } from 'node:http';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { accessOf, ROLES, type Role } from '../domain/permissions.ts';
import { relayOutbox } from '../platform/outbox.ts';
import { walks } from '../../seeds/scenarios/registrasi-perseorangan.ts';
import type { Walked } from '../../seeds/scenarios/world.ts';
import type { Client } from '../testing/client.ts';
import { signedIn } from '../testing/every-role.ts';
import { evenly } from '../testing/fault-runs.ts';
import { NASTY_STRINGS, nastyStrings } from '../testing/nasty-strings.ts';
import { startTestLoket, TEST_PASSWORD, type TestLoket } from '../testing/start-loket.ts';
import { LEAKS } from '../testing/told-too-much.ts';

let test: TestLoket;
let walked: Walked;
const lines: string[] = [];
const answers: string[] = [];
let clients: Map<Role, Client>;
/** What must never be read where it does not belong. */
const canaries: string[] = [];

beforeAll(async () => {
  test = await startTestLoket({ seed: 41, hear: (line) => { lines.push(line); } });
  walked = await (walks.diarsipkan as (typeof walks)[string])(test.world);
  const { person } = walked;
  canaries.push(person.nik, person.npwp, person.email, person.telepon, person.nama, walked.token, TEST_PASSWORD);
  clients = await signedIn(test);
}, 180_000);
afterAll(() => test.stop());

const as = (role: Role): Client => clients.get(role) ?? test.client();
/** Of every resource that has something of this person, the row that is his. */
async function idsOf(caseId: string): Promise<Record<string, string>> {
  const first = async (table: string, where: object) => (await test.db(table).where(where).orderBy('id').first<{ id: string } | undefined>('id'))?.id;
  const upload = (await test.db('documents').where({ case_id: caseId }).first<{ upload_id: string } | undefined>('upload_id'))?.upload_id;
  const found: Record<string, string | undefined> = {
    cases: caseId, documents: await first('documents', { case_id: caseId }), emails: await first('emails', { case_id: caseId }), letters: await first('letters', { case_id: caseId }),
    'archive-files': await first('archive_files', { case_id: caseId }), 'inbound-mails': await first('inbound_mails', { case_id: caseId }), 'document-twins': await first('document_twins', { case_id: caseId }),
    'upload-requests': await first('upload_requests', { case_id: caseId }), screenings: await first('screenings', {}), uploads: upload, 'kept-pictures': upload, 'failed-effects': await first('outbox', { case_id: caseId }),
  };
  return Object.fromEntries(Object.entries(found).filter((entry): entry is [string, string] => entry[1] !== undefined));
}
/** Every reading row of the table with addresses that lead somewhere. */
async function readings(file: Walked = walked): Promise<{ name: string; path: string; roles: readonly Role[] }[]> {
  const idOf = await idsOf(file.caseId);
  return test.loket.routes.filter((row) => row.method === 'get').map((row) => {
    const name = `GET ${row.path}`;
    const access = accessOf(name);
    const resource = /\/api\/([a-z-]+)/.exec(row.path)?.[1] ?? '';
    return {
      name, roles: access === 'publik' || access === 'masuk' ? ROLES : access,
      path: row.path.replace(':token', file.token).replace(':id', idOf[resource] ?? randomUUID()).replace(':n', '1').replace(':step', '7').replace(':code', 'tidak-ada').replace(/:\w+/g, randomUUID()) + (row.path.endsWith('/download') ? '?reason=pemeriksaan' : ''),
    };
  });
}

describe('R3: read', () => {
  it.each(['diterima', 'menunggu_perbaikan', 'diarsipkan'])('whole numbers, addresses and secrets of a person stand in no answer to a reading officer, his file being %s', async (place) => {
    const file = place === 'diarsipkan' ? walked : await (walks[place] as (typeof walks)[string])(test.world);
    const { person } = file;
    const office = await test.db('cases').where({ id: file.caseId }).first<{ office_id: string }>('office_id');
    // What else hangs on a file: a mail of the applicant without a name, a scan seen twice, a request by link, a screening.
    const upload = await test.db('documents').where({ case_id: file.caseId }).first<{ id: string; upload_id: string }>('id', 'upload_id');
    await test.db('inbound_mails').insert({ office_id: office.office_id, case_id: file.caseId, message_id: `<${place}@uji.test>`, from_name: '', from_address: person.email, subject: 'Tanya', body: 'Sampai mana?', known_sender: true, state: 'baru', received_at: test.clock.now() });
    await test.db('document_twins').insert({ case_id: file.caseId, document_id: upload.id, other_document_id: upload.id, how: 'byte', found_at: test.clock.now() }).onConflict().ignore();
    const read = new Set<string>();
    for (const { name, path: address, roles } of await readings(file)) {
      if (name.includes('/public/') || name.endsWith('/pdf') || name.includes('/pages/') || name.endsWith('/download')) continue;
      for (const role of roles) {
        const answer = await as(role).request('GET', address);
        if (answer.status === 200) read.add(name);
        const text = JSON.stringify(answer.body ?? '');
        // One mail is answered from its own page, which shows who wrote it; the list does not.
        const secrets = { nik: person.nik, npwp: person.npwp, ...(name === 'GET /api/inbound-mails/:id' ? {} : { email: person.email }), telepon: person.telepon, token: file.token };
        for (const [what, value] of Object.entries(secrets)) {
          expect({ name, role, what, shown: text.includes(value) }).toEqual({ name, role, what, shown: false });
        }
        expect(text).not.toMatch(/password_hash|passwordHash|token_hash|storage_key|\$argon2/);
      }
    }
    // A 404 proves nothing: these had something to show.
    expect([...read]).toEqual(expect.arrayContaining(['GET /api/cases/:id', 'GET /api/documents', 'GET /api/inbound-mails', 'GET /api/inbound-mails/:id', 'GET /api/emails', 'GET /api/letters', 'GET /api/audit-events']));
  }, 240_000);
});

describe('R18: reading changes nothing', () => {
  it('no GET and no HEAD of any row writes anything but who looked', async () => {
    const content = async () => {
      const tables = await test.database.ownerDb('pg_tables').where({ schemaname: 'public' }).whereNotIn('tablename', ['audit_events', 'session', 'rate_limits']).pluck<string[]>('tablename');
      const found: Record<string, string> = {};
      for (const table of tables.sort()) {
        const { rows } = await test.database.ownerDb.raw<{ rows: { sum: string }[] }>(`select md5(coalesce(string_agg(t::text, E'\\n' order by t::text), '')) as sum from public.?? t`, [table]);
        found[table] = rows[0]?.sum ?? '';
      }
      return found;
    };
    const before = await content();
    for (const { path: address, roles } of await readings()) {
      await as(roles[0] as Role).request('HEAD', address);
      await as(roles[0] as Role).request('GET', address);
    }
    expect(await content()).toEqual(before);
  }, 120_000);

  it.each(['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x'])('a form of a foreign page (%s) has no effect', async (type) => {
    const before = await test.db('case_actions').count();
    for (const row of test.loket.routes.filter(({ method }) => method !== 'get')) {
      const answer = await fetch(new URL(row.path.replace(/:\w+/g, randomUUID()), test.url), { method: row.method.toUpperCase(), headers: { 'Content-Type': type, Origin: 'https://jahat.test' }, body: '{"requestId":"x"}' });
      expect({ route: row.path, status: answer.status }).toEqual({ route: row.path, status: 403 });
    }
    expect(await test.db('case_actions').count()).toEqual(before);
  });
});

/** Hands in an application whose texts are `text`; the files are drafts that lie there already. */
async function applyWith(text: string, address?: string): Promise<{ status: number; body: unknown }> {
  const person = test.world.people();
  canaries.push(person.nik, person.email);
  const documents: Record<string, string> = {};
  for (const kind of ['ktp', 'npwp', 'sertifikat_keahlian']) {
    const id = randomUUID();
    await test.db('uploads').insert({ id, source: 'publik', original_name: `${text.replaceAll('\u0000', '').slice(0, 100)}.pdf`, type: 'application/pdf', received_sha256: id, received_bytes: 1, stored_sha256: id, stored_bytes: 1, storage_key: `uploads/${id.slice(0, 2)}/${id}`, page_count: 1, scan_state: 'belum_dipindai', expires_at: new Date(Date.now() + 86_400_000) });
    documents[kind] = id;
  }
  return test.client().request('POST', '/api/public/applications', {
    kantor: 'KALTIM', prosedur: 'registrasi_perseorangan', nama: text, nik: person.nik, npwp: person.npwp, email: address ?? person.email, telepon: person.telepon, user_id_spse: person.userId,
    alamat: text, kabupaten: person.kabupaten, tanggal_lahir: person.tanggalLahir, persetujuan: { privasi: '2026-01', kebenaran: '2026-01' }, documents,
  }, { 'Idempotency-Key': randomUUID() });
}

describe('R16, R22: hostile texts', () => {
  it('are 515 at the least', () => { expect(NASTY_STRINGS.length).toBeGreaterThanOrEqual(515); });

  it('are refused with a reason or kept to the letter, never a fault; each mail has one recipient and no header of theirs', async () => {
    const supervisor = as('penyelia');
    const counts = { kept: 0, refused: 0 };
    test.mails.length = 0;
    for (const text of nastyStrings(10)) {
      const answer = await applyWith(text);
      answers.push(JSON.stringify(answer.body ?? ''));
      expect({ text, status: answer.status }).toEqual({ text, status: answer.status === 201 ? 201 : 422 });
      if (answer.status === 422) {
        counts.refused += 1;
        expect((answer.body as { errors?: object }).errors ?? (answer.body as { message?: string }).message).toBeTruthy();
        continue;
      }
      counts.kept += 1;
      const row = await test.db('cases as c').join('case_subjects as s', 's.case_id', 'c.id').where({ 'c.number': (answer.body as { caseNumber: string }).caseNumber }).first<{ id: string; name: string; version: number }>('c.id', 's.name', 'c.version');
      expect(row.name.normalize()).toBe(text.trim().replace(/\s+/g, ' ').normalize());
      const seen = await supervisor.request('GET', `/api/cases/${row.id}`);
      expect(seen.status).toBe(200);
      expect(JSON.stringify(seen.body)).toContain(JSON.stringify(row.name).slice(1, -1));
      await test.loket.workOnce();
    }
    expect(counts.kept).toBeGreaterThan(0);
    for (const mail of test.mails) {
      expect(mail.to.address).not.toMatch(/[\s,;<>]/);
      expect(mail.to.address).not.toContain('jahat');
      expect(mail.subject).not.toMatch(/[\r\n]/);
      // The words may stand in it, as words: what counts is what a reader takes for a tag. Ours are these, with a link of http or nothing.
      for (const tag of mail.html.match(/<[a-z/!][^>]*>/gi) ?? []) {
        expect(tag).toMatch(/^<(?:!doctype html|\/?(?:html|head|meta|title|body|div|p|a|br|b|strong|ul|ol|li)\b)/i);
        expect(tag).not.toMatch(/[\s"'/]on\w+\s*=|(?:href|src)\s*=\s*(?!["']?(?:https?:|mailto:))/i);
      }
    }
  }, 900_000);

  it('in the search box, in lists and in a path are answered, not a fault', async () => {
    for (const text of nastyStrings(25)) {
      const found = await as('helpdesk').request('POST', '/api/search', { q: text });
      expect({ text, status: found.status < 500 }).toEqual({ text, status: true });
      for (const address of [`/api/cases?filter=${encodeURIComponent(JSON.stringify({ number: text }))}`, `/api/cases/${encodeURIComponent(text.toWellFormed()) || 'x'}`, `/api/public/applications/${encodeURIComponent(text.toWellFormed()) || 'x'}`]) {
        const { status, body } = await as('helpdesk').request('GET', address);
        if (status >= 400) answers.push(JSON.stringify(body ?? ''));
        expect({ address, fault: status >= 500 }).toEqual({ address, fault: false });
      }
    }
  }, 120_000);
});

describe('R19: flooding', () => {
  it('what strangers trigger sends one address three mails an hour; the rest waits for a person', async () => {
    test.mails.length = 0;
    for (let n = 0; n < 6; n += 1) expect((await applyWith(`Korban Contoh ${'ABCDEF'[n]}`, 'korban@contoh.test')).status).toBe(201);
    await test.loket.workOnce();
    expect(test.mails.filter((mail) => mail.to.address === 'korban@contoh.test').length).toBe(3);
    expect(await test.db('emails').whereNotNull('held_at').where({ to_address: 'korban@contoh.test', last_error: 'terlalu_sering' }).count()).toEqual([{ count: 3 }]);
    test.clock.forward(61);
    expect((await applyWith('Korban Contoh G', 'korban@contoh.test')).status).toBe(201);
    await test.loket.workOnce();
    expect(test.mails.filter((mail) => mail.to.address === 'korban@contoh.test').length).toBe(4);
  }, 60_000);
});

/** Bodies that are wrong, each in its own way. */
const SHAPES: [what: string, body: string, headers?: Record<string, string>][] = [
  ['broken JSON', '{"a": '], ['a list', '[1,2]'], ['a number', '17'], ['null', 'null'], ['a text', '"x"'], ['unknown fields', '{"tidak_ada":1,"constructor":{"prototype":{"polluted":true}}}'],
  ['prototype keys', '{"__proto__":{"polluted":true}}'], ['deep nesting', `${'{"a":'.repeat(3_000)}1${'}'.repeat(3_000)}`], ['wrong types', '{"requestId":[],"seenVersion":"x","input":7,"id":{}}'],
  ['another charset', '{}', { 'Content-Type': 'application/json; charset=klingon' }], ['another type', '<x/>', { 'Content-Type': 'text/xml' }], ['a lone surrogate', '{"a":"\\ud800"}'],
];

describe('R31: forced faults', () => {
  it('wrong bodies at every door that takes one are refused without a word of the inside', async () => {
    const doors = test.loket.routes.filter((row) => row.method !== 'get' && row.body && !row.before);
    const all = doors.flatMap((row) => SHAPES.map(([what, body, headers]) => ({ row, what, body, headers })));
    expect(all.length).toBeGreaterThan(500);
    for (const { row, what, body, headers } of evenly(all, 60)) {
      const access = accessOf(`${row.method.toUpperCase()} ${row.path}`);
      const role = Array.isArray(access) ? (access[0] as Role) : 'helpdesk';
      const address = row.path.replace(':token', walked.token).replace(':id', walked.caseId).replace(/:\w+/g, randomUUID());
      const answer = await fetch(`${test.url}${address}`, { method: row.method.toUpperCase(), headers: { Origin: test.url, 'X-Requested-With': 'loket', Cookie: as(role).cookie(), 'Content-Type': 'application/json', ...headers }, body });
      const text = await answer.text();
      expect({ door: row.path, what, status: answer.status >= 400 && answer.status < 500 ? 'refused' : answer.status }).toEqual({ door: row.path, what, status: 'refused' });
      expect({ door: row.path, what, told: LEAKS.test(text) }).toEqual({ door: row.path, what, told: false });
      expect({ door: row.path, what, code: /^[0-9a-f-]{36}$/.test((JSON.parse(text) as { requestId?: string }).requestId ?? '') }).toEqual({ door: row.path, what, code: true });
    }
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
    expect((await fetch(`${test.url}/api/health`)).status).toBe(200);
  }, 300_000);

  it('tell nothing of the inside, carry the code of the log, and the server goes on', async () => {
    const officer = as('helpdesk');
    const { documents: document } = await idsOf(walked.caseId);
    const seen: { what: string; status: number; body: { message?: string; requestId?: string } }[] = [];
    const note = async (what: string, answer: Promise<{ status: number; body: unknown }>) => { seen.push({ what, ...await answer as { status: number; body: { message?: string } } }); };
    const raw = async (body: string, headers: Record<string, string> = {}) => {
      const answer = await fetch(`${test.url}/api/public/checks`, { method: 'POST', headers: { Origin: test.url, 'X-Requested-With': 'loket', 'Content-Type': 'application/json', ...headers }, body });
      return { status: answer.status, body: await answer.json() as unknown };
    };
    await note('broken JSON', raw(`{"nik": "${walked.person.nik}"`));
    await note('not an object', raw('[1,2]'));
    await note('deep nesting', raw(`${'{"a":'.repeat(5_000)}1${'}'.repeat(5_000)}`));
    await note('prototype keys', raw('{"__proto__":{"polluted":true}}'));
    await note('another charset', raw('{}', { 'Content-Type': 'application/json; charset=klingon' }));
    expect(seen.at(-1)?.status).toBe(415);
    await note('another type', raw('{}', { 'Content-Type': 'text/xml' }));
    await note('too large', raw(JSON.stringify({ x: 'y'.repeat(700_000) })));
    await note('a broken path', officer.request('GET', '/api/cases/%E0%A4%A'));
    const pages = await test.db('upload_pages as p').join('documents as d', 'd.upload_id', 'p.upload_id').where({ 'd.id': document, 'p.page': 1 }).first<{ upload_id: string; picture_key: string }>('p.upload_id', 'p.picture_key');
    await test.db('upload_pages').where({ upload_id: pages.upload_id, page: 1 }).update({ picture_key: 'pages/aa/hilang.jpg' });
    await note('a missing file', officer.request('GET', `/api/documents/${document}/pages/1`));
    await test.db('upload_pages').where({ upload_id: pages.upload_id, page: 1 }).update({ picture_key: pages.picture_key });
    for (const table of ['cases', 'emails', 'letters', 'documents']) {
      await test.database.ownerDb.raw('alter table ?? rename to ??', [table, `${table}_hilang`]);
      await note(`no table ${table}`, officer.request('GET', `/api/${table}`));
      await test.database.ownerDb.raw('alter table ?? rename to ??', [`${table}_hilang`, table]);
    }
    for (const { what, status, body } of seen) {
      expect({ what, refused: status >= 400 }).toEqual({ what, refused: true });
      expect({ what, told: LEAKS.test(JSON.stringify(body)) }).toEqual({ what, told: false });
      expect({ what, code: /^[0-9a-f-]{36}$/.test(body.requestId ?? '') }).toEqual({ what, code: true });
      if (status >= 500) expect(lines.some((line) => line.includes(body.requestId ?? '-') && line.includes('unexpected error'))).toBe(true);
      answers.push(JSON.stringify(body));
    }
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
    expect((await officer.request('GET', '/api/health')).status).toBe(200);
  }, 60_000);
});

describe('R32: headers and configuration', () => {
  const statusOf = (method: string, address: string) => new Promise<number>((resolve, reject) => {
    nodeRequest(new URL(address, test.url), { method, headers: { Origin: test.url, 'X-Requested-With': 'loket' } }, (answer) => { answer.resume(); resolve(answer.statusCode ?? 0); }).on('error', reject).end();
  });
  it('stand on every answer, whatever was asked', async () => {
    const paths = [...(await readings()).map((reading) => reading.path), '/', '/staf/', '/staf/cases', '/permohonan', '/.git/config', '/.env', '/server/app.ts', '/package.json', '/..%2f..%2fetc/passwd', '/api/tidak-ada', '/api/cases/%E0%A4%A'];
    for (const address of paths) {
      const answer = await fetch(`${test.url}${address}`, { redirect: 'manual' });
      const text = await answer.text();
      const { headers } = answer;
      const policy = headers.get('content-security-policy') ?? '';
      expect({ address, policy: /default-src 'none'/.test(policy) && !/unsafe-(inline|eval)/.test(policy) && (/frame-ancestors 'none'/.test(policy) || /sandbox/.test(policy)) }).toEqual({ address, policy: true });
      expect({ address, sniff: headers.get('x-content-type-options'), referrer: headers.get('referrer-policy'), powered: headers.get('x-powered-by') }).toEqual({ address, sniff: 'nosniff', referrer: 'no-referrer', powered: null });
      // The regions of the country are the same for everybody and may be kept.
      if (address.startsWith('/api') && !address.endsWith('/regions')) expect({ address, store: headers.get('cache-control')?.includes('no-store') }).toEqual({ address, store: true });
      expect(text).not.toMatch(/\[core\]|LOKET_SECRET|"dependencies"|root:x:0/);
    }
  }, 60_000);

  it('stand on what officers and applicants are really given: lists, pages, refusals, files', async () => {
    const looked = new Map<string, number>();
    const check = (what: string, answer: { status: number; headers: Headers }) => {
      const policy = answer.headers.get('content-security-policy') ?? '';
      expect({ what, policy: /default-src 'none'/.test(policy) && !/unsafe-(inline|eval)/.test(policy) && (/frame-ancestors 'none'/.test(policy) || /sandbox/.test(policy)) }).toEqual({ what, policy: true });
      expect({ what, sniff: answer.headers.get('x-content-type-options'), referrer: answer.headers.get('referrer-policy'), powered: answer.headers.get('x-powered-by') }).toEqual({ what, sniff: 'nosniff', referrer: 'no-referrer', powered: null });
      // The regions of the country are the same for everybody and may be kept.
      if (!what.includes('/regions ')) expect({ what, store: /no-store/.test(answer.headers.get('cache-control') ?? '') }).toEqual({ what, store: true });
      looked.set(String(answer.status), (looked.get(String(answer.status)) ?? 0) + 1);
    };
    for (const { name, path: address, roles } of await readings()) check(`${name} as ${roles[0]}`, await as(roles[0] as Role).request('GET', address));
    check('a list asked wrongly', await as('helpdesk').request('GET', '/api/cases?filter=%7B%22nik%22%3A%22x%22%7D'));
    check('a field that is missing', await as('helpdesk').request('POST', '/api/search', {}));
    check('an act that is closed', await as('helpdesk').request('POST', `/api/cases/${walked.caseId}/actions/teruskan`, { requestId: randomUUID(), version: 1, input: {} }));
    for (const format of ['csv', 'xlsx']) check(`the export as ${format}`, await as('penyelia').request('POST', '/api/exports', { list: 'cases', format }));
    const letter = await test.db('letters').where({ case_id: walked.caseId }).whereNotNull('number').first<{ id: string }>('id');
    check('a letter as PDF', await as('helpdesk').request('GET', `/api/letters/${letter.id}/pdf`));
    expect(Number(looked.get('200'))).toBeGreaterThan(30);
    expect([looked.has('422'), looked.has('404')]).toEqual([true, true]);
  }, 120_000);

  it.each(['PUT', 'PATCH', 'DELETE', 'TRACE', 'PROPFIND'])('%s is not taken where no row has it', async (method) => {
    const addresses = [...new Set(test.loket.routes.map((row) => row.path))].filter((address) => !test.loket.routes.some((row) => row.path === address && row.method.toUpperCase() === method));
    for (const address of evenly(addresses, 12)) expect({ address, refused: [404, 405].includes(await statusOf(method, address.replace(/:\w+/g, randomUUID()))) }).toEqual({ address, refused: true });
  }, 60_000);

  it('says that it wants https where it has https', async () => {
    const secure = await startTestLoket({ env: { PUBLIC_URL: 'https://loket.contoh.test', TRUST_PROXY: '1' } });
    try {
      expect((await fetch(`${secure.url}/api/health`)).headers.get('strict-transport-security')).toMatch(/max-age=31536000/);
      const login = (origin: string) => fetch(`${secure.url}/api/auth/login`, { method: 'POST', headers: { 'Content-Type': 'application/json', Origin: origin, 'X-Requested-With': 'loket', 'X-Forwarded-Proto': 'https' }, body: JSON.stringify({ email: 'helpdesk@loket.test', password: TEST_PASSWORD }) });
      // The same host without encryption is another origin.
      expect((await login(secure.url)).status).toBe(403);
      const answer = await login(secure.url.replace('http:', 'https:'));
      expect(answer.headers.getSetCookie()[0]).toMatch(/^__Host-loket=.+; Path=\/; .*HttpOnly; Secure; SameSite=Lax/);
    } finally {
      await secure.stop();
    }
  }, 60_000);

  it('the pages ship without source maps', () => {
    const dist = path.join(test.config.root, 'dist');
    if (!existsSync(dist)) return;
    expect(readdirSync(dist, { recursive: true }).filter((name) => String(name).endsWith('.map'))).toEqual([]);
  });
});

describe('R30: personal data where it does not belong', () => {
  it('stands in no line of the log, though it was driven through paths, queries, headers, names and broken bodies', async () => {
    const { person } = walked;
    for (const [method, address] of [['GET', `/api/cases/${person.nik}`], ['GET', `/api/cases?filter=${encodeURIComponent(JSON.stringify({ q: person.email }))}`], ['GET', `/berkas/${walked.token}`], ['GET', `/api/${encodeURIComponent(person.nama)}/${person.npwp}`], ['POST', `/api/search?telepon=${person.telepon}`]] as const) {
      await as('helpdesk').request(method, address, method === 'POST' ? { q: person.nik } : undefined, { 'X-Request-Id': person.nik, Referer: `https://x.test/${walked.token}`, 'User-Agent': person.email });
    }
    await as('helpdesk').upload('/api/uploads', Buffer.from('bukan berkas'), `KTP ${person.nama} ${person.nik}.pdf`);
    await as('helpdesk').request('POST', '/api/auth/login', { email: person.email, password: TEST_PASSWORD });
    expect(lines.length).toBeGreaterThan(100);
    for (const line of lines) {
      expect(() => JSON.parse(line) as unknown).not.toThrow();
      for (const canary of canaries) expect({ canary, line: line.includes(canary) ? line.slice(0, 400) : '' }).toEqual({ canary, line: '' });
    }
    const requests = lines.map((line) => JSON.parse(line) as { req?: { id?: string }; res?: unknown }).filter((line) => line.res !== undefined);
    expect(requests.length).toBeGreaterThan(50);
    expect(requests.every((line) => /^[0-9a-f-]{36}$/.test(line.req?.id ?? ''))).toBe(true);
  }, 60_000);

  it('nor in the audit trail, the queue or an error body', async () => {
    const trail = await test.db('audit_events').select<{ detail: unknown; ref: string | null }[]>('detail', 'ref', 'ip_hash', 'event');
    const jobs: unknown[] = [];
    await test.db('outbox').insert({ effect: 'gambar_halaman', case_id: walked.caseId });
    await relayOutbox(test.db, { add: (name, data) => { jobs.push({ name, data }); return Promise.resolve(); } });
    expect(jobs.length).toBeGreaterThan(0);
    for (const job of jobs) expect(Object.keys((job as { data: object }).data)).toEqual(['outboxId']);
    for (const [where, text] of [['trail', JSON.stringify(trail)], ['jobs', JSON.stringify(jobs)], ['answers', answers.join('')]] as const) {
      for (const canary of canaries.filter((value) => !/^\W*$/.test(value))) expect({ where, canary, holds: text.includes(canary) }).toEqual({ where, canary, holds: false });
    }
  });
});
