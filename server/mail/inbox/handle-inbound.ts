import type { Knex } from 'knex';
import { raiseVersion } from '../../cases/index.ts';
import { ActionClosedError, InvalidError, NotFoundError } from '../../platform/errors.ts';
import { findInbound, type InboundRow } from './inbound-mails.repository.ts';

const STATE_AFTER = { selesai: 'ditangani', abaikan: 'diabaikan', buka_lagi: 'baru' } as const;

export interface Handling { id: string; officeId: string; by: string; act: 'pasangkan' | keyof typeof STATE_AFTER; caseNumber: string; at: Date }

/**
 * What a colleague does with a mail that came in. Two at the same mail: the second hears that it is done; what was done by mistake is taken up again,
 * and a mail put to the wrong case is put to another. Cases before the mail, as an act locks them that files it. Returns the case it belongs to now.
 * @throws NotFoundError, ActionClosedError, InvalidError on `caseNumber`
 */
export async function handleInbound(trx: Knex.Transaction, { id, officeId, by, act, caseNumber, at }: Handling): Promise<string | null> {
  const seen = await findInbound(trx, officeId, id);
  if (!seen) throw new NotFoundError();
  const wanted = act === 'pasangkan' ? await findByNumber(trx, officeId, caseNumber) : null;
  if (act === 'pasangkan' && wanted === null) throw new InvalidError({ caseNumber: { key: 'galat.surel_masuk.nomor' } });
  for (const caseId of [...new Set([seen.case_id, wanted])].filter((each) => each !== null).sort()) await raiseVersion(trx, caseId, officeId);
  const row = await trx<InboundRow>('inbound_mails').where({ id }).forUpdate().first();
  const waits = row?.state === 'baru';
  if (act === 'buka_lagi' && waits) throw new ActionClosedError([{ key: 'hambatan.surel_masuk_menunggu' }]);
  // Nothing is left of it to be worked on.
  if (row?.content_removed_at) throw new ActionClosedError([{ key: 'hambatan.surel_masuk_dihapus' }]);
  if (!row || row.case_id !== seen.case_id || (act === 'buka_lagi' ? row.state === 'dikembalikan' : !waits)) throw new ActionClosedError([{ key: 'hambatan.surel_masuk_selesai' }]);
  if (act === 'pasangkan') {
    const known = await trx('case_subjects').where({ case_id: wanted }).whereRaw('lower(email) = ?', [row.from_address]).first('case_id') !== undefined;
    await trx('inbound_mails').where({ id }).update({ case_id: wanted, matched_by: 'petugas', known_sender: known });
    return wanted;
  }
  await trx('inbound_mails').where({ id }).update({ state: STATE_AFTER[act], handled_by: act === 'buka_lagi' ? null : by, handled_at: act === 'buka_lagi' ? null : at });
  return row.case_id;
}

async function findByNumber(trx: Knex.Transaction, officeId: string, typed: string): Promise<string | null> {
  return (await trx('cases').where({ office_id: officeId }).whereRaw('upper(number) = ?', [typed.trim().toUpperCase()]).first<{ id: string } | undefined>('id'))?.id ?? null;
}
