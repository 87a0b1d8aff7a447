/**
 * Everything about a case as it is kept: read at one moment, in two parts. The record says what was done, by whom and why, with identities
 * masked; the annex says whose it was. Which rows go in stands here and nowhere else.
 */
import { kindNameSql } from '../documents/index.ts';
import { translate } from '../domain/messages/translate.ts';
import type { Knex } from 'knex';
import { maskEmail, maskNib, maskNik, maskPhone } from '../domain/identity/masking.ts';
import { maskNpwp } from '../domain/identity/npwp.ts';
import { getSop } from '../domain/sop/catalogue.ts';
import type { ArchiveFileRow } from './archive-files.repository.ts';
import { maskUserId, redactorFor, type KnownIdentity, type Redact } from './redact.ts';

type Row = Record<string, unknown>;
export interface ScanToKeep { documentId: string; kind: string; version: number; receivedAt: Date; type: string; storageKey: string; receivedSha256: string; storedSha256: string }
export interface LetterToKeep { id: string; kind: string; actionId: string | null; issuedAt: Date; numbered: boolean; pdfKey: string | null; pdfSha256: string | null; signed: SignedToKeep[] }
export interface SignedToKeep { id: string; how: string; storageKey: string; sha256: string }
export interface Dossier { record: Row; identity: Row; scans: ScanToKeep[]; letters: LetterToKeep[] }

/** `trx` is one snapshot (repeatable read), so that the parts agree with each other. */
export async function readDossier(trx: Knex.Transaction, file: ArchiveFileRow): Promise<Dossier> {
  const id = file.case_id;
  const read = async (sql: string): Promise<Row[]> => (await trx.raw<{ rows: Row[] }>(sql, [id])).rows;
  const [head] = await read(`select c.number, c.procedure, c.sop_version, c.outcome, c.origin, c.round, c.is_urgent, c.received_at, c.ended_at, c.archived_at,
    c.extra_fields, o.code as office_code, o.name as office_name, o.zone as office_zone from cases c join offices o on o.id = c.office_id where c.id = ?`);
  if (!head) throw new Error(`no case ${id}`);
  const sop = getSop(String(head.procedure), Number(head.sop_version));
  // The keys under which a name is looked up say nothing about anybody.
  const people = (await read('select * from case_subjects where case_id = ? order by role, ordinal')).map(({ name_keys: _keys, ...person }) => person);
  const existingIds = await read('select lpse, user_id_spse, at from existing_ids where case_id = ?');
  const { extra_fields: extraFields, ...caseHead } = head;
  const scans = await read(`select d.id as document_id, d.kind, ${kindNameSql('c.checklist_id', 'd.kind')} as name, d.version, d.round, d.origin, d.received_at, d.superseded_at, u.type, u.page_count, u.original_name, u.storage_key,
    u.received_sha256, u.received_bytes, u.stored_sha256, u.stored_bytes, u.scan_state from documents d join uploads u on u.id = d.upload_id join cases c on c.id = d.case_id where d.case_id = ? order by d.kind, d.version`);
  const letters = await read(`select id, kind, recipient, number, state, subject, body, pdf_key, pdf_sha256, action_id, issued_at, issued_by, replaced_by from letters where case_id = ? order by issued_at, id`);
  const signed = await read(`select s.id, s.letter_id, s.how, s.sha256, s.added_at, a.name as added_by, u.storage_key from signed_letters s join letters l on l.id = s.letter_id
    join uploads u on u.id = s.upload_id left join users a on a.id = s.added_by where l.case_id = ? and u.scan_state <> 'ditahan' order by s.added_at, s.id`);
  const signedOf = (letter: Row) => signed.filter((one) => one.letter_id === letter.id);
  const checks = await read(`select k.id, k.kind, k.round, k.identity_version, k.data_date, k.freshness, k.query, k.run_at, u.name as run_by from checks k left join users u on u.id = k.run_by
    where k.case_id = ? order by k.run_at, k.id`);
  const hits = await read(`select h.*, j.name as judged_by_name, f.name as confirmed_by_name from check_hits h left join users j on j.id = h.judged_by
    left join users f on f.id = h.confirmed_by where h.case_id = ? order by h.id`);
  // A form need not name the user ID: an officer may have found it, in the registry or at another LPSE.
  const found = [...existingIds.map((row) => row.user_id_spse), ...hits.map((hit) => (hit.shown as Row).userId)].filter((userId) => typeof userId === 'string');
  const redact = redactorFor(people as unknown as KnownIdentity[], found);
  const mails = await read(`select id, letter_id, kind, to_name, to_address, subject, message_id, state, attempts, created_at, sent_at from emails where case_id = ? order by created_at, id`);
  const tasks = await read(`select t.kind, t.step, t.round, t.state, t.opened_at, t.due_at, t.closed_at, t.proof, o.name as opened_by, b.name as closed_by from tasks t
    left join users o on o.id = t.opened_by left join users b on b.id = t.closed_by where t.case_id = ? order by t.opened_at, t.id`);
  const typed = await read(`select a.seq, a.action, i.input from case_actions a join case_action_inputs i on i.action_id = a.id where a.case_id = ? order by a.seq`);

  const record: Row = {
    format: 'loket-berkas/1',
    archive: {
      number: file.number, classificationCode: file.classification_code, description: redact(file.description), location: file.location, copyStatus: file.copy_status,
      periodFrom: file.period_from, periodTo: file.period_to, activeUntil: file.active_until, inactiveUntil: file.inactive_until, annexUntil: file.annex_until,
      disposition: file.disposition, trigger: file.trigger, triggerDate: file.trigger_date, filedAt: file.filed_at,
    },
    case: { ...caseHead, sopNumber: sop.head.nomor, sopName: sop.head.nama },
    people: people.map(maskedPerson),
    ...await whatWasDone(read, redact),
    documents: scans.map(({ storage_key: _key, original_name: _name, name, ...scan }) => ({ ...scan, name: translate(String(name), {}, 'id') })),
    checks: checks.map(({ query: _query, ...check }) => ({ ...check, hits: hits.filter((hit) => hit.check_id === check.id).map((hit) => recordedHit(hit, redact)) })),
    letters: letters.map(({ subject, body, ...letter }) => ({
      ...letter, subject: redact(subject), body: redact(body), signed: signedOf(letter).map(({ letter_id: _letter, storage_key: _key, ...one }) => one),
    })),
    mails: mails.map(({ to_name: _name, to_address: address, subject, ...mail }) => ({ ...mail, to: maskEmail(String(address)), subject: redact(subject) })),
    tasks: tasks.map(({ proof, ...task }) => ({ ...task, proof: redact(proof) })),
  };
  const identity: Row = {
    format: 'loket-identitas/1', archiveNumber: file.number, caseNumber: head.number, people, extraFields,
    existingIds,
    documents: scans.map(({ document_id, original_name }) => ({ document_id, original_name })),
    checks: checks.map(({ id: checkId, query }) => ({ id: checkId, query })), hits: hits.map(({ id: hitId, shown }) => ({ id: hitId, shown })),
    mails: mails.map(({ id: mailId, to_name, to_address }) => ({ id: mailId, to_name, to_address })),
    visits: await read('select round, name, purpose from visits where case_id = ? order by round'), tasks: tasks.map(({ kind, proof }) => ({ kind, proof })), typed,
  };
  return { record, identity, scans: scans.map(scanToKeep), letters: letters.map((letter) => letterToKeep(letter, signedOf(letter))) };
}

