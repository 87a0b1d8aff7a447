/** Over its standard, or past the hour it was put off to: one meaning for the supervisor's figure, the list it opens and what an officer holds. Of cases that are not archived. */
export const overdueSql = (row: string, now: string): string => `(${row}.clock <> 'berhenti' and ${row}.due_at < ${now})`;
