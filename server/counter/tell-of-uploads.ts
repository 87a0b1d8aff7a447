import type { Knex } from 'knex';
import { getSop } from '../domain/sop/catalogue.ts';
import { translate } from '../domain/messages/translate.ts';
import { notify, whomToTell } from '../notices/index.ts';
import type { UploadRequestRow } from './upload-requests.repository.ts';

/** What became of a request; most have one sentence for a case and one for an entry that is no case yet. */
export type UploadNews = 'unggahan_mulai' | 'unggahan' | 'unggahan_sebagian' | 'unggahan_hilang' | 'unggahan_ditarik' | 'unggahan_alamat';

/** Whoever asked is told; where he is gone or away, whoever has the case, else helpdesk: scans must not lie with somebody who does not look. */
export async function tellOfUploads(trx: Knex.Transaction, request: UploadRequestRow, news: UploadNews, at: Date): Promise<void> {
  const row = request.case_id === null ? undefined : await trx('cases').where({ id: request.case_id }).first<{ number: string } | undefined>('number');
  const params = { nomor: row?.number ?? '', layanan: translate(getSop(request.procedure, request.sop_version).title, {}, 'id') };
  for (const userId of await whomToTell(trx, { officeId: request.office_id, caseId: request.case_id, first: request.opened_by, at })) {
    await notify(trx, { officeId: request.office_id, userId, kind: 'unggahan_tautan', caseId: request.case_id, at, textKey: news === 'unggahan_alamat' ? 'pemberitahuan.unggahan_alamat' : `pemberitahuan.${news}_${row ? 'berkas' : 'entri'}`, params });
  }
}
