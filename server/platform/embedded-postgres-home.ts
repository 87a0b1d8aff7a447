/**
 * Where the embedded cluster lies. The name of a folder outside the data folder can be foretold, so such a folder is used only if root made it: whoever
 * could plant one would own the programs and the database of the next start.
 */
import { createHash } from 'node:crypto';
import { chmodSync, existsSync, lstatSync, mkdirSync, realpathSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { canWalkInto, postgresAccount, type PostgresAccount } from './embedded-postgres-binaries.ts';
import { isCluster } from './embedded-postgres-cluster.ts';

interface HomeOptions {
  /** Folder of the checkout. */
  root: string;
  dataDir: string;
  /** LOKET_DATA_DIR was set: the cluster stays there or the start fails. */
  dataDirIsChosen: boolean;
  /** This data folder holds the passwords of a cluster, so one was made for it. */
  passwordsExist: boolean;
  log: (message: string) => void;
  /** Only root writes here; what the data folder cannot hold is kept here. */
  kept?: string;
  /** Anybody writes here. Nothing is made here any more; a cluster of old that root made goes on being used. */
  shared?: string;
}

/**
 * The folder that holds the cluster. Normally the data folder; where root runs PostgreSQL as another account that cannot walk to the
 * checkout, a folder under /var/lib named after it. Once a cluster exists somewhere it stays there. Throws a sentence when there is no safe place.
 */
export function homeOf({ root, dataDir, dataDirIsChosen, passwordsExist, log, kept = '/var/lib', shared = tmpdir() }: HomeOptions): { folder: string; account: PostgresAccount | undefined } {
  const usual = realpathSync(dataDir);
  const name = `loket-lpse-${createHash('sha256').update(realpathSync(root)).digest('hex').slice(0, 10)}`;
  const outside = path.join(kept, name);
  const places = [usual, ...(dataDirIsChosen ? [] : [outside, ...(passwordsExist ? [path.join(shared, name)] : [])])];
  const existing = places.find((folder) => isCluster(path.join(folder, 'postgres')));
  if (existing && existing !== usual) refuseUnlessRootMade(existing);
  const account = postgresAccount(existing && path.join(existing, 'postgres'));
  // Our own folder may be walked through (not listed) by the account that runs PostgreSQL; what is private in it has its own modes.
  if (account) chmodSync(usual, statSync(usual).mode | 0o011);
  if (existing) {
    if (!canWalkInto(existing, account)) throw new Error(`The account "${account?.name}" that runs PostgreSQL cannot reach the database in ${existing}. Allow it to walk there (chmod o+x on the folders above).`);
    if (existing !== usual) log(`The database is in ${existing}.`);
    return { folder: existing, account };
  }
  if (canWalkInto(usual, account)) return { folder: usual, account };
  if (dataDirIsChosen) throw new Error(`The account "${account?.name}" that runs PostgreSQL cannot reach LOKET_DATA_DIR ${usual}. Allow it to walk there (chmod o+x on the folders above) or choose another folder.`);
  if (!existsSync(kept) || !canWalkInto(kept, account)) throw new Error(`The account "${account?.name}" that runs PostgreSQL can reach neither ${usual} nor ${kept}. Set LOKET_DATA_DIR.`);
  mkdirSync(outside, { recursive: true, mode: 0o755 });
  refuseUnlessRootMade(outside);
  chmodSync(outside, 0o755);
  log(`The account "${account?.name}" that runs PostgreSQL cannot reach ${usual}; the database is kept in ${outside} (LOKET_DATA_DIR overrides).`);
  return { folder: realpathSync(outside), account };
}

/** A link is nobody's folder, whoever made it. */
function refuseUnlessRootMade(folder: string): void {
  const found = lstatSync(folder);
  if (!found.isDirectory()) throw new Error(`${folder} is not a folder that Loket made; move it away and start again, or set LOKET_DATA_DIR.`);
  if (found.uid !== 0) throw new Error(`${folder} belongs to another account (number ${found.uid}), not to root, so Loket did not make it; move it away and start again, or set LOKET_DATA_DIR.`);
  if ((found.mode & 0o022) !== 0) throw new Error(`Others may write in ${folder}, so what lies in it cannot be trusted; look through it and close it (chmod go-w), or set LOKET_DATA_DIR.`);
}
