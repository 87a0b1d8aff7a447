/** The real door with the parts under test; whatever the other features would bring is clean, silent, or counted. */
import { createHash } from 'node:crypto';
import type { CaseDoor, DoorPart, FactSource, Notice } from '../cases/index.ts';
import type { Clock } from '../domain/clock.ts';
import { allSops, currentSop } from '../domain/sop/catalogue.ts';
import type { FactKey, Facts } from '../domain/sop/facts.ts';
import { calendarOf } from '../offices/index.ts';
import { officeReasons } from '../reasons/index.ts';
import { factsOf } from './facts-builder.ts';

export interface MovableClock extends Clock { set(at: Date | string): void; pass(minutes: number): void }

/** Stands still until it is moved. */
export function aClock(at: Date | string): MovableClock {
  let now = new Date(at);
  return {
    now: () => new Date(now),
    set: (to) => { now = new Date(to); },
    pass: (minutes) => { now = new Date(now.getTime() + minutes * 60_000); },
  };
}

export interface DoorWishes {
  clock: Clock;
  parts: DoorPart[];
  /** Instead of the clean file of facts-builder.ts, where no part brings the fact. */
  facts?: Partial<Facts>;
  openTask?: CaseDoor['openTask'];
  issueLetter?: CaseDoor['issueLetter'];
}
export interface TestDoor extends CaseDoor { /** Letters that were to be issued. */ letters: { caseId: string; letter: string }[]; /** Effects of features that are not under test. */ skipped: string[]; /** Words to colleagues. */ notices: Notice[] }

/** `cases` reads these itself. */
const OWN: FactKey[] = ['kasus', 'pemegang', 'pelaku', 'pengecualian'];

export function aDoor({ clock, parts, facts = {}, openTask, issueLetter }: DoorWishes): TestDoor {
  const letters: TestDoor['letters'] = [];
  const skipped: string[] = [];
  const notices: Notice[] = [];
  const brought = parts.flatMap((part) => part.facts ?? []);
  const names = new Set(allSops.flatMap((sop) => Object.values(sop.actions).flatMap((action) => action.now ?? [])));
  const silent = Object.fromEntries([...names].map((name) => [name, () => { skipped.push(name); return Promise.resolve(); }]));
  return {
    digest: (text) => createHash('sha256').update(text).digest('hex'),
    clock, letters, skipped,
    facts: [...brought, ...cleanFacts(facts, [...OWN, ...brought.map((source) => source.key)])],
    now: { ...silent, ...Object.fromEntries(parts.flatMap((part) => Object.entries(part.now ?? {}))) },
    onOpen: parts.flatMap((part) => part.onOpen ?? []),
    onAct: parts.flatMap((part) => part.onAct ?? []),
    deadlines: parts.flatMap((part) => part.deadlines ?? []),
    onHolder: parts.flatMap((part) => part.onHolder ?? []),
    notices,
    notify: (_trx, notice) => { notices.push(notice); return Promise.resolve(); },
    onEnd: parts.flatMap((part) => part.onEnd ?? []),
    checklistOn: () => Promise.resolve(undefined), checklistOf: () => Promise.resolve(null),
    calendarOf, reasonsOf: officeReasons, letterKind: () => Promise.resolve(null), typedNumbers: () => Promise.resolve([]), checkTypedNumber: () => Promise.resolve(),
    issueLetter: issueLetter ?? ((_trx, context, letter) => { letters.push({ caseId: context.case.id, letter }); return Promise.resolve(); }),
    addressProposal: () => Promise.resolve(null),
    openTask: openTask ?? (() => Promise.resolve()),
    noteAct: () => Promise.resolve(),
  };
}

function cleanFacts(wished: Partial<Facts>, known: FactKey[]): FactSource[] {
  // The procedure `aCaseAt` makes cases of unless told otherwise.
  const sop = currentSop('registrasi_perseorangan');
  if (!sop) throw new Error('no procedure');
  const clean = { ...factsOf(sop), tugas: [], perbaikan: null, ...wished };
  return (Object.keys(clean) as FactKey[]).filter((key) => !known.includes(key)).map((key) => ({ key, read: () => Promise.resolve(clean[key]) }));
}
