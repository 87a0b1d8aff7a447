/** The rules of moving, pure: which acts are possible here, and everything that stands against each. */
import type { Facts } from './sop/facts.ts';
import type { Action, ActionId, Actor, ActorIdentity, GuardContext, Obstacle, PlaceId, Sop, WorkspaceId } from './sop/model.ts';

export interface Situation { sop: Sop; place: PlaceId; facts: Facts; actor: ActorIdentity; now: Date }

/** Whether the act exists at this place at all. */
export function isAt(action: Action, place: PlaceId): boolean {
  return action.from.includes(place);
}

/** Whether this person's part may do it. */
export function mayDo(action: Action, roles: readonly Actor[]): boolean {
  return action.by.some((part) => roles.includes(part));
}

/**
 * Everything that stands against an act, not only the first thing. With `input` the typed values are judged too.
 * An empty answer means the act is open.
 */
export function obstacles(situation: Situation, id: ActionId, input?: Record<string, unknown>): Obstacle[] {
  const { sop, place, facts, actor, now } = situation;
  const action = sop.actions[id];
  // An applicant knows his file, not the places it stands at.
  if (!action || !isAt(action, place)) return [actor.kind === 'pemohon' ? { key: 'hambatan.berkas_bergerak' } : { key: 'hambatan.bukan_di_tempat_ini', params: { tempat: `tempat.${place}` } }];
  const context: GuardContext = { now, actor, sop, place, action: id };
  return [
    ...holderObstacles(action, facts, actor),
    ...taskObstacles(id, facts, actor, sop.places[place]?.workspace),
    ...fourEyesObstacles(id, action, facts, actor, input),
    ...(action.guards ?? []).flatMap((guard) => guard(facts, context)),
    ...(input ? (action.inputGuards ?? []).flatMap((guard) => guard(facts, input, context)) : []),
  ];
}

/** Whether a file standing here is this person's to take: it is the turn of one of his parts. */
export function serves(sop: Sop, place: PlaceId, roles: readonly string[]): boolean {
  const { turn, alsoServedBy = [] } = sop.places[place] ?? { turn: null };
  return [...(turn ? [turn] : []), ...alsoServedBy].some((part) => roles.includes(part));
}

/** The acts this person may see here, each with what stands against it; not those the way the case ended rules out. */
export function actionsFor(situation: Situation): { id: ActionId; action: Action; obstacles: Obstacle[] }[] {
  const { sop, place, actor } = situation;
  return Object.entries(sop.actions)
    .filter(([, action]) => isAt(action, place) && mayDo(action, actor.roles))
    .map(([id, action]) => ({ id, action, obstacles: obstacles(situation, id) }))
    .filter((act) => !act.obstacles.some((each) => each.forGood));
}

/** What somebody has to see to at this case, wherever it stands. */
export function dutiesOf({ sop, place, facts, actor, now }: Situation): Obstacle[] {
  return (sop.duties ?? []).flatMap((duty) => duty(facts, { now, actor, sop, place, action: '' }));
}

/** Done by whoever took the file, and by nobody else of the staff. */
export const needsHolder = ({ holder = 'wajib' }: Action): boolean => holder === 'wajib';

/** A file is worked on by the one who took it; nobody overwrites another's work. */
function holderObstacles(action: Action, facts: Facts, actor: ActorIdentity): Obstacle[] {
  if (actor.kind !== 'staf' || action.holder === 'bebas') return [];
  if (!facts.pemegang) return needsHolder(action) ? [{ key: 'hambatan.belum_diambil' }] : [];
  return facts.pemegang.id === actor.id ? [] : [{ key: 'hambatan.dipegang_orang_lain', params: { nama: facts.pemegang.name } }];
}

/**
 * Tasks are mended where the case stands: each place that opens or keeps one shows it in its own workspace. Whoever has another role is told
 * who does it, and led nowhere: there is nothing for him to do.
 */
function taskObstacles(id: ActionId, facts: Facts, actor: ActorIdentity, workspace?: WorkspaceId): Obstacle[] {
  return facts.tugas.filter((task) => task.open && task.blocks.includes(id)).map((task): Obstacle => {
    const tugas = `tugas.${task.kind}`;
    if (actor.kind === 'staf' && !actor.roles.includes(task.actor)) return { key: 'hambatan.tugas_menunggu_peran', params: { tugas, peran: `peran.${task.actor}` } };
    return { key: 'hambatan.tugas_belum_selesai', params: { tugas }, ...(workspace ? { fix: { workspace, ref: task.id } } : {}) };
  });
}

/**
 * Four eyes (decision 15): closed to whoever did the named acts in any round, because what was judged good stays good after a
 * repair, unless a supervisor recorded an exception.
 */
function fourEyesObstacles(id: ActionId, action: Action, facts: Facts, actor: ActorIdentity, input?: Record<string, unknown>): Obstacle[] {
  if (!action.notSamePersonAs || actor.kind !== 'staf') return [];
  if (facts.pengecualian.some((exception) => exception.action === id && exception.actorId === actor.id)) return [];
  const ref = action.ref && input ? input[action.ref] : undefined;
  const did = facts.pelaku.filter((act) =>
    act.actorId === actor.id && action.notSamePersonAs?.includes(act.action)
    && (!action.ref || ref === undefined || act.ref === ref));
  // Without an input we cannot know which object is meant; the act is judged when it is performed.
  if (did.length === 0 || (action.ref && ref === undefined)) return [];
  return [{ key: 'hambatan.empat_mata', params: { aksi: [...new Set(did.map((act) => `aksi.${act.action}`))].join(', ') } }];
}

/** Acts somebody can be barred from by four eyes: by what he did before, or because he opened the task they close. */
export function exceptable(sop: Sop): ActionId[] {
  const barsOpener = Object.values(sop.places).some((place) => place.tasks?.some((task) => task.notOpener));
  return Object.entries(sop.actions).filter(([, action]) => action.notSamePersonAs || (barsOpener && action.now?.includes('tutup_tugas'))).map(([id]) => id);
}
