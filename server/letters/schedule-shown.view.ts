import { translate, type Locale } from '../domain/messages/translate.ts';
import { maskEmail } from '../domain/identity/masking.ts';
import type { LetterPreview } from '../domain/contract/letters.ts';
import { zoneOfRegion } from '../domain/region-zone.ts';
import { inviteOf } from '../scheduling/index.ts';
import { appointmentOf } from './letter-rows.view.ts';
import { printedSlot, zoneLong } from './printed-time.ts';
import type { Scene } from './resolve-variables.ts';

/** Everybody an appointment's letter reaches, with the hour by his own clock: what somebody looks at before it goes out. */
export async function scheduleShown(scene: Scene, locale: Locale): Promise<LetterPreview['schedule']> {
  const { trx, caseId, office, addressee, decided } = scene;
  const slot = await appointmentOf(trx, caseId, decided);
  if (!slot) return null;
  const invite = await inviteOf(trx, caseId, scene.at);
  const method = invite === null ? null : invite.includes('METHOD:CANCEL') ? 'CANCEL' as const : 'REQUEST' as const;
  const say = (key: string) => translate(key, {}, locale);
  const at = (zone: string) => ({ localTime: printedSlot(slot.startsAt, slot.endsAt, zone), zone: zoneLong(zone) });
  return {
    method, startsAt: slot.startsAt.toISOString(), endsAt: slot.endsAt.toISOString(),
    people: [
      {
        role: say('peran.pemohon'), who: addressee.email ? `${addressee.name} · ${maskEmail(addressee.email)}` : addressee.name,
        gets: [say('jadwal.dapat.surat'), ...(method ? [say(`jadwal.dapat.${method}`)] : []), say('jadwal.dapat.tautan')], ...at(zoneOfRegion(addressee.regencyCode) ?? office.zone),
      },
      { role: say('peran.verifikator'), who: slot.officer, gets: [say('jadwal.dapat.kalender')], ...at(office.zone) },
    ],
  };
}
