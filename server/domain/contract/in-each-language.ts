import { z } from 'zod';

/** The same sentence in each language, for what stays on the screen while its reader may choose another and cannot be asked for again. */
export const inEachLanguage = z.object({ id: z.string(), en: z.string() });
