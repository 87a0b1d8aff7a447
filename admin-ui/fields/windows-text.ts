/** Hours of a day as somebody types and reads them: `09.00–11.30, 13.30–15.00`; in English with a colon. */
export interface Window { start: string; end: string }

export function windowsText(windows: readonly Window[], locale: string): string {
  const hour = (text: string) => (locale.startsWith('en') ? text : text.replace(':', '.'));
  return windows.map(({ start, end }) => `${hour(start)}–${hour(end)}`).join(', ');
}

/** Null for what cannot be read, runs backwards or overlaps. A dot, a colon, a dash of any length and a missing nought are fine. */
export function readWindows(text: string): Window[] | null {
  const windows: Window[] = [];
  for (const part of text.split(/[,;]/).map((piece) => piece.trim()).filter(Boolean)) {
    const match = /^(\d{1,2})[.:](\d{2})\s*[-–—]\s*(\d{1,2})[.:](\d{2})$/.exec(part);
    if (!match) return null;
    const [start, end] = [`${match[1]?.padStart(2, '0')}:${match[2]}`, `${match[3]?.padStart(2, '0')}:${match[4]}`];
    if (!/^([01]\d|2[0-3]):[0-5]\d$/.test(start) || !/^(([01]\d|2[0-3]):[0-5]\d|24:00)$/.test(end) || start >= end || (windows.at(-1)?.end ?? '') > start) return null;
    windows.push({ start, end });
  }
  return windows;
}
