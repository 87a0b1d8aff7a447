/** What a mail that came in is: somebody's words, a machine's, or the news that ours did not arrive. Nothing of it is ever answered by a machine. */
import PostalMime, { type Email } from 'postal-mime';

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
  kind: { is: 'surat' } | { is: 'otomatis'; why: string } | { is: 'dikembalikan'; messageIds: string[]; status: string };
}

const MOST_TEXT = 100_000;

export async function readMail(source: Buffer, own: { address: string }): Promise<ReadMail> {
  const mail = await PostalMime.parse(source, { forceRfc822Attachments: true });
  const header = (name: string) => mail.headers.find(({ key }) => key === name)?.value ?? '';
  const address = (mail.from?.address ?? '').toLowerCase();
  const report = deliveryReport(mail);
  return {
    messageId: mail.messageId?.trim() || null,
    from: { name: oneLine(mail.from?.name ?? ''), address },
    to: [...(mail.to ?? []), ...(mail.cc ?? [])].flatMap((to) => (to.address ? [to.address.toLowerCase()] : [])).concat(header('delivered-to').toLowerCase() || []),
    subject: oneLine(mail.subject ?? ''), text: words(mail).slice(0, MOST_TEXT),
    answers: [...idsIn(mail.inReplyTo ?? ''), ...idsIn(mail.references ?? '').reverse()],
    attachments: mail.attachments.filter((part) => part.disposition === 'attachment' || /^(image|application)\//.test(part.mimeType)).map((part, index) => ({
      name: oneLine(part.filename ?? `lampiran-${index + 1}`) || `lampiran-${index + 1}`, type: part.mimeType, bytes: bytesOf(part.content),
    })),
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
  const said = header('auto-submitted').toLowerCase();
  if (said && said !== 'no') return { is: 'otomatis', why: 'balasan_otomatis' };
  if (header('x-autoreply') || header('x-autorespond') || header('x-auto-response-suppress') || /^(bulk|junk|list|auto_reply)$/i.test(header('precedence').trim())) return { is: 'otomatis', why: 'balasan_otomatis' };
  if (header('list-id') || header('list-unsubscribe')) return { is: 'otomatis', why: 'milis' };
  if (header('return-path').trim() === '<>' || /^(mailer-daemon|postmaster|no-?reply)@/.test(from)) return { is: 'otomatis', why: 'mesin' };
  if (from === '' || from === own.toLowerCase() || from.replace(/\+[^@]*@/, '@') === own.toLowerCase()) return { is: 'otomatis', why: 'putaran' };
  return { is: 'surat' };
}

/** The written words; of HTML the text without its tags, since nothing of it is ever drawn. */
function words(mail: Email): string {
  const text = mail.text ?? (mail.html ?? '').replace(/<(style|script)[\s\S]*?<\/\1>/gi, '').replace(/<br\s*\/?>|<\/(p|div|li|tr)>/gi, '\n').replace(/<[^>]*>/g, '')
    .replace(/&nbsp;/g, ' ').replace(/&lt;/g, '<').replace(/&gt;/g, '>').replace(/&amp;/g, '&');
  return text.replace(/\r\n?/g, '\n').replace(/[^\P{Cc}\n\t]/gu, '').replace(/\n{3,}/g, '\n\n').trim();
}

const idsIn = (text: string): string[] => text.match(/<[^<>\s]{1,250}>/g) ?? [];
const oneLine = (text: string) => text.replace(/[\p{Cc}\u2028\u2029\u202A-\u202E\u2066-\u2069]+/gu, ' ').trim().slice(0, 200);
const bytesOf = (content: ArrayBuffer | Uint8Array | string): Buffer => (typeof content === 'string' ? Buffer.from(content) : Buffer.from(content as Uint8Array));
