/** An S3 bucket as file store (AWS, MinIO, Ceph …). Loaded only where S3_URL is set. */
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { Readable } from 'node:stream';
import { DeleteObjectCommand, GetObjectCommand, HeadBucketCommand, HeadObjectCommand, ListObjectsV2Command, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { FileMissingError, StorageFullError, checkedKey, checkedPrefix } from './file-storage.ts';
import type { FileStorage, Stored } from './file-storage.ts';

const isMissing = (error: unknown) => (error as { $metadata?: { httpStatusCode?: number } }).$metadata?.httpStatusCode === 404;
const isFull = (error: unknown) => (error as { $metadata?: { httpStatusCode?: number } }).$metadata?.httpStatusCode === 507
  || ['XMinioStorageFull', 'QuotaExceeded'].includes((error as Error).name);

/** `url` is https://KEY:SECRET@host:port/bucket?region=name. */
export function s3Storage(url: string): FileStorage {
  const address = new URL(url);
  const Bucket = address.pathname.replaceAll('/', '');
  const client = new S3Client({
    endpoint: `${address.protocol}//${address.host}`,
    region: address.searchParams.get('region') ?? 'us-east-1',
    credentials: { accessKeyId: decodeURIComponent(address.username), secretAccessKey: decodeURIComponent(address.password) },
    forcePathStyle: true,
    // With the SDK's defaults a streamed body is stored together with its chunk framing by servers that do not know the newer checksums.
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
  });

  async function send(key: string, Body: Buffer | Readable, stored: Stored): Promise<Stored> {
    try {
      await client.send(new PutObjectCommand({ Bucket, Key: checkedKey(key), Body, ContentLength: stored.bytes }));
      return stored;
    } catch (error) {
      throw isFull(error) ? new StorageFullError(error) : error;
    }
  }

  async function get(key: string): Promise<Readable> {
    try {
      const { Body } = await client.send(new GetObjectCommand({ Bucket, Key: checkedKey(key) }));
      if (Body instanceof Readable) return Body;
      throw new Error('The object store answered without a body.');
    } catch (error) {
      throw isMissing(error) ? new FileMissingError(key, error) : error;
    }
  }

  return {
    put: (key, bytes) => send(key, bytes, { sha256: createHash('sha256').update(bytes).digest('hex'), bytes: bytes.length }),
    async putFile(key, file) {
      const hash = createHash('sha256');
      let bytes = 0;
      for await (const chunk of createReadStream(file) as AsyncIterable<Buffer>) {
        hash.update(chunk);
        bytes += chunk.length;
      }
      return send(key, createReadStream(file), { sha256: hash.digest('hex'), bytes });
    },
    async read(key) {
      const chunks: Buffer[] = [];
      for await (const chunk of await get(key) as AsyncIterable<Buffer>) chunks.push(chunk);
      return Buffer.concat(chunks);
    },
    stream: get,
    async exists(key) {
      try {
        await client.send(new HeadObjectCommand({ Bucket, Key: checkedKey(key) }));
        return true;
      } catch (error) {
        if (isMissing(error)) return false;
        throw error;
      }
    },
    async remove(key) { await client.send(new DeleteObjectCommand({ Bucket, Key: checkedKey(key) })); },
    async list(prefix) {
      const keys: string[] = [];
      let ContinuationToken: string | undefined;
      do {
        const page = await client.send(new ListObjectsV2Command({ Bucket, Prefix: checkedPrefix(prefix), ContinuationToken }));
        for (const { Key } of page.Contents ?? []) if (Key) keys.push(Key);
        ContinuationToken = page.IsTruncated ? page.NextContinuationToken : undefined;
      } while (ContinuationToken);
      return keys.sort();
    },
    async isAlive() {
      try {
        await client.send(new HeadBucketCommand({ Bucket }), { abortSignal: AbortSignal.timeout(2_000) });
        return true;
      } catch {
        return false; // the health page says so; the next real write carries the cause
      }
    },
  };
}
