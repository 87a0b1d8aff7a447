/** What corrected addresses bring to the door: the proposal, its second person, and what follows from it (decision 12). */
import type { Knex } from 'knex';
import { factSource, type ActContext, type DoorPart } from '../cases/index.ts';
import { parseEmail } from '../domain/identity/email.ts';
import { parsePhone } from '../domain/identity/phone.ts';
import { dayIn } from '../domain/working-time.ts';
import { resendLetters, type LetterDeps } from '../letters/index.ts';
import { revokeLinks } from '../links/index.ts';
import { getOffice } from '../offices/index.ts';
import { ActionClosedError, InvalidError } from '../platform/errors.ts';
import { applyRepairedFields } from '../subjects/index.ts';
import { decideProposal, findProposal, insertProposal, type AddressCorrectionRow } from './address-corrections.repository.ts';

export function correctionsDoorPart(deps: LetterDeps): DoorPart {
  return {
    facts: [factSource('alamat', async (trx, { caseId }) => {
      const open = await findProposal(trx, caseId);
      return { proposal: open ? { id: open.id, proposedBy: open.proposed_by } : null };
    })],
    now: { simpan_usul_alamat: proposeAddress, tolak_usul_alamat: refuseAddress, terapkan_alamat: (trx, context) => applyAddress(trx, deps, context) },
  };
}

interface Proposal { email: string; telepon?: string; caraIdentitas: string; identitas: string }

/** @throws InvalidError when it can be no address at all, so that the second person is not asked about a slip */
async function proposeAddress(trx: Knex.Transaction, context: ActContext): Promise<void> {
  const { email, telepon, caraIdentitas, identitas } = context.input as unknown as Proposal;
  const address = parseEmail(email);
  if (!address.ok) throw new InvalidError({ email: address.error });
  const phone = telepon ? parsePhone(telepon) : null;
  if (phone && !phone.ok) throw new InvalidError({ telepon: phone.error });
  await insertProposal(trx, {
    case_id: context.case.id, email: address.email, phone: telepon ?? null, identity_how: caraIdentitas, identity_note: identitas,
    proposed_by: officer(context), proposed_at: context.at,
  });
}

async function refuseAddress(trx: Knex.Transaction, context: ActContext): Promise<void> {
  const open = await waiting(trx, context);
  await decideProposal(trx, open.id, { state: 'ditolak', decided_by: officer(context), decided_at: context.at });
}

/** From here on everything goes to the new address: the old one's links are dead, its letters are sent again with links of their own. */
async function applyAddress(trx: Knex.Transaction, deps: LetterDeps, context: ActContext): Promise<void> {
  const open = await waiting(trx, context);
  const office = await getOffice(trx, context.case.office_id);
  const asked = new Set(context.sop.intake.fields.map((field) => field.key));
  const fields = { email: String(open.email), ...(open.phone && asked.has('telepon') ? { telepon: open.phone } : {}) };
  await applyRepairedFields(trx, { caseId: context.case.id, sop: context.sop, fields, today: dayIn(office.zone, context.at) });
  const linksRevoked = await revokeLinks(trx, context.case.id);
  const lettersResent = await resendLetters(trx, deps, context);
  await decideProposal(trx, open.id, { state: 'diterapkan', decided_by: officer(context), decided_at: context.at, links_revoked: linksRevoked, letters_resent: lettersResent });
}

async function waiting(trx: Knex.Transaction, context: ActContext): Promise<AddressCorrectionRow> {
  const open = await findProposal(trx, context.case.id);
  // The guard says so at the act; a preview asks no guard, and may come when somebody has just decided.
  if (!open) throw new ActionClosedError([{ key: 'hambatan.tidak_ada_usul_alamat' }]);
  return open;
}

function officer(context: ActContext): string {
  if (!context.actor.id) throw new Error('an address is corrected by officers');
  return context.actor.id;
}
