/** What a file leaves behind while it is worked on: acts, stays, papers, verdicts, mails, the trail, the archive; and who has it. Written straight into the tables. */
import type { Knex } from 'knex';
import { currentSop } from '../../server/domain/sop/catalogue.ts';
import { dropIndexes, PROCEDURE, unchecked } from './crowd.ts';

const KINDS = ['ktp', 'npwp', 'sertifikat_keahlian'];
/** Who worked on all that, and has a tenth of the open files in hand; the helpdesk of them is who asks for lists. */
export const STAFF = ['helpdesk@loket.test', 'helpdesk2@loket.test', 'verifikator@loket.test'];
/** Of the open files of an office, those somebody has in hand: every tenth. */
const HELD = 10;

/** An archived file keeps less than an open one here, so that a million of them can be filled within minutes: half its acts, one paper of three unless all are asked for, no verdicts. */
const ROWS: Record<string, string> = {
  case_actions: `insert into case_actions (case_id, seq, action, from_place, to_place, round, actor_kind, actor_id, request_id, input_sha256, at)
    select c.id, k, (:acts::text[])[1 + k % :actsCount::int], c.place, c.place, c.round, case when k = 1 then 'pemohon' else 'staf' end, case when k > 1 then (:staff::uuid[])[1 + k % :staffCount::int] end, k::text, repeat('0', 64), c.received_at + k * interval '3 minutes'
    from cases c cross join lateral generate_series(1, case when c.archived_at is null then 8 else 4 end) k`,
  step_visits: `insert into step_visits (case_id, office_id, procedure, sop_version, step, round, entered_at, left_at, working_minutes, waiting_minutes, stopped_minutes, closed_by)
    select c.id, c.office_id, c.procedure, c.sop_version, (array['4', '6', '7', '8'])[k], 1, c.received_at + k * interval '5 minutes', c.received_at + (k + 1) * interval '5 minutes', 4, 1, 0, (:staff::uuid[])[1 + k % :staffCount::int]
    from cases c cross join lateral generate_series(1, case when c.archived_at is null then 4 else 2 end) k`,
  place_stays: `insert into place_stays (case_id, place, clock, entered_at) select id, place, clock, place_entered_at from cases where archived_at is null`,
  case_claims: `insert into case_claims (case_id, user_id, claimed_at, released_at, release_reason)
    select c.id, coalesce(c.holder_id, (:staff::uuid[])[1 + (row_number() over ()) % :staffCount::int]), c.received_at, case when c.holder_id is null then c.received_at + interval '20 minutes' end, case when c.holder_id is null then 'pindah' end from cases c where c.archived_at is null`,
  uploads: `insert into uploads (source, office_id, original_name, type, received_sha256, received_bytes, stored_sha256, stored_bytes, storage_key, page_count, scan_state, created_at, used_at, pages_drawn_at, reading_wanted_at, reading_settled_for)
    select 'publik', c.office_id, k || '.jpg', 'image/jpeg', repeat('0', 64), 400000, repeat('0', 64), 400000, 'uploads/' || c.id || '-' || k, 1, 'bersih', c.received_at, c.received_at, c.received_at, c.received_at, c.received_at
    from cases c cross join lateral generate_series(1, case when c.archived_at is null then 3 else :archivedPapers::int end) k`,
  documents: `insert into documents (case_id, kind, version, round, upload_id, origin, received_at, twins_sought_at)
    select split.case_id, (:kinds::text[])[split.k], 1, 1, split.id, 'tautan', split.created_at, split.created_at
    from (select id, created_at, substr(storage_key, 9, 36)::uuid as case_id, substr(storage_key, 46)::int as k from uploads where storage_key like 'uploads/________-____-____-____-____________-_') split`,
  upload_readings: `insert into upload_readings (upload_id, state, looks_like, also_like, read_as, read_at) select upload_id, 'terbaca', kind, '{}', kind, received_at from documents`,
  upload_pages: `insert into upload_pages (upload_id, page, width, height, picture_key, preview_key) select id, 1, 1600, 1000, 'pages/' || id || '/1', 'previews/' || id || '/1' from uploads`,
  document_verdicts: `insert into document_verdicts (case_id, document_id, check_id, verdict, round, identity_version, judged_by, judged_at, action_id)
    select d.case_id, d.id, n.check_id, 'sesuai', 1, 1, (:staff::uuid[])[1], d.received_at, a.id
    from documents d join cases c on c.id = d.case_id and c.archived_at is null join case_actions a on a.case_id = d.case_id and a.seq = 3 cross join (values ('terbaca'), ('nama_sama')) n(check_id)`,
  emails: `insert into emails (unique_key, case_id, office_id, letter_id, kind, to_name, to_address, subject, body, message_id, state, attempts, created_at, sent_at)
    select 'ukur:' || c.id || ':' || k, c.id, c.office_id, null, 'konfirmasi_penerimaan', 'Pemohon Contoh', 'contoh@surel.test', 'Surat', 'Isi', '<' || c.id || '.' || k || '@ukur.test>', 'sent', 1, c.received_at, c.received_at
    from cases c cross join lateral generate_series(1, case when c.archived_at is null then 2 else 1 end) k`,
  audit_events: `insert into audit_events (at, office_id, actor_kind, actor_id, event, case_id)
    select c.received_at + k * interval '2 minutes', c.office_id, 'staf', (:staff::uuid[])[1 + (c.n + k) % :staffCount::int], case when c.n % 5000 = 0 then 'unduh_ekspor' when k = 1 then 'buka_berkas' else 'lihat_dokumen' end, c.id
    from (select *, row_number() over () as n from cases) c cross join generate_series(1, 2) k`,
  letters: `insert into letters (case_id, office_id, kind, recipient, template_id, number, state, subject, body, issued_by, issued_at)
    select c.id, c.office_id, 'tanda_terima', 'pemohon', t.id, 'TT-' || c.number, case when c.n % 500 = 0 then 'dicabut' else 'berlaku' end, 'Surat', 'Isi', (:staff::uuid[])[1], c.ended_at
    from (select *, row_number() over () as n from cases where archived_at is not null) c cross join (select id from letter_templates limit 1) t`,
  tasks: `insert into tasks (case_id, office_id, kind, step, actor, round, blocks, not_opener, opened_by, opened_at, due_at, state, closed_by, closed_at, proof)
    select id, office_id, 'spse_setujui_akun', '17', 'verifikator', 1, '{}', false, (:staff::uuid[])[1], received_at, received_at + interval '1 hour', 'selesai', (:staff::uuid[])[1 + row_number() over () % :staffCount::int], ended_at, '{}'
    from cases where archived_at is not null`,
  appointments: `insert into appointments (case_id, office_id, round, starts_at, ends_at, channel, location, verifikator_id, state, ics_uid, created_at, closed_at)
    select id, office_id, 1, received_at + interval '1 day', received_at + interval '1 day 15 minutes', 'daring', 'https://rapat.test/' || number, (:staff::uuid[])[1 + row_number() over () % :staffCount::int], 'hadir', id || '@ukur.test', received_at, ended_at
    from cases where archived_at is not null`,
  checks: `insert into checks (case_id, office_id, kind, round, identity_version, freshness, query, run_by, run_at)
    select id, office_id, kind, 1, 1, 'segar', '{"hari": "2026-11-20", "subjek": []}', (:staff::uuid[])[1], received_at + interval '10 minutes' from cases cross join (values ('daftar_hitam'), ('lpse_lain')) k(kind)`,
  visits: `insert into visits (case_id, office_id, round, name, purpose, via, recorded_by, at) select id, office_id, 1, 'Pemohon Contoh', 'Permohonan', 'loket', (:staff::uuid[])[1], received_at from cases where origin = 'loket'`,
  notices: `insert into notices (office_id, user_id, kind, case_id, text_key, params, at, read_at)
    select office_id, (:staff::uuid[])[1 + row_number() over () % :staffCount::int], 'kembali', id, 'pemberitahuan.kembali', jsonb_build_object('nomor', number), received_at, received_at + interval '1 hour' from cases where round > 1`,
  inbound_mails: `insert into inbound_mails (office_id, case_id, message_id, from_name, from_address, subject, body, matched_by, known_sender, state, received_at)
    select office_id, id, id || '@masuk.test', 'Pemohon Contoh', 'contoh@surel.test', 'Balasan', 'Isi', 'pesan', true, case when archived_at is null then 'baru' else 'ditangani' end, received_at from cases where origin = 'email'`,
  case_deviations: `insert into case_deviations (case_id, office_id, kind, step, round, explanation, recorded_by, at)
    select id, office_id, (array['perlengkapan', 'waktu', 'output'])[1 + row_number() over () % 3], '6', 1, 'Keterangan', (:staff::uuid[])[1], received_at from cases where round > 1`,
  case_exceptions: `insert into case_exceptions (case_id, office_id, action, user_id, round, granted_by, reason, at) select id, office_id, 'nyatakan_lengkap', (:staff::uuid[])[1], 1, (:staff::uuid[])[2], 'Sendirian', received_at from cases where round > 3`,
  archive_files: `insert into archive_files (case_id, office_id, number, classification_code, description, location, copy_status, outcome, period_from, period_to, active_until, inactive_until, annex_until, disposition, trigger, trigger_date, filed_by, filed_at, sealed_at)
    select id, office_id, 'ARSIP-' || number, '000.3', 'Permohonan', 'Rak 1', 'asli', outcome, received_at, ended_at, ended_at + interval '1 year', ended_at + interval '3 years', ended_at + interval '3 years', 'musnah', 'berakhir', ended_at, (:staff::uuid[])[1], archived_at, archived_at
    from cases where archived_at is not null`,
};

/** `staff`: who did all that and has every tenth open file in hand; nobody of those who ask for the next file, who begin with empty hands. */
export async function fillBehind(ownerDb: Knex, staff: readonly string[], { archivedPapers = 1 } = {}): Promise<void> {
  const sop = currentSop(PROCEDURE);
  const acts = Object.keys(sop?.actions ?? {});
  await ownerDb.raw(
    `update cases c set holder_id = (:staff::uuid[])[1 + n % :count::int] from (select id, row_number() over (order by received_at desc) as n from cases where archived_at is null and turn in ('helpdesk', 'verifikator')) open
     where c.id = open.id and n % :held::int = 0`, { staff: [...staff], count: staff.length, held: HELD });
  const tables = Object.keys(ROWS);
  const indexes = await dropIndexes(ownerDb, tables);
  await unchecked(ownerDb, async (trx) => {
    for (const rows of Object.values(ROWS)) await trx.raw(rows, { acts, actsCount: acts.length, staff: [...staff], staffCount: staff.length, kinds: KINDS, archivedPapers } as unknown as Record<string, string>);
  });
  for (const index of indexes) await ownerDb.raw(index);
  for (const table of ['cases', ...tables]) await ownerDb.raw('vacuum analyze ??', [table]);
}
