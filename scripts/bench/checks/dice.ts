import { seededRandom } from '../../../seeds/seeded-random.ts';

/** Chance with a memory: the same seed makes the same data. */
export interface Dice {
  /** 0 up to `below`, whole. */
  number(below: number): number;
  chance(share: number): boolean;
  pick<T>(list: readonly T[]): T;
  digits(length: number): string;
  shuffle<T>(list: readonly T[]): T[];
}

export function createDice(seed: number): Dice {
  const random = seededRandom(seed);
  const dice: Dice = {
    number: (below) => Math.floor(random() * below),
    chance: (share) => random() < share,
    pick: <T>(list: readonly T[]) => list[Math.floor(random() * list.length)] as T,
    digits: (length) => Array.from({ length }, () => dice.number(10)).join(''),
    shuffle: (list) => list.map((value) => ({ value, order: random() })).sort((a, b) => a.order - b.order).map(({ value }) => value),
  };
  return dice;
}
