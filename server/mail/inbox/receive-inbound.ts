/** Takes one mail in. Its files go through the one pipeline for uploads and wait there; nothing reaches a case before somebody files it. */
import { createHash, randomUUID } from 'node:crypto';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Knex } from 'knex';
import type { CaseDoor } from '../../cases/index.ts';
import type { Clock } from '../../domain/clock.ts';
import { InvalidError, UnavailableError } from '../../platform/errors.ts';
import type { Logger } from '../../platform/log.ts';
import { caseOfReply, readCalendarReply, takeCalendarReply, type CalendarReply } from '../../scheduling/index.ts';
import { noteBounce } from '../mail-outcome.ts';
import { findThread, insertInbound, isKnownMessage, noteCalendarAnswer, recentFrom, type KeptAttachment, type Thread } from './inbound-mails.repository.ts';
import { readHead, readMail, type InboundAttachment, type ReadMail } from './read-mail.ts';
import { tellOfMail } from './tell-of-mail.ts';

export interface InboundDeps {
  db: Knex; clock: Clock; log: Logger; door: CaseDoor;
  /** Address replies go to; what stands behind a plus in it is a key of ours. */
  replyTo: string;
  scratchFolder: string;
  /** The pipeline for uploads. @throws InvalidError for a file that may not be kept */
  upload(file: { path: string; originalName: string; officeId: string }): Promise<{ id: string; type: string; bytes: number }>;
}

export const MOST_FILES = 12;
const MOST_AN_HOUR = 30;
/** Of a sender who answers a mail of ours: files are kept beyond the flood's mark too, but not without end. */
const MOST_WITH_FILES_AN_HOUR = 120;
/** What came in by mail waits longer for its filing than a draft on a screen. */
const KEPT_DAYS = 60;

/** How much of it is at hand: all, the beginning, or nothing but its headers. */
type Legibility = 'utuh' | 'terlalu_besar' | 'tidak_terbaca';

/**
 * Repeating is harmless: a mail that was taken in once, by its Message-ID, is not taken in again. Returns what became of it.
 * @throws UnreadableMailError the mail itself is broken (never for `tidak_terbaca`); else what stands in the way of all mail
 */
export async function receiveInbound(deps: InboundDeps, source: Buffer, legibility: Legibility = 'utuh'): Promise<'baru' | 'diabaikan' | 'dikembalikan' | 'sudah_ada'> {
  const { db, clock } = deps;
  const mail = await (legibility === 'tidak_terbaca' ? readHead : readMail)(source, { address: deps.replyTo });
  const messageId = mail.messageId ?? `<tanpa-id.${createHash('sha256').update(source).digest('hex')}>`;
  if (await isKnownMessage(db, messageId)) return 'sudah_ada';
  // A report that returns nothing of ours still says what it answers.
  const bounced = mail.kind.is === 'dikembalikan' ? await findThread(db, mail.kind.messageIds, []) ?? await findThread(db, mail.answers, []) : null;
  const reply = mail.calendar === null ? null : readCalendarReply(mail.calendar);
  const thread: Thread | null = bounced ?? await findThread(db, mail.answers, replyKeysIn(mail.to, deps.replyTo)) ?? await threadOfReply(db, reply);
  const officeId = thread?.officeId ?? await officeFor(db, mail);
  if (officeId === null) throw new UnavailableError(); // not set up yet: every mail waits for its office
  const sentLately = await recentFrom(db, mail.from.address, new Date(clock.now().getTime() - 3_600_000));
  const refused = refusalOf(mail, bounced, sentLately, reply !== null && thread !== null);
  const attachments = legibility !== 'utuh' || mail.kind.is === 'dikembalikan' ? []
    : refused === null || (refused === 'terlalu_sering' && thread && sentLately < MOST_WITH_FILES_AN_HOUR) ? await keepFiles(deps, mail.attachments, officeId)
      : mail.attachments.slice(0, MOST_FILES).map(({ name, type, bytes }) => ({ name, type, bytes: bytes.length, uploadId: null, problem: 'surel_masuk.lampiran_disisihkan' }));
  const state = refused !== null ? 'diabaikan' as const : mail.kind.is === 'dikembalikan' ? 'dikembalikan' as const : 'baru' as const;
  const inserted = await db.transaction(async (trx) => {
    const id = await insertInbound(trx, {
      office_id: officeId, case_id: thread?.caseId ?? null, email_id: thread?.emailId ?? null, message_id: messageId, from_name: mail.from.name, from_address: mail.from.address,
      subject: mail.subject, body: mail.text, attachments, matched_by: thread?.by ?? null, known_sender: await isKnownSender(trx, thread, mail.from.address),
      state, reason: refused ?? (legibility === 'utuh' ? null : legibility), received_at: clock.now(),
    });
    if (id !== null && bounced && mail.kind.is === 'dikembalikan') await noteBounce(trx, bounced.emailId, mail.kind.status, clock.now());
    if (id !== null && state === 'baru' && thread?.caseId) {
      const taken = reply === null ? null : await takeAnswer(trx, deps, { id, caseId: thread.caseId, reply, mail });
      if (taken?.state !== 'ditangani') await tellOfMail(trx, thread.caseId, clock.now(), taken?.toldId ?? null);
    }
    return id;
  });
  return inserted === null ? 'sudah_ada' : state;
}

