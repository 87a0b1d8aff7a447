import type { EffectHandler } from '../platform/outbox.ts';
import { bulkScreeningEffect, type BulkScreeningDeps } from './bulk-screening.effect.ts';
import { IMPORT_EFFECT, importBlacklistEffect } from './import-blacklist.effect.ts';
import { importRegistryEffect } from './import-registry.effect.ts';
import { standingRegistryEffect } from './standing-registry.effect.ts';
import { standingScreeningEffect, type StandingScreeningDeps } from './standing-screening.effect.ts';

/** Work on the lists all offices share: while it stands still, nobody's checks go on, whichever office brought the list. */
export const SHARED_LIST_EFFECTS: readonly string[] = [IMPORT_EFFECT, 'impor_registri', 'tapis_terus', 'tapis_registri'];

/** What follows an import, and what is too long for a request. */
export function checksEffects(deps: BulkScreeningDeps & StandingScreeningDeps): Record<string, EffectHandler> {
  return { [IMPORT_EFFECT]: importBlacklistEffect(deps), impor_registri: importRegistryEffect(deps), tapis_massal: bulkScreeningEffect(deps), tapis_terus: standingScreeningEffect(deps), tapis_registri: standingRegistryEffect(deps) };
}
