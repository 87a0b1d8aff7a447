/** From lines of text to what they say about a person. Pure; a proposal is never more than that. */
import { npwp15CheckDigit } from '../../domain/identity/npwp.ts';
import { nikProblem } from '../../domain/identity/nik.ts';
import type { Line } from './words.ts';

export const PROPOSED_FIELDS = ['nik', 'nama', 'tanggal_lahir', 'jenis_kelamin', 'npwp', 'nomor_sertifikat', 'berlaku_sampai', 'tanggal_terbit'] as const;
export type ProposedField = (typeof PROPOSED_FIELDS)[number];
/** Numbers that one person bears and no other. */
export const IDENTIFYING: readonly ProposedField[] = ['nik', 'npwp'];
/** A number that tells a paper once more is the same: what was read may be the number of a licence or a law, which all papers of one provider bear. */
export const NUMBER_OF_PAPER: ProposedField = 'nomor_sertifikat';
/** Below this a proposal is shown as doubtful. */
export const DOUBTFUL_BELOW = 60;
/** `confidence` 0–100: how sure the reading is, not how true the value. */
export interface Proposal { field: ProposedField; value: string; confidence: number }

const MONTHS = ['januari', 'februari', 'maret', 'april', 'mei', 'juni', 'juli', 'agustus', 'september', 'oktober', 'november', 'desember'];
/** Letters that a recogniser of letters takes digits for. */
const DIGIT_LIKE: Record<string, string> = { O: '0', o: '0', D: '0', Q: '0', I: '1', l: '1', '|': '1', L: '1', i: '1', Z: '2', z: '2', S: '5', s: '5', b: '6', G: '6', h: '6', '&': '6', '?': '7', T: '7', B: '8', g: '9', q: '9' };
const asDigits = (text: string) => [...text].map((letter) => DIGIT_LIKE[letter] ?? letter).join('');

export function proposeKtp(lines: readonly Line[]): Proposal[] {
  const proposals: Proposal[] = [];
  const name = valueAfter(lines, /^\W*[NH]am[aeo]\b/i);
  if (name) add(proposals, 'nama', properName(name.text), name.confidence);
  const born = lines.map((line) => ({ line, date: dateIn(line.text) })).find(({ line, date }) => date !== null && /l?ah[iu]r|tempat|tgl/i.test(line.text))
    ?? lines.map((line) => ({ line, date: /,/.test(line.text) ? dateIn(line.text) : null })).find(({ date }) => date !== null);
  if (born?.date) add(proposals, 'tanggal_lahir', born.date, meanConfidence(born.line, /\d/));
  const sex = lines.find((line) => /LAKI|PEREMPUAN|PEREMPUAH|\bLAK[I1l]/i.test(line.text));
  if (sex) add(proposals, 'jenis_kelamin', /PEREMPUA/i.test(sex.text) ? 'P' : 'L', meanConfidence(sex, /LAK|PEREM/i));
  return proposals;
}

export const READ_KINDS = ['ktp', 'npwp', 'sertifikat_keahlian'] as const;
type ReadKind = (typeof READ_KINDS)[number];

const textOf = (lines: readonly Line[]) => lines.map((line) => line.text).join('\n');
const hits = (text: string, patterns: readonly RegExp[]) => patterns.filter((pattern) => pattern.test(text)).length;

/** What the words speak of; a certificate may quote an NPWP, a tax card a NIK, so the heading weighs most. White letters on a band are often not read: then the rest must do. */
export function kindOf(lines: readonly Line[]): ReadKind | null {
  const [best] = scoresOf(lines).sort((a, b) => b.points - a.points);
  return best && best.points >= 3 && !isLetter(lines, best) ? best.kind : null;
}

/** What a letter says and no card or certificate does. */
const OF_A_LETTER = [/^\W*(perihal|hal)\s*[:;.]/im, /^\W*lampiran\s*[:;.]/im, /kepada\s+yth/i, /dengan\s+hormat/i, /hormat\s+(kami|saya)/i, /bertanda\s*tangan/i];
/** A letter names the papers behind it, and the one who writes it as his card does; a card copied onto it has more of a card than that. */
function isLetter(lines: readonly Line[], { kind, points }: { kind: ReadKind; points: number }): boolean {
  return hits(textOf(lines), OF_A_LETTER) >= 2 && !(kind === 'ktp' && points >= 5);
}

