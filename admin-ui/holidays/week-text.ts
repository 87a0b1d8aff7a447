import type { WeekItem } from '../../server/domain/contract/offices.ts';

type Windows = WeekItem['days'][1];

/** `07.30-12.00, 13.00-16.00` as an office writes it; null when it cannot be read, empty for a day off. */
export function readHours(text: string): Windows | null {
  if (text.trim() === '') return [];
  const parts = text.split(',').map((part) => /^\s*(\d{1,2})[.:](\d{2})\s*[-–]\s*(\d{1,2})[.:](\d{2})\s*$/.exec(part));
  const windows: Windows = [];
  for (const part of parts) {
    if (!part) return null;
    windows.push({ start: `${(part[1] ?? '').padStart(2, '0')}:${part[2] ?? ''}`, end: `${(part[3] ?? '').padStart(2, '0')}:${part[4] ?? ''}` });
  }
  return windows;
}

export function writeHours(windows: Windows): string {
  return windows.map(({ start, end }) => `${start.replace(':', '.')}–${end.replace(':', '.')}`).join(', ');
}
