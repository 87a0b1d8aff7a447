import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { OFFICE_SETTINGS } from '../testing/test-cluster.ts';
import { loadConfig, settings, type ConfigError } from './config.ts';

let root: string;
beforeAll(() => { root = mkdtempSync(path.join(tmpdir(), 'loket-config-')); });
afterAll(() => { rmSync(root, { recursive: true }); });

const secret = 'a'.repeat(48);
const production = {
  NODE_ENV: 'production', LOKET_SECRET: secret, PUBLIC_URL: 'https://loket.contoh.go.id/',
  DATABASE_URL: 'postgres://app:x@db/loket', DATABASE_OWNER_URL: 'postgres://owner:x@db/loket',
};

function wrongKeys(env: Record<string, string | undefined>): string[] {
  try {
    loadConfig(env, { root });
    return [];
  } catch (error) {
    return (error as ConfigError).problems.map(({ key }) => key);
  }
}

describe('the embedded default', () => {
  it('needs no setting at all', () => {
    expect(loadConfig({}, { root })).toMatchObject({
      production: false, embeddedDatabase: true, queueBackend: 'postgres', demo: true, host: '127.0.0.1', port: 3000,
      publicUrl: 'http://localhost:3000', maxUploadBytes: 2_097_152, holdUnscannedFiles: false,
      dataDir: path.join(root, '.data'), uploadsDir: path.join(root, 'uploads'),
    });
  });

  it('makes a secret once, for its owner only', () => {
    const first = loadConfig({}, { root }).secret;
    expect(first.length).toBeGreaterThanOrEqual(48);
    expect(loadConfig({ PORT: '4000' }, { root }).secret).toBe(first);
    expect(statSync(path.join(root, '.data', 'secret', 'loket-secret')).mode & 0o777).toBe(0o600);
  });

  it('keeps everything in LOKET_DATA_DIR where that is set', () => {
    expect(loadConfig({ LOKET_DATA_DIR: 'elsewhere' }, { root })).toMatchObject({
      dataDir: path.join(root, 'elsewhere'), uploadsDir: path.join(root, 'elsewhere', 'uploads') });
  });
});

describe('values', () => {
  it('counts empty values as unset', () => {
    expect(loadConfig({ PORT: '', DATABASE_URL: ' ', REDIS_URL: '' }, { root })).toMatchObject({ port: 3000, embeddedDatabase: true });
  });

  it('derives the backends', () => {
    expect(loadConfig({ DATABASE_URL: 'postgres://u:p@h/d', LOKET_SECRET: secret, REDIS_URL: 'redis://h:6379' }, { root })).toMatchObject({
      embeddedDatabase: false, queueBackend: 'redis', demo: false, databaseOwnerUrl: 'postgres://u:p@h/d' });
  });

  it.each([
    ['PORT', 'http'], ['PORT', '70000'], ['NODE_ENV', 'prod'], ['PUBLIC_URL', 'loket.go.id'], ['DATABASE_URL', 'mysql://h/d'],
    ['REDIS_URL', 'h:6379'], ['SMTP_URL', 'mail.host'], ['MAIL_FROM', 'Loket'], ['S3_URL', 'https://host/bucket'], ['CLAMAV_URL', 'clamav:3310'],
    ['LOKET_SECRET', 'short'], ['LOKET_DEMO', 'maybe'], ['LOKET_ADMIN_EMAIL', 'admin'], ['LOKET_MAX_UPLOAD_BYTES', '2MB'],
    ['LOKET_LOG_LEVEL', 'loud'], ['TRUST_PROXY', 'true'], ['LOKET_OFFICE', 'a b'],
  ])('refuses %s=%s', (key, value) => {
    expect(wrongKeys({ LOKET_SECRET: secret, MAIL_FROM: 'a@b.test', [key]: value })).toEqual([key]);
  });

  it.each([['1', 1], ['10.0.0.1, 10.1.0.0/16', ['10.0.0.1', '10.1.0.0/16']]])('reads TRUST_PROXY=%s', (text, expected) => {
    expect(loadConfig({ TRUST_PROXY: text }, { root }).trustProxy).toEqual(expected);
  });

  it('tells every wrong key at once', () => {
    expect(wrongKeys({ NODE_ENV: 'production', PORT: 'x', SMTP_URL: 'smtp://h' }).sort())
      .toEqual(['DATABASE_OWNER_URL', 'DATABASE_URL', 'LOKET_SECRET', 'MAIL_FROM', 'PORT', 'PUBLIC_URL']);
    expect(() => loadConfig({ PORT: 'x' }, { root })).toThrow('PORT harus bilangan bulat dari 0 sampai 65535.');
  });
});

