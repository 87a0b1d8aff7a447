import type { Knex } from 'knex';
import type { ActContext } from '../cases/index.ts';
import { keepStaffUpload } from '../documents/index.ts';
import { ActionClosedError, InvalidError } from '../platform/errors.ts';
import { getOffice } from '../offices/index.ts';
import { insertHits, latestRun } from './checks.repository.ts';
import { looksCountSince } from './freshness-rule.ts';
import { hitOfPortalLook } from './hit-of-portal-look.ts';
import { insertPortalLook } from './portal-looks.repository.ts';
import { dayIn } from '../domain/working-time.ts';
import { screenedSubjects, subjectRef, type ScreenedSubject } from './screened-subjects.view.ts';
import { withEarlierVerdicts } from './with-earlier-verdicts.ts';

/**
 * Keeps a look at the portal as evidence of the round (decision 3). What was found there becomes a hit of the run in force.
 * @throws InvalidError on `waktu` (ahead of now, or as old as a list that needs a look), `tentang` (of several nobody, or somebody who is not screened) or `gambar`, and of what was found `nomorSk`, `mulai`, `selesai`; ActionClosedError before any run
 */
export async function recordPortalLook(trx: Knex.Transaction, context: ActContext, secret: string): Promise<void> {
  const input = context.input as { waktu: string; tentang?: string; pencarian: string; hasil: 'tidak_ditemukan' | 'ditemukan'; nomorSk?: string; mulai?: string; selesai?: string; gambar?: string };
  const office = await getOffice(trx, context.case.office_id);
  const lookedAt = new Date(input.waktu);
  if (lookedAt.getTime() - context.at.getTime() > 60_000) throw new InvalidError({ waktu: { key: 'galat.portal.waktu_depan' } });
  if (lookedAt < looksCountSince(office, context.at)) throw new InvalidError({ waktu: { key: 'galat.portal.waktu_lama', params: { hari: office.settings.blacklistFreshDays } } });
  const found = input.hasil === 'ditemukan' ? sanctionOf(input) : { sk_number: null, starts_on: null, ends_on: null };
  const run = await latestRun(trx, { caseId: context.case.id, kind: 'daftar_hitam', round: context.round });
  if (!run) throw new ActionClosedError([{ key: 'hambatan.daftar_hitam_belum_diperiksa', fix: { workspace: 'daftar_hitam' } }]);
  const subjects = await screenedSubjects(trx, { caseId: context.case.id, sop: context.sop, list: 'daftar_hitam', secret });
  const about = subjectOf(subjects, input.tentang);
  if (input.gambar && !await keepStaffUpload(trx, { uploadId: input.gambar, officeId: office.id, at: context.at })) throw new InvalidError({ gambar: { key: 'galat.portal.gambar' } });
  if (!context.actor.id) throw new Error('a look at the portal needs an officer');
  const look = await insertPortalLook(trx, {
    case_id: context.case.id, round: context.round, looked_at: lookedAt, query: input.pencarian, result: input.hasil, picture_upload_id: input.gambar ?? null, subject_ref: about ? subjectRef(about) : null, ...found,
    recorded_by: context.actor.id, recorded_at: context.at,
  });
  if (look.result !== 'ditemukan' || !about) return;
  await insertHits(trx, run.id, context.case.id, await withEarlierVerdicts(trx, office.id, [hitOfPortalLook(look, about, dayIn(office.zone, context.at))]));
}

/** Of one there is nothing to say; of several somebody must. */
function subjectOf(subjects: ScreenedSubject[], named: string | undefined): ScreenedSubject | undefined {
  if (named === undefined && subjects.length <= 1) return subjects[0];
  const about = subjects.find((subject) => subjectRef(subject) === named);
  if (!about) throw new InvalidError({ tentang: { key: 'galat.portal.tentang_wajib' } });
  return about;
}

/** The decree and the period: what the applicant is told when it ends his file. */
function sanctionOf({ nomorSk, mulai, selesai }: { nomorSk?: string; mulai?: string; selesai?: string }): { sk_number: string; starts_on: string; ends_on: string } {
  if (!nomorSk) throw new InvalidError({ nomorSk: { key: 'galat.portal.sk_wajib' } });
  if (!mulai || !selesai) throw new InvalidError({ [mulai ? 'selesai' : 'mulai']: { key: 'galat.portal.masa_wajib' } });
  if (selesai < mulai) throw new InvalidError({ selesai: { key: 'galat.portal.masa_urutan' } });
  return { sk_number: nomorSk, starts_on: mulai, ends_on: selesai };
}
