import type { Knex } from 'knex';
import { allSops, currentSop } from '../../server/domain/sop/catalogue.ts';
import { storeTemplates } from '../../server/letters/store-templates.ts';

/** Wording of the letters of every procedure, from its definition. Safe to repeat: unchanged words stay, changed words become a new version. */
export async function seed(knex: Knex): Promise<void> {
  await knex.transaction(async (trx) => {
    for (const code of new Set(allSops.map((sop) => sop.code))) {
      const sop = currentSop(code);
      if (sop) await storeTemplates(trx, sop);
    }
  });
}
