import { areas } from './areas.ts';

/** Every Indonesian text, except what a procedure brings along itself. */
export const id: Readonly<Record<string, string>> = Object.fromEntries(areas.flatMap((area) => Object.entries(area.id)));
