import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import { findDumpTools } from './dump-tools.gateway.ts';

/** Stand-ins for the two programs: they say their version and write down how they were called. */
const folder = mkdtempSync(path.join(tmpdir(), 'loket-alat-'));
afterAll(() => { rmSync(folder, { recursive: true, force: true }); });
function programs(version: string): string {
  for (const name of ['pg_dump', 'pg_restore']) {
    writeFileSync(path.join(folder, name), `#!/bin/sh\nif [ "$1" = --version ]; then echo "${name} (PostgreSQL) ${version}"; exit 0; fi\nprintf '%s\\n' "$@" > "${folder}/${name}.args"; printf '%s' "$PGPASSWORD" > "${folder}/${name}.password"\n`);
    chmodSync(path.join(folder, name), 0o755);
  }
  return `${folder}:/bin:/usr/bin`;
}
const seen = (file: string) => readFileSync(path.join(folder, file), 'utf8');

describe('pg_dump of the machine', () => {
  it.each([['15.18 (Debian 15.18-0+deb12u1)', 18, false], ['18.1', 18, true], ['19beta1', 18, true]])('version %s for a server %i: usable %p', async (version, server, usable) => {
    expect(await findDumpTools(server, programs(version)) !== null).toBe(usable);
  });

  it('comes with the image in the version of the server that the compose file runs', () => {
    const read = (name: string) => readFileSync(path.resolve(import.meta.dirname, '..', '..', '..', name), 'utf8');
    const server = /image: postgres:(\d+)/.exec(read('docker-compose.yml'))?.[1] ?? '';
    expect(read('Dockerfile')).toMatch(new RegExp(`install .*postgresql-client-${server}\\b`));
    expect(read('Dockerfile')).toContain(`PATH=/usr/lib/postgresql/${server}/bin:`);
  });

  it('is not needed: where it is missing, null', async () => {
    expect(await findDumpTools(18, path.join(folder, 'tidak-ada'))).toBeNull();
  });

  it('dumps one snapshot without queue, sessions and owner, and its arguments hold no password', async () => {
    const tools = await findDumpTools(18, programs('18.4'));
    await tools?.dump('postgres://loket_owner:r%40hasia@db.contoh.test:5432/loket', '00000003-1B-1', '/cadangan/basisdata.dump');
    const args = seen('pg_dump.args').trim().split('\n');
    expect(args).toEqual(expect.arrayContaining(['--format=custom', '--no-owner', '--no-privileges', '--exclude-schema=bullmq', '--exclude-table-data=public.session', '--snapshot=00000003-1B-1', '--file=/cadangan/basisdata.dump', '--dbname=postgres://loket_owner@db.contoh.test:5432/loket']));
    expect(args.join(' ')).not.toContain('hasia');
    expect(seen('pg_dump.password')).toBe('r@hasia');
  });

  it('restores all or nothing', async () => {
    const tools = await findDumpTools(18, programs('18.4'));
    await tools?.restore('postgres://loket_owner:rahasia@db.contoh.test/loket', '/cadangan/basisdata.dump');
    expect(seen('pg_restore.args').trim().split('\n')).toEqual(['--dbname=postgres://loket_owner@db.contoh.test/loket', '--no-owner', '--no-privileges', '--single-transaction', '--exit-on-error', '/cadangan/basisdata.dump']);
  });
});