/** History, verdicts, talks with the applicant, minutes: who did what when, with the notes redacted. */
async function whatWasDone(read: (sql: string) => Promise<Row[]>, redact: Redact): Promise<Row> {
  return {
    history: redactKeys(await read(`select a.seq, a.action, a.from_place, a.to_place, a.round, a.actor_kind, u.name as actor, a.ref, a.outcome, a.by_exception, a.at, a.input_sha256,
      i.input->>'alasan' as reason, i.input->>'catatan' as note from case_actions a left join users u on u.id = a.actor_id left join case_action_inputs i on i.action_id = a.id
      where a.case_id = ? order by a.seq`), ['reason', 'note'], redact),
    verdicts: redactKeys(await read(`select d.kind, d.version, v.check_id, v.verdict, v.reason_code, v.comment, v.round, v.identity_version, v.judged_at, u.name as judged_by
      from document_verdicts v join documents d on d.id = v.document_id join users u on u.id = v.judged_by where v.case_id = ? order by v.judged_at, v.id`), ['comment'], redact),
    absences: redactKeys(await read(`select x.kind, x.round, x.reason, x.at, u.name as recorded_by from (select case_id, kind, round, reason, stated_at as at, null::uuid as by from stated_absences
      union all select case_id, kind, round, reason, recorded_at, recorded_by from document_absences) x left join users u on u.id = x.by where x.case_id = ? order by x.at, x.kind`), ['reason'], redact),
    portalLooks: redactKeys(await read(`select p.round, p.looked_at, p.query, p.subject_ref, p.result, p.sk_number, p.starts_on, p.ends_on, p.picture_upload_id, p.recorded_at, u.name as recorded_by from portal_looks p
      join users u on u.id = p.recorded_by where p.case_id = ? order by p.looked_at, p.id`), ['query'], redact),
    repairs: redactKeys(await read(`select r.round, r.items, r.note, r.opened_at, r.due_at, r.expiry_proposed_at, r.closed_at, r.closed_how, r.closed_origin, u.name as opened_by
      from repair_requests r left join users u on u.id = r.opened_by where r.case_id = ? order by r.opened_at, r.id`), ['items', 'note'], redact),
    visits: await read(`select v.round, v.via, v.at, u.name as recorded_by from visits v left join users u on u.id = v.recorded_by where v.case_id = ? order by v.round`),
    consents: await read('select kind, version, at from consents where case_id = ? order by kind'),
    appointments: redactKeys(await read(`select a.round, a.starts_at, a.ends_at, a.channel, a.location, a.state, a.answer, a.wish, a.sequence, a.ics_uid, a.closed_reason, a.created_at,
      a.closed_at, u.name as verifikator from appointments a join users u on u.id = a.verifikator_id where a.case_id = ? order by a.created_at, a.id`), ['wish', 'location'], redact),
    checklist: redactKeys(await read(`select i.round, i.identity_version, i.item, i.present, i.matches_original, i.note, i.judged_at, u.name as judged_by from verification_items i
      join users u on u.id = i.judged_by where i.case_id = ? order by i.judged_at, i.id`), ['note'], redact),
    deviations: redactKeys(await read(`select d.kind, d.step, d.round, d.explanation, d.subject, d.at, u.name as recorded_by from case_deviations d left join users u on u.id = d.recorded_by
      where d.case_id = ? order by d.at, d.id`), ['explanation'], redact),
    exceptions: redactKeys(await read(`select e.action, e.round, e.reason, e.at, u.name as person, g.name as granted_by from case_exceptions e join users u on u.id = e.user_id
      join users g on g.id = e.granted_by where e.case_id = ? order by e.at, e.id`), ['reason'], redact),
    returns: await read(`select f.downloadable_until, f.at, u.name as returned_by from file_returns f left join users u on u.id = f.returned_by where f.case_id = ? order by f.at, f.id`),
    steps: await read(`select v.step, v.round, v.entered_at, v.left_at, v.working_minutes, v.waiting_minutes, v.stopped_minutes, u.name as closed_by from step_visits v
      left join users u on u.id = v.closed_by where v.case_id = ? order by v.entered_at, v.id`),
  };
}

