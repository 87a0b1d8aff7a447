import type { Knex } from 'knex';
import type { CaseView } from '../domain/contract/cases.ts';
import { maskEmail, maskPhone } from '../domain/identity/masking.ts';
import { translate, type Locale } from '../domain/messages/translate.ts';
import { findProposal } from './address-corrections.repository.ts';

/** What the second person is to judge: how the identity was asked, and the address as far as it can be shown to everybody who sees the case. */
export async function addressProposal(trx: Knex.Transaction, caseId: string, locale: Locale): Promise<CaseView['addressProposal']> {
  const open = await findProposal(trx, caseId);
  if (!open?.email) return null;
  const by = await trx('users').where({ id: open.proposed_by }).first<{ name: string }>('name');
  return {
    email: maskEmail(open.email), phone: open.phone && maskPhone(open.phone), identityHow: translate(`nilai.${open.identity_how}`, {}, locale),
    identityNote: open.identity_note, proposedById: open.proposed_by, proposedByName: by.name, proposedAt: open.proposed_at.toISOString(),
  };
}
