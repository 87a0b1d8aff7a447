/**
 * After an import, and after one was withdrawn, everybody we know is compared with what is new in the version in force: applicants of open files
 * that were checked before, and approved suppliers. Repeatable: a version is compared once, a pair is one row, and one that somebody judged stays judged.
 */
import type { Knex } from 'knex';
import type { Clock } from '../domain/clock.ts';
import { createBlacklistScreen } from '../domain/screening/screen-list.ts';
import { screeningSubject } from '../domain/screening/screening.ts';
import { dayIn } from '../domain/working-time.ts';
import type { Config } from '../platform/config.ts';
import type { EffectHandler } from '../platform/outbox.ts';
import { entriesOf } from './blacklist-entries.view.ts';
import { findImport, newestFinishedImport } from './blacklist.repository.ts';
import { entriesToldAnew, listChanges, type ChangeKind } from './import-changes.view.ts';
import { entryTarget, subjectHash } from './identity-hash.ts';
import { eachKnown, screenOnce, type KnownSubject } from './screen-known.ts';
import { shownEntry } from './shown-entry.ts';
import { noteStandingHit } from './note-standing-hit.ts';
import { isPerson } from './screened-subjects.view.ts';

export interface StandingScreeningDeps { db: Knex; clock: Clock; config: Pick<Config, 'secret'> }

const BATCH = 500;
const MOST_CHANGES = 200_000;
/** What can block somebody whom the version before did not block. */
const NEWS: readonly ChangeKind[] = ['baru', 'tayang_kembali', 'masa_berubah'];

interface Known extends KnownSubject {
  zone: string; nik: string | null; npwp15: string | null; npwp16: string | null; nib: string | null; npwp_mask: string | null; regency: string | null; province: string | null;
}

export function standingScreeningEffect({ db, clock, config }: StandingScreeningDeps): EffectHandler {
  return async ({ refId }) => {
    const version = await findImport(db, refId ?? '');
    if (!version) return;
    await screenOnce(db, 'blacklist_imports', {
      id: version.id, inForce: () => newestFinishedImport(db),
      screen: async (against) => {
        const entries = await newEntries(db, version.id, against);
        if (entries.length === 0) return;
        const now = clock.now();
        const screens = new Map<string, ReturnType<typeof createBlacklistScreen<(typeof entries)[number]['row']>>>();
        const screenOn = (day: string) => {
          const screen = screens.get(day) ?? createBlacklistScreen(entries, day);
          screens.set(day, screen);
          return screen;
        };
        await eachKnown<Known>(db, {
          kind: 'daftar_hitam', batch: BATCH, tables: [(after) => openApplicants(db, after), (after) => approvedSuppliers(db, after)],
          note: (trx, row) => noteHits(trx, row, screenOn(dayIn(row.zone, now)), { importId: version.id, dataDate: version.data_date, at: now, secret: config.secret }),
        });
      },
    });
  };
}

async function newEntries(db: Knex, version: string, against: string | undefined): ReturnType<typeof entriesOf> {
  if (against === undefined) return entriesOf(db, version);
  const changed = (await listChanges(db, { version, against, limit: MOST_CHANGES })).filter(({ kind }) => NEWS.includes(kind)).map(({ entryId }) => entryId);
  const news = [...new Set([...changed, ...await entriesToldAnew(db, { version, against })])];
  return news.length === 0 ? [] : entriesOf(db, version, news);
}

async function noteHits(trx: Knex.Transaction, row: Known, screen: ReturnType<typeof createBlacklistScreen<Awaited<ReturnType<typeof entriesOf>>[number]['row']>>, of: { importId: string; dataDate: string; at: Date; secret: string }): Promise<void> {
  const subject = screeningSubject({
    name: row.name, isPerson: isPerson(row), nik: row.nik, npwp15: row.npwp15, npwp16: row.npwp16, nib: row.nib, maskKey: row.npwp_mask, regency: row.regency, province: row.province,
  });
  const hash = subjectHash(of.secret, 'daftar_hitam', subject);
  for (const { row: entry, match } of screen(subject)) {
    // What is over asks nobody for work.
    if (match.level === 'C' || match.standing === 'riwayat' || match.standing === 'baru_berakhir') continue;
    await noteStandingHit(trx, {
      kind: 'daftar_hitam', row, subject, hash, importId: of.importId, dataDate: of.dataDate, entryId: entry.id, targetKey: entryTarget(of.secret, entry), level: match.level, score: match.score,
      inForce: match.inForce, reasons: match.reasons, shown: shownEntry(entry, match), at: of.at,
    });
  }
}

/** Files not yet at step 7 are screened there anyway. */
async function openApplicants(db: Knex, after: string): Promise<Known[]> {
  const { rows } = await db.raw<{ rows: Known[] }>(
    `select c.office_id, c.id as case_id, null::uuid as provider_id, o.zone, s.role, c.procedure, c.sop_version, s.name, s.nik, s.npwp15, s.npwp16, s.nib, s.npwp_mask, k.name as regency, p.name as province,
       s.id as seek
     from case_subjects s join cases c on c.id = s.case_id join offices o on o.id = c.office_id
       left join regions k on k.code = s.regency_code left join regions p on p.code = left(s.regency_code, 2)
     where c.outcome is null and c.archived_at is null and s.name is not null and s.id > ? and exists (select 1 from checks h where h.case_id = c.id and h.kind = 'daftar_hitam')
     order by s.id limit ${BATCH}`, [after]);
  return rows;
}

async function approvedSuppliers(db: Knex, after: string): Promise<Known[]> {
  const { rows } = await db.raw<{ rows: Known[] }>(
    `select v.office_id, v.case_id, v.id as provider_id, o.zone, null as role, null as procedure, null::int as sop_version, v.name, v.nik, v.npwp15, v.npwp16, v.nib,
       substr(v.npwp15, 6, 3) || substr(v.npwp15, 11, 2) as npwp_mask, k.name as regency, p.name as province, v.id as seek
     from providers v join offices o on o.id = v.office_id left join regions k on k.code = v.regency_code left join regions p on p.code = left(v.regency_code, 2)
     where v.id > ? and v.withdrawn_at is null order by v.id limit ${BATCH}`, [after]);
  return rows;
}
