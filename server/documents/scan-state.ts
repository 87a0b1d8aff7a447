import { ActionClosedError } from '../platform/errors.ts';

/** Of an upload `u`. A file that is infected stays held in its row; whoever looks must hear that waiting is of no use. */
export const SCAN_STATE = `(case when u.infected_at is not null then 'terinfeksi' else u.scan_state end)`;

/** Nobody opens a file the scanner has not answered for, nor one it found infected. @throws ActionClosedError */
export function refuseHeld(file: { scan_state: string }): void {
  if (file.scan_state === 'terinfeksi') throw new ActionClosedError([{ key: 'hambatan.pindaian_terinfeksi' }]);
  if (file.scan_state === 'ditahan') throw new ActionClosedError([{ key: 'hambatan.pindaian_ditahan' }]);
}
