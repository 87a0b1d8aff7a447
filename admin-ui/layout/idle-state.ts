const MINUTE = 60_000;
/** A shared desk is left standing: locked at fifteen minutes, with two minutes' notice. */
export const LOCK_AFTER = 15 * MINUTE;
export const WARN_AFTER = 13 * MINUTE;

/** What an unused screen does after so many milliseconds. */
export function idleState(idle: number): 'dipakai' | 'segera' | 'terkunci' {
  if (idle >= LOCK_AFTER) return 'terkunci';
  return idle >= WARN_AFTER ? 'segera' : 'dipakai';
}
