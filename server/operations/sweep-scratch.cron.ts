/**
 * Removes what a process that was killed left half-way in the scratch folder: uploads, exports, imports. They may hold personal data and nothing else
 * ever looks at them again. Harmless to repeat.
 */
import { readdir, rm, stat } from 'node:fs/promises';
import path from 'node:path';

/** The longest work on one such file, a registry of a million rows, ends within minutes. */
const OLD_MS = 24 * 3_600_000;

export async function sweepScratch(folder: string, now: Date): Promise<number> {
  const names = await readdir(folder).catch((error: NodeJS.ErrnoException) => { if (error.code === 'ENOENT') return []; throw error; });
  let removed = 0;
  for (const name of names) {
    const file = path.join(folder, name);
    const info = await stat(file).catch((error: NodeJS.ErrnoException) => { if (error.code === 'ENOENT') return null; throw error; });
    if (!info || now.getTime() - info.mtimeMs < OLD_MS) continue;
    await rm(file, { recursive: true, force: true });
    removed += 1;
  }
  return removed;
}
