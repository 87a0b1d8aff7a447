import type { Knex } from 'knex';
import { recordAudit } from '../audit/index.ts';
import { findCase } from '../cases/index.ts';
import type { z } from 'zod';
import type { uploadRequestBody } from '../domain/contract/counter.ts';
import { parseEmail } from '../domain/identity/email.ts';
import { parsePhone } from '../domain/identity/phone.ts';
import { translate } from '../domain/messages/translate.ts';
import type { Sop } from '../domain/sop/model.ts';
import { askedSop } from '../documents/index.ts';
import { findOpenRepair, localMoment, offeredSop } from '../intake/index.ts';
import { createLink, linkAddress, revokeLink } from '../links/index.ts';
import { queueMail } from '../mail/index.ts';
import { getOffice, type Office } from '../offices/index.ts';
import { ActionClosedError, InvalidError, NotFoundError } from '../platform/errors.ts';
import type { Officer } from '../platform/http/route.ts';
import { findApplicant } from '../subjects/index.ts';
import { closeUploadRequest, insertUploadRequest, lockUploadRequest, openRequestOfCase, passFilesOn, type UploadRequestRow } from './upload-requests.repository.ts';

export interface AskingOfficer { officer: Officer; requestId: string; ipHash: string; at: Date }
export interface LinkConfig { secret: string; publicUrl: string; mailFrom: string }
type Asked = z.output<typeof uploadRequestBody>;
interface Target { sop: Sop; caseId: string | null; caseNumber: string | null; kinds: readonly string[]; contact: Contact }
interface Contact { name: string; email: string; phone: string }

const HOUR_MS = 3_600_000;

/**
 * Sends a link that takes these scans and nothing else, for as long as the office says. An earlier one for the same file is dead; what came
 * through it goes along. Neither locks the case nor raises its version: asking changes nothing that a guard reads (ADR 8).
 * @throws InvalidError no such document, no usable address; NotFoundError; ActionClosedError nothing is asked back
 */
export async function openUploadRequest(trx: Knex.Transaction, config: LinkConfig, by: AskingOfficer, asked: Asked): Promise<string> {
  const office = await getOffice(trx, by.officer.officeId);
  const target = asked.caseId === undefined ? await entryTarget(trx, office, asked, by.at) : await repairTarget(trx, office, asked.caseId, by.at);
  for (const kind of asked.kinds) if (!target.kinds.includes(kind)) throw new InvalidError({ kinds: { key: 'galat.dokumen_tidak_dikenal' } });
  const reached = addressOf(asked.channel, target.contact);
  const until = new Date(by.at.getTime() + office.settings.uploadLinkHours * HOUR_MS);
  const link = await createLink(trx, { caseId: target.caseId, letterId: null, uploadsUntil: until, at: by.at, secret: config.secret });
  const before = target.caseId !== null ? await openRequestOfCase(trx, target.caseId) : asked.replaces === undefined ? undefined : await lockUploadRequest(trx, { id: asked.replaces, office_id: office.id });
  const id = await insertUploadRequest(trx, {
    office_id: office.id, link_id: link.id, case_id: target.caseId, procedure: target.sop.code, sop_version: target.sop.version, kinds: asked.kinds, channel: asked.channel,
    entry: target.caseId === null ? asked.fields : null, opened_by: by.officer.id, opened_at: by.at, expires_at: until,
  });
  if (before && before.closed_at === null && before.case_id === target.caseId) await replace(trx, before, { id, kinds: asked.kinds }, by.at);
  if (asked.channel === 'email') await mailLink(trx, config, by, { id, linkId: link.id, office, target, kinds: asked.kinds, until, address: reached });
  await recordAudit(trx, {
    event: 'minta_lewat_tautan', actorKind: 'staf', actorId: by.officer.id, officeId: office.id, caseId: target.caseId, ref: `permintaan_unggah:${id}`, requestId: by.requestId, ipHash: by.ipHash,
    detail: { saluran: asked.channel, dokumen: asked.kinds.length },
  });
  return id;
}

async function replace(trx: Knex.Transaction, before: UploadRequestRow, next: { id: string; kinds: string[] }, at: Date): Promise<void> {
  await passFilesOn(trx, before.id, next);
  await closeUploadRequest(trx, before.id, 'dibatalkan', at);
  await revokeLink(trx, before.link_id);
}

