/**
 * What parent and inspection child say to each other: frames of a JSON head and raw bytes over plain pipes. Not the
 * IPC channel of Node, whose structured clone would have the parent deserialise whatever a taken-over child writes.
 *
 * Frame: uint32 length of the JSON, uint32 length of the bytes, JSON, bytes.
 */
const prefixLength = 8;

export interface Frame {
  head: unknown;
  body: Buffer;
}

export function encodeFrame(head: unknown, body: Uint8Array = Buffer.alloc(0)): Buffer {
  const json = Buffer.from(JSON.stringify(head));
  const prefix = Buffer.alloc(prefixLength);
  prefix.writeUInt32BE(json.length, 0);
  prefix.writeUInt32BE(body.length, 4);
  return Buffer.concat([prefix, json, body]);
}

/**
 * Collects chunks and gives each whole frame to `onFrame`. Throws on a head or body beyond the limits (bytes) and on
 * a head that is not JSON; the caller ends the other side then.
 */
export function createFrameReader(limits: { head: number; body: number; }, onFrame: (frame: Frame) => void): (chunk: Buffer) => void {
  let chunks: Buffer[] = [];
  let length = 0;
  return (chunk) => {
    chunks.push(chunk);
    length += chunk.length;
    for (;;) {
      if (length < prefixLength) return;
      // Chunks are joined only when a prefix must be read or a frame is complete, not at every chunk of 64 KiB.
      if ((chunks[0]?.length ?? 0) < prefixLength) chunks = [Buffer.concat(chunks)];
      const first = chunks[0];
      if (first === undefined) return;
      const headLength = first.readUInt32BE(0);
      const bodyLength = first.readUInt32BE(4);
      if (headLength > limits.head || bodyLength > limits.body) throw new Error('inspection frame is larger than allowed');
      const end = prefixLength + headLength + bodyLength;
      if (length < end) return;
      const all = Buffer.concat(chunks);
      const head: unknown = JSON.parse(all.toString('utf8', prefixLength, prefixLength + headLength));
      chunks = all.length > end ? [all.subarray(end)] : [];
      length = all.length - end;
      onFrame({ head, body: all.subarray(prefixLength + headLength, end) });
    }
  };
}
