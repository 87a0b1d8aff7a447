import { expect, it } from '@jest/globals';
import { idleState } from './idle-state.ts';

it.each([[0, 'dipakai'], [12 * 60 + 59, 'dipakai'], [13 * 60, 'segera'], [14 * 60 + 59, 'segera'], [15 * 60, 'terkunci'], [8 * 3600, 'terkunci']] as const)(
  'a screen unused for %d seconds is %s', (seconds, state) => { expect(idleState(seconds * 1_000)).toBe(state); });
