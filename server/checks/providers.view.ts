import type { Knex } from 'knex';
import { z } from 'zod';
import type { ProviderItem } from '../domain/contract/checks.ts';
import { maskEmail, maskNib, maskNik } from '../domain/identity/masking.ts';
import { maskNpwp } from '../domain/identity/npwp.ts';
import { maskName } from '../domain/screening/mask-name.ts';
import { parseList, runList, type listQuery, type ListSpec } from '../platform/http/list.ts';
import type { Reply } from '../platform/http/route.ts';

export const providerList: ListSpec = {
  name: 'providers',
  filters: {
    id: { column: 'p.id', type: z.uuid() },
    caseId: { column: 'p.case_id', type: z.uuid() },
    lpse: { column: 'p.lpse', type: z.string().max(120).regex(/^\P{Cc}*$/u) },
    sinceFrom: { column: 'p.since', type: z.iso.datetime({ offset: true }), op: '>=' },
    sinceBefore: { column: 'p.since', type: z.iso.datetime({ offset: true }), op: '<' },
  },
  sorts: { since: 'p.since', lpse: 'p.lpse', id: 'p.id' },
  defaultSort: ['since', 'DESC'],
  tieBreak: 'p.id',
};

interface Row {
  id: string; office_id: string | null; case_id: string | null; case_number: string | null; lpse: string; user_id_spse: string; name: string; nik: string | null;
  npwp15: string | null; npwp16: string | null; nib: string | null; email: string | null; since: Date;
}

/** The registry across LPSEs; of other offices only where, when and a masked shape of whom (no sorting by a name one may not read). */
export function listProviders(db: Knex, officeId: string, query: z.output<typeof listQuery>): Promise<Reply> {
  return runList<Row, ProviderItem>(providerList, parseList(providerList, query), () => db('providers as p').whereNull('p.withdrawn_at'),
    (rows) => rows.select('p.*', db.raw('(select c.number from cases c where c.id = p.case_id) as case_number')),
    (row) => {
      const foreign = row.office_id !== officeId;
      const number = row.npwp15 ?? row.npwp16;
      return {
        id: row.id, lpse: row.lpse, foreign, caseId: foreign ? null : row.case_id, caseNumber: row.case_number,
        userIdSpse: foreign ? maskName(row.user_id_spse) : row.user_id_spse, name: foreign ? maskName(row.name) : row.name,
        nik: row.nik && maskNik(row.nik), npwp: number && maskNpwp(number), nib: row.nib && maskNib(row.nib), email: row.email && maskEmail(row.email), since: row.since.toISOString(),
      };
    });
}
