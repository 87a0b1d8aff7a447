const LENGTHS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** Whether this day is in the Gregorian calendar; month and day from 1. NaN is in none. Files hold a million of them: no Date is made. */
export function isCalendarDay(year: number, month: number, day: number): boolean {
  const leap = month === 2 && day === 29 && year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  return leap || (day >= 1 && day <= (LENGTHS[month - 1] ?? 0) && year >= 0);
}
