/**
 * Lists as ra-data-simple-rest asks for them (`sort`, `range`, `filter` as JSON). Nothing of what the client sent reaches the
 * query builder as an object: keys, directions, operators and value types are looked up in the list's own allow-list.
 * (knex turns a crafted `nulls` of a sort object into stacked SQL; measured.)
 */
import type { Knex } from 'knex';
import { z } from 'zod';
import { InvalidError } from '../errors.ts';
import type { Reply } from './route.ts';

export const MAX_RANGE = 200;
/** Nobody pages further by hand; whoever looks for something there narrows the filter. */
export const MAX_OFFSET = 10_000;
/** Counted exactly up to here, unless the list says otherwise; above it the total is unknown and never an estimate. */
export const MOST_COUNTED = 10_000;
type Scalar = string | number | boolean | null;

export interface FilterRule {
  /** SQL column or expression of ours. */
  column: string;
  type: z.ZodType<Scalar>;
  /** `=` also takes a list of values. `ada` asks whether the column is filled. `mulai` matches a beginning. `memuat` asks for one of the several values the column holds. `bagian` for any part of a text, in capitals or not; of short lists only. */
  op?: '=' | '>=' | '<' | 'ada' | 'mulai' | 'memuat' | 'bagian';
  /** What else is true of every row that matches, as SQL of ours: it lets a partial index answer. */
  implies?: (value: Scalar | Scalar[]) => string | null;
}
export interface ListSpec {
  name: string;
  filters: Record<string, FilterRule>;
  /** Sort key to SQL column of ours. */
  sorts: Record<string, string>;
  defaultSort: [key: string, direction: 'ASC' | 'DESC'];
  /** Makes the order total. */
  tieBreak: string;
  /**
   * Sort keys whose missing values come last going down, too. All others of stored rows go down as they go up, reversed (missing ones first), which is how one index
   * has it both ways: without an index of its own `nulls last` makes PostgreSQL put a million rows in order for one page.
   */
  missingLast?: readonly string[];
  /**
   * Filters for which the total is exact however large: the queues of the menu. These are the open cases (every tab but the finished ones), the open tasks and the
   * open hits of newer lists, each counted from an index that holds nothing else. Finished cases, mail that came in and all other lists are counted to `MOST_COUNTED`.
   */
  countsAll?: (filters: Readonly<Record<string, Scalar | Scalar[]>>) => boolean;
}
export interface ListRequest { filters: { key: string; rule: FilterRule; value: Scalar | Scalar[] }[]; sort: { column: string; direction: 'asc' | 'desc'; missingLast: boolean }; first: number; last: number }

/** Query contract of every list route. */
export const listQuery = z.strictObject({
  sort: z.string().max(200).optional(), range: z.string().max(60).optional(), filter: z.string().max(12_000).optional(), embed: z.string().max(100).optional(),
});

/** @throws InvalidError for anything that is not in the allow-list */
export function parseList(spec: ListSpec, query: z.output<typeof listQuery>): ListRequest {
  const [first, last] = readRange(query.range);
  return { filters: readFilters(spec, query.filter), sort: readSort(spec, query.sort), first, last };
}

function readJson(text: string | undefined, field: string): unknown {
  if (text === undefined) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    throw new InvalidError({ [field]: { key: 'galat.daftar.json' } });
  }
}

// Made once: a schema costs more to make than to ask.
const RANGE = z.tuple([z.int().min(0).max(10_000_000), z.int().min(0).max(10_000_000)]).optional();
const SORT = z.tuple([z.string().max(60), z.enum(['ASC', 'DESC'])]).optional();
const lists = new WeakMap<FilterRule['type'], z.ZodType<Scalar[]>>();

/** Several values of a filter. */
function severalOf(type: FilterRule['type']): z.ZodType<Scalar[]> {
  const known = lists.get(type) ?? z.array(type).max(MAX_RANGE);
  lists.set(type, known);
  return known;
}