describe('production', () => {
  it('starts with what it needs', () => {
    expect(loadConfig(production, { root })).toMatchObject({
      production: true, demo: false, publicUrl: 'https://loket.contoh.go.id', holdUnscannedFiles: true, secret });
  });

  it.each([
    ['LOKET_SECRET', undefined], ['PUBLIC_URL', undefined], ['PUBLIC_URL', 'http://loket.contoh.go.id'], ['DATABASE_URL', undefined],
    ['DATABASE_OWNER_URL', undefined], ['DATABASE_OWNER_URL', production.DATABASE_URL],
  ])('refuses %s=%s', (key, value) => {
    expect(wrongKeys({ ...production, [key]: value })).toEqual([key]);
  });

  it.each(['1', 'true'])('has no sample accounts: refuses LOKET_DEMO=%s', (value) => {
    expect(wrongKeys({ ...production, LOKET_DEMO: value })).toEqual(['LOKET_DEMO']);
  });
});

const compose = readFileSync(path.resolve(import.meta.dirname, '..', '..', 'docker-compose.yml'), 'utf8');

describe('.env.example', () => {
  const lines = readFileSync(path.resolve(import.meta.dirname, '..', '..', '.env.example'), 'utf8').split('\n');
  const keyLines = lines.flatMap((line, at) => (/^[A-Z]/.test(line) ? [{ key: line.split('=')[0] ?? '', value: line.slice(line.indexOf('=') + 1), before: lines[at - 1] ?? '' }] : []));

  it('lists exactly the keys of the schema, and those only docker-compose.yml asks for', () => {
    const asked = [...compose.matchAll(/\$\{([A-Z0-9_]+)/g)].map(([, key]) => key ?? '');
    expect(keyLines.map(({ key }) => key).sort()).toEqual([...new Set([...Object.keys(settings.shape), ...asked])].sort());
  });

  it('as it is, overrides nothing docker-compose.yml chooses itself', () => {
    const chosen = [...compose.matchAll(/\$\{([A-Z0-9_]+):-(.+?)\}"/g)].map(([, key = '', value]) => ({ key, value }));
    expect(chosen.filter(({ key, value }) => { const shown = keyLines.find((line) => line.key === key)?.value; return shown && shown !== value; })).toEqual([]);
  });

  it('explains each key in the line before it', () => {
    expect(keyLines.filter(({ before }) => !/^# .{15,}/.test(before))).toEqual([]);
  });

  it('shows the defaults', () => {
    const shown = Object.fromEntries(keyLines.filter(({ value }) => value).map(({ key, value }) => [key, value]));
    expect(loadConfig(shown, { root })).toEqual(loadConfig({}, { root }));
  });
});

describe('docker-compose.yml', () => {
  it('hands on every setting a production installation can have', () => {
    const missing = Object.keys(settings.shape).filter((key) => !key.startsWith('LOKET_DEMO') && !new RegExp(`^    ${key}: `, 'm').test(compose));
    expect(missing).toEqual([]);
  });

  it('gives PostgreSQL the settings all figures are measured with', () => {
    const given = [...compose.matchAll(/"-c", "([^"]+)"/g)].map(([, setting = '']) => setting.replace(/\$\{[A-Z_]+:-(.+)\}/, '$1'));
    expect(given).toEqual(OFFICE_SETTINGS);
  });
});
