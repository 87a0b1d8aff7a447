import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** What the pages are built from. */
const SOURCES = ['admin-ui', 'server/domain', 'staff.html', 'public.html', 'vite.config.ts', 'package-lock.json'];

/** Builds the pages when their sources changed since the last build; resolves at once when they did not. */
export async function buildUiIfStale(root: string, say: (line: string) => void): Promise<void> {
  const stamp = path.join(root, 'dist', 'built-from');
  const now = digest(root);
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === now) return;
  say('Menyusun antarmuka … (sekali setelah pemasangan atau perubahan)');
  await new Promise<void>((resolve, reject) => {
    // Whoever asks (a test, a developer) always gets the pages of production: those of development write <style> elements, which our policy refuses.
    const env = { NODE_ENV: 'production', PATH: path.dirname(process.execPath) };
    const vite = spawn(process.execPath, [path.join(root, 'node_modules', 'vite', 'bin', 'vite.js'), 'build', '--logLevel', 'warn'], { cwd: root, env, stdio: ['ignore', 'inherit', 'inherit'] });
    // Whoever gives up on the start leaves no builder behind.
    const give = () => { vite.kill(); };
    process.once('exit', give);
    vite.once('error', reject);
    vite.once('exit', (code) => { process.off('exit', give); if (code === 0) resolve(); else reject(new Error(`vite build ended with ${code ?? 'a signal'}`)); });
  });
  mkdirSync(path.dirname(stamp), { recursive: true });
  writeFileSync(stamp, now);
}

function digest(root: string): string {
  const hash = createHash('sha256');
  for (const source of SOURCES) for (const file of filesOf(path.join(root, source))) hash.update(`${path.relative(root, file)}\0`).update(readFileSync(file));
  return hash.digest('hex');
}

function filesOf(place: string): string[] {
  if (!existsSync(place)) return [];
  if (statSync(place).isFile()) return [place];
  return readdirSync(place, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile() && !entry.name.endsWith('.test.ts'))
    .map((entry) => path.join(entry.parentPath, entry.name)).sort();
}
