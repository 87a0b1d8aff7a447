import { isPassing } from '../../platform/passing-fault.ts';
import { beginMail, forgiveTry, readCursor, writeCursor } from './inbound-mails.repository.ts';
import type { FetchedMail, Mailbox } from './mailbox.gateway.ts';
import { receiveInbound, type InboundDeps } from './receive-inbound.ts';
import { UnreadableMailError } from './read-mail.ts';

/** So often one mail is begun before it goes to the list unread; the looks are a minute apart. */
const MOST_TRIES = 5;

/**
 * Takes in what is new in the mailbox. Twice, also at once, is harmless: a mail is known by its Message-ID, and the cursor only moves behind
 * a mail that was taken in. What stands in the way of all mail (disk, database, a busy inspection) is waited for; a mail that is itself the
 * trouble goes to the list as one nobody could read, so that those behind it arrive. The mailbox itself is never changed: it stays the
 * office's own copy.
 */
export async function fetchInbox(deps: InboundDeps, mailbox: Mailbox): Promise<number> {
  let taken = 0;
  await mailbox.readNew(await readCursor(deps.db, mailbox.name), async (mail, uidValidity) => {
    if (await takeIn(deps, mailbox.name, mail, uidValidity)) taken += 1;
    await writeCursor(deps.db, mailbox.name, uidValidity, mail.uid);
  });
  return taken;
}

async function takeIn(deps: InboundDeps, mailbox: string, { uid, source, whole }: FetchedMail, uidValidity: string): Promise<boolean> {
  if (source === null) return false; // somebody took it out of the mailbox meanwhile
  // Counted before it is opened: one that ends the process counts too.
  const tries = await beginMail(deps.db, mailbox, uidValidity, uid);
  if (tries > MOST_TRIES) return noteUnreadable(deps, source, uid, 'begun too often');
  try {
    return await receiveInbound(deps, source, whole ? 'utuh' : 'terlalu_besar') !== 'sudah_ada';
  } catch (error) {
    if (error instanceof UnreadableMailError) return noteUnreadable(deps, source, uid, error.message);
    if (isPassing(error)) await forgiveTry(deps.db, mailbox, uid);
    else deps.log.error({ err: error, uid, tries }, 'a mail could not be taken in');
    throw error;
  }
}

async function noteUnreadable(deps: InboundDeps, source: Buffer, uid: number, why: string): Promise<boolean> {
  deps.log.warn({ uid, why }, 'a mail that cannot be read went to the list without its words');
  return await receiveInbound(deps, source, 'tidak_terbaca') !== 'sudah_ada';
}
