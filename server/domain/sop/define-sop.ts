import { needsHolder } from '../workflow.ts';
import type { Actor, PlaceId, Sop } from './model.ts';
import { taskSpecsOf } from './task-spec-of.ts';

export class SopError extends Error {}

/** Ids of steps stand in addresses (the visits behind a figure): what this refuses could not be opened there. */
export const STEP_ID = /^\w[\w.]{0,59}$/;

/**
 * Takes a procedure as it is, after making sure that it cannot strand a case: refuses an unreachable place, a dead end,
 * an ending that does not pass the archive, a way back that is no supervisor's, a step without a source line or with an id no address can carry, and every name that points nowhere.
 *
 * @throws SopError naming everything that is wrong at once
 */
export function defineSop(sop: Sop): Sop {
  const wrong = [...danglingNames(sop), ...placeFaults(sop), ...endingFaults(sop), ...reopeningFaults(sop), ...stepFaults(sop), ...holderFaults(sop)];
  if (wrong.length > 0) throw new SopError(`${sop.code} v${sop.version}: ${wrong.join('; ')}`);
  return sop;
}

function danglingNames(sop: Sop): string[] {
  const letters = new Set(sop.letters.map((letter) => letter.id));
  const wrong: string[] = [];
  const need = (ok: boolean, what: string) => { if (!ok) wrong.push(what); };
  need(sop.intake.start in sop.places, `start ${sop.intake.start} is no place`);
  need(sop.archive.place in sop.places, `archive place ${sop.archive.place} is no place`);
  need(sop.archive.step in sop.steps, `archive step ${sop.archive.step} is not defined`);
  for (const id of sop.intake.letters) need(letters.has(id), `intake letter ${id} is not defined`);
  for (const [id, place] of Object.entries(sop.places)) {
    need(place.step === null || place.step in sop.steps, `place ${id}: step ${place.step} is not defined`);
    for (const timer of place.timers ?? []) {
      if ('act' in timer.then) need(timer.then.act in sop.actions, `timer ${timer.key} performs unknown ${timer.then.act}`);
      else need(letters.has(timer.then.remind), `timer ${timer.key} sends unknown ${timer.then.remind}`);
    }
  }
  for (const task of taskSpecsOf(sop)) {
    need(task.step === null || task.step in sop.steps, `task ${task.kind}: step ${task.step} is not defined`);
    for (const blocked of task.blocks) need(blocked in sop.actions, `task ${task.kind} blocks unknown ${blocked}`);
  }
  for (const [id, action] of Object.entries(sop.actions)) {
    for (const from of action.from) need(from in sop.places, `action ${id}: from unknown ${from}`);
    need(action.to === 'tetap' || action.to in sop.places, `action ${id}: to unknown ${action.to}`);
    for (const letter of action.letters ?? []) need(letters.has(letter), `action ${id}: unknown letter ${letter}`);
    for (const other of action.notSamePersonAs ?? []) need(other in sop.actions, `action ${id}: four eyes on unknown ${other}`);
    need(!action.ends || sop.outcomes.includes(action.ends), `action ${id}: unknown outcome ${action.ends}`);
    need(!action.ref || action.ref in action.input.shape, `action ${id}: ref ${action.ref} is not in its input`);
  }
  for (const letter of sop.letters) for (const later of letter.overtakenBy ?? []) need(letters.has(later), `letter ${letter.id}: overtaken by unknown ${later}`);
  for (const doc of sop.docs) for (const check of doc.checks) need(check.at in sop.places, `check ${check.id} at unknown ${check.at}`);
  return wrong;
}

/** A part that has to hold the case for an act can take it at one of the places of that act at least. */
function holderFaults(sop: Sop): string[] {
  const served = (part: Actor, id: PlaceId) => { const place = sop.places[id]; return place?.turn === part || place?.alsoServedBy?.includes(part); };
  return Object.entries(sop.actions).filter(([, action]) => needsHolder(action)).flatMap(([id, action]) =>
    action.by.filter((part) => part !== 'pemohon' && part !== 'sistem' && !action.from.some((from) => served(part, from))).map((part) => `action ${id}: ${part} can hold no case where it is done`));
}