/** A letter quotes the number of its writer as his card bears it: it is never sure enough to be taken for the card, nor to tell that two papers are one. */
export function quotedDoubtfully(lines: readonly Line[], proposals: readonly Proposal[]): Proposal[] {
  const [best] = scoresOf(lines).sort((a, b) => b.points - a.points);
  if (!best || !isLetter(lines, best)) return [...proposals];
  return proposals.map((proposal) => (IDENTIFYING.includes(proposal.field) ? { ...proposal, confidence: Math.min(DOUBTFUL_BELOW - 1, proposal.confidence) } : proposal));
}

function scoresOf(lines: readonly Line[]): { kind: ReadKind; points: number }[] {
  const text = textOf(lines);
  const score = (patterns: RegExp[]) => hits(text, patterns);
  return [
    { kind: 'ktp', points: score([/\bPROVINSI\b/i, /tempat\W{0,3}tg/i, /gol\.?\s*darah/i, /berlaku\s+hingga/i, /kewarganegaraan/i, /status\s+perkawinan/i, /\bN[I1l]K\b/]) },
    { kind: 'npwp', points: 2 * score([/\bNPWP\b/, /wajib\s+pajak/i]) + score([/\bKPP\b/, /terdaftar/i]) + (lines.some((line) => (npwpIn(line.text) ?? npwp16Alone(line.text)) !== null) ? 1 : 0) },
    { kind: 'sertifikat_keahlian', points: 3 * score([/sertifikat|certificate/i]) + score([/kompetensi|keahlian/i, /kepada/i, /berlaku\s+(sampai|s)/i]) },
  ];
}

/** Words of an identity card that stand on no tax card; the first ones on no certificate either. */
const KTP_ALONE = [/gol\.?\s*darah/i, /kewarganegaraan/i, /status\s+perkawinan/i];
/** What a certificate has no reason to say of its holder, though somebody's may. */
const OF_A_PERSON = [/jenis\s+kelamin/i, /^\W*agama\b/im];
/** Certificates hold for life, too, and say so on the same line as until when they hold: only beside something of the person does that stand alone. */
const FOR_LIFE = /seumur\s+hidup/i;
const KTP_TOO = [/tempat\W{0,3}tg/i, /berlaku\s+hingga/i, FOR_LIFE, ...OF_A_PERSON];

/**
 * What lies on the page besides what `kindOf` names: two cards are often laid on one sheet. A portrait is told by any word of its card, since of a copied
 * one little more comes out; other papers by as many as make them out beside one that has none of theirs, or may quote them.
 */
export function kindsBeside(lines: readonly Line[]): ReadKind[] {
  const best = kindOf(lines);
  if (best === null) return [];
  const text = textOf(lines);
  const alone = hits(text, KTP_ALONE) + (FOR_LIFE.test(text) && hits(text, OF_A_PERSON) > 0 ? 1 : 0);
  const isThere = ({ kind, points }: { kind: ReadKind; points: number }) => {
    if (kind !== 'ktp') return points >= (best === 'ktp' ? 3 : 5);
    return best === 'npwp' ? alone + hits(text, KTP_TOO) >= 1 : alone >= 1 && alone + hits(text, KTP_TOO) >= 2;
  };
  return scoresOf(lines).filter((scored) => scored.kind !== best && isThere(scored)).map(({ kind }) => kind);
}

/** A whole word: NIKEN, NIKEL and Nikah begin so, too. */
const NIK_LABEL = /^\W*N[I1l|]K\b/i;

export interface Row { left: number; top: number; right: number; bottom: number }

