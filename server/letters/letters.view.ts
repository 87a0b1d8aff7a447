import type { Knex } from 'knex';
import { z } from 'zod';
import type { Receipt } from '../domain/contract/letters.ts';
import { translate, type Locale } from '../domain/messages/translate.ts';
import { parseList, runList, type ListSpec, type listQuery } from '../platform/http/list.ts';
import { withinAudit } from '../platform/http/audit-scope.ts';
import type { Officer, Reply } from '../platform/http/route.ts';
import { wallTime } from './printed-time.ts';

type Query = z.output<typeof listQuery>;
const code = z.string().max(60);

export const letterList: ListSpec = {
  name: 'letters',
  filters: {
    id: { column: 'l.id', type: z.uuid() }, caseId: { column: 'l.case_id', type: z.uuid() }, kind: { column: 'l.kind', type: code },
    state: { column: 'l.state', type: code }, numbered: { column: 'l.number', type: z.boolean(), op: 'ada' }, number: { column: 'l.number', type: code },
    from: { column: 'l.issued_at', type: z.iso.datetime({ offset: true }), op: '>=' }, before: { column: 'l.issued_at', type: z.iso.datetime({ offset: true }), op: '<' },
  },
  sorts: { issuedAt: 'l.issued_at', kind: 'l.kind', number: 'l.number', state: 'l.state', id: 'l.id' }, defaultSort: ['issuedAt', 'DESC'], tieBreak: 'l.id', missingLast: ['number'],
};

interface LetterListRow {
  id: string; case_id: string; case_number: string; kind: string; recipient: string; number: string | null; state: string; subject: string;
  issued_at: Date; issuer: string | null; pdf_key: string | null; pdf_sha256: string | null; certified: boolean;
  signed: { how: string; sha256: string; added_at: string; by: string | null } | null;
}

/** `signs`: whether there is a service for certified signatures. */
export function listLetters(db: Knex, { officer, signs }: { officer: Officer; signs: boolean }, query: Query, locale: Locale): Promise<Reply> {
  return runList<LetterListRow, object>(letterList, parseList(letterList, query),
    () => withinAudit(db('letters as l').where('l.office_id', officer.officeId), officer, 'l.case_id'),
    (rows) => rows.select('l.id', 'l.case_id', db.raw('(select c.number from cases c where c.id = l.case_id) as case_number'), 'l.kind', 'l.recipient', 'l.number', 'l.state', 'l.subject', 'l.issued_at', db.raw('(select u.name from users u where u.id = l.issued_by) as issuer'), 'l.pdf_key', 'l.pdf_sha256',
      db.raw(`(select jsonb_build_object('how', s.how, 'sha256', s.sha256, 'added_at', s.added_at, 'by', a.name) from signed_letters s left join users a on a.id = s.added_by where s.letter_id = l.id order by s.added_at desc, s.id desc limit 1) as signed`),
      db.raw(`exists (select from signed_letters s where s.letter_id = l.id and s.how = 'bsre') as certified`)),
    (row) => ({
      id: row.id, caseId: row.case_id, caseNumber: row.case_number, kind: row.kind, kindLabel: translate(`surat.${row.kind}`, {}, locale), to: row.recipient,
      number: row.number, state: row.state, stateLabel: translate(`keadaan_surat.${row.state}`, {}, locale), subject: row.subject,
      issuedAt: row.issued_at.toISOString(), issuedBy: row.issuer, hasPdf: row.pdf_key !== null, pdfSha256: row.pdf_sha256,
      signed: row.signed && { how: row.signed.how, howLabel: translate(`tanda_tangan.${row.signed.how}`, {}, locale), sha256: row.signed.sha256, at: new Date(row.signed.added_at).toISOString(), by: row.signed.by },
      certifiable: signs && row.number !== null && row.state === 'berlaku' && row.pdf_key !== null && !row.certified,
    }));
}

export const templateList: ListSpec = {
  name: 'letter-templates',
  filters: { id: { column: 't.id', type: z.uuid() }, procedure: { column: 't.procedure', type: code }, letter: { column: 't.letter', type: code } },
  sorts: { letter: 't.letter', procedure: 't.procedure', version: 't.version', validFrom: 't.valid_from', id: 't.id' }, defaultSort: ['letter', 'ASC'], tieBreak: 't.id',
};

interface TemplateListRow { id: string; office_id: string | null; procedure: string; letter: string; version: number; subject: string; body: string; valid_from: Date }

/** Every version, the office's own and the defaults. */
export function listTemplates(db: Knex, officeId: string, query: Query, locale: Locale): Promise<Reply> {
  return runList<TemplateListRow, object>(templateList, parseList(templateList, query),
    () => db('letter_templates as t').where((scope) => scope.whereNull('t.office_id').orWhere('t.office_id', officeId)), (rows) => rows.select('t.*'),
    (row) => ({
      id: row.id, procedure: row.procedure, procedureLabel: translate(`prosedur.${row.procedure}`, {}, locale), letter: row.letter,
      letterLabel: translate(`surat.${row.letter}`, {}, locale), version: row.version, own: row.office_id !== null, subject: row.subject, body: row.body,
      validFrom: row.valid_from.toISOString(),
    }));
}

/** What the public page says about a code; undefined for one that was never issued. */
export async function findReceipt(db: Knex, publicCode: string, locale: Locale): Promise<Receipt | undefined> {
  const row = await db('letters').join('offices', 'offices.id', 'letters.office_id').where({ public_code: publicCode })
    .first<{ state: Receipt['state']; kind: string; number: string; issued_at: Date; name: string; zone: string } | undefined>(
      'letters.state', 'letters.kind', 'letters.number', 'letters.issued_at', 'offices.name', 'offices.zone');
  if (!row) return undefined;
  const { year, month, day } = wallTime(row.issued_at, row.zone);
  return {
    state: row.state, kind: row.kind, kindLabel: translate(`surat.${row.kind}`, {}, locale), number: row.number,
    issuedOn: `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`, office: row.name,
  };
}
