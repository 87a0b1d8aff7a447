import { connect } from 'node:net';
import type { Server } from 'node:http';
import { afterEach, describe, expect, it } from '@jest/globals';
import { createHttpServer, type SenderTimes } from './create-http-server.ts';

const TIMES: SenderTimes = { headersMs: 300, graceMs: 300, bytesPerSecond: 1_000, longestMs: 60_000, everyMs: 50 };
/** Whoever is not cut by then has not been cut. */
const NEVER_MS = 4_000;

const servers: Server[] = [];
afterEach(async () => { for (const server of servers.splice(0)) { server.closeAllConnections(); await new Promise((resolve) => { server.close(resolve); }); } });

async function listening(times: Partial<SenderTimes> = {}): Promise<{ port: number; heard: { whole: number; goneAway: number } }> {
  const heard = { whole: 0, goneAway: 0 };
  const server = createHttpServer((req, res) => {
    let bytes = 0;
    req.on('data', (chunk: Buffer) => { bytes += chunk.length; });
    req.on('end', () => { heard.whole += 1; res.end(`got ${bytes}`); });
    req.on('close', () => { if (!req.complete) heard.goneAway += 1; });
  }, { ...TIMES, ...times });
  servers.push(server);
  await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve); });
  const address = server.address();
  return { port: typeof address === 'object' && address ? address.port : 0, heard };
}

/** Sends the head at once, then `each` every 50 ms, `times` times; what came back and when the line was closed. */
function drip(port: number, head: string, each: (n: number) => Buffer, times: number): Promise<{ answer: string; ms: number }> {
  return new Promise((resolve) => {
    const began = performance.now();
    let answer = '';
    let sent = 0;
    const socket = connect(port, '127.0.0.1', () => { socket.write(head); });
    const sending = setInterval(() => { if (sent < times && socket.writable) { socket.write(each(sent)); sent += 1; } }, 50);
    const never = setTimeout(() => { socket.destroy(); }, NEVER_MS);
    socket.on('data', (chunk) => { answer += chunk.toString(); if (answer.includes('got ')) socket.end(); });
    socket.on('error', () => undefined); // a reset: the line is closed, which is what is asked
    socket.on('close', () => { clearInterval(sending); clearTimeout(never); resolve({ answer, ms: performance.now() - began }); });
  });
}
const one = () => Buffer.alloc(1);
const head = (bytes: number) => `POST /api/public/uploads HTTP/1.1\r\nHost: loket\r\nContent-Length: ${bytes}\r\n\r\n`;

describe('a sender', () => {
  it('that drips bytes is cut once its grace is over, and heard of as gone away', async () => {
    const { port, heard } = await listening();
    const { answer, ms } = await drip(port, head(1_000_000), one, 1_000_000);
    expect(answer).toMatch(/^HTTP\/1\.1 408 /);
    expect(ms).toBeGreaterThan(TIMES.graceMs - 50);
    expect(ms).toBeLessThan(NEVER_MS - 500);
    expect(heard).toEqual({ whole: 0, goneAway: 1 });
  });

  it('that keeps the pace may take far longer than the grace', async () => {
    const { port, heard } = await listening();
    const { answer, ms } = await drip(port, head(24_000), () => Buffer.alloc(1_000), 24);
    expect(answer).toMatch(/^HTTP\/1\.1 200 .*got 24000$/s);
    expect(ms).toBeGreaterThan(1_000);
    expect(heard).toEqual({ whole: 1, goneAway: 0 });
  });

  it('that began fast and then drips is cut when its average is too slow', async () => {
    const { port } = await listening();
    const { answer, ms } = await drip(port, head(1_000_000), (n) => Buffer.alloc(n === 0 ? 1_000 : 1), 1_000_000);
    expect(answer).toMatch(/^HTTP\/1\.1 408 /);
    expect(ms).toBeGreaterThan(900);
    expect(ms).toBeLessThan(NEVER_MS - 500);
  });

  it('that keeps the pace without end comes to an end all the same', async () => {
    const { port } = await listening({ longestMs: 600 });
    const { answer, ms } = await drip(port, head(10_000_000), () => Buffer.alloc(5_000), 1_000_000);
    expect(answer).toMatch(/^HTTP\/1\.1 408 /);
    expect(ms).toBeLessThan(NEVER_MS - 500);
  });

  it('that never ends the head of its request is cut', async () => {
    const { port, heard } = await listening();
    const { answer, ms } = await drip(port, 'POST / HTTP/1.1\r\nHost: loket\r\n', () => Buffer.from('X'), 1_000_000);
    expect(answer).toMatch(/^HTTP\/1\.1 408 /);
    expect(ms).toBeLessThan(NEVER_MS - 500);
    expect(heard).toEqual({ whole: 0, goneAway: 0 });
  });
});
