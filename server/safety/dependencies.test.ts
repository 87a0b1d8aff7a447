/** R33: no package below its floor, each version pinned, each install script named. `npm audit` needs a service that is not there everywhere; this needs the lock file. */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { nodeOptions } from '../testing/spawn-loket.ts';

const root = path.resolve(import.meta.dirname, '..', '..');
const read = <T>(name: string) => JSON.parse(readFileSync(path.join(root, name), 'utf8')) as T;
const wanted = read<{ dependencies: Record<string, string>; devDependencies: Record<string, string>; allowScripts: Record<string, boolean> }>('package.json');
const lock = read<{ packages: Record<string, { name?: string; version?: string; integrity?: string; dev?: boolean; hasInstallScript?: boolean; link?: boolean }> }>('package-lock.json').packages;

/** Lowest version without a known hole, and which one. Raise a row when an advisory appears; never lower one. */
const FLOORS: Record<string, [floor: string, why: string]> = {
  multer: ['2.4.0', 'CVE-2026-77037, -77063, -88932'], express: ['5.2.1', 'with body-parser 2.3'], 'body-parser': ['2.3.0', 'CVE-2025-13466, CVE-2026-12590'], qs: ['6.14.1', 'CVE-2025-15284'],
  knex: ['3.3.0', 'plus our own allow-lists'], sharp: ['0.35.0', 'GHSA-f88m-g3jw-g9cj'], nodemailer: ['10.0.9', 'GHSA-mm7p-fcc7-pg87 and five more'], 'react-admin': ['5.15.0', 'GHSA-5jcr-82fh-339v'],
  fflate: ['0.8.3', 'CVE-2026-45820'], node: ['24.0.0', '20 is at its end of life'], morgan: ['1.12.0', 'GHSA-jxfw-x594-9x9m'], 'pdfjs-dist': ['6.2.108', 'CVE-2026-16633'], 'file-type': ['16.5.4', 'GHSA-mhxj-85r3-2x55'],
};
const parts = (version: string) => version.split(/[.-]/).slice(0, 3).map(Number);
const isBelow = (version: string, floor: string): boolean => {
  const [a, b] = [parts(version), parts(floor)];
  for (let at = 0; at < 3; at += 1) if (a[at] !== b[at]) return (a[at] ?? 0) < (b[at] ?? 0);
  return false;
};

describe('packages', () => {
  it('compares versions by number', () => {
    expect([isBelow('2.10.0', '2.9.9'), isBelow('2.4.0', '2.4.0'), isBelow('1.99.99', '2.0.0')]).toEqual([false, false, true]);
  });

  it.each(Object.entries(FLOORS))('%s is nowhere below %j', (name, [floor]) => {
    const found = Object.entries(lock).filter(([where]) => where.endsWith(`node_modules/${name}`)).map(([where, { version }]) => ({ where, version: version ?? '0' }));
    expect(found.filter(({ version }) => isBelow(version, floor))).toEqual([]);
  });

  it('are pinned to one version each, in package.json and with a hash in the lock file', () => {
    const loose = Object.entries({ ...wanted.dependencies, ...wanted.devDependencies }).filter(([, version]) => !/^(npm:[\w@/-]+@)?\d+\.\d+\.\d+(-[\w.]+)?$/.test(version));
    expect(loose).toEqual([]);
    expect(Object.entries(lock).filter(([where, entry]) => where !== '' && !entry.link && !entry.integrity).map(([where]) => where)).toEqual([]);
  });

  it('may run a script at installation only where it is named; at most five do', () => {
    const withScript = Object.entries(lock).filter(([, entry]) => entry.hasInstallScript).map(([where]) => where.slice(where.lastIndexOf('node_modules/') + 13));
    expect(withScript.filter((name) => !(name in wanted.allowScripts))).toEqual([]);
    expect(Object.values(wanted.allowScripts).filter(Boolean).length).toBeLessThanOrEqual(5);
  });

  it('are run by the container with the options of npm start', () => {
    const of = (name: string) => [...readFileSync(path.join(root, name), 'utf8').matchAll(/\["node", (.*), "server\/\w+\.ts"\]/g)].map(([, options]) => JSON.parse(`[${options}]`) as string[]);
    expect(nodeOptions().length).toBeGreaterThan(0);
    expect([...of('Dockerfile'), ...of('docker-compose.yml')]).toEqual([nodeOptions(), nodeOptions(), nodeOptions()]);
  });

  it('are told as an inventory (SBOM): everything that is shipped, with the version and the hash of the lock file', () => {
    interface Component { name: string; version: string; purl: string; hashes?: { alg: string; content: string }[] }
    const bom = JSON.parse(execFileSync(process.execPath, [path.join(root, 'scripts', 'sbom.ts')], { encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 })) as { bomFormat: string; components: Component[] };
    expect(bom.bomFormat).toBe('CycloneDX');
    const told = new Map(bom.components.map((component) => [`${component.name}@${component.version}`, component]));
    const inHex = (integrity = '') => Buffer.from(integrity.replace(/^sha512-/, ''), 'base64').toString('hex');
    for (const name of Object.keys(wanted.dependencies)) {
      const locked = lock[`node_modules/${name}`];
      expect({ name, hash: told.get(`${name}@${locked?.version}`)?.hashes }).toEqual({ name, hash: [{ alg: 'SHA-512', content: inHex(locked?.integrity) }] });
    }
    const shipped = Object.entries(lock).filter(([where, entry]) => where !== '' && !entry.dev && !entry.link).map(([where, entry]) => `${entry.name ?? where.slice(where.lastIndexOf('node_modules/') + 13)}@${entry.version}`);
    expect(shipped.filter((one) => !told.has(one))).toEqual([]);
    expect(bom.components.filter(({ hashes, purl }) => !hashes?.length || !purl.startsWith('pkg:npm/')).map(({ name }) => name)).toEqual([]);
    expect(bom.components.length).toBeGreaterThan(Object.keys(wanted.dependencies).length * 2);
  }, 120_000);
});
