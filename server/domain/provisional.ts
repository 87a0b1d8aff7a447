/** `YYYY-MM-DD` of an instant in a zone (IANA name). */
export function localDate(at: Date, zone: string): string {
  return new Intl.DateTimeFormat('en-CA', { timeZone: zone, year: 'numeric', month: '2-digit', day: '2-digit' }).format(at);
}

/**
 * Whether a deadline lies where the holidays are not known yet, and may still move. `knownUntil`: the last day of the last year whose national
 * holidays somebody entered; null where no list is there at all. Only deadlines beyond today's list can be wrong, so the question is asked of the date alone.
 */
export function isProvisional(calendar: { zone: string; knownUntil: string | null }, due: Date | null): boolean {
  if (!due) return false;
  return calendar.knownUntil === null || localDate(due, calendar.zone) > calendar.knownUntil;
}
