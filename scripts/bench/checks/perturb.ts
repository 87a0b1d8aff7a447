/**
 * How one name comes to be written in two ways: the rules of this suite. Written from what offices type and exports lose, not from
 * what the comparison can undo.
 */
import type { Dice } from './dice.ts';
import type { Company } from './invent.ts';

type Change = (words: string[], dice: Dice) => string[];

const LETTERS = 'ABCDEFGHIJKLMNOPRSTUWY';

/** Every second place where a rule fits. */
function somewhere(pattern: RegExp, replacement: string): Change {
  return (words, dice) => words.map((word) => word.replace(pattern, (found: string) => (dice.chance(0.6) ? found.replace(pattern, replacement) : found)));
}

const spelling: Change[] = [
  somewhere(/U/g, 'OE'), somewhere(/J/g, 'DJ'), somewhere(/C(?!H)/g, 'TJ'), somewhere(/NY/g, 'NJ'), somewhere(/SY/g, 'SJ'), somewhere(/KH/g, 'CH'),
  somewhere(/V/g, 'F'), somewhere(/F/g, 'V'), somewhere(/F/g, 'P'), somewhere(/I$/g, 'Y'), somewhere(/([LMNRST])(?=[AIUEO])/g, '$1$1'), somewhere(/AE/g, 'AI'), somewhere(/D(?=[AIUEO])/g, 'DH'),
];

const slip: Change = (words, dice) => {
  const at = dice.number(words.length);
  const word = words[at] ?? '';
  if (word.length < 4) return words;
  const i = 1 + dice.number(word.length - 2);
  const made = dice.pick([
    word.slice(0, i) + word.slice(i + 1),
    word.slice(0, i) + dice.pick([...LETTERS]) + word.slice(i),
    word.slice(0, i) + dice.pick([...LETTERS]) + word.slice(i + 1),
    word.slice(0, i) + (word[i + 1] ?? '') + (word[i] ?? '') + word.slice(i + 2),
  ]);
  return words.map((each, n) => (n === at ? made : each));
};
const glue: Change = (words, dice) => {
  if (words.length < 2) return words;
  const at = dice.number(words.length - 1);
  return [...words.slice(0, at), `${words[at]}${words[at + 1]}`, ...words.slice(at + 2)];
};
const split: Change = (words, dice) => {
  const long = words.flatMap((word, at) => (word.length >= 7 ? [at] : []));
  if (long.length === 0) return words;
  const at = dice.pick(long);
  const word = words[at] ?? '';
  const i = 3 + dice.number(word.length - 5);
  return [...words.slice(0, at), word.slice(0, i), word.slice(i), ...words.slice(at + 1)];
};
const order: Change = (words, dice) => dice.shuffle(words);
const leaveOut: Change = (words, dice) => {
  const gone = dice.number(words.length);
  return words.length < 3 ? words : words.filter((_, at) => at !== gone);
};
const initial: Change = (words, dice) => {
  if (words.length < 2) return words;
  const at = 1 + dice.number(words.length - 1);
  return words.map((word, n) => (n === at ? `${word.slice(0, 1)}.` : word));
};

function some(words: string[], changes: readonly Change[], dice: Dice, most: number): string[] {
  let changed = words;
  for (let n = 1 + dice.number(most); n > 0; n -= 1) changed = dice.pick(changes)(changed, dice);
  return changed;
}

const caseOf = (text: string, dice: Dice) => (dice.chance(0.5) ? text : text.toLowerCase().replace(/(^|\s)\S/g, (letter) => letter.toUpperCase()));

export function perturbCompany({ form, core }: Pick<Company, 'form' | 'core'>, dice: Dice): string {
  const words = some(core.split(' '), [...spelling, slip, slip, glue, glue, split, order, leaveOut], dice, 2).join(' ');
  const written = dice.pick([`${form} ${words}`, `${form}. ${words}`, `${form.split('').join('.')}. ${words}`, `${words} ${form}`, `${words}, ${form}`, words]);
  return caseOf(written, dice);
}

const BEFORE = ['H. ', 'Hj. ', 'Drs. ', 'Ir. ', 'Bpk. ', 'dr. ', 'Sdr. '];
const BEHIND = [', S.T.', ', S.E., M.M.', ' SH', ', S.Kom', ', A.Md.', ' S.Pd'];

export function perturbPerson(nama: string, dice: Dice): string {
  let words = nama.toUpperCase().split(/\s+/);
  words = words.map((word) => (/^M[OU](?:H|CH)AM{1,2}AD$/.test(word) && dice.chance(0.7) ? dice.pick(['MUH.', 'MOH.', 'M.', 'MOCHAMAD', 'MOHAMMAD', 'MHD']) : /^ABDUL$/.test(word) ? 'ABD.' : word));
  words = some(words, [...spelling, slip, slip, glue, split, order, leaveOut, initial], dice, 2);
  if (words.length > 1 && dice.chance(0.1)) words = [words[0] ?? '', dice.pick(['BIN', 'BINTI']), ...words.slice(1)];
  return caseOf(`${dice.chance(0.2) ? dice.pick(BEFORE) : ''}${words.join(' ')}${dice.chance(0.25) ? dice.pick(BEHIND) : ''}`, dice);
}
