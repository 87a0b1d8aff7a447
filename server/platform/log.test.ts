import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it } from '@jest/globals';
import { createLogger, createRequestLog, loggablePath, withoutPersonalData } from './log.ts';

function captured() {
  const lines: string[] = [];
  const log = createLogger({ level: 'debug', destination: { write: (line: string) => { lines.push(line); } } });
  return { log, lines, last: () => JSON.parse(lines.at(-1) ?? '{}') as Record<string, unknown> };
}

describe('loggablePath', () => {
  it.each([
    ['/api/cases/0197c0de-0000-7000-8000-000000000001/actions/terima', '/api/cases/0197c0de-0000-7000-8000-000000000001/actions/terima'],
    ['/api/public/applications/abcdefghijklmnopqrstuvwxyz012345/visits', '/api/public/applications/[rahasia]/visits'],
    ['/api/cases?filter={"q":"6472012501900001"}', '/api/cases'],
    ['/status/sari%40contoh.test', '/status/[rahasia]'],
  ])('%s', (url, expected) => { expect(loggablePath(url)).toBe(expected); });
});

describe('withoutPersonalData', () => {
  it.each([
    ['NIK 6472012501900001 salah', 'NIK [nomor] salah'],
    ['npwp 01.234.567.8-901.000', 'npwp [nomor]'],
    ['npwp "012345678901000"', 'npwp "[nomor]"'],
    ['ke sari.dewi@contoh.go.id ditolak', 'ke [email] ditolak'],
    ['hp 081234567890 dan +6281234567890', 'hp [telepon] dan [telepon]'],
    ['id 0197c0de-0000-7000-8000-123456789012', 'id 0197c0de-0000-7000-8000-123456789012'],
    ['case 003/2026/000123 in 1543 ms', 'case 003/2026/000123 in 1543 ms'],
  ])('%s', (text, expected) => { expect(withoutPersonalData(text)).toBe(expected); });
});

describe('createLogger', () => {
  it('removes known keys wherever they lie', () => {
    const { log, lines } = captured();
    log.info({ password: 'p4ss', user: { token: 't0k', form: { nik: '1' } }, caseId: 'c1' }, 'saved');
    expect(lines.join('')).not.toMatch(/p4ss|t0k/);
    expect(lines.join('')).toContain('"caseId":"c1"');
  });

  it('does not repeat the row a database error complains about', () => {
    const { log, lines, last } = captured();
    const error = Object.assign(new Error('duplicate key'), { code: '23505', constraint: 'users_email_key', detail: 'Key (name)=(Sari Dewi) exists' });
    log.error({ err: error }, 'failed');
    expect(lines.join('')).not.toContain('Sari');
    expect(last().err).toMatchObject({ code: '23505', constraint: 'users_email_key', message: 'duplicate key' });
  });

  it('keeps one event on one line whatever a message contains', () => {
    const { log, lines } = captured();
    log.warn('first\n{"level":"info","msg":"forged"}\u001b[31m');
    expect(lines).toHaveLength(1);
    expect(lines[0]?.trimEnd()).not.toMatch(/[\n\u001b]/);
  });
});

describe('createRequestLog', () => {
  it('logs method, path and status under an id of its own, without query, headers or token', async () => {
    const { log, lines, last } = captured();
    const middleware = createRequestLog(log);
    const server = createServer((req, res) => { middleware(req, res, () => { res.statusCode = 404; res.end('x'); }); });
    await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve); });
    try {
      const { port } = server.address() as AddressInfo;
      const token = 'abcdefghijklmnopqrstuvwxyz012345';
      const answer = await fetch(`http://127.0.0.1:${port}/api/public/applications/${token}?nik=1`, { headers: { cookie: 'sid=verysecret', 'x-request-id': 'forged' } });
      const id = answer.headers.get('x-request-id');
      await answer.text();
      await new Promise((resolve) => { setTimeout(resolve, 20); });
      expect(last()).toMatchObject({ req: { id, method: 'GET', path: '/api/public/applications/[rahasia]' }, res: { status: 404 } });
      expect(lines.join('')).not.toMatch(/verysecret|forged|nik|abcdefghijk/);
    } finally {
      await new Promise((resolve) => { server.close(resolve); });
    }
  });
});
