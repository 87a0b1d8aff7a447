import { readCursor, writeCursor } from './inbound-mails.repository.ts';
import type { Mailbox } from './mailbox.gateway.ts';
import { receiveInbound, type InboundDeps } from './receive-inbound.ts';

/**
 * Takes in what is new in the mailbox. Twice, also at once, is harmless: a mail is known by its Message-ID, and the cursor only moves behind
 * a mail that was taken in, so one that failed is tried again. The mailbox itself is never changed: it stays the office's own copy.
 */
export async function fetchInbox(deps: InboundDeps, mailbox: Mailbox): Promise<number> {
  let taken = 0;
  await mailbox.readNew(await readCursor(deps.db, mailbox.name), async ({ uid, source }, uidValidity) => {
    if (source === null) deps.log.warn({ uid }, 'a mail larger than is read was left in the mailbox');
    else if (await receiveInbound(deps, source) !== 'sudah_ada') taken += 1;
    await writeCursor(deps.db, mailbox.name, uidValidity, uid);
  });
  return taken;
}
