/**
 * Every setting, parsed once at start. Nothing else reads the environment. `.env.example` lists the same keys (a test compares them);
 * a wrong setting stops the start, and all wrong settings are told at once.
 */
import { randomBytes } from 'node:crypto';
import { existsSync, linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';

/** One sentence per way a setting can be wrong, for the person who installs Loket. */
const SAY = {
  number: (least: number, most: number) => `harus bilangan bulat dari ${least} sampai ${most}.`,
  url: (schemes: string) => `harus berupa alamat yang diawali ${schemes}.`,
  s3: 'harus berbentuk https://KUNCI:RAHASIA@host[:port]/bucket?region=wilayah.',
  yesNo: 'harus 1 (ya) atau 0 (tidak).',
  oneOf: (values: readonly string[]) => `harus salah satu dari: ${values.join(', ')}.`,
  secret: 'harus paling sedikit 32 huruf acak, misalnya keluaran dari: openssl rand -base64 48',
  mail: 'harus berisi alamat email, misalnya Loket LPSE <loket@contoh.go.id>.',
  proxy: 'harus jumlah proxy di depan Loket (misalnya 1) atau daftar alamat IP-nya; "true" ditolak karena alamat pengirim dapat dipalsukan.',
  token: 'harus paling sedikit 24 huruf acak, misalnya keluaran dari: openssl rand -base64 24',
  office: 'harus kode kantor LPSE.',
  secretNeeded: 'wajib diisi bila DATABASE_URL diisi atau NODE_ENV=production. Buat dengan: openssl rand -base64 48',
  databaseNeeded: 'wajib diisi bila NODE_ENV=production.',
  ownerNeeded: 'wajib diisi bila NODE_ENV=production: peran pemilik untuk migrasi, terpisah dari peran aplikasi.',
  ownerSame: 'harus memakai pengguna basis data yang berbeda dari DATABASE_URL, supaya riwayat tidak dapat diubah oleh aplikasi.',
  ownerAlone: 'tidak dapat diisi tanpa DATABASE_URL.',
  httpsNeeded: 'wajib diisi dengan alamat https:// bila NODE_ENV=production.',
  dkim: 'harus diisi bersama DKIM_SELECTOR dan DKIM_KEY_FILE, atau ketiganya kosong.',
  dkimFile: 'harus menunjuk berkas kunci privat yang ada.',
  mailFromNeeded: 'wajib diisi bila SMTP_URL diisi.',
  demoInProduction: 'tidak boleh 1 bila NODE_ENV=production: akun contoh tidak boleh ada di sana.',
};

const LOG_LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const;
const MODES = ['development', 'test', 'production'] as const;

const wholeNumber = (standard: number, least: number, most: number) =>
  z.string().regex(/^\d{1,15}$/, SAY.number(least, most)).transform(Number)
    .refine((value) => value >= least && value <= most, SAY.number(least, most)).default(standard);

const address = (...schemes: string[]) => z.string().refine((text) => {
  const url = URL.parse(text);
  return url !== null && schemes.includes(url.protocol.slice(0, -1)) && url.hostname !== '';
}, SAY.url(schemes.map((scheme) => `${scheme}://`).join(' atau ')));

const yesNo = z.enum(['0', '1', 'false', 'true'], SAY.yesNo).transform((text) => text === '1' || text === 'true');

const trustProxy = z.string().refine((text) => /^\d{1,2}$/.test(text) || text.split(',').every((part) => /^[0-9a-fA-F.:]+(\/\d{1,3})?$/.test(part.trim())), SAY.proxy)
  .transform((text): number | string[] => (/^\d{1,2}$/.test(text) ? Number(text) : text.split(',').map((part) => part.trim())));

/** The keys of the environment, as written in `.env.example`. */
export const settings = z.object({
  NODE_ENV: z.enum(MODES, SAY.oneOf(MODES)).default('development'),
  PORT: wholeNumber(3000, 0, 65_535),
  HOST: z.string().default('127.0.0.1'),
  PUBLIC_URL: address('https', 'http').optional(),
  TRUST_PROXY: trustProxy.default(0),
  DATABASE_URL: address('postgres', 'postgresql').optional(),
  DATABASE_OWNER_URL: address('postgres', 'postgresql').optional(),
  REDIS_URL: address('redis', 'rediss').optional(),
  SMTP_URL: address('smtp', 'smtps').optional(),
  MAIL_FROM: z.string().regex(/^[^<>\r\n]*<?[^\s<>@]+@[^\s<>@]+>?$/, SAY.mail).optional(),
  IMAP_URL: address('imap', 'imaps').optional(),
  MAIL_REPLY_TO: z.email(SAY.mail).optional(),
  DKIM_DOMAIN: z.string().regex(/^[\w.-]+$/).optional(),
  DKIM_SELECTOR: z.string().regex(/^[\w.-]+$/).optional(),
  DKIM_KEY_FILE: z.string().optional(),
  BSRE_URL: address('https', 'http').optional(),
  S3_URL: z.string().refine((text) => {
    const url = URL.parse(text);
    return url !== null && /^https?:$/.test(url.protocol) && url.username !== '' && url.password !== '' && /^\/[^/]+\/?$/.test(url.pathname);
  }, SAY.s3).optional(),
  CLAMAV_URL: address('tcp').optional(),
  LOKET_DATA_DIR: z.string().optional(),
  LOKET_SECRET: z.string().min(32, SAY.secret).optional(),
  LOKET_DEMO: yesNo.optional(),
  LOKET_DEMO_PASSWORD: z.string().optional(),
  LOKET_ADMIN_EMAIL: z.email(SAY.mail).optional(),
  LOKET_OFFICE: z.string().regex(/^[\w-]{1,40}$/, SAY.office).optional(),
  LOKET_MAX_UPLOAD_BYTES: wholeNumber(2 * 1024 * 1024, 1024, 100 * 1024 * 1024),
  // Above 50 MB a child that opens a file would need more memory than it is given.
  LOKET_MAX_STAFF_UPLOAD_BYTES: wholeNumber(10 * 1024 * 1024, 1024, 50 * 1024 * 1024),
  LOKET_PUBLIC_UPLOADS_PER_HOUR: wholeNumber(600, 1, 1_000_000),
  LOKET_PUBLIC_UPLOAD_BYTES_PER_HOUR: wholeNumber(1024 ** 3, 1024, 1024 ** 4),
  LOKET_METRICS_TOKEN: z.string().min(24, SAY.token).optional(),
  LOKET_DRAIN_SECONDS: wholeNumber(0, 0, 60),
  LOKET_LOG_LEVEL: z.enum(LOG_LEVELS, SAY.oneOf(LOG_LEVELS)).default('info'),
});

export interface Config {
  production: boolean;
  /** Folder of the checkout. */
  root: string;
  host: string;
  /** 0 = any free port. */
  port: number;
  /** Without a slash at its end; links in letters begin with it. */
  publicUrl: string;
  /** For Express `trust proxy`: number of proxies in front, or their addresses. */
  trustProxy: number | string[];
  /** Undefined in the embedded default: `startEmbeddedPostgres` gives the URLs. */
  databaseUrl: string | undefined;
  /** Role that owns the schema; the same as `databaseUrl` where no other was given. */
  databaseOwnerUrl: string | undefined;
  /** True when Loket runs its own PostgreSQL. */
  embeddedDatabase: boolean;
  redisUrl: string | undefined;
  queueBackend: 'redis' | 'postgres';
  smtpUrl: string | undefined;
  mailFrom: string;
  /** Mailbox replies come to; undefined: nobody reads replies. */
  imapUrl: string | undefined;
  /** Address replies go to; `+key` before its @ finds the letter again. */
  mailReplyTo: string;
  /** Undefined: mails are not signed. */
  dkim: { domainName: string; keySelector: string; privateKey: string } | undefined;
  /** Service of certified electronic signatures; undefined: off. */
  bsreUrl: string | undefined;
  s3Url: string | undefined;
  clamavUrl: string | undefined;
  /** True where files that no scanner has seen may not be used (production); elsewhere they show "belum dipindai". */
  holdUnscannedFiles: boolean;
  /** `.data` of the checkout or LOKET_DATA_DIR: database, secret, mails. */
  dataDir: string;
  /** Store of the local file adapter: `uploads` of the checkout, or inside LOKET_DATA_DIR where that is set. */
  uploadsDir: string;
  /** Key of private links and keyed hashes; part of the backup. */
  secret: string;
  demo: boolean;
  /** Undefined: one is made and printed. */
  demoPassword: string | undefined;
  adminEmail: string | undefined;
  /** Code of the office the first admin belongs to. */
  office: string | undefined;
  maxUploadBytes: number;
  /** What staff may hand in; it is shrunk to `maxUploadBytes`. */
  maxStaffUploadBytes: number;
  publicUploadsPerHour: number;
  publicUploadBytesPerHour: number;
  /** Whoever shows it reads `/metrics`; undefined: only who asks on the machine itself, past no proxy. */
  metricsToken: string | undefined;
  /** How long a stopping server still takes requests while it says that it is not ready. */
  drainSeconds: number;
  logLevel: (typeof LOG_LEVELS)[number];
}

export interface ConfigProblem { key: string; message: string }

/** The start is refused; `problems` names every wrong key with a sentence. */
export class ConfigError extends Error {
  readonly problems: ConfigProblem[];
  constructor(problems: ConfigProblem[]) {
    super(problems.map(({ key, message }) => `${key} ${message}`).join('\n'));
    this.name = 'ConfigError';
    this.problems = problems;
  }
}

type Env = Record<string, string | undefined>;

/** Rules between keys. They look at the raw text, so that they are told together with the errors of single keys. */
function problemsBetween(env: Env): ConfigProblem[] {
  const production = env.NODE_ENV === 'production';
  const user = (text: string | undefined) => URL.parse(text ?? '')?.username;
  const rules: [boolean, string, string][] = [
    [!env.LOKET_SECRET && (production || !!env.DATABASE_URL), 'LOKET_SECRET', SAY.secretNeeded],
    [production && !env.DATABASE_URL, 'DATABASE_URL', SAY.databaseNeeded],
    [production && !env.DATABASE_OWNER_URL, 'DATABASE_OWNER_URL', SAY.ownerNeeded],
    [production && !!env.DATABASE_OWNER_URL && user(env.DATABASE_OWNER_URL) === user(env.DATABASE_URL), 'DATABASE_OWNER_URL', SAY.ownerSame],
    [!production && !!env.DATABASE_OWNER_URL && !env.DATABASE_URL, 'DATABASE_OWNER_URL', SAY.ownerAlone],
    [production && URL.parse(env.PUBLIC_URL ?? '')?.protocol !== 'https:', 'PUBLIC_URL', SAY.httpsNeeded],
    [[env.DKIM_DOMAIN, env.DKIM_SELECTOR, env.DKIM_KEY_FILE].some(Boolean) && ![env.DKIM_DOMAIN, env.DKIM_SELECTOR, env.DKIM_KEY_FILE].every(Boolean), 'DKIM_DOMAIN', SAY.dkim],
    [!!env.DKIM_KEY_FILE && !existsSync(env.DKIM_KEY_FILE), 'DKIM_KEY_FILE', SAY.dkimFile],
    [!!env.SMTP_URL && !env.MAIL_FROM, 'MAIL_FROM', SAY.mailFromNeeded],
    [production && ['1', 'true'].includes(env.LOKET_DEMO ?? ''), 'LOKET_DEMO', SAY.demoInProduction],
  ];
  return rules.filter(([wrong]) => wrong).map(([, key, message]) => ({ key, message }));
}

/**
 * Parses the environment; an empty value counts as unset. Throws ConfigError with every problem. In the embedded default a missing
 * LOKET_SECRET is read from the data folder, or made there once.
 */
export function loadConfig(environment: Env, { root }: { root: string }): Config {
  const env: Env = Object.fromEntries(Object.entries(environment).filter(([, value]) => value?.trim()));
  const parsed = settings.safeParse(env);
  const problems = [
    ...(parsed.error?.issues ?? []).map((issue) => ({ key: issue.path.join('.'), message: issue.message })),
    ...problemsBetween(env),
  ];
  if (!parsed.success || problems.length > 0) throw new ConfigError(problems);
  const s = parsed.data;
  const production = s.NODE_ENV === 'production';
  const embeddedDatabase = s.DATABASE_URL === undefined;
  const dataDir = path.resolve(root, s.LOKET_DATA_DIR ?? '.data');
  return {
    production,
    root,
    host: s.HOST,
    port: s.PORT,
    publicUrl: (s.PUBLIC_URL ?? `http://localhost:${s.PORT}`).replace(/\/+$/, ''),
    trustProxy: s.TRUST_PROXY,
    databaseUrl: s.DATABASE_URL,
    databaseOwnerUrl: s.DATABASE_OWNER_URL ?? s.DATABASE_URL,
    embeddedDatabase,
    redisUrl: s.REDIS_URL,
    queueBackend: s.REDIS_URL ? 'redis' : 'postgres',
    smtpUrl: s.SMTP_URL,
    imapUrl: s.IMAP_URL,
    mailReplyTo: s.MAIL_REPLY_TO ?? /<([^<>]+)>/.exec(s.MAIL_FROM ?? '')?.[1] ?? s.MAIL_FROM ?? 'loket@loket.test',
    dkim: s.DKIM_DOMAIN && s.DKIM_SELECTOR && s.DKIM_KEY_FILE ? { domainName: s.DKIM_DOMAIN, keySelector: s.DKIM_SELECTOR, privateKey: readFileSync(path.resolve(root, s.DKIM_KEY_FILE), 'utf8') } : undefined,
    bsreUrl: s.BSRE_URL,
    mailFrom: s.MAIL_FROM ?? 'Loket LPSE <loket@loket.test>',
    s3Url: s.S3_URL,
    clamavUrl: s.CLAMAV_URL,
    holdUnscannedFiles: production || s.CLAMAV_URL !== undefined,
    dataDir,
    uploadsDir: s.LOKET_DATA_DIR ? path.join(dataDir, 'uploads') : path.join(root, 'uploads'),
    secret: s.LOKET_SECRET ?? secretOf(dataDir),
    demo: s.LOKET_DEMO ?? (embeddedDatabase && !production),
    demoPassword: s.LOKET_DEMO_PASSWORD,
    adminEmail: s.LOKET_ADMIN_EMAIL,
    office: s.LOKET_OFFICE,
    maxUploadBytes: s.LOKET_MAX_UPLOAD_BYTES,
    maxStaffUploadBytes: s.LOKET_MAX_STAFF_UPLOAD_BYTES,
    publicUploadsPerHour: s.LOKET_PUBLIC_UPLOADS_PER_HOUR,
    publicUploadBytesPerHour: s.LOKET_PUBLIC_UPLOAD_BYTES_PER_HOUR,
    metricsToken: s.LOKET_METRICS_TOKEN,
    drainSeconds: s.LOKET_DRAIN_SECONDS,
    logLevel: s.LOKET_LOG_LEVEL,
  };
}

/** The secret of the embedded default: made once, whole or not at all, readable by its owner only. */
function secretOf(dataDir: string): string {
  const folder = path.join(dataDir, 'secret');
  const file = path.join(folder, 'loket-secret');
  if (!existsSync(file)) {
    mkdirSync(dataDir, { recursive: true, mode: 0o711 }); // the account that runs PostgreSQL walks through it
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    const half = `${file}.${process.pid}`;
    writeFileSync(half, randomBytes(48).toString('base64url'), { mode: 0o600, flush: true });
    try {
      linkSync(half, file);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error; // another start was first: its secret counts
    } finally {
      rmSync(half);
    }
  }
  return readFileSync(file, 'utf8').trim();
}
