import type { Knex } from 'knex';
import type { ApplicationStatus } from '../domain/contract/intake.ts';
import { kindName } from '../domain/sop/checklist.ts';
import { translate, type Locale } from '../domain/messages/translate.ts';
import type { Sop } from '../domain/sop/model.ts';
import type { Office } from '../offices/index.ts';
import { localMoment } from './local-moment.ts';

interface AppointmentRow { starts_at: Date; ends_at: Date; channel: string; location: string; state: string; answer: 'ya' | 'lain' | null }

/** The appointment that stands or was kept; a moved, missed or cancelled one is no longer anybody's plan. */
export async function latestAppointment(trx: Knex.Transaction, caseId: string, office: Office, now: Date, locale: Locale): Promise<Omit<NonNullable<ApplicationStatus['appointment']>, 'may'> | null> {
  const row = await trx<AppointmentRow & { case_id: string }>('appointments').where({ case_id: caseId }).orderBy([{ column: 'created_at', order: 'desc' }, { column: 'id', order: 'desc' }]).first();
  if (!row || !['diusulkan', 'dikonfirmasi', 'hadir'].includes(row.state)) return null;
  const phase = row.state === 'hadir' ? 'hadir' as const : row.ends_at <= now ? 'lewat' as const : 'akan' as const;
  return {
    startsAt: row.starts_at.toISOString(), endsAt: row.ends_at.toISOString(), zone: translate(`zona.${office.zone}`, {}, locale),
    localTime: localMoment(row.starts_at, office.zone, locale), channel: row.channel, channelLabel: translate(`saluran.${row.channel}`, {}, locale),
    location: row.location, state: row.state, stateLabel: translate(phase === 'lewat' ? 'jadwal.lewat' : `nilai.${row.state}`, {}, locale), answer: row.answer, phase,
  };
}

interface LetterRow { id: string; kind: string; number: string | null; subject: string; body: string; issued_at: Date; state: string; pdf_key: string | null; signed: 'basah' | 'stempel' | 'bsre' | null }

/** The paper that was signed or stamped last takes the place of the generated one for whoever it is addressed to; one that the scanner holds does not count yet. */
const SIGNED = `(select s.how, u.storage_key from signed_letters s join uploads u on u.id = s.upload_id
  where s.letter_id = l.id and u.scan_state <> 'ditahan' order by s.added_at desc, s.id desc limit 1)`;

/** Letters to the applicant, newest first. The mark of the link means this very page. */
export async function lettersTo(trx: Knex.Transaction, caseId: string, locale: Locale): Promise<ApplicationStatus['letters']> {
  const rows = await trx('letters as l').joinRaw(`left join lateral ${SIGNED} s on true`).where({ 'l.case_id': caseId, 'l.recipient': 'pemohon' })
    .orderBy([{ column: 'l.issued_at', order: 'desc' }, { column: 'l.id', order: 'desc' }])
    .select<LetterRow[]>('l.id', 'l.kind', 'l.number', 'l.subject', 'l.body', 'l.issued_at', 'l.state', 'l.pdf_key', 's.how as signed');
  return rows.map((row) => ({
    id: row.id, kind: row.kind, label: translate(`surat.${row.kind}`, {}, locale), number: row.number, subject: row.subject,
    body: row.body.replaceAll('{tautan}', translate('publik.halaman_ini', {}, locale)), issuedAt: row.issued_at.toISOString(), state: row.state, hasPdf: row.pdf_key !== null || row.signed !== null, signed: row.signed,
  }));
}

interface FileRow { id: string; kind: string; version: number; round: number; received_at: Date; superseded_at: Date | null; stored_bytes: number; type: string; downloadable_until: Date | null }

/** Every version the applicant handed in. */
export async function ownFiles(trx: Knex.Transaction, sop: Sop, caseId: string, locale: Locale): Promise<ApplicationStatus['files']> {
  const rows = await trx('documents as d').join('uploads as u', 'u.id', 'd.upload_id').where('d.case_id', caseId).orderBy(['d.kind', { column: 'd.version', order: 'desc' }])
    .select<FileRow[]>('d.id', 'd.kind', 'd.version', 'd.round', 'd.received_at', 'd.superseded_at', 'u.stored_bytes', 'u.type',
      trx.raw('(select max(r.downloadable_until) from file_returns r where r.case_id = d.case_id) as downloadable_until'));
  return rows.map((row) => ({
    id: row.id, kind: row.kind, label: translate(kindName(sop, row.kind), {}, locale), version: row.version,
    round: row.round, current: row.superseded_at === null, receivedAt: row.received_at.toISOString(), bytes: row.stored_bytes, type: row.type,
    downloadableUntil: row.downloadable_until?.toISOString() ?? null,
  }));
}

export async function visitsOf(trx: Knex.Transaction, caseId: string): Promise<ApplicationStatus['visits']> {
  const rows = await trx<{ case_id: string; round: number; at: Date; name: string; purpose: string }>('visits').where({ case_id: caseId }).orderBy('round')
    .select('round', 'at', 'name', 'purpose');
  return rows.map((row) => ({ round: row.round, at: row.at.toISOString(), name: row.name, purpose: row.purpose }));
}

export interface OwnFile { storageKey: string; type: string; name: string; ref: string }
const EXTENSION: Readonly<Record<string, string>> = { 'application/pdf': 'pdf', 'image/jpeg': 'jpg', 'image/png': 'png' };

/** An upload or a letter's PDF, signed where there is one, of this case and no other. A returned file can be had until its day (step 8); a held one not at all. */
export async function findOwnFile(trx: Knex.Transaction, caseId: string, id: string, now: Date): Promise<OwnFile | undefined> {
  const upload = await trx('documents as d').join('uploads as u', 'u.id', 'd.upload_id').join('cases as c', 'c.id', 'd.case_id').where({ 'd.id': id, 'd.case_id': caseId })
    .whereNot('u.scan_state', 'ditahan')
    .whereRaw('coalesce((select max(r.downloadable_until) from file_returns r where r.case_id = d.case_id), ?::timestamptz) >= ?::timestamptz', [now, now])
    .first<{ number: string; kind: string; version: number; type: string; storage_key: string } | undefined>('c.number', 'd.kind', 'd.version', 'u.type', 'u.storage_key');
  if (upload) return { storageKey: upload.storage_key, type: upload.type, name: `${upload.number}-${upload.kind}-${upload.version}.${EXTENSION[upload.type] ?? 'bin'}`, ref: `dokumen:${id}` };
  const letter = await trx('letters as l').join('cases as c', 'c.id', 'l.case_id').joinRaw(`left join lateral ${SIGNED} s on true`).where({ 'l.id': id, 'l.case_id': caseId, 'l.recipient': 'pemohon' })
    .whereRaw('coalesce(s.storage_key, l.pdf_key) is not null')
    .first<{ number: string; kind: string; key: string; is_signed: boolean } | undefined>('c.number', 'l.kind', trx.raw('coalesce(s.storage_key, l.pdf_key) as key'), trx.raw('s.storage_key is not null as is_signed'));
  return letter && { storageKey: letter.key, type: 'application/pdf', name: `${letter.number}-${letter.kind}${letter.is_signed ? '-bertanda-tangan' : ''}.pdf`, ref: `surat:${id}` };
}
