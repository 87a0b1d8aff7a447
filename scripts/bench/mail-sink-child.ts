/** A mail server in a process of its own that takes every mail and counts its Message-IDs; the parent asks how many. */
import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';

let taken = 0;
const ids = new Set<string>();
const server = new SMTPServer({
  disabledCommands: ['AUTH', 'STARTTLS'], logger: false,
  onData(stream, _session, done) {
    let head = '';
    stream.on('data', (chunk: Buffer) => { if (head.length < 8_000) head += chunk.toString('latin1'); });
    stream.on('end', () => {
      taken += 1;
      ids.add(/^message-id:\s*(<[^>]+>)/im.exec(head)?.[1] ?? `none ${taken}`);
      done(null);
    });
  },
});
server.on('error', () => undefined);
server.listen(0, '127.0.0.1', () => { process.send?.({ url: `smtp://127.0.0.1:${(server.server.address() as AddressInfo).port}` }); });
process.on('message', (what: string) => {
  process.send?.({ taken, distinct: ids.size });
  if (what === 'new') { taken = 0; ids.clear(); }
});
process.once('disconnect', () => { process.exit(0); });
