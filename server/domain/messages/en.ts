import { areas } from './areas.ts';

/** Every English text, except what a procedure brings along itself. */
export const en: Readonly<Record<string, string>> = Object.fromEntries(areas.flatMap((area) => Object.entries(area.en)));
