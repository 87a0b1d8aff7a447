/** Accounts of an office. An account belongs to one office (ADR 9); its admin makes it, changes it and ends it. */
import type { Knex } from 'knex';
import { recordAudit } from '../audit/index.ts';
import type { AuditEventName } from '../domain/audit-events.ts';
import type { AccountBody, AuditorGrant, InviteBody } from '../domain/contract/users.ts';
import type { Role } from '../domain/permissions.ts';
import { translate } from '../domain/messages/translate.ts';
import { queueMail } from '../mail/index.ts';
import type { AskedBy } from '../offices/index.ts';
import type { Config } from '../platform/config.ts';
import { ActionClosedError, InvalidError, NotAllowedError, NotFoundError } from '../platform/errors.ts';
import { createMailableLink } from './account-link.ts';
import { removeSecondFactor } from './second-factor.ts';
import { tellOwner } from './tell-owner.ts';

export interface AccountDeps {
  config: Pick<Config, 'secret' | 'mailFrom' | 'publicUrl'>;
  /** Gives away whatever a person holds (files, slots, tasks) and can no longer work on with the parts he keeps. */
  handOverEverything(trx: Knex.Transaction, by: AskedBy, userId: string, left: { keeps: readonly Role[]; toId: string | null }): Promise<void>;
}
interface Account { id: string; name: string; email: string; office_id: string; is_active: boolean; password_hash: string | null; version: number; roles: Role[] }

const note = (trx: Knex.Transaction, by: AskedBy, event: AuditEventName, officeId: string, userId: string, detail: Record<string, string | number | boolean | null>) => recordAudit(trx, {
  event, officeId, actorKind: 'staf', actorId: by.officer.id, ref: `user:${userId}`, requestId: by.requestId, ipHash: by.ipHash, detail,
});

/** What an act on accounts asks for: accounts of one's own office, or offices and their first admins. */
type AdminPart = 'admin_kantor' | 'admin_sistem';
const rolesOf = (trx: Knex.Transaction, userId: string) => trx('user_roles').where({ user_id: userId }).pluck<Role[]>('role');

/**
 * Who acts, as he stands now: he stays an active admin until this is done. Whoever shuts him out at this moment was before it, or waits.
 * @throws NotAllowedError for who has just lost the part this asks for
 */
export async function keepActor(trx: Knex.Transaction, by: AskedBy, part: AdminPart): Promise<AskedBy> {
  const self = await trx('users').where({ id: by.officer.id, office_id: by.officer.officeId }).forShare().first<{ is_active: boolean } | undefined>('is_active');
  // A statement of its own: one that had to wait for the row would still see the parts from before.
  const roles = await rolesOf(trx, by.officer.id);
  if (!self?.is_active || !roles.includes(part)) throw new NotAllowedError('galat.akun.bukan_admin_lagi');
  return { ...by, officer: { ...by.officer, roles } };
}

/**
 * The account and who acts on it, as they stand now. Waits for whoever is just giving this account a file. Of two admins who shut each other out the second
 * finds that he no longer is one (`keepActor`), and nobody takes that from himself, so an office that has one keeps one, and so does the installation of its
 * system admins. All rows are taken in the order of their ids, for two who act on each other.
 * @param alsoId a third who will be asked about (a successor)
 * @throws NotFoundError for an account of another office @throws NotAllowedError for who has just lost the part this asks for
 */
async function lockAccount(trx: Knex.Transaction, caller: AskedBy, id: string, alsoId: string | null = null): Promise<{ account: Account; by: AskedBy }> {
  const row = (userId: string) => trx('users').where({ id: userId, office_id: caller.officer.officeId });
  let found: Omit<Account, 'roles'> | undefined;
  let by = caller;
  for (const each of [...new Set([id, caller.officer.id, ...(alsoId ? [alsoId] : [])])].sort()) {
    // The one is changed, the others only have to stay as they are.
    if (each === id) found = await row(each).forNoKeyUpdate().first<Omit<Account, 'roles'> | undefined>('id', 'name', 'email', 'office_id', 'is_active', 'password_hash', 'version');
    else if (each === alsoId) await row(each).forShare().first('id');
    if (each === caller.officer.id) by = await keepActor(trx, caller, 'admin_kantor');
  }
  if (!found) throw new NotFoundError();
  return { account: { ...found, roles: await rolesOf(trx, id) }, by };
}

/** Only a system admin makes or unmakes one; else an office's admin could open every office to himself. */
function refuseSystemRole(by: AskedBy, before: readonly Role[], after: readonly Role[]): void {
  if (before.includes('admin_sistem') !== after.includes('admin_sistem') && !by.officer.roles.includes('admin_sistem')) throw new NotAllowedError('galat.akun.admin_sistem');
}

