/** What an empty installation needs before anybody can log in. */
import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Knex } from 'knex';
import { firstAdminToken, hashPassword, isPassword } from './users/index.ts';
import type { Role } from './domain/permissions.ts';
import type { Config } from './platform/config.ts';

const DEMO_ACCOUNTS: { email: string; name: string; roles: Role[] }[] = [
  { email: 'helpdesk@loket.test', name: 'Sari Wulandari', roles: ['helpdesk'] },
  { email: 'helpdesk2@loket.test', name: 'Bagus Pratama', roles: ['helpdesk'] },
  { email: 'verifikator@loket.test', name: 'Dewi Lestari Ningrum', roles: ['verifikator'] },
  { email: 'verifikator2@loket.test', name: 'Rahmat Hidayat', roles: ['verifikator'] },
  { email: 'penyelia@loket.test', name: 'Hendra Kusuma', roles: ['penyelia'] },
  { email: 'arsiparis@loket.test', name: 'Ratna Puspita', roles: ['arsiparis'] },
  { email: 'admin@loket.test', name: 'Yusuf Maulana', roles: ['admin_kantor', 'admin_sistem'] },
];

const DEMO_OFFICES = [
  {
    code: 'KALTIM', name: 'LPSE Provinsi Kalimantan Timur', zone: 'Asia/Makassar',
    letterhead: {
      lines: ['PEMERINTAH PROVINSI KALIMANTAN TIMUR', 'SEKRETARIAT DAERAH', 'BIRO PENGADAAN BARANG DAN JASA'],
      address: 'Jalan Contoh Nomor 1, Samarinda', contact: 'lpse@kaltim.contoh.test',
    },
    settings: { meetingRoom: 'https://rapat.contoh.test/lpse-kaltim', deskRoom: 'Ruang Verifikasi, lantai 2' },
  },
  {
    code: 'MUAROJAMBI', name: 'LPSE Kabupaten Muaro Jambi', zone: 'Asia/Jakarta',
    letterhead: { lines: ['PEMERINTAH KABUPATEN MUARO JAMBI', 'UKPBJ'], address: 'Jalan Contoh Nomor 2, Sengeti', contact: 'lpse@muarojambi.contoh.test' },
    settings: {},
  },
];

/** The password of the demo accounts: chosen, or made once and kept, so that every start can print it. */
export function demoPasswordOf(dataDir: string, chosen: string | undefined): string {
  const file = path.join(dataDir, 'secret', 'demo-password');
  if (chosen) return chosen;
  if (existsSync(file)) return readFileSync(file, 'utf8').trim();
  const made = randomBytes(9).toString('base64url');
  mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 });
  writeFileSync(file, made, { mode: 0o600 });
  return made;
}

/** Two invented offices and the seven accounts of the README; only ever in the embedded default. Repeating changes nothing but the password. */
export async function makeDemoAccounts(ownerDb: Knex, password: string): Promise<void> {
  for (const office of DEMO_OFFICES) {
    await ownerDb('offices').insert({ ...office, letterhead: JSON.stringify(office.letterhead), settings: JSON.stringify(office.settings) }).onConflict('code').ignore();
  }
  const office = await ownerDb('offices').where({ code: 'KALTIM' }).first<{ id: string }>('id');
  const known = await ownerDb('users').where({ is_demo: true }).first<{ password_hash: string } | undefined>('password_hash');
  if (known && await isPassword(known.password_hash, password)) return;
  const passwordHash = await hashPassword(password);
  await ownerDb.transaction(async (trx) => {
    for (const account of DEMO_ACCOUNTS) {
      const existing = await trx('users').where({ email: account.email }).first<{ id: string } | undefined>('id');
      if (existing) { await trx('users').where({ id: existing.id }).update({ password_hash: passwordHash }); continue; }
      const [user] = await trx('users').insert({ office_id: office.id, email: account.email, name: account.name, password_hash: passwordHash, is_demo: true }).returning<{ id: string }[]>('id');
      if (user) await trx('user_roles').insert(account.roles.map((role) => ({ user_id: user.id, role })));
    }
  });
}

/**
 * The first accounts of an installation. Returns the password of the demo accounts where they are made. A switch that does nothing here, and an
 * installation nobody can enter, are said aloud.
 */
export async function makeFirstAccounts(config: Pick<Config, 'demo' | 'embeddedDatabase' | 'dataDir' | 'demoPassword' | 'adminEmail' | 'office' | 'publicUrl' | 'secret'>, ownerDb: Knex, say: (line: string) => void): Promise<string | null> {
  if (config.demo && config.embeddedDatabase) {
    const password = demoPasswordOf(config.dataDir, config.demoPassword);
    await makeDemoAccounts(ownerDb, password);
    return password;
  }
  if (config.demo) say('LOKET_DEMO=1 diabaikan: berkas dan akun contoh hanya dibuat dalam basis data bawaan, tidak pernah dalam basis data DATABASE_URL.');
  if (config.adminEmail && config.office) {
    const token = await makeFirstAdmin(ownerDb, { email: config.adminEmail, officeCode: config.office, secret: config.secret });
    if (token) say(`Admin pertama: buka ${config.publicUrl}/staf/akun/${token} untuk membuat kata sandi (berlaku 48 jam, sekali pakai).`);
  } else if (!await ownerDb('users').first('id')) {
    say('Belum ada akun petugas, jadi belum ada yang dapat masuk. Isi LOKET_ADMIN_EMAIL dan LOKET_OFFICE, lalu jalankan Loket lagi.');
  }
  return null;
}

/**
 * Without demo data the first start makes one admin of one office; the answer is a one-time token, or null once anybody has a password. Until then every
 * start says it again, anew where it lapsed: it may have scrolled away or gone to a mistyped address, and nobody is there yet who could send another.
 */
export async function makeFirstAdmin(ownerDb: Knex, first: { email: string; officeCode: string; secret: string }): Promise<string | null> {
  return ownerDb.transaction(async (trx) => {
    await trx.raw('select pg_advisory_xact_lock(7303266)');
    if (await trx('users').whereNotNull('password_hash').first('id')) return null;
    await trx('offices').insert({
      // Closed to applicants until somebody has set it up; a second factor from the first day.
      code: first.officeCode, name: first.officeCode, zone: 'Asia/Jakarta', is_open: false, settings: JSON.stringify({ secondFactor: 'wajib' }),
    }).onConflict('code').ignore();
    const office = await trx('offices').where({ code: first.officeCode }).first<{ id: string }>('id');
    await trx('users').insert({ office_id: office.id, email: first.email, name: first.email }).onConflict().ignore();
    const user = await trx('users').whereRaw('lower(email) = lower(?)', [first.email]).first<{ id: string }>('id');
    await trx('user_roles').insert([{ user_id: user.id, role: 'admin_kantor' }, { user_id: user.id, role: 'admin_sistem' }]).onConflict(['user_id', 'role']).ignore();
    // A mistyped address keeps no way in.
    await trx('account_links').whereNot({ user_id: user.id }).whereNull('used_at').whereNull('revoked_at').update({ revoked_at: trx.raw('clock_timestamp()') });
    return firstAdminToken(trx, user.id, first.secret);
  });
}
