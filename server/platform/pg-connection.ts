/** What every new connection of the pool gets: one case is forty questions, and most of what they cost is planning them anew and sending each on its own. */
import type { Duplex } from 'node:stream';

interface Asked { text?: unknown; values?: readonly unknown[]; name?: string }
/** Of what knex hands out of `pg`: the connection with its socket. */
export interface PgConnection { connection: { stream: Duplex }; query: (asked: unknown, ...rest: unknown[]) => unknown }

/** A question is named once it was asked so often; what is asked once in a while costs more kept than planned. */
const ASKED_OFTEN = 3;
/** PostgreSQL keeps the plans of each connection until it ends. */
const MOST_NAMED = 200;
/** Texts that are counted; lists of values make ever new ones. */
const MOST_COUNTED = 2_000;

export function quickenConnection(made: PgConnection): void {
  writeTogether(made.connection.stream);
  nameOften(made);
}

/** All that is asked in one turn of the event loop goes out in one write, before anything else is waited for. */
function writeTogether(stream: Duplex): void {
  const write = stream.write.bind(stream) as (...given: unknown[]) => boolean;
  let gathers = false;
  stream.write = ((...given: unknown[]) => {
    if (!gathers) {
      gathers = true;
      stream.cork();
      process.nextTick(() => { gathers = false; stream.uncork(); });
    }
    return write(...given);
  }) as Duplex['write'];
}

const counted = new Map<string, number>();
const names = new Map<string, string>();

/**
 * Questions asked often within a transaction, which are those about one case, are prepared: their plan is made once for a connection. Lists are asked outside of
 * one, and are planned for the values that are asked for: which index is best hangs on how many rows have them.
 */
function nameOften(made: PgConnection): void {
  const query = made.query.bind(made);
  let within = false;
  // What was prepared may no longer hold (a column was added meanwhile); from then on this connection asks by other names.
  let edition = 0;
  made.query = (asked, ...rest) => {
    const { text, values, name } = (typeof asked === 'string' ? { text: asked } : asked) as Asked;
    if (typeof text !== 'string') return query(asked, ...rest);
    if (/^begin/i.test(text)) within = true;
    else if (/^(commit|rollback;?$)/i.test(text)) within = false;
    const known = within && name === undefined && values !== undefined && values.length > 0 ? nameOf(text) : undefined;
    if (known === undefined) return query(asked, ...rest);
    const answered = rest.at(-1);
    const told = typeof answered !== 'function' ? rest : [...rest.slice(0, -1), (error: { code?: string } | null, ...more: unknown[]) => {
      if (error?.code === PLAN_GONE) edition += 1;
      (answered as (...given: unknown[]) => void)(error, ...more);
    }];
    return query({ ...asked as object, name: `${known}_${edition}` }, ...told);
  };
}
/** feature_not_supported, of "cached plan must not change result type" */
const PLAN_GONE = '0A000';

function nameOf(text: string): string | undefined {
  const name = names.get(text);
  if (name !== undefined || names.size >= MOST_NAMED || !/^\s*(select|with)\b/i.test(text)) return name;
  if (counted.size >= MOST_COUNTED) counted.clear();
  const times = (counted.get(text) ?? 0) + 1;
  counted.set(text, times);
  if (times < ASKED_OFTEN) return undefined;
  counted.delete(text);
  names.set(text, `sering_${names.size}`);
  return names.get(text);
}
