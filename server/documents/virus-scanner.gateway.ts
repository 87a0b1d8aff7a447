import { connect } from 'node:net';

export type ScanVerdict = 'bersih' | 'terinfeksi' | 'tidak_ada' | 'tidak_menjawab';
export interface VirusScanner { scan(bytes: Buffer): Promise<ScanVerdict> }

const TIMEOUT_MS = 20_000;

/** ClamAV's INSTREAM over TCP (`tcp://host:3310`); without an address there is no scanner. Never throws: silence is a verdict. */
export function createVirusScanner(url: string | undefined): VirusScanner {
  if (!url) return { scan: () => Promise.resolve('tidak_ada') };
  const { hostname, port } = new URL(url);
  return { scan: (bytes) => askClamd(hostname, Number(port || 3310), bytes) };
}

function askClamd(host: string, port: number, bytes: Buffer): Promise<ScanVerdict> {
  return new Promise((resolve) => {
    const socket = connect({ host, port });
    let answer = '';
    const end = (verdict: ScanVerdict) => { socket.destroy(); resolve(verdict); };
    socket.setTimeout(TIMEOUT_MS, () => { end('tidak_menjawab'); });
    socket.on('error', () => { end('tidak_menjawab'); });
    socket.on('connect', () => {
      const size = Buffer.alloc(4);
      size.writeUInt32BE(bytes.length);
      socket.write(Buffer.concat([Buffer.from('zINSTREAM\0'), size, bytes, Buffer.alloc(4)]));
    });
    socket.on('data', (chunk) => { answer += chunk.toString('latin1'); });
    socket.on('close', () => { end(answer.includes('stream: OK') ? 'bersih' : answer.includes('FOUND') ? 'terinfeksi' : 'tidak_menjawab'); });
  });
}