/** What was typed at the counter says whom to reach: the fields of the procedure that hold a mail address and a telephone. */
async function entryTarget(trx: Knex.Transaction, office: Office, asked: Pick<Asked, 'prosedur' | 'fields'>, at: Date): Promise<Target> {
  const offered = offeredSop(asked.prosedur ?? '');
  const sop = await askedSop(trx, { procedure: offered.code, sopVersion: offered.version, office, caseId: null, now: at });
  const typed = (input: string) => asked.fields[sop.intake.fields.find((field) => field.input === input)?.key ?? ''] ?? '';
  return { sop, caseId: null, caseNumber: null, kinds: sop.docs.map((doc) => doc.kind), contact: { name: asked.fields.nama ?? '', email: typed('email'), phone: typed('tel') } };
}

async function repairTarget(trx: Knex.Transaction, office: Office, caseId: string, at: Date): Promise<Target> {
  const row = await findCase(trx, caseId, office.id);
  if (!row) throw new NotFoundError();
  const repair = await findOpenRepair(trx, row.id);
  const kinds = repair?.items.filter((item) => item.jenis === 'dokumen').map((item) => item.kunci) ?? [];
  if (kinds.length === 0) throw new ActionClosedError([{ key: 'hambatan.tidak_ada_dokumen_diminta' }]);
  const subject = await findApplicant(trx, row.id);
  return { sop: await askedSop(trx, { procedure: row.procedure, sopVersion: row.sop_version, office, caseId: row.id, now: at }), caseId: row.id, caseNumber: row.number, kinds, contact: { name: subject?.name ?? '', email: subject?.email ?? '', phone: subject?.phone ?? '' } };
}

/** @throws InvalidError on `channel`: there is no such address, or it is none */
function addressOf(channel: Asked['channel'], contact: Contact): string {
  if (channel === 'email') {
    const email = parseEmail(contact.email);
    if (email.ok) return email.email;
    throw new InvalidError({ channel: { key: 'galat.minta.email' } });
  }
  const phone = parsePhone(contact.phone);
  if (phone.ok) return phone.e164;
  throw new InvalidError({ channel: { key: 'galat.minta.telepon' } });
}

interface Mailed { id: string; linkId: string; office: Office; target: Target; kinds: string[]; until: Date; address: string }
async function mailLink(trx: Knex.Transaction, config: LinkConfig, by: AskingOfficer, mail: Mailed): Promise<void> {
  const { office, target } = mail;
  const words = {
    nama: target.contact.name, kantor: office.name, batas: localMoment(mail.until, office.zone, 'id'), kontak: office.letterhead.contact,
    dokumen: documentNames(target.sop, mail.kinds).map((label) => `- ${label}`).join('\n'), layanan: translate(target.sop.title, {}, 'id'),
  };
  await queueMail(trx, {
    uniqueKey: `unggah:${mail.id}`, caseId: target.caseId, officeId: office.id, letterId: null, linkId: mail.linkId, kind: 'minta_unggah', to: { name: target.contact.name, address: mail.address },
    subject: translate('surat.minta_unggah.perihal', words, 'id'), body: translate('surat.minta_unggah.isi', words, 'id'), attachments: [], sender: config.mailFrom, createdBy: by.officer.id, at: by.at,
  });
}

const documentNames = (sop: Sop, kinds: readonly string[]): string[] => sop.docs.filter((doc) => kinds.includes(doc.kind)).map((doc) => translate(doc.label, {}, 'id'));

/** Click-to-chat with the words and the link filled in: no interface of anybody is called. null where a mail carries the link, or it is over. */
export async function whatsappOf(trx: Knex.Transaction, config: LinkConfig, request: UploadRequestRow): Promise<string | null> {
  if (request.channel !== 'whatsapp' || request.closed_at !== null) return null;
  const office = await getOffice(trx, request.office_id);
  const { sop, contact } = request.case_id === null ? await entryTarget(trx, office, { prosedur: request.procedure, fields: request.entry ?? {} }, request.opened_at) : await repairTarget(trx, office, request.case_id, request.opened_at);
  const { address } = await linkAddress(trx, config, request.link_id);
  const text = translate('pesan_singkat.unggah', {
    nama: contact.name, kantor: office.name, dokumen: new Intl.ListFormat('id-ID').format(documentNames(sop, request.kinds)), tautan: address, batas: localMoment(request.expires_at, office.zone, 'id'),
  }, 'id');
  return `https://wa.me/${addressOf('whatsapp', contact).replace(/\D/g, '')}?text=${encodeURIComponent(text)}`;
}