/** Why it goes no further than the list, with its words, so that a mistake of ours can be seen there; null when somebody should look. */
function refusalOf(mail: ReadMail, bounced: Thread | null, sentLately: number, answersInvite: boolean): string | null {
  // Calendar programs send a person's answer with the mark of a machine.
  if (mail.kind.is === 'otomatis' && !(answersInvite && mail.kind.why === 'balasan_otomatis')) return mail.kind.why;
  // A report about a mail we never sent says nothing.
  if (mail.kind.is === 'dikembalikan') return bounced ? null : 'laporan_asing';
  return sentLately >= MOST_AN_HOUR ? 'terlalu_sering' : null;
}

async function threadOfReply(db: Knex, reply: CalendarReply | null): Promise<Thread | null> {
  const found = reply === null ? null : await caseOfReply(db, reply);
  return found && { ...found, emailId: null, by: 'kalender' };
}

/** A plain "accepted" leaves nothing to do; whatever else came with it is read by somebody, with the reason why it stands there. */
async function takeAnswer(trx: Knex.Transaction, { door, clock }: InboundDeps, { id, caseId, reply, mail }: { id: string; caseId: string; reply: CalendarReply; mail: ReadMail }): Promise<{ state: 'baru' | 'ditangani'; toldId: string | null }> {
  const { outcome, toldId } = await takeCalendarReply(trx, door, reply, { caseId, from: mail.from.address, key: id });
  const state = outcome === 'diterima' && reply.comment === '' && mail.attachments.length === 0 ? 'ditangani' : 'baru';
  await noteCalendarAnswer(trx, id, { state, reason: `kalender_${outcome}`, at: clock.now() });
  return { state, toldId };
}

/** What stands behind the plus in addresses of ours. */
function replyKeysIn(addresses: readonly string[], replyTo: string): string[] {
  const [local = '', domain = ''] = replyTo.toLowerCase().split('@');
  return addresses.flatMap((address) => {
    const match = /^([^+@]+)\+([a-z0-9]{10,40})@(.+)$/.exec(address);
    return match && match[1] === local && match[3] === domain ? [match[2] ?? ''] : [];
  });
}

/** Nobody's thread: the office whose applicant writes, else the first one. */
async function officeFor(db: Knex, mail: ReadMail): Promise<string | null> {
  const applicant = await db('case_subjects as s').join('cases as c', 'c.id', 's.case_id').whereRaw('lower(s.email) = ?', [mail.from.address]).orderBy('c.received_at', 'desc')
    .first<{ office_id: string } | undefined>('c.office_id');
  if (applicant) return applicant.office_id;
  return (await db('offices').where({ is_open: true }).orderBy(['created_at', 'id']).first<{ id: string } | undefined>('id'))?.id ?? null;
}

async function isKnownSender(trx: Knex.Transaction, thread: Thread | null, address: string): Promise<boolean> {
  if (!thread?.caseId) return false;
  return (await trx('case_subjects').where({ case_id: thread.caseId }).whereRaw('lower(email) = ?', [address]).first('case_id')) !== undefined;
}

async function keepFiles(deps: InboundDeps, files: InboundAttachment[], officeId: string): Promise<KeptAttachment[]> {
  const kept: KeptAttachment[] = [];
  try {
    for (const [index, file] of files.entries()) {
      const seen = { name: file.name, type: file.type, bytes: file.bytes.length };
      kept.push(index >= MOST_FILES ? { ...seen, uploadId: null, problem: 'surel_masuk.lampiran_terlalu_banyak' } : await keepFile(deps, file, seen, officeId));
    }
  } catch (error) {
    // The mail is tried again as a whole: what was kept of it so far is left to the sweep of drafts, else a full disk would fill further at every look.
    const ids = kept.flatMap(({ uploadId }) => uploadId ?? []);
    await deps.db('uploads').whereIn('id', ids).update({ expires_at: deps.db.raw('clock_timestamp()') }).catch((err: unknown) => { deps.log.warn({ err, ids }, 'files of a mail that is tried again were left'); });
    throw error;
  }
  return kept;
}

async function keepFile(deps: InboundDeps, file: InboundAttachment, seen: Omit<KeptAttachment, 'uploadId' | 'problem'>, officeId: string): Promise<KeptAttachment> {
  const scratch = path.join(deps.scratchFolder, `surel-${randomUUID()}`);
  await mkdir(deps.scratchFolder, { recursive: true, mode: 0o700 });
  await writeFile(scratch, file.bytes, { mode: 0o600 });
  try {
    const taken = await deps.upload({ path: scratch, originalName: file.name, officeId });
    await deps.db('uploads').where({ id: taken.id }).update({ expires_at: deps.db.raw('clock_timestamp() + make_interval(days => ?)', [KEPT_DAYS]) });
    return { name: file.name, type: taken.type, bytes: taken.bytes, uploadId: taken.id, problem: null };
  } catch (error) {
    // Busy: the whole mail is tried again at the next look.
    if (error instanceof UnavailableError || !(error instanceof InvalidError)) throw error;
    return { ...seen, uploadId: null, problem: Object.values(error.fields)[0]?.key ?? 'surel_masuk.lampiran_ditolak' };
  } finally {
    await rm(scratch, { force: true });
  }
}
