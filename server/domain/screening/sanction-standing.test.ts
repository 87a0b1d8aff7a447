import { describe, expect, it } from '@jest/globals';
import { matchBlacklistEntry } from './match-blacklist-entry.ts';
import { sayReason } from './say-reason.ts';
import { sanctionStanding, type SanctionPeriod, type SanctionStanding } from './sanction-standing.ts';
import { screeningSubject } from './screening.ts';

const rows: { name: string; period: Partial<SanctionPeriod>; day: string; standing: SanctionStanding; /** The sentence, where it is not that of the standing. */ said?: string }[] = [
  { name: 'the day before the first', period: {}, day: '2026-02-28', standing: 'belum_mulai' },
  { name: 'the first day', period: {}, day: '2026-03-01', standing: 'berlaku' },
  { name: 'in the middle', period: {}, day: '2026-09-01', standing: 'berlaku' },
  { name: 'the last day', period: {}, day: '2027-02-28', standing: 'berlaku' },
  { name: 'the day after the last', period: {}, day: '2027-03-01', standing: 'baru_berakhir' },
  { name: 'two days after the last', period: {}, day: '2027-03-02', standing: 'riwayat' },
  { name: 'no last day known', period: { endsOn: null }, day: '2030-01-01', standing: 'berlaku', said: 'sanksi_berlaku_tanpa_akhir' },
  { name: 'no first day known', period: { startsOn: null }, day: '2020-01-01', standing: 'berlaku' },
  { name: 'postponed by a court', period: { status: 'CANCELED_TEMPORARY' }, day: '2026-09-01', standing: 'ditunda' },
  { name: 'postponed and long over', period: { status: 'CANCELED_TEMPORARY' }, day: '2028-01-01', standing: 'riwayat' },
  { name: 'cancelled', period: { status: 'CANCELED' }, day: '2026-09-01', standing: 'riwayat', said: 'sanksi_riwayat_batal' },
  { name: 'called expired before its last day', period: { status: 'EXPIRED' }, day: '2027-02-28', standing: 'baru_berakhir', said: 'sanksi_berakhir_dini' },
  { name: 'expired yesterday', period: { status: 'EXPIRED' }, day: '2027-03-01', standing: 'baru_berakhir' },
  { name: 'expired two days ago', period: { status: 'EXPIRED' }, day: '2027-03-02', standing: 'riwayat' },
  { name: 'expired without a date', period: { status: 'EXPIRED', endsOn: null }, day: '2026-09-01', standing: 'riwayat', said: 'sanksi_riwayat_habis' },
];
const period = (change: Partial<SanctionPeriod>): SanctionPeriod => ({ status: 'PUBLISHED', startsOn: '2026-03-01', endsOn: '2027-02-28', ...change });

describe('how a sanction stands on a day (domain.md 2.2, 2.4)', () => {
  it.each(rows)('$name: $standing', (row) => expect(sanctionStanding(period(row.period), row.day)).toBe(row.standing));

  it.each(rows)('only what is in force blocks: $name', (row) => {
    const match = matchBlacklistEntry(
      screeningSubject({ name: 'Bintang Buana', maskKey: '06472' }),
      { name: 'Bintang Buana', nik: null, npwp15: null, maskKey: '06472', province: null, regency: null, ...period(row.period) }, row.day);
    expect([match?.inForce, match?.standing]).toEqual([row.standing === 'berlaku', row.standing]);
    expect(match?.reasons.map((reason) => reason.key)).toContain(`temuan.alasan.${row.said ?? `sanksi_${row.standing}`}`);
    // No sentence with a dash for a day, none that calls the last day of something cancelled its end.
    for (const locale of ['id', 'en'] as const) for (const reason of match?.reasons ?? []) expect(sayReason(reason, locale)).not.toMatch(/–|undefined|%/);
  });
});
