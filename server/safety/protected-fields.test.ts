/**
 * R3 from what there is, not from a list somebody keeps: every object of every body and of every act's input, the columns that hold somebody's numbers and
 * secrets now, every list for every role, every export and figure.
 */
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { openPromise } from 'yauzl';
import { z } from 'zod';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { walks } from '../../seeds/scenarios/registrasi-perseorangan.ts';
import type { Walked } from '../../seeds/scenarios/world.ts';
import { EXPORTED_LISTS } from '../domain/contract/supervision.ts';
import { accessOf, ROLES, type Role } from '../domain/permissions.ts';
import { allSops } from '../domain/sop/catalogue.ts';
import type { Client } from '../testing/client.ts';
import { evenly } from '../testing/fault-runs.ts';
import { signedIn } from '../testing/every-role.ts';
import { startTestLoket, type TestLoket } from '../testing/start-loket.ts';

let test: TestLoket;
let clients: Map<Role, Client>;
const files: Walked[] = [];
const folder = mkdtempSync(path.join(tmpdir(), 'loket-kolom-'));
beforeAll(async () => {
  test = await startTestLoket({ seed: 59 });
  for (const place of ['menunggu_perbaikan', 'terjadwal', 'pengarsipan']) files.push(await (walks[place] as (typeof walks)[string])(test.world));
  clients = await signedIn(test);
}, 300_000);
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true });
  await test.stop();
});
const as = (role: Role): Client => clients.get(role) ?? test.client();
const rolesOf = (route: string): readonly Role[] => {
  const access = accessOf(route);
  return access === 'publik' || access === 'masuk' ? ROLES : access;
};

interface Node { type?: string; $ref?: string; properties?: Record<string, Node>; additionalProperties?: boolean | Node; items?: Node; prefixItems?: Node[]; anyOf?: Node[]; oneOf?: Node[]; allOf?: Node[]; $defs?: Record<string, Node> }

/** Paths of the objects that take any key; `*` is the value of such a one. */
function openObjects(schema: z.ZodType): string[] {
  const root = z.toJSONSchema(schema, { unrepresentable: 'any', io: 'input', cycles: 'ref' }) as Node;
  const seen = new Set<Node>();
  const walk = (node: Node, at: string): string[] => {
    if (seen.has(node)) return [];
    seen.add(node);
    const beneath = (parts: [string, Node | undefined][]) => parts.flatMap(([name, part]) => (part ? walk(part, `${at}${name}`) : []));
    const extra = node.additionalProperties;
    return [
      ...(node.type === 'object' && extra !== false ? [at] : []),
      ...beneath(Object.entries(node.properties ?? {}).map(([name, part]) => [`.${name}`, part])), ...beneath([['.*', typeof extra === 'object' ? extra : undefined], ['[]', node.items]]),
      ...beneath([...node.prefixItems ?? [], ...node.anyOf ?? [], ...node.oneOf ?? [], ...node.allOf ?? []].map((part) => ['', part])),
      ...beneath([['', node.$ref === undefined ? undefined : root.$defs?.[node.$ref.replace('#/$defs/', '')]]]),
    ];
  };
  return walk(root, '');
}

/** What takes any key on purpose, and what becomes of the keys. */
const FIELDS = 'fields of the procedure: one that its form does not have is refused by name (read-fields.ts)';
const KINDS = 'by kind of document: one that the procedure does not ask is refused by name';
const RECORDS: Readonly<Record<string, string>> = {
  'POST /api/cases/:id/actions/:action .input': 'judged by the act itself, whose own shape is walked below', 'POST /api/cases/:id/letters/preview .input': 'judged by the act it belongs to; nothing is written',
  'POST /api/cases/:id/drafts .content': 'given back to whoever wrote it as it came, read by nobody else; bounded in size',
  'POST /api/exports .filter': 'read key by key against what the list allows, as the list itself is', 'POST /api/office-settings .settings.letterNumbers': 'by kind of letter; a kind there is none of numbers nothing',
  'POST /api/public/checks .fields': FIELDS, 'POST /api/public/applications': FIELDS, 'POST /api/cases .fields': FIELDS, 'POST /api/public/applications/:token/repair .fields': FIELDS, 'POST /api/upload-requests .fields': FIELDS,
  'POST /api/public/applications .documents': KINDS, 'POST /api/public/applications .lacking': KINDS, 'POST /api/cases .documents': KINDS, 'POST /api/public/applications/:token/repair .documents': KINDS, 'POST /api/public/applications/:token/repair .lacking': KINDS,
  'tindakan selesaikan_tugas .bukti': 'judged by the proof of the task it closes', 'tindakan kirim_perbaikan .isian': FIELDS, 'tindakan kirim_perbaikan .dokumen': KINDS, 'tindakan kirim_perbaikan .tidakPunya': KINDS, 'tindakan kirim_perbaikan .asalDokumen': KINDS,
};

