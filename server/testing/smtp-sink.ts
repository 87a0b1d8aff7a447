/** A real SMTP server on the loopback for tests; a test says how it misbehaves. */
import type { AddressInfo } from 'node:net';
import PostalMime, { type Email } from 'postal-mime';
import { SMTPServer } from 'smtp-server';

export interface Received { from: string; to: string[]; raw: string; mail: Email }
/** How to answer: a status at MAIL FROM, at RCPT or at the end of DATA, the line cut after DATA was taken, silence. */
export type Fault = { at: 'mail' | 'rcpt' | 'data'; status: number } | { at: 'cut' } | { at: 'silence' } | null;
export interface SmtpSink { url: string; received: Received[]; fault: Fault; /** Milliseconds before it says that it took a mail. */ slowMs: number; close(): Promise<void> }

const refusal = (status: number) => Object.assign(new Error('no, not rina@pemohon.test'), { responseCode: status });

export async function startSmtpSink(): Promise<SmtpSink> {
  const sink: SmtpSink = { url: '', received: [], fault: null, slowMs: 0, close: () => new Promise((resolve) => { server.close(resolve); }) };
  const server = new SMTPServer({
    disabledCommands: ['AUTH', 'STARTTLS'], logger: false, closeTimeout: 100,
    onMailFrom(_address, _session, done) {
      const { fault } = sink;
      done(fault?.at === 'mail' ? refusal(fault.status) : null);
    },
    onRcptTo(_address, _session, done) {
      const { fault } = sink;
      if (fault?.at === 'silence') return;
      done(fault?.at === 'rcpt' ? refusal(fault.status) : null);
    },
    onData(stream, session, done) {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        const { fault } = sink;
        if (fault?.at === 'data') { done(refusal(fault.status)); return; }
        const raw = Buffer.concat(chunks).toString('latin1');
        void PostalMime.parse(Buffer.from(raw, 'latin1')).then((mail) => {
          const { mailFrom, rcptTo } = session.envelope;
          sink.received.push({ from: mailFrom === false ? '' : mailFrom.address, to: rcptTo.map((to) => to.address), raw, mail });
          if (fault?.at === 'cut') for (const connection of server.connections) connection.close();
          else setTimeout(() => { done(null); }, sink.slowMs);
        });
      });
    },
  });
  server.on('error', () => undefined); // a cut line is what the test asked for
  await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve); });
  sink.url = `smtp://127.0.0.1:${(server.server.address() as AddressInfo).port}`;
  return sink;
}
