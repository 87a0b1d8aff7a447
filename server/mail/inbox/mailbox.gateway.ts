/** The mailbox replies come to, behind a small object (IMAP). */
import { ImapFlow } from 'imapflow';
import { z } from 'zod';

export interface FetchedMail {
  uid: number;
  /** Its bytes; of one that is larger than is read the beginning. Null when it is not in the mailbox any more. */
  source: Buffer | null;
  whole: boolean;
}
export interface Mailbox {
  /** Name of the place, without a secret: what the cursor is kept under. */
  readonly name: string;
  /** Calls `handle` for every mail above `after`, oldest first; a mailbox that was numbered anew begins at its first mail, one that is new to us with what came in the last two days. @throws when the server cannot be reached */
  readNew(after: { uidValidity: string; lastUid: number } | null, handle: (mail: FetchedMail, uidValidity: string) => Promise<void>): Promise<void>;
}

const MOST_BYTES = 30 * 1024 * 1024;
/** Of a larger one: enough for its headers, and in practice for its words, which stand before its files. */
const BEGINNING_BYTES = 256 * 1024;
/** How far back the first look at a mailbox goes that nobody looked at for us before. */
const FIRST_LOOK_MS = 2 * 86_400_000;
const shown = z.object({ uid: z.number(), size: z.number().optional(), source: z.instanceof(Buffer).optional() });

/** `imap://user:pass@host:143/INBOX` or `imaps://…:993/INBOX`. */
export function createMailbox(imapUrl: string): Mailbox {
  const url = new URL(imapUrl);
  const secure = url.protocol === 'imaps:';
  const folder = decodeURIComponent(url.pathname.slice(1)) || 'INBOX';
  const local = ['localhost', '127.0.0.1', '[::1]'].includes(url.hostname);
  return {
    name: `${url.hostname}:${url.port}/${decodeURIComponent(url.username)}/${folder}`,
    async readNew(after, handle) {
      const client = new ImapFlow({
        host: url.hostname.replace(/^\[|\]$/g, ''), port: url.port ? Number(url.port) : secure ? 993 : 143, secure, logger: false,
        auth: { user: decodeURIComponent(url.username), pass: decodeURIComponent(url.password) },
        ...(!secure && !local ? { doSTARTTLS: true } : {}), // a password never travels in clear
        connectionTimeout: 15_000, greetingTimeout: 15_000, socketTimeout: 60_000,
      });
      client.on('error', () => undefined); // told by the call that fails
      await client.connect();
      try {
        const lock = await client.getMailboxLock(folder);
        try {
          const box = client.mailbox;
          if (!box) throw new Error(`no mailbox ${folder}`);
          const uidValidity = String(box.uidValidity);
          const from = after?.uidValidity === uidValidity ? after.lastUid + 1 : 1;
          const uids: { uid: number; size: number }[] = [];
          // The first look at a mailbox that was in use before: ten years of mail are no news.
          const wanted = after ? `${from}:*` : { since: new Date(Date.now() - FIRST_LOOK_MS) };
          for await (const message of client.fetch(wanted, { uid: true, size: true }, { uid: true })) {
            const { uid, size = 0 } = shown.parse(message);
            // `n:*` always answers with the last mail, also when it is older than n.
            if (uid >= from) uids.push({ uid, size });
          }
          for (const { uid, size } of uids.sort((a, b) => a.uid - b.uid)) {
            const whole = size <= MOST_BYTES;
            const one = await client.fetchOne(String(uid), { uid: true, source: whole || { maxLength: BEGINNING_BYTES } }, { uid: true });
            await handle({ uid, source: one ? shown.parse(one).source ?? null : null, whole }, uidValidity);
          }
        } finally {
          lock.release();
        }
      } finally {
        await client.logout().catch(() => { client.close(); });
      }
    },
  };
}
