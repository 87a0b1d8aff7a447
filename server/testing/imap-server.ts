/** A real IMAP server (Dovecot) of its own on the loopback: own folder, own port, ended with the test. */
import { execFileSync, spawn } from 'node:child_process';
import { chmodSync, chownSync, existsSync, mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { createServer, connect, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

const BINARY = ['/usr/sbin/dovecot', '/usr/local/sbin/dovecot'].find((file) => existsSync(file));
/** Undefined: not installed here. With LOKET_REQUIRE_IMAP=1 (the gate) that is a failure, not a skip. */
export const imapIsHere = BINARY !== undefined;

export interface ImapServer { url: string; /** Puts a mail into the inbox, as a delivery does. */ deliver(source: Buffer | string, arrived?: Date): void; stop(): Promise<void> }

export async function startImapServer(): Promise<ImapServer> {
  if (!BINARY) throw new Error('dovecot-imapd is not installed');
  const folder = mkdtempSync(path.join(tmpdir(), 'loket-imap-'));
  const port = await freePort();
  const root = process.getuid?.() === 0;
  // Root's mail is nobody's: Dovecot refuses to read mail as root.
  const [uid, gid] = root ? [Number(execFileSync('id', ['-u', 'nobody'])), Number(execFileSync('id', ['-g', 'nobody']))] : [process.getuid?.() ?? 0, process.getgid?.() ?? 0];
  const inbox = path.join(folder, 'Maildir');
  for (const part of [inbox, ...['new', 'cur', 'tmp'].map((name) => path.join(inbox, name))]) { mkdirSync(part, { recursive: true }); if (root) chownSync(part, uid, gid); }
  chmodSync(folder, 0o755);
  const user = execFileSync('id', ['-un'], { encoding: 'utf8' }).trim();
  const file = path.join(folder, 'dovecot.conf');
  writeFileSync(file, `
protocols = imap
listen = 127.0.0.1
base_dir = ${folder}/run
state_dir = ${folder}/state
log_path = ${folder}/log
ssl = no
disable_plaintext_auth = no
auth_mechanisms = plain login
mail_location = maildir:${inbox}
first_valid_uid = 1
mail_access_groups =
${root ? '' : `default_internal_user = ${user}\ndefault_login_user = ${user}\n`}
passdb {
  driver = static
  args = password=sandi
}
userdb {
  driver = static
  args = uid=${uid} gid=${gid} home=${folder} allow_all_users=yes
}
service imap-login {
  ${root ? '' : 'chroot =\n'}
  inet_listener imap {
    address = 127.0.0.1
    port = ${port}
  }
}
service stats {
  client_limit = 100
}
`);
  const server = spawn(BINARY, ['-F', '-c', file], { stdio: 'ignore' });
  let delivered = 0;
  await listening(port);
  return {
    url: `imap://kotak:sandi@127.0.0.1:${port}/INBOX`,
    deliver(source, arrived) {
      delivered += 1;
      const name = path.join(inbox, 'new', `${Date.now()}.M${delivered}P${process.pid}.loket`);
      writeFileSync(name, source);
      // A maildir's day of arrival is its file's.
      if (arrived) utimesSync(name, arrived, arrived);
      if (root) chownSync(name, uid, gid);
    },
    async stop() {
      const ended = new Promise((resolve) => { server.once('exit', resolve); });
      server.kill('SIGTERM');
      await ended;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve) => { probe.listen(0, '127.0.0.1', resolve); });
  const { port } = probe.address() as AddressInfo;
  await new Promise((resolve) => { probe.close(resolve); });
  return port;
}

async function listening(port: number): Promise<void> {
  for (let tries = 0; tries < 150; tries += 1) {
    const open = await new Promise<boolean>((resolve) => {
      const socket = connect(port, '127.0.0.1', () => { socket.destroy(); resolve(true); });
      socket.on('error', () => { resolve(false); });
    });
    if (open) return;
    await pause(100);
  }
  throw new Error('dovecot does not answer');
}
