import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { createDice } from '../../../scripts/bench/checks/dice.ts';
import { inventCompany, inventSomebody } from '../../../scripts/bench/checks/invent.ts';
import { perturbCompany, perturbPerson } from '../../../scripts/bench/checks/perturb.ts';
import { foldName } from '../names/fold-name.ts';
import { matchBlacklistEntry, type BlacklistEntry } from './match-blacklist-entry.ts';
import { matchProvider, type KnownProvider } from './match-provider.ts';
import { holdName, nameEvidence } from './name-evidence.ts';
import { createBlacklistScreen, createProviderScreen, type Listed } from './screen-list.ts';
import { screeningSubject } from './screening.ts';

const TODAY = '2026-03-02';
const seed = fc.integer({ min: 1, max: 1_000_000 });
const LEVELS = ['C', 'B', 'A'];

const entryOf = (at: number): Listed<BlacklistEntry> => {
  const { form, core, npwp15, regency, province } = inventCompany(createDice(at));
  return {
    key: `SK-${at}`,
    row: { name: `${form} ${core}`, nik: null, npwp15: null, maskKey: npwp15.slice(5, 8) + npwp15.slice(10, 12), province, regency, status: 'PUBLISHED', startsOn: '2025-03-10', endsOn: '2027-03-10' },
  };
};
const askAbout = ({ row }: Listed<BlacklistEntry>, name = row.name) => screeningSubject({ name, maskKey: row.maskKey, regency: row.regency, province: row.province });
const knownOf = (at: number): Listed<KnownProvider> => {
  const person = inventSomebody(at, createDice(at));
  return {
    key: person.userId,
    row: { name: person.nama, nik: person.nik, npwp15: person.npwp, npwp16: `0${person.npwp}`, email: person.email, userId: person.userId, phone: person.telepon, regencyCode: person.kabupaten, birthDate: person.tanggalLahir },
  };
};
const subjectOf = ({ name, phone = null, ...rest }: KnownProvider) => screeningSubject({ name, isPerson: true, phone, ...rest });

describe('symmetry', () => {
  it('of two names, whoever is asked about', () => {
    fc.assert(fc.property(seed, seed, (one, other) => {
      const [a, b] = [inventCompany(createDice(one)), inventCompany(createDice(other))];
      const [left, right] = [`${a.form} ${a.core}`, perturbCompany(one % 2 ? a : b, createDice(other))].map((name) => holdName(foldName(name))) as [ReturnType<typeof holdName>, ReturnType<typeof holdName>];
      const [there, back] = [nameEvidence(left, right), nameEvidence(right, left)];
      expect([there.score, there.likeness, there.opposed, there.weight]).toEqual([expect.closeTo(back.score, 9), back.likeness, back.opposed, back.weight]);
    }), { numRuns: 400 });
  });

  it('of two persons with all their numbers', () => {
    fc.assert(fc.property(seed, seed, fc.subarray(['nik', 'npwp15', 'email', 'phone', 'regencyCode', 'birthDate'] as const), (one, other, shared) => {
      const a = knownOf(one).row;
      const b = { ...knownOf(other).row, name: perturbPerson(a.name, createDice(other)), ...Object.fromEntries(shared.map((key) => [key, a[key]])) };
      const [there, back] = [matchProvider(subjectOf(a), b), matchProvider(subjectOf(b), a)];
      expect([there?.level, there?.key]).toEqual([back?.level, back?.key]);
      expect(there?.score ?? 0).toBeCloseTo(back?.score ?? 0, 6);
    }), { numRuns: 300 });
  });
});

describe('order', () => {
  it('of the list does not matter', () => {
    fc.assert(fc.property(seed, (start) => {
      const entries = Array.from({ length: 60 }, (_, n) => entryOf(start + n));
      const again = entries.slice(0, 5).map((entry, n) => ({ ...entry, key: `LAGI-${n}` }));
      const all = [...entries, ...again];
      const asked = askAbout(entries[2] as Listed<BlacklistEntry>, perturbCompany(inventCompany(createDice(start + 2)), createDice(start)));
      const found = (list: Listed<BlacklistEntry>[]) => createBlacklistScreen(list, TODAY)(asked).map(({ key, match }) => [key, match.score]);
      expect(found(createDice(start).shuffle(all))).toEqual(found(all));
    }), { numRuns: 60 });
  });

  it('of the words does not matter', () => {
    fc.assert(fc.property(seed, (start) => {
      const { form, core } = inventCompany(createDice(start));
      const turned = createDice(start + 1).shuffle(core.split(' ')).join(' ');
      expect(nameEvidence(holdName(foldName(`${form} ${core}`)), holdName(foldName(`${turned} ${form}`))).score).toBe(1);
    }));
  });
});

