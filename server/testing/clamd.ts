/** A virus scanner for tests: ClamAV's own daemon with one signature of ours, or, where there is none, one that speaks the same few words. */
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { connect, createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** What our signature finds; harmless. */
export const INFECTED_MARK = 'LOKET-UJI-TANDA-VIRUS-8d1f0c2a';

export interface TestScanner { port: number; stop(): Promise<void> }

export async function startClamd(program: string, port = 0): Promise<TestScanner> {
  const folder = mkdtempSync(path.join(tmpdir(), 'loket-clamd-'));
  const free = port || await freePort();
  writeFileSync(path.join(folder, 'loket.ndb'), `Loket.Uji:0:*:${Buffer.from(INFECTED_MARK).toString('hex')}\n`);
  writeFileSync(path.join(folder, 'clamd.conf'), [`DatabaseDirectory ${folder}`, 'Foreground yes', 'TCPAddr 127.0.0.1', `TCPSocket ${free}`, `TemporaryDirectory ${folder}`, 'ScanArchive yes', 'StreamMaxLength 20M', ''].join('\n'));
  const child = spawn(program, ['--config-file', path.join(folder, 'clamd.conf')], { stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => { said += chunk.toString(); });
  const ended = new Promise<void>((resolve) => { child.once('exit', () => { resolve(); }); });
  const stop = async () => { child.kill('SIGKILL'); await ended; rmSync(folder, { recursive: true, force: true }); };
  for (let tries = 0; !await answers(free); tries += 1) {
    if (tries > 300 || child.exitCode !== null) { await stop(); throw new Error(`clamd did not start: ${said.slice(-500)}`); }
    await new Promise((resolve) => { setTimeout(resolve, 100); });
  }
  return { port: free, stop };
}

export async function startScannerDouble(port = 0): Promise<TestScanner> {
  const server = createServer((socket) => {
    const chunks: Buffer[] = [];
    socket.on('error', () => { socket.destroy(); });
    socket.on('data', (chunk) => {
      chunks.push(chunk);
      const all = Buffer.concat(chunks);
      // A part of length 0 ends the stream.
      if (!all.subarray(-4).equals(Buffer.alloc(4)) || all.length <= 14) return;
      socket.end(all.includes(INFECTED_MARK) ? 'stream: Loket.Uji.UNOFFICIAL FOUND\0' : 'stream: OK\0');
    });
  });
  await new Promise<void>((resolve) => { server.listen(port, '127.0.0.1', resolve); });
  return { port: (server.address() as AddressInfo).port, stop: () => new Promise((resolve) => { server.close(() => { resolve(); }); }) };
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve); });
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => { server.close(resolve); });
  return port;
}

function answers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host: '127.0.0.1', port });
    socket.on('connect', () => { socket.write('zPING\0'); });
    socket.on('data', (chunk) => { socket.destroy(); resolve(chunk.toString().includes('PONG')); });
    socket.on('error', () => { resolve(false); });
    socket.setTimeout(2_000, () => { socket.destroy(); resolve(false); });
  });
}
