/**
 * How long a sender may take. Node's `requestTimeout` is one number for all: short enough against a sender that drips bytes, it also cuts a phone that sends
 * 2 MB over 100 kbit/s (160 s), at each try again. So whoever takes long has to keep a pace, and Node's number is only the end of all patience.
 */
import { createServer, type IncomingMessage, type RequestListener, type Server, type ServerResponse } from 'node:http';

export interface SenderTimes {
  /** Until the head of a request is whole; ms. */
  headersMs: number;
  /** Nobody's pace is asked about before; ms. */
  graceMs: number;
  /** On the average since its head, once the grace is over. */
  bytesPerSecond: number;
  /** The end for everybody; ms. */
  longestMs: number;
  /** How often Node and we look; ms. */
  everyMs: number;
}

/** 4,000 bytes a second are 32 kbit/s, the slowest line a phone still calls one: the 2 MB of an applicant take nine minutes on it. */
export const SENDER_TIMES: SenderTimes = { headersMs: 20_000, graceMs: 120_000, bytesPerSecond: 4_000, longestMs: 600_000, everyMs: 10_000 };

const TOO_SLOW = 'HTTP/1.1 408 Request Timeout\r\nConnection: close\r\nContent-Length: 0\r\n\r\n';

/** @param handle what answers; it hears of a sender that was cut as of one that went away */
export function createHttpServer(handle: RequestListener, times: SenderTimes = SENDER_TIMES): Server {
  const server = createServer({ headersTimeout: times.headersMs, requestTimeout: times.longestMs, connectionsCheckingInterval: times.everyMs }, handle);
  server.prependListener('request', (req, res) => { askPace(req, res, times); });
  return server;
}

/** Bytes are counted at the socket: listening to the body here would set it flowing before anybody reads it. */
function askPace(req: IncomingMessage, res: ServerResponse, { graceMs, everyMs, bytesPerSecond }: SenderTimes): void {
  if (req.complete || (req.headers['content-length'] === undefined && req.headers['transfer-encoding'] === undefined)) return;
  const { socket } = req;
  const began = performance.now();
  const before = socket.bytesRead;
  const look = () => {
    if (req.complete || socket.destroyed) return;
    const seconds = (performance.now() - began) / 1_000;
    if (socket.bytesRead - before >= seconds * bytesPerSecond) { timer = setTimeout(look, everyMs).unref(); return; }
    if (!res.headersSent && socket.writable) socket.write(TOO_SLOW);
    socket.destroySoon();
  };
  let timer = setTimeout(look, graceMs).unref();
  req.once('close', () => { clearTimeout(timer); });
}
