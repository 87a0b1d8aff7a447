import type { Knex } from 'knex';

/** The log of tries, mail that comes in, duties that a lost letter leaves, contacts by telephone and WhatsApp; papers signed on paper. */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    -- Behind the plus of the reply address; null where nobody reads replies.
    alter table emails add column reply_key text unique;
    create index emails_sent on emails (office_id, sent_at) where sent_at is not null;

    create table email_attempts (
      id uuid primary key default uuidv7(),
      email_id uuid not null references emails on delete cascade,
      n integer not null,
      outcome text not null check (outcome in ('terkirim','ditunda','ditolak','dikembalikan')),
      code text not null default '',
      at timestamptz not null default clock_timestamp()
    );
    create index email_attempts_email on email_attempts (email_id, at);

    -- A letter did not arrive: somebody reaches the applicant another way.
    create table contact_duties (
      id uuid primary key default uuidv7(),
      office_id uuid not null references offices,
      case_id uuid not null references cases,
      email_id uuid not null unique references emails,
      opened_at timestamptz not null,
      closed_at timestamptz,
      closed_by uuid references users,
      how text check (how in ('dihubungi','dikirim_ulang')),
      check ((closed_at is null) = (how is null))
    );
    create index contact_duties_open on contact_duties (office_id, opened_at) where closed_at is null;
    create index contact_duties_case on contact_duties (case_id);

    create table contacts (
      id uuid primary key default uuidv7(),
      office_id uuid not null references offices,
      case_id uuid not null references cases,
      letter_id uuid references letters,
      channel text not null check (channel in ('whatsapp','telepon')),
      reached boolean not null,
      note text,
      made_by uuid not null references users,
      at timestamptz not null
    );
    create index contacts_case on contacts (case_id, at desc);

    create table inbound_mails (
      id uuid primary key default uuidv7(),
      office_id uuid not null references offices,
      case_id uuid references cases,
      -- Our mail it answers or returns.
      email_id uuid references emails,
      message_id text not null unique,
      from_name text not null,
      from_address text not null,
      subject text not null,
      body text not null,
      attachments jsonb not null default '[]',
      matched_by text check (matched_by in ('pesan','alamat_balas','petugas')),
      -- Written from the address of the application.
      known_sender boolean not null,
      state text not null check (state in ('baru','ditangani','diabaikan','dikembalikan')),
      reason text,
      received_at timestamptz not null,
      handled_by uuid references users,
      handled_at timestamptz
    );
    create index inbound_mails_office on inbound_mails (office_id, received_at desc, id);
    create index inbound_mails_case on inbound_mails (case_id, received_at desc);
    create index inbound_mails_sender on inbound_mails (from_address, received_at desc);

    create table mailbox_cursors (mailbox text primary key, uid_validity text not null, last_uid bigint not null);

    -- "Unggah versi bertanda tangan/berstempel": beside the generated file, never in its place.
    create table signed_letters (
      id uuid primary key default uuidv7(),
      letter_id uuid not null references letters,
      upload_id uuid not null unique references uploads,
      sha256 text not null,
      how text not null check (how in ('basah','stempel','bsre')),
      added_by uuid references users,
      added_at timestamptz not null
    );
    create index signed_letters_letter on signed_letters (letter_id, added_at desc);
    alter table letters add column revoked_by uuid references users, add column revoked_at timestamptz, add column revoked_reason text;
  `);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw(`
    alter table letters drop column revoked_by, drop column revoked_at, drop column revoked_reason;
    drop table signed_letters, mailbox_cursors, inbound_mails, contacts, contact_duties, email_attempts;
    drop index emails_sent;
    alter table emails drop column reply_key;
  `);
}
