/**
 * Prints the inventory of what is shipped (CycloneDX 1.6) from the lock file: name, version, licence, hash and place of every package that is not for
 * development alone. `npm sbom --omit dev` leaves out packages that something else wants for development too (zod, nodemailer), and without it refuses the tree.
 */
import { readFileSync } from 'node:fs';
import path from 'node:path';

interface Locked { name?: string; version?: string; integrity?: string; license?: string; dev?: boolean; devOptional?: boolean; optional?: boolean; link?: boolean; resolved?: string }
const root = path.resolve(import.meta.dirname, '..');
const read = <T>(name: string) => JSON.parse(readFileSync(path.join(root, name), 'utf8')) as T;
const own = read<{ name: string; version: string; license: string }>('package.json');
const { packages } = read<{ packages: Record<string, Locked> }>('package-lock.json');

const purl = (name: string, version: string) => `pkg:npm/${name.replace('@', '%40')}@${version}`;
const licences = (text?: string) => (text ? { licenses: [/^[\w.+-]+$/.test(text) ? { license: { name: text } } : { expression: text.replace(/^\(|\)$/g, '') }] } : {});

const components = Object.entries(packages).filter(([where, entry]) => where !== '' && !entry.dev && !entry.link).map(([where, entry]) => {
  const name = entry.name ?? where.slice(where.lastIndexOf('node_modules/') + 'node_modules/'.length);
  const version = entry.version ?? '';
  const [algorithm = '', hash = ''] = (entry.integrity ?? '').split('-');
  return {
    type: 'library', 'bom-ref': where, name, version, purl: purl(name, version), scope: entry.optional || entry.devOptional ? 'optional' : 'required', ...licences(entry.license),
    hashes: [{ alg: algorithm.replace(/^sha/, 'SHA-'), content: Buffer.from(hash, 'base64').toString('hex') }],
  };
});
process.stdout.write(`${JSON.stringify({
  bomFormat: 'CycloneDX', specVersion: '1.6', version: 1,
  metadata: { component: { type: 'application', 'bom-ref': own.name, name: own.name, version: own.version, purl: purl(own.name, own.version), ...licences(own.license) } },
  components,
}, null, 1)}\n`);
