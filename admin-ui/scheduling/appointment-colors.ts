/** Dark enough for white words in both themes. */
export const STATE_COLOR: Readonly<Record<string, string>> = { diusulkan: '#5b636e', dikonfirmasi: '#0b5a8f', hadir: '#1b6e3c', tidak_hadir: '#9a3b00' };
export const TROUBLE_COLOR = '#8a1c1c';
/** A closed day and a colleague away are no verdict on anybody: none of the colours of time and verdicts. */
export const HOLIDAY_COLOR = '#443c6b';
export const AWAY_COLOR = '#3f4f58';
