/** What every walk in browsers has: it is left out where there is no browser, and its stages stand on each other. */
import { describe, it } from '@jest/globals';

/** Chromium, without its windows where the machine has that (chosen by scripts/test.ts). */
export const executablePath = process.env.LOKET_TEST_HEADLESS_SHELL ?? '';
/** A `describe` that is left out where there is no browser. */
export const walk = executablePath ? describe : describe.skip;

/** Tests that stand on those before them: after a failure there is nothing to wait for. */
export function stages(): (name: string, work: () => Promise<void>, patience?: number) => void {
  let broken = false;
  return (name, work, patience = 120_000) => {
    it(name, async () => {
      if (broken) throw new Error('an earlier stage failed');
      broken = true;
      await work();
      broken = false;
    }, patience);
  };
}
