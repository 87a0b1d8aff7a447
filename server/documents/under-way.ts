/** What the machine is at, and what it has let lie: of an upload `u` and its document `d`. */
import { DRAWING } from './later-pages.ts';

/** After that nobody is at it any more (no reader here, or it gave up): then nothing is waited for, and the card says so. */
const WAITED_FOR = "interval '10 minutes'";

/** It is being read or held against others. Nobody is at what the virus scanner holds. */
export const UNDER_WAY = `((${DRAWING} or (u.scan_state <> 'ditahan' and u.reading_wanted_at > clock_timestamp() - ${WAITED_FOR} and (d.twins_sought_at is null or not exists (select 1 from upload_readings r where r.upload_id = u.id)))) is true)`;

/** A paper in force that should have been held against those of other cases by now and was not. What the virus scanner holds waits for that. */
export const LEFT_UNCOMPARED = `(d.twins_sought_at is null and d.superseded_at is null and u.scan_state <> 'ditahan' and u.reading_wanted_at <= clock_timestamp() - ${WAITED_FOR})`;