/** Nor may anybody else shut one out: its password, second factor, sessions and standing are its own and other system admins' affair. */
function refuseSystemAccount(by: AskedBy, { id, roles }: Pick<Account, 'id' | 'roles'>): void {
  if (id !== by.officer.id && roles.includes('admin_sistem') && !by.officer.roles.includes('admin_sistem')) throw new NotAllowedError('galat.akun.admin_sistem');
}

export interface Invited { id: string; link: string | null }

/**
 * A new account and its one-time link, by mail or to be printed.
 * @param into the office, and the part by which the caller invites there
 * @throws InvalidError for an address that has an account @throws NotAllowedError for who has just lost that part
 */
export async function inviteAccount(trx: Knex.Transaction, deps: AccountDeps, caller: AskedBy, into: { officeId: string; as: AdminPart }, invite: InviteBody, at: Date): Promise<Invited> {
  const by = await keepActor(trx, caller, into.as);
  const { officeId } = into;
  refuseSystemRole(by, [], invite.roles);
  const [user] = (await trx.raw<{ rows: { id: string }[] }>(
    'insert into users (office_id, email, name) values (?, ?, ?) on conflict (lower(email)) do nothing returning id', [officeId, invite.email.toLowerCase(), invite.name])).rows;
  if (!user) throw new InvalidError({ email: { key: 'galat.akun.ada' } });
  await trx('user_roles').insert(invite.roles.map((role) => ({ user_id: user.id, role })));
  await storeGrant(trx, by, officeId, user.id, invite.auditor, at);
  const link = await sendLink(trx, deps, by, { id: user.id, name: invite.name, email: invite.email, office_id: officeId }, 'undangan', invite.via, at);
  await note(trx, by, 'undang_akun', officeId, user.id, { peran: invite.roles.join(' '), cara: invite.via });
  return { id: user.id, link };
}

/** A new password by a one-time link; the old one and every session end when it is used. */
export async function resetAccount(trx: Knex.Transaction, deps: AccountDeps, caller: AskedBy, id: string, via: 'surel' | 'cetak', at: Date): Promise<Invited> {
  const { account, by } = await lockAccount(trx, caller, id);
  if (!account.is_active) throw new InvalidError({ active: { key: 'galat.akun.nonaktif' } }, 'galat.akun.nonaktif');
  refuseSystemAccount(by, account);
  const link = await sendLink(trx, deps, by, account, 'atur_ulang', via, at);
  // Whoever holds the printed link could set the password himself: the owner is told before that.
  if (via === 'cetak' && account.password_hash !== null) await tellOwner(trx, { userId: id, what: 'tautan', by: by.officer, sender: deps.config.mailFrom, requestId: by.requestId, at });
  await note(trx, by, 'atur_ulang_akun', account.office_id, id, { cara: via });
  return { id, link };
}

async function sendLink(trx: Knex.Transaction, { config }: AccountDeps, by: AskedBy, account: Pick<Account, 'id' | 'name' | 'email' | 'office_id'>, purpose: 'undangan' | 'atur_ulang', via: 'surel' | 'cetak', at: Date): Promise<string | null> {
  const { id, token } = await createMailableLink(trx, { userId: account.id, purpose, by: by.officer.id, secret: config.secret });
  if (via === 'cetak') return `${config.publicUrl}/staf/akun/${token}`;
  const office = await trx('offices').where({ id: account.office_id }).first<{ name: string }>('name');
  await queueMail(trx, {
    uniqueKey: `akun:${id}`, caseId: null, officeId: account.office_id, letterId: null, linkId: null, accountLinkId: id, kind: `akun_${purpose}`,
    to: { name: account.name, address: account.email }, subject: translate(`akun.${purpose}.perihal`, { kantor: office.name }, 'id'),
    body: translate(`akun.${purpose}.isi`, { nama: account.name, kantor: office.name }, 'id'), attachments: [], sender: config.mailFrom, createdBy: by.officer.id, at,
  });
  return null;
}

/** Nobody takes from himself what only another could give back: of the last one nobody could. */
function refuseSelfRemoval(before: Account, edit: AccountBody): void {
  if (!edit.active) throw new InvalidError({ active: { key: 'galat.akun.diri_sendiri' } });
  const loses = (role: Role) => before.roles.includes(role) && !edit.roles.includes(role);
  if (loses('admin_sistem')) throw new InvalidError({ roles: { key: 'galat.akun.admin_sistem_sendiri' } });
  if (loses('admin_kantor')) throw new InvalidError({ roles: { key: 'galat.akun.admin_terakhir' } });
}

