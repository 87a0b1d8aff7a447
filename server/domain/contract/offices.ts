/** Shapes of an office, its settings and its working calendar on the wire. Dates are `YYYY-MM-DD` in the office's zone. */
import { z } from 'zod';
import { onPaper } from '../printable.ts';
import { inEachLanguage } from './in-each-language.ts';

export const ZONES = ['Asia/Jakarta', 'Asia/Makassar', 'Asia/Jayapura'] as const;
/** `otomatis`: the next number; `agenda`: the running number of the agenda book is typed and fitted into the pattern; `manual`: the whole number is typed. */
export const NUMBER_MODES = ['otomatis', 'agenda', 'manual'] as const;
export type NumberMode = (typeof NUMBER_MODES)[number];
export const NUMBER_MARKS = ['urut', 'jenis', 'kode', 'kantor', 'tahun', 'bulan', 'bulan_romawi'] as const;
export const DEFAULT_PATTERN = '{kode}/{urut}-{jenis}/{kantor}/{bulan_romawi}/{tahun}';

/** Where an office says nothing; more than an office writes, less than what a mail server takes for a flood. */
export const DEFAULT_MAILS_PER_MINUTE = 600;

const days = (most: number, least = 1) => z.int().min(least).max(most);
const text = (max: number) => z.string().trim().max(max).regex(/^[^\p{Cc}]*$/u, { error: 'galat.isian.bentuk' }).superRefine(onPaper);
/** Letters, digits and the marks; without the running number every letter would carry the same one. */
const pattern = text(120).refine((value) => value.includes('{urut}'), { error: 'galat.kantor.pola_urut' })
  .refine((value) => Array.from(value.matchAll(/\{([^{}]*)\}/g), (mark) => mark[1] ?? '').every((name) => (NUMBER_MARKS as readonly string[]).includes(name)), { error: 'galat.kantor.pola_tanda' });

/** What an office may set for itself; every value has a default, so an empty record is a working office. The one contract of `offices.settings`. */
export const officeSettings = z.object({
  /** Days a blacklist stays fresh (green), and the age at which it can no longer be used without a look at the portal. */
  blacklistFreshDays: days(365, 0).default(7),
  blacklistOldDays: days(730).default(30),
  /** Working days the applicant has for a repair. */
  repairWorkingDays: days(60).default(5),
  /** Days a returned file stays downloadable (step 8). */
  returnDays: days(365).default(14),
  /** Largest file an applicant may send, in megabytes; never above what the installation allows. */
  uploadMegabytes: days(100).nullable().default(null),
  /** Hours a link that takes scans stays open. */
  uploadLinkHours: days(168).default(24),
  /** Largest scan staff may hand in, in megabytes; it is shrunk to the limit above. */
  staffUploadMegabytes: days(50).nullable().default(null),
  /** Number of a letter where its kind has no pattern of its own. */
  letterNumber: pattern.default(DEFAULT_PATTERN),
  /** Per kind of numbered letter; what is not named is `otomatis` with the pattern above. */
  letterNumbers: z.record(z.string().regex(/^[a-z0-9_]{1,60}$/), z.strictObject({ mode: z.enum(NUMBER_MODES), pattern: pattern.nullable().default(null) })).default({}),
  /** Whether penyelia and admin may except somebody from four eyes (decision 15). */
  fourEyesException: z.enum(['boleh', 'tidak']).default('boleh'),
  /** Whether verifikator, penyelia and admin need a second factor; a system admin always does. Offices made on screen begin with `wajib`, and only a system admin takes that back. */
  secondFactor: z.enum(['wajib', 'pilihan']).default('pilihan'),
  /** How often an applicant may ask for another time in one round. */
  rescheduleLimit: z.int().min(0).max(20).default(2),
  /** Whether another office to which the same document was sent may see our picture of it; office, number and date it sees anyway. */
  sharesTwinPictures: z.boolean().default(false),
  /** Mails the office sends in a minute at most; the rest wait for the next. Many mail servers refuse who sends faster than they allow. */
  mailsPerMinute: z.int().min(1).max(100_000).default(DEFAULT_MAILS_PER_MINUTE),
  /** Days that content is kept: of mail that belongs to no file, from its handling on; of results of files screened in the background; of refused rows of imports. That it was stays. */
  inboundMailDays: days(3650, 30).default(365),
  bulkResultDays: days(3650, 7).default(90),
  refusedRowDays: days(3650, 7).default(90),
  /** Room for video calls offered when a slot is made. */
  meetingRoom: text(300).default(''),
  deskRoom: text(200).default(''),
});
export type OfficeSettings = z.output<typeof officeSettings>;

const letterhead = z.object({ lines: z.array(text(120).min(1)).max(5), address: text(300), contact: text(200) });

/** What the office's own admin changes. */
export const officeEdit = z.strictObject({
  seenVersion: z.int().min(1),
  name: text(160).min(3), zone: z.enum(ZONES), open: z.boolean(), letterhead: letterhead.strict(),
  /** What becomes of those invited to the usual call link or desk that is changed: they are moved and invited anew, or left there. Needed only where there are some. */
  booked: z.enum(['kabari', 'biarkan']).optional(),
  settings: z.strictObject({ ...officeSettings.shape }).refine((value) => value.blacklistOldDays >= value.blacklistFreshDays, { path: ['blacklistOldDays'], error: 'galat.kantor.umur_daftar' }),
});
export type OfficeEdit = z.output<typeof officeEdit>;

