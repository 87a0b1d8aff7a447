import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { FileMissingError, StorageFullError, createStorage, localStorage } from './storage.ts';
import type { FileStorage } from './storage.ts';

let folder: string;
let bucket: Server;
const objects = new Map<string, Buffer>();
let bucketIsFull = false;

/** As much of S3 as the adapter speaks: PUT, GET, HEAD, DELETE and listing two keys per page. It keeps the body exactly as it came. */
function answerLikeS3(): Server {
  return createServer((req, res) => {
    const url = new URL(req.url ?? '', 'http://bucket');
    const key = decodeURIComponent(url.pathname.replace(/^\/berkas\/?/, ''));
    const chunks: Buffer[] = [];
    req.on('data', (chunk: Buffer) => { chunks.push(chunk); });
    req.on('end', () => {
      const known = objects.get(key);
      if (!req.headers.authorization?.includes('Credential=kunci/')) res.writeHead(403).end();
      else if (req.method === 'PUT' && bucketIsFull) res.writeHead(507).end('<Error><Code>XMinioStorageFull</Code></Error>');
      else if (req.method === 'PUT') { objects.set(key, Buffer.concat(chunks)); res.end(); }
      else if (req.method === 'DELETE') { objects.delete(key); res.writeHead(204).end(); }
      else if (key === '' && req.method === 'HEAD') res.end();
      else if (key === '') {
        const from = Number(url.searchParams.get('continuation-token') ?? 0);
        const keys = [...objects.keys()].filter((name) => name.startsWith(url.searchParams.get('prefix') ?? '')).sort();
        const more = keys.length > from + 2;
        res.end(`<ListBucketResult><IsTruncated>${more}</IsTruncated>${more ? `<NextContinuationToken>${from + 2}</NextContinuationToken>` : ''}${
          keys.slice(from, from + 2).map((name) => `<Contents><Key>${name}</Key></Contents>`).join('')}</ListBucketResult>`);
      } else if (!known) res.writeHead(404).end(req.method === 'HEAD' ? undefined : '<Error><Code>NoSuchKey</Code></Error>');
      else res.writeHead(200, { 'content-length': known.length }).end(req.method === 'HEAD' ? undefined : known);
    });
  });
}

beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'loket-storage-'));
  bucket = answerLikeS3();
  await new Promise<void>((resolve) => { bucket.listen(0, '127.0.0.1', resolve); });
});
afterAll(() => {
  bucket.closeAllConnections();
  bucket.close();
  rmSync(folder, { recursive: true, force: true });
});

describe.each(['folder', 's3'])('%s', (kind) => {
  let storage: FileStorage;
  beforeAll(async () => {
    storage = await createStorage({ uploadsDir: path.join(folder, 'files'),
      s3Url: kind === 's3' ? `http://kunci:rahasia@127.0.0.1:${(bucket.address() as AddressInfo).port}/berkas?region=id` : undefined });
  });

  it('keeps the bytes and tells their hash and size', async () => {
    const bytes = Buffer.from('isi berkas');
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    expect(await storage.put('kasus/1/ktp.pdf', bytes)).toEqual({ sha256, bytes: 10 });
    expect(await storage.read('kasus/1/ktp.pdf')).toEqual(bytes);
    expect(await storage.exists('kasus/1/ktp.pdf')).toBe(true);
    await storage.put('kasus/1/ktp.pdf', Buffer.from('lain'));
    expect((await storage.read('kasus/1/ktp.pdf')).toString()).toBe('lain');
  });

  it('takes a file of several megabytes from disk and gives it as a stream, byte for byte', async () => {
    const bytes = Buffer.alloc(3_000_000, 'abcdefg');
    const file = path.join(folder, 'large');
    writeFileSync(file, bytes);
    expect(await storage.putFile('kasus/2/scan.bin', file)).toEqual({ sha256: createHash('sha256').update(bytes).digest('hex'), bytes: 3_000_000 });
    const chunks: Buffer[] = [];
    for await (const chunk of await storage.stream('kasus/2/scan.bin') as AsyncIterable<Buffer>) chunks.push(chunk);
    expect(Buffer.concat(chunks).equals(bytes)).toBe(true);
  });

  it('lists by prefix, inside a segment too', async () => {
    for (const key of ['daftar/a1', 'daftar/a2/x', 'daftar/b1', 'daftarlain/a3']) await storage.put(key, Buffer.from(key));
    expect(await storage.list('daftar/')).toEqual(['daftar/a1', 'daftar/a2/x', 'daftar/b1']);
    expect(await storage.list('daftar/a')).toEqual(['daftar/a1', 'daftar/a2/x']);
    expect(await storage.list('tidakada/')).toEqual([]);
    expect(await storage.list('')).toContain('daftarlain/a3');
  });

  it('removes, twice without complaint, and says when a file is missing', async () => {
    await storage.put('hapus/a', Buffer.from('x'));
    await storage.remove('hapus/a');
    await storage.remove('hapus/a');
    expect(await storage.exists('hapus/a')).toBe(false);
    await expect(storage.read('hapus/a')).rejects.toBeInstanceOf(FileMissingError);
    await expect(storage.stream('hapus/a')).rejects.toBeInstanceOf(FileMissingError);
  });

  it.each(['', '/etc/passwd', '../x', 'a/../../x', 'a//b', 'a/.hidden', 'a\\b', 'a/b\0', 'a/', 'spasi di sini', '.gitkeep'])('refuses the key %j', async (key) => {
    await expect((async () => storage.put(key, Buffer.from('x')))()).rejects.toThrow('not a key');
    await expect((async () => storage.read(key))()).rejects.toThrow('not a key');
    await expect((async () => storage.remove(key))()).rejects.toThrow('not a key');
    await expect((async () => storage.exists(key))()).rejects.toThrow('not a key');
  });

  it('says that it can be used', async () => { expect(await storage.isAlive()).toBe(true); });
});

describe('a full store', () => {
  it('S3 says so', async () => {
    const storage = await createStorage({ uploadsDir: folder, s3Url: `http://kunci:rahasia@127.0.0.1:${(bucket.address() as AddressInfo).port}/berkas` });
    bucketIsFull = true;
    try {
      await expect(storage.put('penuh/a', Buffer.from('x'))).rejects.toBeInstanceOf(StorageFullError);
    } finally {
      bucketIsFull = false;
    }
  }, 40_000);

  it('a write that fails half way leaves nothing behind, and the older file as it was', async () => {
    const place = path.join(folder, 'half');
    const storage = localStorage(place);
    await storage.put('a/b', Buffer.from('lama'));
    await expect(storage.putFile('a/b', path.join(folder, 'no-such-file'))).rejects.toMatchObject({ code: 'ENOENT' });
    expect((await storage.read('a/b')).toString()).toBe('lama');
    expect(readdirSync(path.join(place, 'a'))).toEqual(['b']);
  });

  it('a folder nobody can write to is not alive', async () => {
    const file = path.join(folder, 'a-file');
    writeFileSync(file, 'x');
    expect(await localStorage(path.join(file, 'below')).isAlive()).toBe(false);
  });
});
