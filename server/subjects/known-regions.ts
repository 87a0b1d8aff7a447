import type { Knex } from 'knex';

/**
 * Answers whether the region codes that these fields mention are, or ever were, codes of Kemendagri: a NIK keeps the code of its day, so the
 * union of all years counts (domain.md 3.5).
 */
export async function knownRegionsOf(trx: Knex | Knex.Transaction, fields: Record<string, string>): Promise<(code: string) => boolean> {
  const nik = (fields.nik ?? '').replace(/\D/g, '').slice(0, 6);
  const asked = [nik.slice(0, 4), nik, fields.kabupaten ?? ''].filter((code) => /^\d{4}(\d{2})?$/.test(code));
  if (asked.length === 0) return () => false;
  const found = await trx('regions').whereIn('code', asked).pluck<string[]>('code');
  return (code) => found.includes(code);
}
