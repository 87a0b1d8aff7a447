/**
 * Walks a procedure by a table: each row says what stands against an act in a situation (nothing = open). Beside the
 * rows it generates, from the definition, what holds for every act: the wrong place, another holder, an open task.
 */
import { describe, expect, it } from '@jest/globals';
import { withChecklist, type ChecklistDoc } from '../domain/sop/checklist.ts';
import type { Facts } from '../domain/sop/facts.ts';
import type { ActionId, ActorIdentity, PlaceId, Sop } from '../domain/sop/model.ts';
import { isAt, mayDo, obstacles } from '../domain/workflow.ts';
import { HOLDER, NOW, actorFor, factsOf, personId, taskOf } from './facts-builder.ts';

export interface Row {
  action: ActionId;
  when: string;
  /** First place of the act unless said. */
  at?: PlaceId;
  facts?: Partial<Facts>;
  by?: ActorIdentity;
  input?: Record<string, unknown>;
  /** The office asks for the documents so. */
  checklist?: ChecklistDoc[];
  /** Obstacle keys without `hambatan.`, in any order; absent or empty: the act is open. */
  closed?: string[];
}

/** @throws Error when a row names an act that the procedure does not have */
export function rowObstacles(sop: Sop, row: Row): string[] {
  const action = sop.actions[row.action];
  if (!action) throw new Error(`${sop.code} has no action ${row.action}`);
  const place = row.at ?? action.from[0] ?? '';
  const actor = row.by ?? actorFor(action.by);
  if (!isAt(action, place)) throw new Error(`row "${row.action}: ${row.when}" stands at ${place}, where the act does not exist`);
  if (!mayDo(action, actor.roles)) throw new Error(`row "${row.action}: ${row.when}" is done by somebody who may not`);
  const input = action.input.parse(row.input ?? {});
  return obstacles({ sop: withChecklist(sop, row.checklist ?? null), place, facts: factsOf(sop, row.facts), actor, now: NOW }, row.action, input).map((found) => found.key.replace('hambatan.', ''));
}

/** Acts that can be closed by more than standing elsewhere; each needs a closed row of its own. */
function hasRules(sop: Sop, id: ActionId): boolean {
  const action = sop.actions[id];
  return Boolean(action?.guards?.length || action?.inputGuards?.length || action?.notSamePersonAs?.length);
}

/** Acts without an open row, and acts with rules but no closed row. Empty: the table is whole. */
export function missingRows(sop: Sop, rows: readonly Row[]): string[] {
  return Object.keys(sop.actions).flatMap((id) => {
    const own = rows.filter((row) => row.action === id);
    return [
      ...(own.some((row) => !row.closed?.length) ? [] : [`${id}: no open row`]),
      ...(!hasRules(sop, id) || own.some((row) => row.closed?.length) ? [] : [`${id}: no closed row`]),
    ];
  });
}

/** The open row of an act, to vary what the definition says about everybody. */
function openRow(rows: readonly Row[], id: ActionId): Row {
  return rows.find((row) => row.action === id && !row.closed?.length) ?? { action: id, when: 'terbuka' };
}

export function describeProcedure(sop: Sop, rows: readonly Row[]): void {
  const acts = Object.entries(sop.actions);
  const staffActs = acts.filter(([, action]) => actorFor(action.by).kind === 'staf');

  describe(`${sop.code} v${sop.version}: acts`, () => {
    it('has an open row for every act and a closed row for every act with rules', () => expect(missingRows(sop, rows)).toEqual([]));

    it.each(rows.map((row) => ({ ...row, name: `${row.action}${row.at ? ` at ${row.at}` : ''}: ${row.when}` })))('$name', (row) => {
      expect(rowObstacles(sop, row).sort()).toEqual([...(row.closed ?? [])].sort());
    });

    it.each(acts.map(([id]) => id))('%s is closed at every place it does not name', (id) => {
      const elsewhere = Object.keys(sop.places).filter((place) => !sop.actions[id]?.from.includes(place));
      const keys = elsewhere.map((place) => obstacles({ sop, place, facts: factsOf(sop), actor: HOLDER, now: NOW }, id).map((found) => found.key));
      expect(keys).toEqual(elsewhere.map(() => ['hambatan.bukan_di_tempat_ini']));
    });

    it.each(staffActs.map(([id, { holder = 'wajib' }]) => ({ id, holder })))('$id asks for its holder: $holder', ({ id, holder }) => {
      const row = openRow(rows, id);
      const by = row.by?.kind === 'staf' ? row.by : HOLDER;
      const third = { id: personId(3), name: 'Citra Contoh' };
      const nobodys = rowObstacles(sop, { ...row, by, facts: { ...row.facts, pemegang: null } });
      const others = rowObstacles(sop, { ...row, by, facts: { ...row.facts, pemegang: third } });
      expect([nobodys, others]).toEqual({ bebas: [[], []], bukan_rekan: [[], ['dipegang_orang_lain']], wajib: [['belum_diambil'], ['dipegang_orang_lain']] }[holder]);
    });

    const blocks = Object.values(sop.places).flatMap((place) => (place.tasks ?? []).flatMap((task) => task.blocks.map((action) => ({ task: task.kind, action }))));
    for (const { task, action } of blocks) {
      it(`${action} waits for the task ${task}`, () => {
        const row = openRow(rows, action);
        const withTask = (open: boolean) => rowObstacles(sop, { ...row, facts: { ...row.facts, tugas: [taskOf({ kind: task, open, blocks: [action] })] } });
        expect([withTask(true), withTask(false)]).toEqual([['tugas_belum_selesai'], []]);
      });
    }
  });
}
