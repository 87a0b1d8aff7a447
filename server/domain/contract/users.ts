/** Shapes of accounts and of logging in on the wire. */
import { z } from 'zod';
import { ROLES } from '../permissions.ts';
import { onPaper } from '../printable.ts';

/** A system admin is made by a system admin only, an auditor is nothing else beside it. */
export const OFFICE_ROLES = ROLES.filter((role) => role !== 'admin_sistem');
export const NEEDS_SECOND_FACTOR = ['verifikator', 'penyelia', 'admin_kantor', 'admin_sistem'] as const;
/** Whatever an office says: whoever rules over every office is no office's affair. */
export const ALWAYS_SECOND_FACTOR = 'admin_sistem';

const name = z.string().trim().min(2).max(120).regex(/^[^\p{Cc}<>]*$/u, { error: 'galat.isian.bentuk' }).superRefine(onPaper);
const roles = z.array(z.enum(ROLES)).min(1, { error: 'galat.akun.peran_kosong' }).max(ROLES.length)
  .refine((list) => new Set(list).size === list.length, { error: 'galat.isian.bentuk' })
  .refine((list) => !list.includes('pemeriksa') || list.length === 1, { error: 'galat.akun.pemeriksa_sendiri' });
const day = z.iso.date({ error: 'galat.isian.bentuk' });
/** What a pemeriksa may read (decision 14); `caseNumbers` null: every case of the period. */
const auditor = z.strictObject({ from: day, to: day, expiresOn: day, caseNumbers: z.array(z.string().trim().min(3).max(40)).min(1, { error: 'galat.akun.berkas_kosong' }).max(500).nullable() })
  .refine((grant) => grant.to >= grant.from, { path: ['to'], error: 'galat.kalender.urutan' });
const boundAuditor = (body: { roles: readonly string[]; auditor: unknown }) => body.roles.includes('pemeriksa') === (body.auditor !== null);

export const inviteBody = z.strictObject({ name, email: z.email({ error: 'galat.isian.bentuk' }).max(254), roles, auditor: auditor.nullable().default(null), via: z.enum(['surel', 'cetak']) })
  .refine(boundAuditor, { path: ['auditor'], error: 'galat.akun.batas_pemeriksa' });
/** `seenVersion`: of the account as the form was filled from it. `successorId`: who gets what a disabled account had in hand; null: each thing goes back to its queue. */
export const accountBody = z.strictObject({ seenVersion: z.int().min(1), name, roles, active: z.boolean(), auditor: auditor.nullable().default(null), successorId: z.uuid().toLowerCase().nullable().default(null) })
  .refine((body) => !body.active || body.successorId === null, { path: ['successorId'], error: 'galat.akun.penerus_aktif' })
  .refine(boundAuditor, { path: ['auditor'], error: 'galat.akun.batas_pemeriksa' });
/** The acting admin's own password: whoever sits at his open screen takes nothing off. */
export const removeSecondFactorBody = z.strictObject({ password: z.string().min(1).max(400) });
export const resetBody = z.strictObject({ via: z.enum(['surel', 'cetak']) });
export type InviteBody = z.output<typeof inviteBody>;
export type AccountBody = z.output<typeof accountBody>;
export type AuditorGrant = z.output<typeof auditor>;

export const accountItem = z.object({
  id: z.uuid(), version: z.int(), name: z.string(), email: z.string(), active: z.boolean(), roles: z.array(z.enum(ROLES)), demo: z.boolean(),
  hasPassword: z.boolean(), secondFactor: z.boolean(), needsSecondFactor: z.boolean(), lastLogin: z.string().nullable(), openSessions: z.int(), heldCases: z.int(),
  invitedUntil: z.string().nullable(), auditor: auditor.nullable(),
}).meta({ id: 'Akun' });
export type AccountItem = z.output<typeof accountItem>;

/** `link` is told this once, to be printed; null when it went by mail. */
export const accountLinkReply = z.object({ id: z.uuid(), link: z.string().nullable(), hours: z.int() }).meta({ id: 'TautanAkun' });
export type AccountLinkReply = z.output<typeof accountLinkReply>;

export const me = z.object({
  id: z.uuid(), name: z.string(), email: z.string(), roles: z.array(z.enum(ROLES)),
  office: z.object({ id: z.uuid(), code: z.string(), name: z.string(), zone: z.string() }),
  /** The office asks for a second factor and there is none yet: nothing else opens before. */
  mustEnrol: z.boolean(), secondFactor: z.boolean(), locked: z.boolean(),
}).meta({ id: 'Saya' });
export const loginBody = z.strictObject({ email: z.string().trim().min(3).max(254), password: z.string().min(1).max(400), code: z.string().max(40).optional() });
/** Characters. At least: ASVS 6.2.1 (8, 15 advised) and what an office can be asked for; at most: what is hashed in one go. */
export const PASSWORD_MIN = 12;
export const PASSWORD_MAX = 128;
const newPassword = z.string().min(PASSWORD_MIN, { error: 'galat.sandi_pendek' }).max(PASSWORD_MAX, { error: 'galat.sandi_panjang' });
export const setPasswordBody = z.strictObject({ token: z.string().min(20).max(100), password: newPassword });
export const changePasswordBody = z.strictObject({ current: z.string().min(1).max(400), password: newPassword });
export const unlockBody = z.strictObject({ password: z.string().min(1).max(400) });
export const codeBody = z.strictObject({ code: z.string().min(6).max(40) });
export const secondFactorBegun = z.object({ address: z.string(), key: z.string() });
export const recoveryStanding = z.object({ left: z.int() });
export const secondFactorConfirmed = z.object({ recoveryCodes: z.array(z.string()) });
