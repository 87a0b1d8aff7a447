import { splitLegalForm } from './legal-form.ts';
import type { LegalForm } from './legal-form.ts';
import {
  ABBREVIATIONS,
  BIN_WORDS,
  BODY_WORDS,
  FIRST_ABBREVIATIONS,
  ROMAN_NUMBERS,
  isTitleAfter,
  TITLES_BEFORE,
  TITLES_ONLY_MARKED,
} from './name-words.ts';
import { foldSound, modernSpelling } from './spelling.ts';

export interface FoldedName {
  form: LegalForm | null;
  /** Upper case without legal form, titles, bin/binti, alias and punctuation: for the eye. */
  core: string;
  /** The tokens with single blanks, in the order written: for a database column and its trigram index. */
  folded: string;
  /** Folded words; one per entry of `words`. */
  tokens: string[];
  /** The tokens without blanks: MEGA BUANA and MEGABUANA (domain.md 4.4). */
  glued: string;
  /** What each token was before folding, for explaining a score. */
  words: string[];
  /** What was written behind `alias`, `al.` or `@`; to be compared as a name of its own. */
  alias: string | null;
}

/** No name is longer; what comes behind is not read, so that hostile input stays cheap. */
const LONGEST_NAME = 300;

/** Most names are plain, and the rules for all letters of the world cost three times as much. */
const ASCII = /^[ -~]*$/;

/** A word as written: `S.Kom.` is the joined text SKOM and the parts S and KOM. */
interface WrittenWord {
  joined: string;
  parts: string[];
  /** Written with a dot or behind a comma, as titles are. */
  marked: boolean;
  afterComma: boolean;
}

/**
 * Folds the name of a person or a firm to stable keys (domain.md 4.1–4.5): the same name in another spelling, with other
 * titles or blanks gives the same or nearly the same key. The keys are stored: whoever changes the rules
 * raises `FOLDING_VERSION`, and the next start folds again. Never throws; a text without letters or digits gives empty keys.
 */
export function foldName(name: string): FoldedName {
  const { form, core: whole } = splitLegalForm(withoutMisreadLetters(unaccented(name.slice(0, LONGEST_NAME))));
  // TB is Toko Bangunan or the title Tubagus; as either, the rest may be a person's name.
  const isBody = form !== null && form !== 'TB';
  const [main = '', ...aliases] = isBody ? [whole] : whole.split(/\s(?:ALIAS|AL\.|ALS\.?)\s|\s*@\s*/);
  const written = writtenWords(main);
  const words = isBody ? withoutBranch(flat(written)) : withoutDescent(flat(withoutTitles(written)));

  const pairs = words.flatMap((word, index) =>
    tokensOf(word, index === 0 && words.length > 1, isBody).map((token) => ({ word, token })),
  );
  const tokens = pairs.map(({ token }) => token);
  return {
    form,
    core: words.join(' '),
    folded: tokens.join(' '),
    tokens,
    glued: tokens.join(''),
    words: pairs.map(({ word }) => word),
    alias: aliases.join(' ').trim() || null,
  };
}

/** The alias, folded as a name of its own; null where there is none, or nothing left of it. */
export function foldedAlias({ alias }: Pick<FoldedName, 'alias'>): string | null {
  return alias === null ? null : foldName(alias).folded || null;
}

/** The words of names repeat: a list of a million is folded in half the time. By place and kind, since an abbreviation means less elsewhere. */
const remembered = [new Map<string, string[]>(), new Map<string, string[]>(), new Map<string, string[]>(), new Map<string, string[]>()] as const;
const REMEMBERED_MAX = 20_000;

function tokensOf(word: string, first: boolean, isBody: boolean): string[] {
  const known = remembered[first ? (isBody ? 3 : 2) : isBody ? 1 : 0];
  let tokens = known.get(word);
  if (!tokens) {
    tokens = normalWords(word, { first, isBody }).map(foldSound);
    if (known.size >= REMEMBERED_MAX) known.clear();
    known.set(word, tokens);
  }
  return tokens;
}

/** What a scanner reads for a letter: a 0 or 1 within a word (SENT0SA, T1MUR). At an end it is a number: RIMBA1. */
function withoutMisreadLetters(name: string): string {
  if (!/[01]/.test(name)) return name;
  return name.replace(/(?<=[A-Z]{2})0(?=[A-Z])|(?<=[A-Z])0(?=[A-Z]{2})/g, 'O').replace(/(?<=[A-Z]{2})1(?=[A-Z])|(?<=[A-Z])1(?=[A-Z]{2})/g, 'I');
}

