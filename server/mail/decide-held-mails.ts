import type { Knex } from 'knex';
import type { HeldMailsDecided } from '../domain/contract/mail.ts';
import { translate, type Locale } from '../domain/messages/translate.ts';
import { ActionClosedError, NotFoundError } from '../platform/errors.ts';
import { decideHeldMail } from './decide-held-mail.ts';

type DecidedBy = Parameters<typeof decideHeldMail>[1] & { locale: Locale };

/**
 * One decision for many held mails. Each is decided in a transaction of its own, as if somebody had pressed the button for it: with its own line in the
 * trail, its own lock of its case, and without holding the others up. What can be decided no longer stays as it is and is named with the reason, so asking
 * twice, also at once, decides each once.
 */
export async function decideHeldMails(db: Knex, { locale, ...by }: DecidedBy, ids: readonly string[], decision: 'kirim' | 'sudah_terkirim'): Promise<HeldMailsDecided> {
  const refused = new Map<string, string>();
  const wanted = [...new Set(ids)].sort();
  for (const id of wanted) {
    try {
      await db.transaction((trx) => decideHeldMail(trx, by, id, decision));
    } catch (error) {
      refused.set(id, whyNot(error, locale));
    }
  }
  const named = await db('emails as e').leftJoin('cases as c', 'c.id', 'e.case_id').where('e.office_id', by.officer.officeId).whereIn('e.id', [...refused.keys()])
    .select<{ id: string; kind: string; number: string | null; held: boolean }[]>('e.id', 'e.kind', 'c.number', db.raw('e.held_at is not null as held'));
  const rows = new Map(named.map((row) => [row.id, row]));
  return {
    done: wanted.length - refused.size,
    refused: [...refused].map(([id, reason]) => {
      const row = rows.get(id);
      return { id, caseNumber: row?.number ?? null, kindLabel: row ? translate(`surat.${row.kind}`, {}, locale) : null, held: row?.held ?? false, reason };
    }),
  };
}

/** @throws what is no answer about this one mail */
function whyNot(error: unknown, locale: Locale): string {
  if (error instanceof NotFoundError) return translate('galat.surel.tak_ditahan', {}, locale);
  if (error instanceof ActionClosedError) return error.obstacles.map(({ key, params }) => translate(key, params, locale)).join(' ');
  throw error;
}