/** Where the row of the NIK stands, so that its digits can be read one by one. */
export function nikRow(lines: readonly Line[]): (Row & { labelled: boolean }) | null {
  // Its digits may not have come out at all; of two lines that say NIK the one that has some is meant.
  const labelled = lines.flatMap((line) => {
    const at = line.words.findIndex((word) => NIK_LABEL.test(word.text));
    const own = line.words[at];
    return own ? [{ own, after: line.words.slice(at + 1).filter((word) => /[\dA-Za-z]/.test(word.text)) }] : [];
  });
  const found = labelled.find(({ after }) => after.some((word) => (word.text.match(/\d/g)?.length ?? 0) >= 4)) ?? labelled[0];
  if (found) {
    const { own, after } = found;
    const high = own.bottom - own.top;
    return { left: own.right + 2, right: Math.max(own.right + high * 20, ...after.map((word) => word.right + high)), top: Math.min(own.top, ...after.map((word) => word.top)), bottom: Math.max(own.bottom, ...after.map((word) => word.bottom)), labelled: true };
  }
  const row = lines.find((line) => asDigits(line.text).replace(/\D/g, '').length >= 14 && !/\d[.,]\d{3}[.,]/.test(line.text));
  return row ? { left: row.left, right: row.right + (row.bottom - row.top), top: row.top, bottom: row.bottom, labelled: false } : null;
}

/** Digits as the recogniser of letters saw them, where they already are a whole NIK. */
export function nikInText(lines: readonly Line[]): Proposal | null {
  for (const line of lines) {
    const digits = line.text.replace(/\s/g, '').match(/\d{16}/)?.[0];
    if (digits && nikProblem(digits) === null) return { field: 'nik', value: digits, confidence: Math.round(meanConfidence(line, /\d{4}/)) };
  }
  return null;
}

/** Sixteen digits as the recogniser of letters saw them, whether anybody can bear such a number or not. */
export function sixteenDigitsIn(lines: readonly Line[]): string | null {
  return lines.map((line) => /(?<!\d)\d{16}(?!\d)/.exec(asDigitsWhereMost(line.text).replace(/\s/g, ''))?.[0]).find((digits) => digits !== undefined) ?? null;
}

/** The old number carries its own proof; of the new one, which is the NIK or begins with 0, nothing is said here. */
function hasWrongCheckDigit({ field, value }: Proposal): boolean {
  return field === 'npwp' && value.length === 15 && Number(value[8]) !== npwp15CheckDigit(value.slice(0, 8));
}

/** Nothing in the number itself says that it was read right. */
export const isUnproven = (proposal: Proposal): boolean => hasWrongCheckDigit(proposal) || (proposal.field === 'npwp' && proposal.value.length === 16);

/** Where this NPWP stands, without the words before it. */
export function npwpRow(lines: readonly Line[], value: string): Row | null {
  const words = lines.find((line) => npwpIn(line.text) === value || npwp16Alone(line.text) === value)?.words.filter((word) => (word.text.match(/\d/g)?.length ?? 0) >= 2) ?? [];
  if (words.length === 0) return null;
  return { left: Math.min(...words.map(({ left }) => left)) - 4, right: Math.max(...words.map(({ right }) => right)), top: Math.min(...words.map(({ top }) => top)), bottom: Math.max(...words.map(({ bottom }) => bottom)) };
}

export function proposeNpwp(lines: readonly Line[]): Proposal[] {
  const proposals: Proposal[] = [];
  let below: Line | undefined;
  // The new cards print the number on a line of its own; one that is called NPWP goes before.
  const readers = lines.some((line) => npwpIn(line.text) !== null) ? npwpIn : npwp16Alone;
  for (const [n, line] of lines.entries()) {
    const found = readers(line.text);
    if (!found) continue;
    const good = !hasWrongCheckDigit({ field: 'npwp', value: found, confidence: 0 });
    add(proposals, 'npwp', found, good ? Math.max(70, meanConfidence(line, /\d/)) : Math.min(45, meanConfidence(line, /\d/)));
    below = lines.slice(n + 1).find((next) => /[A-Z]{3}/i.test(next.text));
    break;
  }
  const name = valueAfter(lines, /^\W*Nama\b/i) ?? (below && !/\d|NIK|NPWP|KPP/i.test(below.text) ? { text: below.text, confidence: meanConfidence(below, /[A-Z]/i) - 10 } : null);
  if (name) add(proposals, 'nama', properName(name.text), name.confidence);
  const registered = lines.find((line) => /t?erdaftar/i.test(line.text) && dateIn(line.text) !== null);
  if (registered) add(proposals, 'tanggal_terbit', dateIn(registered.text) ?? '', meanConfidence(registered, /\d/));
  return proposals;
}