function readRange(text: string | undefined): [number, number] {
  const parsed = RANGE.safeParse(readJson(text, 'range'));
  if (!parsed.success) throw new InvalidError({ range: { key: 'galat.daftar.rentang', params: { batas: MAX_RANGE } } });
  const [first, last] = parsed.data ?? [0, 24];
  if (last < first || last - first + 1 > MAX_RANGE) throw new InvalidError({ range: { key: 'galat.daftar.rentang', params: { batas: MAX_RANGE } } });
  if (first > MAX_OFFSET) throw new InvalidError({ range: { key: 'galat.daftar.terlalu_jauh', params: { batas: MAX_OFFSET } } }, 'galat.daftar.terlalu_jauh');
  return [first, last];
}

function readSort(spec: ListSpec, text: string | undefined): ListRequest['sort'] {
  const parsed = SORT.safeParse(readJson(text, 'sort'));
  const [key, direction] = parsed.success ? (parsed.data ?? spec.defaultSort) : ['', 'ASC' as const];
  const column = Object.hasOwn(spec.sorts, key) ? spec.sorts[key] : undefined;
  if (!column) throw new InvalidError({ sort: { key: 'galat.daftar.urutan' } });
  return { column, direction: direction === 'ASC' ? 'asc' : 'desc', missingLast: spec.missingLast?.includes(key) ?? false };
}

function readFilters(spec: ListSpec, text: string | undefined): ListRequest['filters'] {
  const given = readJson(text, 'filter') ?? {};
  // PostgreSQL has no such character in a text; asking for it is a mistake, not a fault of ours.
  if (text?.includes('\\u0000')) throw new InvalidError({ filter: { key: 'galat.daftar.nilai' } });
  if (typeof given !== 'object' || given === null || Array.isArray(given)) throw new InvalidError({ filter: { key: 'galat.daftar.json' } });
  return Object.entries(given).map(([key, value]) => {
    const rule = Object.hasOwn(spec.filters, key) ? spec.filters[key] : undefined;
    if (!rule) throw new InvalidError({ [`filter.${key.slice(0, 60)}`]: { key: 'galat.daftar.saringan' } });
    const many = (rule.op ?? '=') === '=' && Array.isArray(value);
    const parsed = (many ? severalOf(rule.type) : rule.type).safeParse(value);
    if (!parsed.success) throw new InvalidError({ [`filter.${key}`]: { key: 'galat.daftar.nilai' } });
    return { key, rule, value: parsed.data };
  });
}

function filtered<T extends Knex.QueryBuilder>(query: T, request: ListRequest): T {
  for (const { rule, value } of request.filters) {
    if (Array.isArray(value)) void query.whereRaw(`${rule.column} = any(?)`, [value as unknown as string]);
    else if (rule.op === 'ada') void query.whereRaw(`${rule.column} is ${value ? 'not null' : 'null'}`);
    else if (rule.op === 'mulai') void query.whereRaw(`starts_with(${rule.column}, ?)`, [value as string]);
    else if (rule.op === 'memuat') void query.whereRaw(`? = any(${rule.column})`, [value as string]);
    else if (rule.op === 'bagian') void query.whereRaw(`strpos(lower(${rule.column}), lower(?)) > 0`, [value as string]);
    else if (value === null) void query.whereRaw(`${rule.column} is null`);
    else void query.whereRaw(`${rule.column} ${rule.op ?? '='} ?`, [value]);
    const implied = value === null ? null : rule.implies?.(value);
    if (implied) void query.whereRaw(implied);
  }
  return query;
}

/** Exact, or null where there are more than are counted. */
async function countRows(spec: ListSpec, request: ListRequest, base: () => Knex.QueryBuilder): Promise<number | null> {
  if (spec.countsAll?.(Object.fromEntries(request.filters.map(({ key, value }) => [key, value])))) {
    const [all] = await filtered(base(), request).count<{ n: number }[]>({ n: '*' });
    return Number(all?.n ?? 0);
  }
  const some = filtered(base(), request).select(base().client.raw('1') as Knex.Raw).limit(MOST_COUNTED + 1);
  const [row] = await base().client.queryBuilder().from(some.as('some')).count({ n: '*' }) as unknown as { n: number }[];
  const n = Number(row?.n ?? 0);
  return n > MOST_COUNTED ? null : n;
}

function orderOf(spec: ListSpec, { sort: { column, direction, missingLast } }: ListRequest): string {
  return `${column} ${direction}${missingLast ? ' nulls last' : ''}, ${spec.tieBreak} ${direction}`;
}

