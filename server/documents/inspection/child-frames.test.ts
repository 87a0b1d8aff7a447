import { describe, expect, it } from '@jest/globals';
import { createFrameReader, encodeFrame } from './child-frames.ts';
import type { Frame } from './child-frames.ts';

const limits = { head: 100, body: 1000 };

function readAll(bytes: Buffer, chunkLength: number): Array<[unknown, string]> {
  const frames: Frame[] = [];
  const read = createFrameReader(limits, (frame) => frames.push(frame));
  for (let at = 0; at < bytes.length; at += chunkLength) read(bytes.subarray(at, at + chunkLength));
  return frames.map(({ head, body }) => [head, body.toString()]);
}

describe('frames', () => {
  const stream = Buffer.concat([encodeFrame({ kind: 'a' }, Buffer.from('isi')), encodeFrame({ kind: 'b' }), encodeFrame(3, Buffer.from('x'))]);

  it.each([1, 2, 7, 8, 9, 25, 1000])('come out whole from chunks of %i bytes', (chunkLength) => {
    expect(readAll(stream, chunkLength)).toEqual([
      [{ kind: 'a' }, 'isi'],
      [{ kind: 'b' }, ''],
      [3, 'x'],
    ]);
  });

  it.each([
    ['a head beyond the limit', encodeFrame('x'.repeat(200))],
    ['a body beyond the limit', encodeFrame('x', Buffer.alloc(1001))],
    ['a head that is not JSON', Buffer.from('\0\0\0\x01\0\0\0\0{', 'latin1')],
  ])('throw on %s', (_what, bytes) => {
    expect(() => readAll(bytes, bytes.length)).toThrow();
  });
});