/** `99.999.999.9-999.999` however the dots came out, else 15 or 16 digits behind the word NPWP. */
function npwpIn(text: string): string | null {
  const tight = asDigitsWhereMost(text).replace(/\s/g, '');
  const dotted = /(\d{2})[.,]?(\d{3})[.,]?(\d{3})[.,]?(\d)[-.,–]?(\d{3})[.,]?(\d{3})(?!\d)/.exec(tight);
  const digits = /(?<!\d)(\d{16}|\d{15})(?!\d)/.exec(tight);
  if (digits?.[1] && (/NPWP|N\.?P\.?W/i.test(text) || (digits[1].length === 15 && !/N\W?[I1l|]\W?K\b/i.test(text)))) return digits[1];
  return dotted && (dotted[0].match(/[.,-]/g)?.length ?? 0) >= 2 ? dotted.slice(1).join('') : null;
}
/** Sixteen digits on a tax card whose line does not say that they are the NIK. */
function npwp16Alone(text: string): string | null {
  if (/N\W?[I1l|]\W?K\b/i.test(text)) return null;
  return /(?<!\d)\d{16}(?!\d)/.exec(asDigitsWhereMost(text).replace(/\s/g, ''))?.[0] ?? null;
}
function asDigitsWhereMost(text: string): string {
  return text.split(/\s+/).map((word) => ((word.match(/\d/g)?.length ?? 0) >= 3 ? asDigits(word) : word)).join(' ');
}

export function proposeCertificate(lines: readonly Line[]): Proposal[] {
  const proposals: Proposal[] = [];
  const numbered = numberLine(lines);
  const number = numbered && /(?:nomor|nomer|number|no)\b[.\s]*(?:registrasi|sertifikat|reg)?[\s.]*[:;.]?\s*(\S.{3,60})$/i.exec(numbered.text)?.[1];
  if (number && numbered) add(proposals, 'nomor_sertifikat', number.replace(/\s+/g, '').replace(/[^\w./-]/g, ''), meanConfidence(numbered, /\d/));
  const given = lines.findIndex((line) => /(diberikan|diserahkan|dianugerahkan)?\s*kepada|menyatakan bahwa|given to/i.test(line.text));
  const holder = given >= 0 ? lines[given + 1] : undefined;
  const named = holder ? { text: holder.text, confidence: meanConfidence(holder, /[A-Z]/i) } : valueAfter(lines, /^\W*Nama\b/i);
  if (named) add(proposals, 'nama', properName(named.text), named.confidence);
  const until = lines.find((line) => /berlaku|hingga|s\.?\/?d\.?|sampai/i.test(line.text) && lastDateIn(line.text) !== null);
  const date = until && lastDateIn(until.text);
  if (date && until) add(proposals, 'berlaku_sampai', date, meanConfidence(until, /\d/));
  const issued = issueLine(lines.filter((line) => line !== until)) ?? (until && datesIn(until.text).length > 1 ? until : undefined);
  if (issued) add(proposals, 'tanggal_terbit', dateIn(issued.text) ?? '', meanConfidence(issued, /\d/));
  return proposals;
}

/** Numbers of the house, of its licence, of the law it stands on: the same on every paper of one provider. */
const OTHER_NUMBER = /tel[ep]|\bhp\b|\bwa\b|fa[xk]s?\b|[il]zin|ijin|lisensi|licen[cs]e|\btahun\b|tentang|keputusan|peraturan|undang|\bakta\b|\bNPWP\b|\bN[I1l|]K\b|kode\s+pos|rekening|\b(no|nomor)[.\s]*SK\b|(?<![\w/.-])SK\b(?![/.-])/i;
const CALLED_SO = /\b(nomor|nomer|no|number)\b\W{0,3}(reg|sertifikat|certificate)|(registrasi|sertifikat|certificate)\W{1,3}(nomor|no|number)\b/i;
/** The line that calls its number that of the certificate, else the first one below the heading; where no heading was read (white letters on a band), the first of all. */
function numberLine(lines: readonly Line[]): Line | undefined {
  const heading = lines.findIndex((line) => /^\W*(sertifikat|certificate)\b/i.test(line.text) && !/\d|\b(ini|this)\b/i.test(line.text));
  const numbered = (label: RegExp) => (line: Line, n: number) => n > heading && label.test(line.text) && /\d/.test(line.text) && !OTHER_NUMBER.test(line.text);
  const called = lines.find((line) => CALLED_SO.test(line.text) && /\d/.test(line.text) && !OTHER_NUMBER.test(line.text));
  return called ?? lines.find(numbered(/^\W*(nomor|no\.?|number|nomer)\b/i)) ?? lines.find(numbered(/nomor\b.{0,4}:/i));
}

