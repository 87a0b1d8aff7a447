/** What the schedule (JRA) says happens after the inactive period. */
export type Disposition = 'musnah' | 'permanen' | 'dinilai_kembali';

/** Whether years are counted from the trigger date itself or from 1 January after it; differs per instansi (domain.md 5.5). */
export type RetentionStartRule = 'tanggal' | 'awal_tahun_berikut';

export interface RetentionRule {
  activeYears: number;
  inactiveYears: number;
  disposition: Disposition;
  startRule: RetentionStartRule;
}

export interface RetentionPeriod {
  /** First day that counts. */
  countedFrom: string;
  /** First day on which the file is no longer active. */
  activeUntil: string;
  /** First day on which `disposition` is due. */
  inactiveUntil: string;
  disposition: Disposition;
}

/**
 * Computes the periods of a file from its JRA rule (domain.md 5.3, 5.5). Dates are `YYYY-MM-DD`, ends are not included.
 * The trigger of some codes is a fact that can move, such as the last update of the supplier's data for 000.3.5: pass the
 * date that holds now and compute again, never keep the result alone. Reaching `inactiveUntil` destroys nothing by itself:
 * that takes an approved berita acara.
 * @throws RangeError for a date that does not exist or years that are not whole and zero or more
 */
export function retentionPeriod(triggerDate: string, rule: RetentionRule): RetentionPeriod {
  const { activeYears, inactiveYears, disposition, startRule } = rule;
  const trigger = civilDate(triggerDate);
  for (const years of [activeYears, inactiveYears]) {
    if (!Number.isInteger(years) || years < 0) throw new RangeError('years must be whole and zero or more');
  }
  const start = startRule === 'tanggal' ? trigger : { year: trigger.year + 1, month: 1, day: 1 };
  return {
    countedFrom: later(start, 0),
    activeUntil: later(start, activeYears),
    inactiveUntil: later(start, activeYears + inactiveYears),
    disposition,
  };
}

interface CivilDate {
  year: number;
  month: number;
  day: number;
}

function civilDate(text: string): CivilDate {
  const match = /^([0-9]{4})-([0-9]{2})-([0-9]{2})$/.exec(text);
  const date = { year: Number(match?.[1]), month: Number(match?.[2]), day: Number(match?.[3]) };
  if (!match || later(date, 0) !== text) throw new RangeError(`not a date: ${text}`);
  return date;
}

/** 29 February becomes 1 March in other years: a period is never shorter than the schedule promises. */
function later({ year, month, day }: CivilDate, years: number): string {
  const date = new Date(0);
  date.setUTCFullYear(year + years, month - 1, day);
  return date.toISOString().slice(0, 10);
}
