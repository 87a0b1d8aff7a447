/** The checks: quality and speed of the screening, beside simpler ways of comparing names. */
import type { Figure } from '../figure.ts';
import { quality } from './quality.ts';
import { commandLine } from './command-line.ts';
import { oneCheck } from './one-check.ts';

export async function checks(): Promise<Figure[]> {
  return [...await quality(), ...await commandLine(), ...await oneCheck()];
}