/** Where a paper says since when it is: `diterbitkan …`, else the place and day above the signature, which stands last. */
function issueLine(lines: readonly Line[]): Line | undefined {
  const dated = lines.filter((line) => dateIn(line.text) !== null && !/l?ah[iu]r/i.test(line.text));
  return dated.find((line) => /(di)?(terbit|tetap|keluar)kan|tanggal\s+terbit|issued/i.test(line.text)) ?? dated.findLast((line) => /^\W*\p{L}[\p{L} .'’-]{2,40}[,.]\s*\d/u.test(line.text));
}

function valueAfter(lines: readonly Line[], label: RegExp): { text: string; confidence: number } | null {
  const line = lines.find((candidate) => label.test(candidate.text));
  if (!line) return null;
  const text = line.text.replace(label, '').replace(/^[\s:;.,\-—_=|]+/, '');
  return text ? { text, confidence: meanConfidence(line, new RegExp(`^(?!${label.source})`, 'i')) } : null;
}

function properName(text: string): string {
  return text.replace(/[^\p{L}\s.,'’-]/gu, ' ').replace(/\s+/g, ' ').replace(/^[\s.,'’-]+|[\s'’-]+$/g, '').trim().slice(0, 120);
}

const two = (value: number | string) => String(value).padStart(2, '0');
function dateIn(text: string): string | null { return datesIn(text)[0] ?? null; }
function lastDateIn(text: string): string | null { return datesIn(text).at(-1) ?? null; }
function datesIn(text: string): string[] {
  const found: { at: number; date: string }[] = [];
  for (const match of text.matchAll(/(\d{1,2})\s*[-./–—]\s*(\d{1,2})\s*[-./–—]\s*((?:19|20)\d{2})/g)) keep(match.index, Number(match[1]), Number(match[2]), Number(match[3]));
  for (const match of text.matchAll(/(\d{1,2})\s+([A-Za-z]{3,9})\s+((?:19|20)\d{2})/g)) {
    const month = MONTHS.findIndex((name) => alike(name, (match[2] ?? '').toLowerCase()));
    if (month >= 0) keep(match.index, Number(match[1]), month + 1, Number(match[3]));
  }
  return found.sort((a, b) => a.at - b.at).map(({ date }) => date);
  function keep(at: number, day: number, month: number, year: number): void {
    const date = new Date(Date.UTC(year, month - 1, day));
    if (date.getUTCDate() === day && date.getUTCMonth() === month - 1) found.push({ at, date: `${year}-${two(month)}-${two(day)}` });
  }
}
/** One slip of the recogniser is forgiven. */
function alike(name: string, read: string): boolean {
  if (Math.abs(name.length - read.length) > 1) return false;
  if (name === read) return true;
  let same = 0;
  while (same < name.length && name[same] === read[same]) same += 1;
  return name.slice(same + 1) === read.slice(same + 1) || name.slice(same + 1) === read.slice(same) || name.slice(same) === read.slice(same + 1);
}

function meanConfidence(line: Line, which: RegExp): number {
  const counted = line.words.filter((word) => which.test(word.text));
  return counted.length === 0 ? 0 : counted.reduce((sum, word) => sum + word.confidence, 0) / counted.length;
}
function add(proposals: Proposal[], field: ProposedField, value: string, confidence: number): void {
  if (value.length > 1 || field === 'jenis_kelamin') proposals.push({ field, value, confidence: Math.round(Math.max(0, Math.min(100, confidence))) });
}