function moves(sop: Sop): { from: PlaceId; to: PlaceId }[] {
  return Object.values(sop.actions).flatMap((action) => (action.to === 'tetap' ? [] : action.from.map((from) => ({ from, to: action.to }))));
}

function reachableFrom(sop: Sop, start: PlaceId): Set<PlaceId> {
  const seen = new Set([start]);
  const arrows = moves(sop);
  for (let grew = true; grew; ) {
    grew = false;
    for (const { from, to } of arrows) if (seen.has(from) && !seen.has(to)) { seen.add(to); grew = true; }
  }
  return seen;
}

function placeFaults(sop: Sop): string[] {
  const reachable = reachableFrom(sop, sop.intake.start);
  const finals = Object.entries(sop.places).filter(([, place]) => place.final).map(([id]) => id);
  return Object.entries(sop.places).flatMap(([id, place]) => {
    const wrong: string[] = [];
    if (!reachable.has(id)) wrong.push(`place ${id} cannot be reached`);
    const leaves = Object.values(sop.actions).some((action) => action.to !== 'tetap' && !action.reopens && action.from.includes(id));
    if (place.final && leaves) wrong.push(`final place ${id} has a way out`);
    if (!place.final && !finals.some((final) => reachableFrom(sop, id).has(final))) wrong.push(`place ${id} is a dead end`);
    return wrong;
  });
}

/** Every way to a final place goes through the archive place, and whoever ends a case ends there. */
function endingFaults(sop: Sop): string[] {
  const wrong: string[] = [];
  for (const [id, action] of Object.entries(sop.actions)) {
    if (action.ends && action.to !== sop.archive.place) wrong.push(`ending ${id} does not pass the archive`);
    if (!action.ends && action.to === sop.archive.place) wrong.push(`action ${id} reaches the archive without an outcome`);
    if (action.ends && !action.letters?.length) wrong.push(`ending ${id} has no letter`);
    const toFinal = action.to !== 'tetap' && sop.places[action.to]?.final;
    if (toFinal && action.from.some((from) => from !== sop.archive.place)) wrong.push(`action ${id} closes a case without the archive`);
  }
  for (const outcome of sop.outcomes) {
    if (!Object.values(sop.actions).some((action) => action.ends === outcome)) wrong.push(`outcome ${outcome} has no action`);
  }
  return wrong;
}

/** An ending is undone by the supervisor alone, from where ended cases stand, with a reason and a letter. */
function reopeningFaults(sop: Sop): string[] {
  return Object.entries(sop.actions).filter(([, action]) => action.reopens).flatMap(([id, action]) => {
    const wrong: string[] = [];
    if (action.by.some((part) => part !== 'penyelia')) wrong.push(`reopening ${id} is not the supervisor's alone`);
    if (action.from.some((from) => from !== sop.archive.place && !sop.places[from]?.final)) wrong.push(`reopening ${id} starts where no case has ended`);
    if (action.to === 'tetap' || action.to === sop.archive.place || sop.places[action.to]?.final) wrong.push(`reopening ${id} leads to no work`);
    if (action.ends) wrong.push(`reopening ${id} ends the case again`);
    if (!action.reasons || !action.letters?.length) wrong.push(`reopening ${id} has no reason or no letter`);
    return wrong;
  });
}

function stepFaults(sop: Sop): string[] {
  return Object.entries(sop.steps).flatMap(([id, step]) => [
    ...(STEP_ID.test(id) ? [] : [`step ${id} has an id that cannot stand in an address`]),
    ...(step.source.seed && Number.isInteger(step.source.line) && step.source.line > 0 && step.quote.trim() ? [] : [`step ${id} has no source line or quotes nothing from it`]),
  ]);
}