describe('R3: written', () => {
  it('every object in every body and in every act names its fields and refuses others, or is a record on purpose', () => {
    const bodies = test.loket.routes.flatMap((row) => (row.body ? [[`${row.method.toUpperCase()} ${row.path}`, row.body] as const] : []));
    const inputs = allSops.flatMap((sop) => Object.entries(sop.actions).map(([id, action]) => [`tindakan ${id}`, action.input] as const));
    expect([bodies.length > 60, inputs.length > 60]).toEqual([true, true]);
    const open = new Set([...bodies, ...inputs].flatMap(([name, schema]) => openObjects(schema).map((at) => `${name} ${at}`.trim())));
    expect([...open].filter((at) => !(at in RECORDS))).toEqual([]);
    // What is no longer there is no longer excused.
    expect(Object.keys(RECORDS).filter((at) => !open.has(at))).toEqual([]);
  });
});

/** However the number is written: 08…, +62 8…, 628…. */
const subscriber = ({ telepon }: Walked['person']) => telepon.replace(/^(0|\+?62)/, '');

/** Columns that hold, at this moment, a number, an address or a secret of somebody. */
async function protectedColumns(): Promise<string[]> {
  const secrets = files.flatMap(({ person, token }) => [person.nik, person.npwp, person.email, subscriber(person), token]);
  const columns = await test.database.ownerDb('information_schema.columns').where({ table_schema: 'public' }).whereIn('data_type', ['text', 'jsonb', 'json', 'bytea', 'character varying'])
    .select<{ table_name: string; column_name: string }[]>('table_name', 'column_name');
  const found = new Set<string>();
  for (const { table_name: table, column_name: column } of columns) {
    const { rows } = await test.database.ownerDb.raw<{ rows: unknown[] }>('select 1 from ?? where ??::text like any (?) limit 1', [table, column, secrets.map((value) => `%${value}%`)]);
    if (rows.length > 0 || /hash|secret|token|_key$|password/.test(column)) found.add(column);
  }
  return [...found].sort();
}
const camel = (column: string) => column.replace(/_(\w)/g, (_whole, letter: string) => letter.toUpperCase());

describe('R3: filtered and sorted', () => {
  it('no list is filtered or put in order by a column that holds a number, an address or a secret, whoever asks', async () => {
    const columns = await protectedColumns();
    for (const column of ['nik', 'npwp15', 'email', 'phone', 'to_address', 'password_hash', 'token_hash', 'storage_key']) expect(columns).toContain(column);
    const keys = [...new Set(columns.flatMap((column) => [column, camel(column)]))];
    const lists = test.loket.routes.filter((row) => row.method === 'get' && row.query && 'filter' in ((row.query as unknown as { shape?: object }).shape ?? {}) && !row.path.includes(':'));
    expect(lists.length).toBeGreaterThan(30);
    // The list of accounts, for those who keep them, is in the order of their addresses, which stand there.
    const shown = ({ address, key, how }: { address: string; key: string; how: string }) => address === '/api/users' && key === 'email' && how === 'sort';
    const tries = lists.flatMap(({ path: address }) => rolesOf(`GET ${address}`).flatMap((role) => keys.flatMap((key) => [
      { address, role, key, how: 'filter', query: JSON.stringify({ [key]: 'x' }) }, { address, role, key, how: 'sort', query: JSON.stringify([key, 'ASC']) }]))).filter((one) => !(one.how === 'sort' && NO_ORDER.has(one.address)) && !shown(one));
    for (const { address, role, key, how, query } of evenly(tries, 700)) {
      const { status } = await as(role).request('GET', `${address}?${new URLSearchParams({ [how]: query }).toString()}`);
      expect({ address, role, key, how, status }).toEqual({ address, role, key, how, status: 422 });
    }
  }, 1_200_000);
});
/** Reports in the shape of a list, whose rows stand in an order of their own. */
const NO_ORDER = new Set(['/api/sla-steps']);

