/** `2026-03-05` or `2026-03-05 14:30` as the fields send it; empty for what is no such date. */
export function wholeDate(text: string, withTime: boolean): string {
  const [, day, hour] = /^\s*(\d{4}-\d{2}-\d{2})(?:[ T](\d{2}:\d{2}))?\s*$/.exec(text) ?? [];
  if (day === undefined || (hour !== undefined) !== withTime) return '';
  const at = new Date(`${day}T${hour ?? '00:00'}:00Z`);
  return Number.isNaN(at.getTime()) || at.toISOString().slice(0, 10) !== day ? '' : `${day}${hour === undefined ? '' : `T${hour}`}`;
}
