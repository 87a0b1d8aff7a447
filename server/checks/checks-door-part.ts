import type { DoorPart } from '../cases/index.ts';
import type { HitVerdict } from '../domain/sop/facts.ts';
import type { Config } from '../platform/config.ts';
import { askSupervisor, callOff, callOffRuns, decideUnsureHit } from './ask-supervisor.ts';
import { checkFacts } from './check-facts.ts';
import { confirmHit } from './checks.repository.ts';
import { judgeHitOfFile } from './judge-hit-of-file.ts';
import { recordExistingId } from './record-existing-id.ts';
import { recordPortalLook } from './record-portal-look.ts';
import { registerProvider, withdrawProvider } from './register-provider.ts';
import { runBlacklistCheck } from './run-blacklist-check.ts';
import { runRegistryCheck } from './run-registry-check.ts';

/** The secret keys the hashes of who was compared. */
export interface ChecksDoorDeps { config: Pick<Config, 'secret'> }

export function checksDoorPart({ config }: ChecksDoorDeps): DoorPart {
  const { secret } = config;
  return {
    facts: checkFacts,
    now: {
      jalankan_cek_daftar_hitam: async (trx, context) => { await callOffRuns(trx, context, 'daftar_hitam'); await runBlacklistCheck(trx, context, secret); },
      jalankan_cek_lpse_lain: async (trx, context) => { await callOffRuns(trx, context, 'lpse_lain'); await runRegistryCheck(trx, context, secret); },
      simpan_penilaian_temuan: async (trx, context) => {
        const input = context.input as { hitId: string; hasil: HitVerdict; alasan: string };
        if (input.hasil !== 'belum_yakin') await callOff(trx, context, [input.hitId]);
        await judgeHitOfFile(trx, { hitId: input.hitId, caseId: context.case.id }, { verdict: input.hasil, reason: input.alasan, by: context.actor.id, at: context.at });
      },
      ajukan_temuan: askSupervisor,
      putuskan_temuan: decideUnsureHit,
      simpan_konfirmasi_temuan: (trx, context) => {
        const input = context.input as { hitId: string; alasan: string };
        return confirmHit(trx, { id: input.hitId, caseId: context.case.id, reason: input.alasan, by: context.actor.id, at: context.at });
      },
      simpan_lihat_portal: (trx, context) => recordPortalLook(trx, context, secret),
      simpan_id_terdaftar: recordExistingId,
      daftarkan_penyedia: registerProvider,
      cabut_penyedia: withdrawProvider,
    },
  };
}