/** NFKC, accents and apostrophes dropped (Ma'ruf is one word), upper case. A small l among capitals is a misread I. */
function unaccented(name: string): string {
  const letters = !/[A-Z]l|l[A-Z]/.test(name) ? name : name.replace(/(?<!\p{L})(?!Al[A-Z])[A-Zl]{3,}(?!\p{L})/gu, (word) => (/[A-Z].*[A-Z]/.test(word) ? word.replaceAll('l', 'I') : word));
  const plain = ASCII.test(letters) ? letters.replace(/['`]/g, '') : letters.normalize('NFKC').normalize('NFD').replace(/[\p{M}'’‘`´ʼ]/gu, '');
  return plain.toUpperCase().replaceAll('&', ' DAN ');
}

function writtenWords(text: string): WrittenWord[] {
  const comma = text.includes(',') ? text.indexOf(',') : text.length;
  return [...text.matchAll(ASCII.test(text) ? /[A-Za-z0-9.]+/g : /[\p{L}\p{N}.]+/gu)].flatMap(({ 0: word, index }) => {
    const parts = word.split('.').filter((part) => part !== '');
    return parts.length > 0 ? [{ joined: parts.join(''), parts, marked: word.includes('.') || index > comma, afterComma: index > comma }] : [];
  });
}

/** At least one word is always left: a person may be called Tri or Raden. */
function withoutTitles(written: WrittenWord[]): WrittenWord[] {
  let rest = written;
  for (let length = titlesBehind(rest); length > 0; length = titlesBehind(rest)) rest = rest.slice(0, -length);
  for (;;) {
    const [first, ...others] = rest;
    if (!first) return rest;
    if (others.length > 0 && TITLES_BEFORE.has(first.joined)) rest = others;
    else if (first.parts.length > 1 && TITLES_BEFORE.has(first.parts[0] ?? '')) rest = [split(first), ...others];
    else return rest;
  }
}

/** `H.Udin` without its H. */
function split({ parts, afterComma }: WrittenWord): WrittenWord {
  const left = parts.slice(1);
  return { joined: left.join(''), parts: left, marked: left.length > 1 || afterComma, afterComma };
}

/** How many words at the end make up a title: 1, 2 for `S. Kom`, 0 for none. */
function titlesBehind(words: WrittenWord[]): 0 | 1 | 2 {
  const last = words.at(-1);
  const before = words.at(-2);
  if (!last || !before) return 0;
  // Two bare letters behind a single word are as likely the initials of a name.
  const clear = last.marked || (!TITLES_ONLY_MARKED.has(last.joined) && (words.length > 2 || last.joined.length > 2));
  if (clear && isTitleAfter(last.joined)) return 1;
  // "S. M." behind a name are its initials, behind a comma a title.
  const splitTitle = last.afterComma || (words.length > 2 && last.joined.length > 1);
  return splitTitle && before.joined.length === 1 && isTitleAfter(before.joined + last.joined) ? 2 : 0;
}

/** `PT X Cabang Samarinda` is a branch of `PT X`, `PT X (Kantor Pusat)` its head. */
function withoutBranch(words: string[]): string[] {
  const branch = words.findIndex((word, index) => index > 0 && (word === 'CABANG' || word === 'CAB' || (word === 'KANTOR' && /^(?:CABANG|PUSAT)$/.test(words[index + 1] ?? ''))));
  return branch === -1 ? words : words.slice(0, branch);
}

/** Drops the words bin, binti and `putra dari` between two names; the father's name stays. */
function withoutDescent(words: string[]): string[] {
  const child = (text: string | undefined) => text === 'PUTRA' || text === 'PUTRI';
  return words.filter((word, index) => {
    if (index === 0 || index === words.length - 1) return true;
    if (BIN_WORDS.has(word)) return false;
    return !(child(word) && words[index + 1] === 'DARI') && !(word === 'DARI' && child(words[index - 1]));
  });
}

/** Abbreviations written out, present spelling, Abdurrahman as two words, roman numbers as digits (domain.md 4.2, 4.4). */
function normalWords(word: string, { first, isBody }: { first: boolean; isBody: boolean; }): string[] {
  const roman = first ? undefined : ROMAN_NUMBERS[word];
  if (roman) return [roman];
  if (isBody) return [modernSpelling(BODY_WORDS[word] ?? word)];
  const writtenOut = (first ? FIRST_ABBREVIATIONS[word] : undefined) ?? ABBREVIATIONS[word];
  if (writtenOut) return [writtenOut];
  const modern = modernSpelling(word);
  if (/^M[OU](?:KH|H)AM+[AE]D$/.test(modern)) return ['MUHAMMAD'];
  if (/^A(?:KH|H)MA[DT]$/.test(modern)) return ['AHMAD'];
  if (modern === 'SITTI') return ['SITI'];
  return servantOf(modern);
}

/** Abdurrahman, Abdul Rahman, Abdulkadir: the article takes the sound of the letter behind it. Abdullah is one word. */
function servantOf(word: string): string[] {
  if (/^ABDUL*[AO]H$/.test(word)) return [word];
  const match = /^ABDU(?:L(?=[^L].{2})|([RSNTDZ])\1?(?=.{3}))(.+)$/.exec(word);
  return match ? ['ABDUL', `${match[1] ?? ''}${match[2] ?? ''}`] : [word];
}

function flat(words: WrittenWord[]): string[] {
  return words.flatMap(({ parts }) => parts);
}
