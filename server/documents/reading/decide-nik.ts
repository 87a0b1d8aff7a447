/** Which of several readings of one number is believed, and how far. Pure. */
import { nikProblem } from '../../domain/identity/nik.ts';
import type { Proposal } from './propose-fields.ts';

/** What two readings agree on stands there. */
export const SAME_TWICE = 75;
/** Below what speaks in sentences (`DOUBTFUL_BELOW`): readings that contradict each other. */
export const UNCONFIRMED = 59;
/** Below what decides about twins: one reading that nothing contradicts. */
const ALONE = 79;

interface NikReadings { inText: Proposal | null; byShape: Proposal | null; alone: Proposal | null }

/** `born`: the birth date as it is printed, by which the likelier of two contradicting numbers is shown – as doubtful as the other. */
export function decideNik({ inText, byShape, alone }: NikReadings, born: string | null): Proposal | null {
  const readings = [inText, byShape, alone].filter((reading) => reading !== null);
  for (const one of readings) {
    const same = readings.filter(({ value }) => value === one.value);
    if (same.length < 2) continue;
    // Twice the same slip is likelier than a card nobody can bear, where the third reads one that somebody can.
    const [better] = canBeBorne(one) ? [] : readings.filter(canBeBorne);
    if (better) return { ...better, confidence: Math.min(UNCONFIRMED, better.confidence) };
    return { ...one, confidence: Math.max(SAME_TWICE, ...same.map(({ confidence }) => confidence)) };
  }
  // A number nobody can bear is likelier misread than printed, unless two say the same one.
  const possible = readings.filter(canBeBorne);
  if (possible.length === 0) return byShape ? { ...byShape, confidence: Math.min(30, byShape.confidence) } : null;
  if (readings.length === 1) return possible.map((reading) => ({ ...reading, confidence: Math.min(ALONE, reading.confidence) }))[0] ?? null;
  const digitByDigit = readings.length === 3 ? majority(readings.map(({ value }) => value)) : null;
  if (digitByDigit !== null && nikProblem(digitByDigit) === null) return { field: 'nik', value: digitByDigit, confidence: UNCONFIRMED };
  const [best] = possible.sort((a, b) => Number(fits(b.value, born)) - Number(fits(a.value, born)) || b.confidence - a.confidence);
  return best ? { ...best, confidence: Math.min(UNCONFIRMED, best.confidence) } : null;
}

/** No region begins with a zero. */
const canBeBorne = ({ value }: Proposal): boolean => nikProblem(value) === null && !value.startsWith('0');

/** Each digit as two of the three have it; null where all differ. */
function majority([a = '', b = '', c = '']: string[]): string | null {
  const digits = [...a].map((digit, n) => (digit === b[n] || digit === c[n] ? digit : b[n] === c[n] ? b[n] : undefined));
  return digits.every((digit) => digit !== undefined) ? digits.join('') : null;
}

/** The day within the number, of a woman 40 later, against the one printed beside it. */
function fits(nik: string, born: string | null): boolean {
  if (born === null) return false;
  const [year = '', month = '', day = ''] = born.split('-');
  return Number(nik.slice(6, 8)) % 40 === Number(day) && nik.slice(8, 10) === month && nik.slice(10, 12) === year.slice(2);
}
