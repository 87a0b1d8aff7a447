/** The mail server behind a small object. Without SMTP_URL mails become .eml files in the data folder. */
import { mkdir, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { createTransport } from 'nodemailer';
import { parseEmail } from '../domain/identity/email.ts';
import type { Config } from '../platform/config.ts';

export interface OutgoingMail {
  messageId: string;
  /** Name of the office; the address is that of MAIL_FROM. */
  fromName: string;
  to: { name: string; address: string };
  /** Where an answer goes; null: to the sender. */
  replyTo?: string | null;
  subject: string;
  text: string;
  html: string;
  attachments: { name: string; type: string; content: Buffer | string }[];
}
/** `kode`: the server's answer or the kind of fault, without words, because servers repeat addresses in theirs. */
export type MailOutcome = { result: 'terkirim' } | { result: 'ditunda' | 'ditolak'; error: 'alamat_tidak_sah' | 'ditolak_penerima' | 'ditunda_penerima' | 'pengirim_ditolak' | 'tidak_terhubung'; code: string };

export interface Mailer {
  /** Never throws for what the mail server does or says. */
  send(mail: OutgoingMail): Promise<MailOutcome>;
  close(): void;
}

/** Milliseconds; nodemailer's own are minutes, and four slow mails would stop every sender. */
export interface MailTimeouts { connection: number; greeting: number; socket: number }

/** More at once from one address is what many mail servers refuse. */
export const MAX_CONNECTIONS = 5;

/** Files and addresses of the net are never read into a mail, whatever a field holds. */
const CLOSED = { disableFileAccess: true, disableUrlAccess: true };

export function createMailer(config: Pick<Config, 'smtpUrl' | 'mailFrom' | 'dataDir'> & { dkim?: Config['dkim'] }, timeouts: MailTimeouts = { connection: 10_000, greeting: 10_000, socket: 30_000 }): Mailer {
  const sender = senderAddress(config.mailFrom);
  return config.smtpUrl ? smtpMailer(config.smtpUrl, sender, timeouts, config.dkim) : fileMailer(path.join(config.dataDir, 'mail'), sender);
}

function smtpMailer(smtpUrl: string, sender: string, timeouts: MailTimeouts, dkim: Config['dkim']): Mailer {
  const url = new URL(smtpUrl);
  const secure = url.protocol === 'smtps:';
  const auth = url.username ? { user: decodeURIComponent(url.username), pass: decodeURIComponent(url.password) } : undefined;
  const local = ['localhost', '127.0.0.1', '[::1]'].includes(url.hostname);
  const transport = createTransport({
    pool: true, maxConnections: MAX_CONNECTIONS, maxMessages: 100, host: url.hostname.replace(/^\[|\]$/g, ''), port: url.port ? Number(url.port) : secure ? 465 : 587, secure,
    ...(auth ? { auth } : {}), ...(dkim ? { dkim } : {}),
    requireTLS: !secure && auth !== undefined && !local, // a password never travels in clear
    connectionTimeout: timeouts.connection, greetingTimeout: timeouts.greeting, socketTimeout: timeouts.socket, ...CLOSED,
  });
  return {
    async send(mail) {
      const message = compose(mail, sender);
      if (!message) return NO_ADDRESS;
      try {
        await transport.sendMail(message);
        return { result: 'terkirim' };
      } catch (error) {
        return outcomeOf(error);
      }
    },
    close: () => { transport.close(); },
  };
}

/** One file per Message-ID: sending again writes the same file. */
function fileMailer(folder: string, sender: string): Mailer {
  const transport = createTransport({ streamTransport: true, buffer: true, newline: 'windows', ...CLOSED });
  return {
    async send(mail) {
      const message = compose(mail, sender);
      if (!message) return NO_ADDRESS;
      try {
        const { message: bytes } = await transport.sendMail(message);
        const file = path.join(folder, `${mail.messageId.replace(/@.*$/, '').replace(/[^A-Za-z0-9.-]/g, '')}.eml`);
        await mkdir(folder, { recursive: true, mode: 0o700 });
        await writeFile(`${file}.tmp`, bytes as Buffer, { mode: 0o600 });
        await rename(`${file}.tmp`, file);
        return { result: 'terkirim' };
      } catch (error) {
        return outcomeOf(error);
      }
    },
    close: () => undefined,
  };
}

const NO_ADDRESS: MailOutcome = { result: 'ditolak', error: 'alamat_tidak_sah', code: '' };

/** Exactly one recipient as an object: as a text, `a@b, evil@e` would be two. Null when the address is none. */
function compose(mail: OutgoingMail, sender: string) {
  const to = parseEmail(mail.to.address);
  if (!to.ok) return null;
  const replyTo = mail.replyTo ? parseEmail(mail.replyTo) : null;
  return {
    messageId: mail.messageId, from: { name: oneLine(mail.fromName), address: sender }, to: { name: oneLine(mail.to.name), address: to.email },
    ...(replyTo?.ok ? { replyTo: { name: oneLine(mail.fromName), address: replyTo.email } } : {}),
    envelope: { from: sender, to: [to.email] }, subject: oneLine(mail.subject), text: mail.text, html: mail.html,
    attachments: mail.attachments.map(({ name, type, content }) => ({ filename: name, contentType: type, content })),
    headers: { 'Auto-Submitted': 'auto-generated', 'Content-Language': 'id' }, ...CLOSED,
  };
}

/** No line breaks or other control characters in what becomes a header. */
function oneLine(text: string): string {
  return text.replace(/[\p{Cc}\u2028\u2029]+/gu, ' ').trim().slice(0, 200);
}

function senderAddress(mailFrom: string): string {
  return /<([^<>]+)>/.exec(mailFrom)?.[1] ?? mailFrom.trim();
}

/** 4xx and every fault of the line: later. 5xx about this mail or its recipient: never. 5xx at log-in or about our sender (wrong address, quota used up) is our own affair: later. */
function outcomeOf(error: unknown): MailOutcome {
  const { code, responseCode, command } = error as { code?: unknown; responseCode?: unknown; command?: unknown };
  const kind = typeof code === 'string' ? code : 'TIDAK_DIKENAL';
  const status = typeof responseCode === 'number' ? responseCode : null;
  if (status !== null && status >= 500 && command === 'MAIL FROM') return { result: 'ditunda', error: 'pengirim_ditolak', code: String(status) };
  if (status !== null && status >= 500 && (kind === 'EENVELOPE' || kind === 'EMESSAGE')) return { result: 'ditolak', error: 'ditolak_penerima', code: String(status) };
  if (status !== null && status >= 400 && status < 500) return { result: 'ditunda', error: 'ditunda_penerima', code: String(status) };
  return { result: 'ditunda', error: 'tidak_terhubung', code: status === null ? kind : String(status) };
}
