/** What both standing screenings share: who we know, batch by batch, and against which earlier version something is new. */
import { setImmediate as breathe } from 'node:timers/promises';
import type { Knex } from 'knex';
import { getSop } from '../domain/sop/catalogue.ts';
import type { CheckKind } from './checks.repository.ts';
import { comparedBefore, holdVersionsOf, isScreened, markScreened, type ListTable } from './screened-versions.repository.ts';

/** Somebody of an open file, or an approved supplier: then without part and procedure. */
export interface KnownSubject {
  office_id: string; case_id: string | null; provider_id: string | null; role: string | null; procedure: string | null; sop_version: number | null; name: string;
  /** Its place in the order. */
  seek: string;
}
/** Before every other. */
const FIRST = '00000000-0000-0000-0000-000000000000';

/** Who of a file is screened says its procedure. */
function isAsked({ procedure, sop_version: version, role }: KnownSubject, kind: CheckKind): boolean {
  return procedure === null || getSop(procedure, version ?? 0).subjects.some((subject) => subject.role === role && subject.screen.includes(kind));
}

/** Each batch is a transaction of its own. */
export async function eachKnown<K extends KnownSubject>(db: Knex, { kind, batch, tables, note }: {
  kind: CheckKind; batch: number; tables: ((after: string) => Promise<K[]>)[]; note: (trx: Knex.Transaction, row: K) => Promise<void>;
}): Promise<void> {
  for (const known of tables) {
    for (let after = FIRST; ;) {
      const rows = await known(after);
      await db.transaction(async (trx) => {
        for (const row of rows.filter((each) => isAsked(each, kind))) await note(trx, row);
      });
      await breathe();
      const last = rows.at(-1);
      if (!last || rows.length < batch) break;
      after = last.seek;
    }
  }
}

/**
 * Compares a version in force, once: against the newest before it that was compared and still counts, or against nothing. A version that was
 * withdrawn meanwhile – this one, or the one compared with – makes it begin again.
 */
export async function screenOnce(db: Knex, list: ListTable, { id, inForce, screen }: { id: string; inForce: () => Promise<{ id: string } | undefined>; screen: (against: string | undefined) => Promise<void> }): Promise<void> {
  // An older one is asked by nobody, and what it names the one in force names, too, or no longer.
  while ((await inForce())?.id === id && !await isScreened(db, list, id)) {
    const against = await comparedBefore(db, list, id);
    await screen(against);
    const done = await db.transaction(async (trx) => {
      await holdVersionsOf(trx, list);
      return markScreened(trx, list, { id, against });
    });
    if (done) return;
  }
}