function redactKeys(rows: Row[], keys: string[], redact: Redact): Row[] {
  return rows.map((row) => ({ ...row, ...Object.fromEntries(keys.map((key) => [key, redact(row[key])])) }));
}

function maskedPerson(row: Row): Row {
  const masked = (key: string, mask: (text: string) => string) => (typeof row[key] === 'string' ? mask(row[key]) : null);
  return {
    role: row.role, name: row.name, nik: masked('nik', maskNik), npwp: masked('npwp16', maskNpwp) ?? masked('npwp15', maskNpwp), nib: masked('nib', maskNib), email: masked('email', maskEmail),
    phone: masked('phone', maskPhone), userIdSpse: masked('user_id_spse', maskUserId), regencyCode: row.regency_code,
    npwpDoubtful: row.npwp_doubtful, npwpJudged: row.npwp_judged, warnings: row.warnings,
  };
}

function recordedHit(hit: Row, redact: Redact): Row {
  return {
    id: hit.id, level: hit.level, score: hit.score, inForce: hit.in_force, reasons: redact(hit.reasons), shown: redact(hit.shown), verdict: hit.verdict,
    verdictReason: redact(hit.verdict_reason), judgedBy: hit.judged_by_name, judgedAt: hit.judged_at, confirmedBy: hit.confirmed_by_name, confirmedAt: hit.confirmed_at,
    confirmReason: redact(hit.confirm_reason),
  };
}

function scanToKeep(row: Row): ScanToKeep {
  return {
    documentId: String(row.document_id), kind: String(row.kind), version: Number(row.version), receivedAt: row.received_at as Date, type: String(row.type), storageKey: String(row.storage_key),
    receivedSha256: String(row.received_sha256), storedSha256: String(row.stored_sha256),
  };
}

/** Whether it has a paper is said by its own number: a kind may have been mail only when this one was issued. */
function letterToKeep(row: Row, signed: Row[]): LetterToKeep {
  return {
    id: String(row.id), kind: String(row.kind), actionId: row.action_id as string | null, issuedAt: row.issued_at as Date, numbered: row.number !== null, pdfKey: row.pdf_key as string | null, pdfSha256: row.pdf_sha256 as string | null,
    signed: signed.map((one) => ({ id: String(one.id), how: String(one.how), storageKey: String(one.storage_key), sha256: String(one.sha256) })),
  };
}