async function unpacked(bytes: Buffer): Promise<string> {
  const file = path.join(folder, 'ekspor.xlsx');
  writeFileSync(file, bytes);
  const zip = await openPromise(file);
  const pieces: Buffer[] = [];
  for await (const entry of zip.eachEntry()) for await (const chunk of await zip.openReadStreamPromise(entry)) pieces.push(chunk as Buffer);
  return Buffer.concat(pieces).toString('utf8');
}

/** In a file or in a figure nobody needs them, whatever his role. */
function expectNobodyIn(where: object, text: string): void {
  for (const { person, token } of files) {
    for (const [what, value] of Object.entries({ nik: person.nik, npwp: person.npwp, email: person.email, telepon: subscriber(person), token, nama: person.nama, alamat: person.alamat })) {
      expect({ ...where, what, there: text.includes(value) }).toEqual({ ...where, what, there: false });
    }
  }
  expect({ ...where, secret: /\$argon2|password_hash|token_hash|storage_key/.exec(text)?.[0] ?? null }).toEqual({ ...where, secret: null });
}

describe('R3: exported and added up', () => {
  const cells = EXPORTED_LISTS.flatMap((list) => (['csv', 'xlsx'] as const).map((format) => ({ list, format })));
  it.each(cells)('$list as $format holds nobody\'s number, name or address, and only supervisors get it', async ({ list, format }) => {
    for (const role of ROLES) {
      const answer = await fetch(`${test.url}/api/exports`, { method: 'POST', headers: { 'Content-Type': 'application/json', Origin: test.url, 'X-Requested-With': 'loket', Cookie: as(role).cookie() }, body: JSON.stringify({ list, format }) });
      const may = rolesOf('POST /api/exports').includes(role);
      expect({ role, status: answer.status }).toEqual({ role, status: may ? 200 : 403 });
      if (!may) continue;
      const bytes = Buffer.from(await answer.arrayBuffer());
      const text = format === 'csv' ? bytes.toString('utf8') : await unpacked(bytes);
      if (['cases', 'tasks', 'emails', 'sla-steps'].includes(list)) expect({ list, rows: Number(answer.headers.get('x-jumlah-baris')) > 0 }).toEqual({ list, rows: true });
      if (['cases', 'emails'].includes(list)) expect(text).toContain(files[0]?.number);
      expectNobodyIn({ list, format, role }, text);
    }
  }, 60_000);

  it.each(['/api/supervision', '/api/sla-steps', '/api/sla-steps/7/visits', '/api/officer-load', '/api/step-visits', '/api/stuck-cases', '/api/case-deviations', '/api/case-exceptions', '/api/work-in-hand', '/api/calendar', '/metrics'])('%s adds up without anybody in it', async (address) => {
    const asked = { '/api/calendar': { from: '2026-03-01T16:00:00Z', to: '2026-03-08T16:00:00Z' }, '/api/sla-steps/7/visits': { procedure: 'registrasi_perseorangan' } }[address] ?? {};
    const route = `GET ${address.replace('/7/', '/:step/')}`;
    for (const role of address === '/metrics' ? ['admin_sistem' as const] : rolesOf(route)) {
      const answer = await as(role).request('GET', `${address}?${new URLSearchParams(asked as Record<string, string>).toString()}`);
      expect({ route, role, status: answer.status }).toEqual({ route, role, status: 200 });
      expectNobodyIn({ route, role }, typeof answer.body === 'string' ? answer.body : JSON.stringify(answer.body));
    }
  }, 60_000);
});