export const officeRecord = z.object({
  id: z.uuid(), version: z.int(), code: z.string(), name: z.string(), zone: z.string(), open: z.boolean(), letterhead, settings: officeSettings,
  /** Numbered letters of the procedures this office runs. */
  numberedLetters: z.array(z.object({ letter: z.string(), label: z.string() })),
  /** Megabytes the installation allows: an applicant, and staff. */
  largestUpload: z.number(), largestStaffUpload: z.number(),
}).meta({ id: 'Kantor' });
export type OfficeRecord = z.output<typeof officeRecord>;

const officeCode = z.string().trim().toUpperCase().regex(/^[A-Z0-9-]{2,40}$/, { error: 'galat.kantor.kode' });
export const newOffice = z.strictObject({ code: officeCode, name: text(160).min(3), zone: z.enum(ZONES), adminName: text(120).min(2), adminEmail: z.email({ error: 'galat.isian.bentuk' }).max(254) });
/** What a system admin may change of any office; its inner affairs belong to its own admin. */
export const officeStanding = z.strictObject({ name: text(160).min(3), open: z.boolean(), secondFactor: officeSettings.shape.secondFactor.unwrap().optional() });
export const newOfficeAdmin = z.strictObject({ name: text(120).min(2), email: z.email({ error: 'galat.isian.bentuk' }).max(254) });

const date = z.iso.date({ error: 'galat.isian.bentuk' });
const clockTime = z.string().regex(/^(?:[01][0-9]|2[0-3]):[0-5][0-9]$|^24:00$/, { error: 'galat.isian.bentuk' });
const windows = z.array(z.strictObject({ start: clockTime, end: clockTime })).max(4)
  .refine((list) => list.every((one, index) => one.start < one.end && (list[index - 1]?.end ?? '00:00') <= one.start), { error: 'galat.kalender.jam' });
export const workingDays = z.strictObject({ 1: windows, 2: windows, 3: windows, 4: windows, 5: windows, 6: windows, 7: windows });
export const weekBody = z.strictObject({ name: text(80).min(2), from: date, to: date.nullable(), days: workingDays })
  .refine((week) => week.to === null || week.to >= week.from, { path: ['to'], error: 'galat.kalender.urutan' })
  .refine((week) => Object.values(week.days).some((list) => list.length > 0), { path: ['days'], error: 'galat.kalender.kosong' });
export const weekItem = z.object({
  /** `label`: as it is read; of a table Loket laid in itself in the reader's language, of any other its name. */
  id: z.uuid(), name: z.string(), label: z.string(), from: z.string(), to: z.string().nullable(), days: workingDays, weeklyMinutes: z.int(),
}).meta({ id: 'MingguKerja' });
export type WeekItem = z.output<typeof weekItem>;

export const HOLIDAY_KINDS = ['nasional', 'cuti_bersama', 'lokal'] as const;
export const holidayBody = z.strictObject({ date, name: text(120).min(2), kind: z.enum(HOLIDAY_KINDS), basis: text(200).default(''), everywhere: z.boolean().default(false) });
export const importedHolidays = z.object({
  taken: z.int(), repeated: z.int(), refused: z.array(z.object({ line: z.int(), text: z.string(), reason: z.string(), /** the reason */ words: inEachLanguage })),
}).meta({ id: 'ImporHariLibur' });
export type ImportedHolidays = z.output<typeof importedHolidays>;

/** `knownUntil`: last day whose holidays are known. `alarmYear`: the year whose list is still missing, or far from whole, although it is October or later. */
export const calendarStanding = z.object({ knownUntil: z.string().nullable(), alarmYear: z.int().nullable(), today: z.string() }).meta({ id: 'KeadaanKalender' });
export type CalendarStanding = z.output<typeof calendarStanding>;

export const SETUP_STEPS = [
  'zona', 'kop_surat', 'kalender', 'akun', 'penomoran', 'empat_mata', 'batas', 'tempat', 'templat', 'alasan', 'daftar_periksa', 'formulir', 'daftar_hitam', 'penyedia', 'ketersediaan', 'surel_uji', 'buka',
] as const;
/** What comes with a default or may be left out: it counts once somebody of the office has looked at it. The others are seen in the rows alone. */
export const LOOKED_AT_STEPS = ['zona', 'kalender', 'penomoran', 'empat_mata', 'batas', 'tempat', 'templat', 'alasan', 'daftar_periksa', 'formulir', 'penyedia', 'ketersediaan'] as const satisfies readonly (typeof SETUP_STEPS)[number][];
export const setupLookBody = z.strictObject({ step: z.enum(LOOKED_AT_STEPS) });
/** Derived from the rows each time; of it only who looked at a default is stored. */
export const setupChecklist = z.object({
  done: z.int(), total: z.int(),
  items: z.array(z.object({
    step: z.enum(SETUP_STEPS),
    /** `bawaan`: a default that nobody has looked at yet. `dilewati`: left out by somebody who looked. */
    state: z.enum(['selesai', 'sebagian', 'bawaan', 'belum', 'dilewati']), note: z.string(), link: z.string(),
    /** What a look would say of it now; null where there is nothing to look at. */
    look: z.enum(['periksa', 'lewati']).nullable(),
  })),
}).meta({ id: 'DaftarAwal' });
export type SetupChecklist = z.output<typeof setupChecklist>;
