/**
 * After a new version of the registry, and after one was withdrawn, everybody we know is compared with what is new in the version in force:
 * applicants of open files that passed step 12, and approved suppliers. Repeatable: a version is compared once, a pair is one row, and one that somebody judged stays judged.
 */
import type { Knex } from 'knex';
import { foldName } from '../domain/names/fold-name.ts';
import { matchProvider } from '../domain/screening/match-provider.ts';
import { screeningSubject } from '../domain/screening/screening.ts';
import type { EffectHandler } from '../platform/outbox.ts';
import { subjectHash, supplierTarget } from './identity-hash.ts';
import { noteStandingHit } from './note-standing-hit.ts';
import { isPerson } from './screened-subjects.view.ts';
import { importedCandidates, type RegistryRow } from './registry-candidates.view.ts';
import { findRegistryImport, registryInForce, type RegistryImportRow } from './registry.repository.ts';
import { eachKnown, screenOnce, type KnownSubject } from './screen-known.ts';
import { shownCandidate } from './shown-candidate.ts';
import type { StandingScreeningDeps } from './standing-screening.effect.ts';

const BATCH = 50;

interface Known extends KnownSubject {
  nik: string | null; npwp15: string | null; npwp16: string | null; nib: string | null; email: string | null; phone: string | null; user_id: string | null; regency_code: string | null; birth_date: string | null;
}

export function standingRegistryEffect({ db, clock, config }: StandingScreeningDeps): EffectHandler {
  return async ({ refId }) => {
    const version = await findRegistryImport(db, refId ?? '');
    if (!version) return;
    await screenOnce(db, 'registry_imports', {
      id: version.id, inForce: () => registryInForce(db),
      screen: async (before) => {
        const now = clock.now();
        await eachKnown<Known>(db, {
          kind: 'lpse_lain', batch: BATCH,
          tables: [OPEN_APPLICANTS, APPROVED].map((table) => async (after) => (await db.raw<{ rows: Known[] }>(`${table} limit ${BATCH}`, [after])).rows),
          note: (trx, row) => noteHits(trx, row, { version, before, at: now, secret: config.secret }),
        });
      },
    });
  };
}

async function noteHits(trx: Knex.Transaction, row: Known, of: { version: RegistryImportRow; before: string | undefined; at: Date; secret: string }): Promise<void> {
  const subject = screeningSubject({
    name: row.name, isPerson: isPerson(row), nik: row.nik, npwp15: row.npwp15, npwp16: row.npwp16, nib: row.nib, email: row.email, phone: row.phone, userId: row.user_id,
    regencyCode: row.regency_code, birthDate: row.birth_date,
  });
  for (const known of await importedCandidates(trx, of.version.id, subject)) {
    // The supplier's own account, as the registry has it.
    if (subject.userId && known.userId?.toLowerCase() === subject.userId.toLowerCase()) continue;
    const match = matchProvider(subject, known);
    if (!match || match.level === 'C' || (of.before && await wasThere(trx, of.before, known))) continue;
    await noteStandingHit(trx, {
      kind: 'lpse_lain', row, subject, hash: subjectHash(of.secret, 'lpse_lain', subject), importId: of.version.id, dataDate: of.version.data_date, entryId: null, targetKey: supplierTarget(of.secret, known), level: match.level,
      // Words only the other office's name has are not ours to show.
      score: match.score, inForce: true, reasons: match.reasons.filter((reason) => !reason.key.startsWith('nama.')),
      shown: shownCandidate(known, match, { foreign: true, knownName: row.name }), at: of.at,
    });
  }
}

/** The same row, with all that identifies it: what has gained a number since is new. */
async function wasThere(trx: Knex.Transaction, importId: string, row: RegistryRow): Promise<boolean> {
  const same = trx('registry_entries').where({
    import_id: importId, lpse: row.lpse, name_folded: foldName(row.name).folded, nik: row.nik, npwp15: row.npwp15, npwp16: row.npwp16, nib: row.nib ?? null, phone: row.phone ?? null,
    birth_date: row.birthDate, regency_code: row.regencyCode,
  }).whereRaw('lower(user_id_spse) = ?', [row.userId?.toLowerCase() ?? '']);
  void (row.email === null ? same.whereNull('email') : same.whereRaw('lower(email) = lower(?)', [row.email]));
  return (await same.first<{ file_row: number } | undefined>('file_row')) !== undefined;
}

/** Files not yet at step 12 are screened there anyway. */
const OPEN_APPLICANTS = `
  select c.office_id, c.id as case_id, null::uuid as provider_id, s.role, c.procedure, c.sop_version, s.name, s.nik, s.npwp15, s.npwp16, s.nib, s.email, s.phone, s.user_id_spse as user_id, s.regency_code, s.birth_date, s.id as seek
  from case_subjects s join cases c on c.id = s.case_id
  where c.outcome is null and c.archived_at is null and s.name is not null and s.id > ? and exists (select 1 from checks h where h.case_id = c.id and h.kind = 'lpse_lain')
  order by s.id`;
const APPROVED = `
  select v.office_id, v.case_id, v.id as provider_id, null as role, null as procedure, null::int as sop_version, v.name, v.nik, v.npwp15, v.npwp16, v.nib, v.email, v.phone, v.user_id_spse as user_id, v.regency_code, v.birth_date, v.id as seek
  from providers v where v.office_id is not null and v.id > ? and v.withdrawn_at is null order by v.id`;
