/**
 * Order in which versions of a blank form stand, the offered one first: the one brought last. What a version is called is the office's own word ("10",
 * "Rev 2", "2026"), and as text "10" comes before "9".
 */
export const NEWEST_FORM = 'uploaded_at desc, id desc';
/** The same for one row against another: `a` came after `b`. */
export const formCameAfter = (a: string, b: string): string => `(${a}.uploaded_at, ${a}.id) > (${b}.uploaded_at, ${b}.id)`;
