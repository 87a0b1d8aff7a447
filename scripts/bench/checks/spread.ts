/** Suppliers over the whole country, as many as are asked for: kabupaten of very different size, names as in the scenarios. */
import { pipeline } from 'node:stream/promises';
import { Readable } from 'node:stream';
import type { Knex } from 'knex';
import pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { foldName } from '../../../server/domain/names/fold-name.ts';
import { nameKeys } from '../../../server/domain/names/name-keys.ts';
import { dropIndexes } from '../crowd.ts';
import { createDice } from './dice.ts';
import { inventSomebody } from './invent.ts';

const REGENCIES = 514;
const BATCH = 2_000;
const COLUMNS = ['lpse', 'user_id_spse', 'name', 'name_folded', 'name_glued', 'name_keys', 'nik', 'npwp15', 'npwp16', 'email', 'phone', 'regency_code', 'birth_date'] as const;

/** The first kabupaten hold far more than the last: the largest one has one supplier in nine. In the public list the largest province has one in eight, so this is harder than life. */
export function spreadIdentity(number: number) {
  const dice = createDice(number + 1);
  const who = inventSomebody(number, dice);
  const folded = foldName(who.nama);
  const rank = Math.floor(REGENCIES ** (dice.number(10_000) / 10_000));
  const regency = String(1100 + rank);
  return {
    name: who.nama, name_folded: folded.folded, name_glued: folded.glued, name_keys: `{${nameKeys(folded, regency).join(',')}}`, nik: who.nik, npwp15: who.npwp, npwp16: `0${who.npwp}`, email: who.email, phone: `+62${who.telepon.slice(1)}`,
    user_id_spse: who.userId, regency_code: regency, birth_date: who.tanggalLahir,
  };
}

export async function fillSpread(ownerDb: Knex, ownerUrl: string, from: number, to: number): Promise<void> {
  const indexes = await dropIndexes(ownerDb, ['providers']);
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    await pipeline(Readable.from(lines(from, to)), client.query(copyFrom(`copy providers (${COLUMNS.join(', ')}) from stdin`)));
    await client.query(`set maintenance_work_mem = '256MB'`);
    for (const index of indexes) await client.query(index);
  } finally {
    await client.end();
  }
  await ownerDb.raw('vacuum analyze providers');
}

function* lines(from: number, to: number): Generator<string> {
  for (let at = from; at < to; at += BATCH) {
    yield Array.from({ length: Math.min(BATCH, to - at) }, (_, n) => {
      const identity = { lpse: `LPSE Contoh ${(at + n) % 70}`, ...spreadIdentity(at + n) };
      return `${COLUMNS.map((column) => identity[column]).join('\t')}\n`;
    }).join('');
  }
}
