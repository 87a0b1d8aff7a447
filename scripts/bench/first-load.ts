/** Script a browser loads before it shows the first thing: staff until the list of cases, applicants until their pages. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { buildUiIfStale } from '../../server/build-ui.ts';
import { figure, type Figure } from './figure.ts';

const ROOT = path.resolve(import.meta.dirname, '..', '..');
type Manifest = Record<string, { file: string; imports?: string[] }>;

export async function firstLoad(): Promise<Figure[]> {
  await buildUiIfStale(ROOT, () => undefined);
  const manifest = JSON.parse(readFileSync(path.join(ROOT, 'dist', '.vite', 'manifest.json'), 'utf8')) as Manifest;
  return [
    loadOf('first_load_staff', manifest, ['staff.html', 'admin-ui/cases/CaseList.tsx'], 450),
    loadOf('first_load_applicant', manifest, ['public.html'], 90),
  ];
}

/** The named chunks and everything they import at once; compressed file by file, as a server sends them. */
function loadOf(name: string, manifest: Manifest, roots: string[], target: number): Figure {
  const files = new Set<string>();
  const add = (key: string): void => {
    const chunk = manifest[key];
    if (!chunk) throw new Error(`the build has no ${key}`);
    if (files.has(chunk.file)) return;
    files.add(chunk.file);
    chunk.imports?.forEach(add);
  };
  roots.forEach(add);
  const scripts = [...files].filter((file) => file.endsWith('.js')).map((file) => readFileSync(path.join(ROOT, 'dist', file)));
  const kb = (bytes: number) => bytes / 1024;
  return figure({
    name, unit: 'KB', value: kb(scripts.reduce((sum, script) => sum + gzipSync(script).length, 0)), target,
    seen: { files: scripts.length, unpackedKB: kb(scripts.reduce((sum, script) => sum + script.length, 0)) },
  });
}
