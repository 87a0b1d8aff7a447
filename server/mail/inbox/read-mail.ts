/** What a mail that came in is: somebody's words, a machine's, or the news that ours did not arrive. Nothing of it is ever answered by a machine. */
import PostalMime, { type Attachment, type Email } from 'postal-mime';

export interface InboundAttachment { name: string; type: string; bytes: Buffer }
export interface ReadMail {
  messageId: string | null;
  from: { name: string; address: string };
  /** Every address it was sent to. */
  to: string[];
  subject: string;
  text: string;
  /** Message-IDs it answers, nearest first. */
  answers: string[];
  attachments: InboundAttachment[];
  /** What a calendar program answered, as it wrote it; null in any other mail. */
  calendar: string | null;
  kind: { is: 'surat' } | { is: 'otomatis'; why: string } | { is: 'dikembalikan'; messageIds: string[]; status: string };
}

const MOST_TEXT = 100_000;
const MOST_HTML = 1_000_000;
const MOST_HEAD = 64 * 1024;
/** Longer ones are known by a hash of the mail: they would not fit the index. */
const LONGEST_ID = 500;

/** The mail's own make-up defies reading; it will not be otherwise at the next try. */
export class UnreadableMailError extends Error {
  constructor(cause: unknown) {
    super(cause instanceof Error ? cause.message : 'unknown', { cause });
    this.name = 'UnreadableMailError';
  }
}

/** @throws UnreadableMailError */
export async function readMail(source: Buffer, own: { address: string }): Promise<ReadMail> {
  let mail: Email;
  try {
    mail = await PostalMime.parse(source, { forceRfc822Attachments: true });
  } catch (error) {
    throw new UnreadableMailError(error);
  }
  return understood(mail, own);
}

/** Who wrote, about what and in answer to which mail, of one that cannot be read as a whole. Never fails: what defies reading is left empty. */
export async function readHead(source: Buffer, own: { address: string }): Promise<ReadMail> {
  const end = source.subarray(0, MOST_HEAD).toString('latin1').search(/\r?\n\r?\n/);
  // Without its Content-Type nothing is taken for parts.
  const head = source.subarray(0, end === -1 ? MOST_HEAD : end).toString('latin1').replace(/^content-type:.*(\r?\n[ \t].*)*/gim, 'X-Tanpa-Isi: 1');
  try {
    return { ...await readMail(Buffer.from(`${head}\r\n\r\n`, 'latin1'), own), text: '', attachments: [], calendar: null };
  } catch (error) {
    if (!(error instanceof UnreadableMailError)) throw error;
    return { messageId: null, from: { name: '', address: '' }, to: [], subject: '', text: '', answers: [], attachments: [], calendar: null, kind: { is: 'surat' } };
  }
}

function understood(mail: Email, own: { address: string }): ReadMail {
  const header = (name: string) => mail.headers.find(({ key }) => key === name)?.value ?? '';
  const address = oneWord(mail.from?.address ?? '').toLowerCase().slice(0, 320);
  const messageId = oneWord(mail.messageId ?? '');
  const report = deliveryReport(mail);
  // Most programs send the answer twice, as a part of the text and as a file; neither is a document anybody has to file.
  const isReply = (part: Attachment) => /^(?:text\/calendar|application\/ics)$/.test(part.mimeType) && /^METHOD:REPLY\s*$/im.test(bytesOf(part.content).subarray(0, MOST_HEAD).toString('utf8'));
  const reply = mail.attachments.find(isReply);
  return {
    messageId: messageId.length > LONGEST_ID ? null : messageId || null,
    from: { name: oneLine(mail.from?.name ?? ''), address },
    to: [...(mail.to ?? []), ...(mail.cc ?? [])].flatMap((to) => (to.address ? [oneWord(to.address).toLowerCase()] : [])).concat(oneWord(header('delivered-to')).toLowerCase() || []),
    subject: oneLine(mail.subject ?? ''), text: words(mail).slice(0, MOST_TEXT),
    answers: [...idsIn(mail.inReplyTo ?? ''), ...idsIn(mail.references ?? '').reverse()],
    attachments: mail.attachments.filter((part) => (part.disposition === 'attachment' || /^(image|application)\//.test(part.mimeType)) && !isReply(part)).map((part, index) => ({
      name: oneLine(part.filename ?? `lampiran-${index + 1}`) || `lampiran-${index + 1}`, type: oneLine(part.mimeType), bytes: bytesOf(part.content),
    })),
    calendar: reply ? bytesOf(reply.content).toString('utf8') : null,
    kind: report ?? automatic(header, address, own.address),
  };
}