/** A list as its feature has it: which rows, what is shown of each. `base` is already scoped to what this person may see. */
export interface ListView<T extends object, R> { base: () => Knex.QueryBuilder; select: (query: Knex.QueryBuilder) => Knex.QueryBuilder; shape: (row: T, /** where a whole list is read at once */ within?: Knex.Transaction) => R | Promise<R> }

/** Takes a filter out that is no column but a question of its own (the period of a sum); undefined when it was not asked. */
export function takeFilter(spec: ListSpec, request: ListRequest, key: string): Scalar | Scalar[] | undefined {
  const index = request.filters.findIndex(({ rule }) => rule === spec.filters[key]);
  return index < 0 ? undefined : request.filters.splice(index, 1)[0]?.value;
}

/** The query of a whole list, in its order, without a page. */
export function wholeList<T extends object, R>(spec: ListSpec, request: ListRequest, { base, select }: ListView<T, R>): Knex.QueryBuilder {
  return select(filtered(base(), request)).orderByRaw(orderOf(spec, request));
}

/**
 * The same rules for rows that are computed, not stored: `column` and sorts name properties of the row. Never for more rows than fit on a screen
 * or two.
 */
export function listOfRows<T extends object>(spec: ListSpec, request: ListRequest, rows: T[]): { rows: T[]; reply: Reply } {
  const at = (row: T, key: string) => (row as Record<string, Scalar>)[key] ?? null;
  const kept = rows.filter((row) => request.filters.every(({ rule, value }) => (Array.isArray(value) ? value.includes(at(row, rule.column)) : at(row, rule.column) === value)));
  const sign = request.sort.direction === 'asc' ? 1 : -1;
  const order = (a: Scalar, b: Scalar) => (a === b ? 0 : a === null ? 1 : b === null ? -1 : sign * (typeof a === 'string' ? a.localeCompare(String(b)) : Number(a) - Number(b)));
  const sorted = kept.sort((a, b) => order(at(a, request.sort.column), at(b, request.sort.column)) || order(at(a, spec.tieBreak), at(b, spec.tieBreak)));
  const page = sorted.slice(request.first, request.last + 1);
  const last = page.length === 0 ? request.first : request.first + page.length - 1;
  return { rows: sorted, reply: { body: page, headers: { 'Content-Range': `${spec.name} ${request.first}-${last}/${sorted.length}` } } };
}

/** Runs a list as its feature has it; answers one page with its Content-Range. */
export async function runView<T extends object, R>(spec: ListSpec, request: ListRequest, view: ListView<T, R>): Promise<Reply> {
  const [total, rows] = await Promise.all([
    countRows(spec, request, view.base),
    wholeList(spec, request, view).offset(request.first).limit(request.last - request.first + 1) as unknown as Promise<T[]>,
  ]);
  const body: R[] = [];
  // One after the other: a shape may ask the database, and a page must not take every connection.
  for (const row of rows) body.push(await view.shape(row));
  const last = rows.length === 0 ? request.first : request.first + rows.length - 1;
  return { body, headers: { 'Content-Range': `${spec.name} ${request.first}-${last}/${total ?? '*'}` } };
}

/**
 * Runs a list: `base` is already scoped to what this person may see. Answers one page with its Content-Range, whose total is `*` where there
 * are more rows than are counted.
 */
export async function runList<T extends object, R>(spec: ListSpec, request: ListRequest, base: () => Knex.QueryBuilder, select: (query: Knex.QueryBuilder) => Knex.QueryBuilder, shape: (row: T) => R): Promise<Reply> {
  // Side by side: at 100,000 rows the count takes several times as long as the page.
  const [total, rows] = await Promise.all([
    countRows(spec, request, base),
    select(filtered(base(), request)).orderByRaw(orderOf(spec, request))
      .offset(request.first).limit(request.last - request.first + 1) as unknown as Promise<T[]>,
  ]);
  const last = rows.length === 0 ? request.first : request.first + rows.length - 1;
  return { body: rows.map(shape), headers: { 'Content-Range': `${spec.name} ${request.first}-${last}/${total ?? '*'}` } };
}
