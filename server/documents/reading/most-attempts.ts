/** So often is a scan tried that could not be read; what compares it waits as long. */
export const MOST_ATTEMPTS = 3;
