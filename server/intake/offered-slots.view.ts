import type { Knex } from 'knex';
import type { CaseRow } from '../cases/index.ts';
import type { ApplicationStatus } from '../domain/contract/intake.ts';
import { translate, type Locale } from '../domain/messages/translate.ts';
import { zoneOfRegion } from '../domain/region-zone.ts';
import type { Office } from '../offices/index.ts';
import { slotsForCase } from '../scheduling/index.ts';

/** Enough to choose from on a phone. */
const MOST = 40;

/** One entry per time and channel, whoever of the office would hold it: the applicant chooses a time, not an officer. */
export async function offeredSlots(trx: Knex.Transaction, row: CaseRow, office: Office, now: Date, locale: Locale): Promise<ApplicationStatus['slots']> {
  const subject = await trx('case_subjects').where({ case_id: row.id, is_applicant: true }).first<{ regency_code: string | null } | undefined>('regency_code');
  const here = zoneOfRegion(subject?.regency_code);
  const language = locale === 'id' ? 'id-ID' : 'en-GB';
  const day = new Intl.DateTimeFormat(language, { timeZone: office.zone, weekday: 'long', day: 'numeric', month: 'long' });
  const hour = (zone: string, at: Date) => `${new Intl.DateTimeFormat(language, { timeZone: zone, hour: '2-digit', minute: '2-digit' }).format(at)} ${translate(`zona.${zone}`, {}, locale)}`;
  const seen = new Map<string, ApplicationStatus['slots'][number]>();
  for (const slot of await slotsForCase(trx, row, now)) {
    const key = `${slot.start.getTime()} ${slot.channel}`;
    if (seen.size >= MOST || seen.has(key)) continue;
    const [time, hereTime] = [hour(office.zone, slot.start), here ? hour(here, slot.start) : null];
    seen.set(key, {
      start: slot.start.toISOString(), channel: slot.channel, channelLabel: translate(`saluran.${slot.channel}`, {}, locale), day: day.format(slot.start), time,
      hereTime: hereTime === time ? null : hereTime,
    });
  }
  return [...seen.values()];
}
