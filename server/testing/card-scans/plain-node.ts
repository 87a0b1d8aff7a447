/** Work on pixels in a Node of its own: inside Jest's sandbox each look at `Math` or `Uint8Array` asks the sandbox, and a second of pixel loops becomes half a minute. */
import { execFile } from 'node:child_process';
import path from 'node:path';
import type { Likeness } from '../../documents/twins/likeness.ts';
import type { CardKind, Forged, Print } from './draw-card.ts';
import type { OtherCondition, OtherScan } from './other-scan-of.ts';
import type { Condition } from './scan-of.ts';

function inPlainNode<T>(program: string, question: unknown): Promise<T> {
  return new Promise((resolve, reject) => {
    execFile(process.execPath, ['--no-warnings', path.join(import.meta.dirname, program), JSON.stringify(question)], { maxBuffer: 64 * 1024 * 1024, env: process.env.LOKET_BENCH_FONTS ? { LOKET_BENCH_FONTS: process.env.LOKET_BENCH_FONTS } : {} }, (error, text) => {
      if (error) reject(new Error(`${program} failed`, { cause: error }));
      else resolve(JSON.parse(text) as T);
    });
  });
}

export interface PlainScan { truth: Print['truth']; jpeg: Buffer }
/** As `scanOf`. */
export async function scanElsewhere(seed: number, kind: CardKind, condition: Condition, forged: Forged = {}): Promise<PlainScan> {
  const { truth, jpeg } = await inPlainNode<{ truth: Print['truth']; jpeg: string }>('scan-child.ts', [seed, kind, condition, forged]);
  return { truth, jpeg: Buffer.from(jpeg, 'base64') };
}

/** What one person's papers say, page by page (null: a covering letter), and all of them as one PDF. */
export async function bundleElsewhere(seed: number, parts: readonly (CardKind | 'surat')[]): Promise<{ truths: (Print['truth'] | null)[]; pdf: Buffer }> {
  const { truths, pdf } = await inPlainNode<{ truths: (Print['truth'] | null)[]; pdf: string }>('bundle-child.ts', [seed, parts]);
  return { truths, pdf: Buffer.from(pdf, 'base64') };
}

export type OtherWanted = readonly [seed: number, kind: CardKind, condition: OtherCondition];
/** As `otherScanOf`, one after the other in a process of its own. */
export async function otherScansElsewhere(wanted: readonly OtherWanted[]): Promise<OtherScan[]> {
  const drawn = await inPlainNode<(Omit<OtherScan, 'bytes'> & { bytes: string })[]>('other-scan-child.ts', wanted);
  return drawn.map((scan) => ({ ...scan, bytes: Buffer.from(scan.bytes, 'base64') }));
}

/** What stands on a KTP as its NIK, and what `readDigits` makes of the row when so many digits are asked for. */
export const digitsElsewhere = (seed: number, condition: Condition, digits: number): Promise<{ nik: string; read: string | null }> => inPlainNode('digits-child.ts', [seed, condition, digits]);

/** Different people whose cards share a look (see `drawCard`), flat or taken in a condition. */
export interface Gathering { look: number; people: readonly number[]; condition: Condition | null }
/** Each of the others, and a small, tilted, hard pressed copy of the first, held against the first. */
export interface Likenesses { strangers: Likeness[]; copy: Likeness }
export const likenessesElsewhere = (gathering: Gathering): Promise<Likenesses> => inPlainNode('likeness-child.ts', gathering);
