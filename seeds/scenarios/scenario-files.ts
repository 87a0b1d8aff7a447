/** Every procedure brings its own walks: one file here, found by its name. */
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { allSops } from '../../server/domain/sop/catalogue.ts';
import type { Walked, World } from './world.ts';

export interface Scenarios {
  procedure: string;
  walks: Record<string, (world: World) => Promise<Walked>>;
  endings: Record<string, (world: World) => Promise<Walked>>;
  /** Names of walks that wait for days: only where business time can be moved. */
  needsMovedClock?: readonly string[];
  /** The samples of a first start: how often each walk is taken, and the days it spans. */
  samples: { walk: (world: World) => Promise<unknown>; times: number; name: string; days?: number }[];
}

export async function loadScenarios(): Promise<Scenarios[]> {
  const codes = new Set(allSops.map((sop) => sop.code.replaceAll('_', '-')));
  const files = readdirSync(import.meta.dirname).filter((file) => file.endsWith('.ts') && codes.has(file.slice(0, -3)));
  return Promise.all(files.map((file) => import(path.join(import.meta.dirname, file)) as Promise<Scenarios>));
}