describe('no perturbation scores above the exact match', () => {
  it('of a company in the national list', () => {
    fc.assert(fc.property(seed, fc.boolean(), (start, masked) => {
      const listed = entryOf(start);
      const entry = { ...listed.row, maskKey: masked ? listed.row.maskKey : null };
      const exact = matchBlacklistEntry(askAbout(listed), entry, TODAY);
      const changed = matchBlacklistEntry(askAbout(listed, perturbCompany(inventCompany(createDice(start)), createDice(start + 1))), entry, TODAY);
      expect(changed?.score ?? 0).toBeLessThanOrEqual(exact?.score ?? 0);
      expect(LEVELS.indexOf(changed?.level ?? '')).toBeLessThanOrEqual(LEVELS.indexOf(exact?.level ?? ''));
    }), { numRuns: 400 });
  });

  it('of a person in the registry, whatever else agrees', () => {
    fc.assert(fc.property(seed, fc.subarray(['nik', 'npwp15', 'email', 'phone', 'regencyCode', 'birthDate'] as const), (start, given) => {
      const known = knownOf(start).row;
      const asked = (name: string) => screeningSubject({ name, isPerson: true, ...Object.fromEntries(given.map((key) => [key, known[key]])) });
      const [exact, changed] = [known.name, perturbPerson(known.name, createDice(start + 1))].map((name) => matchProvider(asked(name), known));
      expect(changed?.score ?? 0).toBeLessThanOrEqual(exact?.score ?? 0);
    }), { numRuns: 400 });
  });
});

describe('only an entry in force blocks', () => {
  const day = fc.integer({ min: 0, max: 3_000 }).map((n) => new Date(Date.UTC(2020, 0, 1 + n)).toISOString().slice(0, 10));
  it('whatever else agrees: revoked, postponed, expired or outside its days it never does', () => {
    const status = fc.constantFrom<BlacklistEntry['status']>('PUBLISHED', 'CANCELED_TEMPORARY', 'CANCELED', 'EXPIRED');
    fc.assert(fc.property(seed, status, fc.option(day, { nil: null }), fc.option(day, { nil: null }), day, (start, state, startsOn, endsOn, today) => {
      const listed = entryOf(start);
      const match = matchBlacklistEntry(askAbout(listed), { ...listed.row, status: state, startsOn, endsOn }, today);
      const inPeriod = (startsOn === null || startsOn <= today) && (endsOn === null || today <= endsOn);
      expect(match?.inForce).toBe(state === 'PUBLISHED' && inPeriod);
    }), { numRuns: 500 });
  });
});

describe('a list in memory finds what a comparison one by one finds', () => {
  it('companies by mask, or by name in any spelling', () => {
    const entries = Array.from({ length: 400 }, (_, n) => entryOf(n + 1));
    const screen = createBlacklistScreen(entries, TODAY);
    for (let n = 0; n < 40; n += 1) {
      const asked = askAbout(entries[n] as Listed<BlacklistEntry>, perturbCompany(inventCompany(createDice(n + 1)), createDice(n + 9_000)));
      const slowly = entries.filter(({ row }) => matchBlacklistEntry(asked, row, TODAY)).map(({ key }) => key).sort();
      expect(screen(asked).map(({ key }) => key).sort()).toEqual(slowly);
    }
  });

  it('an alias of the list, and a person by a number although nothing else agrees', () => {
    const entry: Listed<BlacklistEntry> = { key: 'SK', row: { ...entryOf(1).row, name: 'Suparman alias Bambang Wiratmoko', maskKey: null } };
    expect(createBlacklistScreen([entry, entryOf(2)], TODAY)(screeningSubject({ name: 'Bambang Wiratmoko', isPerson: true })).map(({ key }) => key)).toEqual(['SK']);
    const known = knownOf(3);
    expect(createProviderScreen([known, knownOf(4)])(screeningSubject({ name: 'Orang Lain', phone: known.row.phone ?? null })).map(({ key, match }) => [key, match.level])).toEqual([[known.key, 'C']]);
  });
});