/** Name, parts, standing. Disabling ends every session at once and hands everything over; a part that is taken away hands over what needs it. */
export async function editAccount(trx: Knex.Transaction, deps: AccountDeps, caller: AskedBy, id: string, edit: AccountBody, at: Date): Promise<void> {
  const { account: before, by } = await lockAccount(trx, caller, id, edit.successorId);
  if (edit.successorId === id) throw new InvalidError({ successorId: { key: 'galat.akun.penerus_sama' } });
  refuseSystemRole(by, before.roles, edit.roles);
  if (before.is_active !== edit.active) refuseSystemAccount(by, before);
  if (before.version !== edit.seenVersion) throw new ActionClosedError([{ key: 'hambatan.akun_berubah' }], { version: before.version });
  if (by.officer.id === before.id) refuseSelfRemoval(before, edit);
  await trx('users').where({ id }).update({ name: edit.name, is_active: edit.active, version: before.version + 1 });
  await trx('user_roles').where({ user_id: id }).del();
  await trx('user_roles').insert(edit.roles.map((role) => ({ user_id: id, role })));
  await storeGrant(trx, by, before.office_id, id, edit.auditor, at);
  if (before.is_active && !edit.active) {
    await endSessions(trx, id);
    await deps.handOverEverything(trx, by, id, { keeps: [], toId: edit.successorId });
  } else if (edit.active && before.roles.some((role) => !edit.roles.includes(role))) await deps.handOverEverything(trx, by, id, { keeps: edit.roles, toId: null });
  await note(trx, by, before.is_active && !edit.active ? 'nonaktifkan_akun' : 'ubah_akun', before.office_id, id, {
    peran_dulu: [...before.roles].sort().join(' '), peran: [...edit.roles].sort().join(' '), aktif_dulu: before.is_active, aktif: edit.active, nama_berubah: before.name !== edit.name,
  });
}

/** Every browser this account is open in. */
export async function endSessions(trx: Knex.Transaction, userId: string): Promise<number> {
  return trx('session').whereRaw(`sess->>'userId' = ?`, [userId]).del();
}

/** For a lost device: nothing of the account changes but that it must log in again. */
export async function endSessionsOf(trx: Knex.Transaction, caller: AskedBy, id: string): Promise<void> {
  const { account, by } = await lockAccount(trx, caller, id);
  refuseSystemAccount(by, account);
  await note(trx, by, 'akhiri_sesi', account.office_id, id, { sesi: await endSessions(trx, id) });
}

/**
 * For a lost telephone: the person enrols anew, every session of his ends, and he is told by mail.
 * @throws NotAllowedError for oneself (a colleague does it, or a recovery code opens) and for a system admin's
 */
export async function takeSecondFactor(trx: Knex.Transaction, { config }: AccountDeps, caller: AskedBy, id: string, at: Date): Promise<void> {
  const { account, by } = await lockAccount(trx, caller, id);
  if (by.officer.id === account.id) throw new NotAllowedError('galat.akun.dua_langkah_sendiri');
  refuseSystemAccount(by, account);
  const sessions = await endSessions(trx, id);
  const had = await removeSecondFactor(trx, id);
  await note(trx, by, 'dua_langkah_dilepas', account.office_id, id, { ada: had, sesi: sessions });
  if (had) await tellOwner(trx, { userId: id, what: 'dua_langkah', by: by.officer, sender: config.mailFrom, requestId: by.requestId, at });
}

async function storeGrant(trx: Knex.Transaction, by: AskedBy, officeId: string, userId: string, grant: AuditorGrant | null, at: Date): Promise<void> {
  const had = await trx('auditor_grants').where({ user_id: userId }).del();
  if (!grant) {
    if (had) await note(trx, by, 'cabut_batas_pemeriksa', officeId, userId, {});
    return;
  }
  const zone = (await trx('offices').where({ id: officeId }).first<{ zone: string }>('zone')).zone;
  const numbers = [...new Set(grant.caseNumbers ?? [])];
  const cases = numbers.length === 0 ? [] : await trx('cases').where({ office_id: officeId }).whereIn('number', numbers).select<{ id: string; number: string }[]>('id', 'number');
  const missing = numbers.filter((number) => !cases.some((row) => row.number === number));
  if (missing.length > 0) throw new InvalidError({ 'auditor.caseNumbers': { key: 'galat.akun.berkas_tidak_ada', params: { nomor: missing.slice(0, 5).join(', ') } } });
  await trx('auditor_grants').insert({
    user_id: userId, period_from: grant.from, period_to: grant.to, all_cases: grant.caseNumbers === null, granted_by: by.officer.id, granted_at: at,
    // Until the end of that day where the office stands.
    expires_at: trx.raw(`((?::date + 1)::timestamp at time zone ?)`, [grant.expiresOn, zone]),
  });
  if (cases.length > 0) await trx('auditor_grant_cases').insert(cases.map((row) => ({ user_id: userId, case_id: row.id })));
  await note(trx, by, 'batas_pemeriksa', officeId, userId, { dari: grant.from, sampai: grant.to, berakhir: grant.expiresOn, berkas: grant.caseNumbers === null ? 'semua' : String(cases.length) });
}
