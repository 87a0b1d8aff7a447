/** A registry file of 1,000,000 rows taken in, as the background does it, in a process of its own so that its memory can be seen. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import path from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { figure, type Figure } from '../figure.ts';
import { withSetting } from '../setting.ts';
import { createDice } from './dice.ts';
import { inventSomebody } from './invent.ts';

const ROWS = Number(process.env.LOKET_BENCH_ROWS ?? 1_000_000);
const IMPORTER = path.join(import.meta.dirname, 'import-one-registry.ts');

export async function registryImport(): Promise<Figure[]> {
  return withSetting(async ({ database, officeId, dataDir }) => {
    const file = path.join(dataDir, 'registri.csv');
    await pipeline(Readable.from(lines()), createWriteStream(file));
    const { id: userId } = await database.db('users').where({ office_id: officeId }).first<{ id: string }>('id');
    const child = spawn(process.execPath, [IMPORTER, file, officeId, userId, dataDir], { env: { ...process.env, DATABASE_URL: database.url }, stdio: ['ignore', 'pipe', 'inherit'] });
    let said = '';
    child.stdout.on('data', (chunk: Buffer) => { said += chunk.toString(); });
    const [code] = await once(child, 'close') as [number];
    if (code !== 0) throw new Error(`the import ended with ${code}`);
    const { seconds, megabytes, rows } = JSON.parse(said) as { seconds: number; megabytes: number; rows: number };
    return [
      figure({ name: 'checks_impor_registri_detik', unit: 's', value: seconds, target: 90, seen: { rows } }),
      figure({ name: 'checks_impor_registri_memori', unit: 'MB', value: megabytes, target: 300, seen: { rows } }),
    ];
  });
}

/** The people of the file repeat their invention every 50,000: only the numbers must differ. */
function* lines(): Generator<string> {
  yield 'lpse,user_id,nama,nik,npwp,email,telepon,kabupaten,tanggal_lahir\n';
  const dice = createDice(90);
  const people = Array.from({ length: 50_000 }, (_, n) => inventSomebody(n, dice));
  for (let from = 0; from < ROWS; from += 1_000) {
    yield Array.from({ length: 1_000 }, (_, n) => {
      const at = from + n;
      const who = people[at % people.length] as (typeof people)[number];
      return `LPSE Contoh ${at % 70},u${at},${who.nama},${who.nik.slice(0, 12)}${String(1 + (at % 9_999)).padStart(4, '0')},${who.npwp},e${at}@surel.test,0812${String(at).padStart(8, '0')},${who.kabupaten},${who.tanggalLahir}\n`;
    }).join('');
  }
}