/** RFC 3464: the final word on one of ours; "delayed" is no word yet. */
function deliveryReport(mail: Email): ReadMail['kind'] | null {
  const status = mail.attachments.find((part) => part.mimeType === 'message/delivery-status');
  if (!status) return null;
  const text = bytesOf(status.content).toString('utf8');
  if (!/^action:\s*failed/im.test(text)) return { is: 'otomatis', why: 'laporan_sementara' };
  const returned = mail.attachments.filter((part) => part.mimeType === 'message/rfc822' || part.mimeType === 'text/rfc822-headers');
  const messageIds = returned.flatMap((part) => idsIn(/^message-id:\s*(.*(?:\r?\n[ \t].*)*)/im.exec(bytesOf(part.content).toString('latin1'))?.[1] ?? ''));
  return { is: 'dikembalikan', messageIds, status: /^status:\s*(\d\.\d{1,3}\.\d{1,3})/im.exec(text)?.[1] ?? '5.0.0' };
}

/** RFC 3834 and what machines write in practice; and our own mail coming back to us. */
function automatic(header: (name: string) => string, from: string, own: string): ReadMail['kind'] {
  const mailbox = from.replace(/\+[^@]*@/, '@');
  if (mailbox !== '' && mailbox === own.toLowerCase()) return { is: 'otomatis', why: 'putaran' };
  const said = header('auto-submitted').toLowerCase();
  if (said && said !== 'no') return { is: 'otomatis', why: 'balasan_otomatis' };
  if (header('x-autoreply') || header('x-autorespond') || /^(bulk|junk|list|auto_reply)$/i.test(header('precedence').trim())) return { is: 'otomatis', why: 'balasan_otomatis' };
  if (header('list-id') || header('list-unsubscribe')) return { is: 'otomatis', why: 'milis' };
  if (header('return-path').trim() === '<>' || /^(mailer-daemon|postmaster|no-?reply)@/.test(from)) return { is: 'otomatis', why: 'mesin' };
  if (from === '') return { is: 'otomatis', why: 'putaran' };
  return { is: 'surat' };
}

/** The written words; of HTML the text without its tags, since nothing of it is ever drawn. */
function words(mail: Email): string {
  const text = mail.text ?? withoutScripts((mail.html ?? '').slice(0, MOST_HTML)).replace(/<br\s{0,9}\/?>|<\/(p|div|li|tr)>/gi, '\n').replace(/<[^<>]*>/g, '')
    .replace(/&nbsp;/g, ' ').replace(/&lt;/g, '<').replace(/&gt;/g, '>').replace(/&amp;/g, '&');
  return text.replace(/\r\n?/g, '\n').replace(/[^\P{Cc}\n\t]/gu, '').replace(/\n{3,}/g, '\n\n').trim();
}

/** By hand and from the left: a pattern that looks for an end that is not there took minutes for a hostile page. */
function withoutScripts(html: string): string {
  const opens = /<(style|script)/gi;
  let kept = '';
  let at = 0;
  for (let found = opens.exec(html); found; found = opens.exec(html)) {
    const closes = found[1]?.toLowerCase() === 'style' ? /<\/style>/gi : /<\/script>/gi;
    closes.lastIndex = found.index;
    kept += html.slice(at, found.index);
    if (!closes.test(html)) return kept;
    at = closes.lastIndex;
    opens.lastIndex = at;
  }
  return kept + html.slice(at);
}

const idsIn = (text: string): string[] => text.match(/<[^<>\s\p{Cc}]{1,250}>/gu) ?? [];
const oneLine = (text: string) => text.replace(/[\p{Cc}\u2028\u2029\u202A-\u202E\u2066-\u2069]+/gu, ' ').trim().slice(0, 200).toWellFormed();
/** Addresses and Message-IDs: what no such thing holds would not go into the database. */
const oneWord = (text: string) => text.replace(/[\p{Cc}\s]+/gu, '').toWellFormed();
const bytesOf = (content: ArrayBuffer | Uint8Array | string): Buffer => (typeof content === 'string' ? Buffer.from(content) : Buffer.from(content as Uint8Array));
