/** The day it is in an office's zone, `YYYY-MM-DD`: ages and dates of birth are judged by it. */
export function todayIn(zone: string, at: Date): string {
  return new Intl.DateTimeFormat('en-CA', { timeZone: zone, year: 'numeric', month: '2-digit', day: '2-digit' }).format(at);
}
