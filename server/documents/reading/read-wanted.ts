import type { Knex } from 'knex';
import type { Logger } from '../../platform/log.ts';
import type { FileStorage } from '../../platform/storage.ts';
import { isClosedReader, type DocumentReader } from './document-reader.ts';
import type { Clock } from '../../domain/clock.ts';
import { seekTwins } from '../twins/seek-twins.ts';
import type { PagePart } from '../inspection/child-messages.ts';
import { InspectionBrokenOff, InspectionUnavailable, type Inspector } from '../inspection/inspect-upload.ts';
import { pageLongSide } from '../inspection/page-picture.ts';
import { nextWanted, putOffReading, saveFailedReading, settleReadings, type WantedUpload } from './readings.repository.ts';
import { saveReading } from './save-reading.ts';

export interface ReadingDeps { db: Knex; storage: FileStorage; reader: DocumentReader; inspector: Pick<Inspector, 'drawPart'>; log: Logger; clock: Clock }

/**
 * Reads what waits to be read, one page picture after another, until nothing is left, and looks after each whether it was seen before: a morning's pile to be
 * read must not keep a paper from that for an hour. A file of several pages is read on until one of them is what was asked for, each page in its turn and
 * written down by itself. Repeating is harmless: a reading is one row per upload, and what has one is not asked for again; two that run at once read the same
 * page twice at worst. What waits is a row, so a lost wake-up costs a minute.
 */
export function createReadings(deps: ReadingDeps): { wake(): void; whenQuiet(): Promise<void> } {
  let running: Promise<void> | undefined;
  let again = false;
  const run = async () => {
    // What an upgrade or a process that died left unmarked would be walked over anew after each page.
    await settleReadings(deps.db);
    for (let wanted = await nextWanted(deps.db); wanted; wanted = await nextWanted(deps.db)) {
      try {
        const reading = await deps.reader.read(await deps.storage.read(wanted.picture_key), wanted.kind, largerPart(deps, wanted));
        await deps.db.transaction((trx) => saveReading(trx, wanted, reading));
      } catch (error) {
        // A scan that cannot be read must not keep the others from it; closing down is no failure of the scan.
        deps.log.warn({ uploadId: wanted.id, err: error }, 'scan was not read');
        if (isClosedReader(error) || (error instanceof InspectionUnavailable && error.message.includes('closed'))) return;
        // Refused because others were being opened, it was not tried: were that counted, a busy morning would give up what an hour later is read well.
        if (error instanceof InspectionUnavailable) await putOffReading(deps.db, wanted.id);
        else await saveFailedReading(deps.db, wanted);
      }
      await settleReadings(deps.db, wanted.id);
      // Who was woken meanwhile has a paper that was read before it was handed in, or let go by the scanner.
      const all = again;
      again = false;
      await seekTwins(deps, all ? undefined : wanted.id);
    }
    await settleReadings(deps.db);
    await seekTwins(deps);
  };
  const wake = () => {
    if (running) { again = true; return; }
    running = run().catch((error: unknown) => { deps.log.warn({ err: error }, 'readings stopped'); }).finally(() => {
      running = undefined;
      if (again) { again = false; wake(); }
    });
  };
  return { wake, whenQuiet: async () => { while (running) await running; } };
}

/**
 * A card is a fifth of a sheet; what is kept has more pixels than the page picture, unless it was a small picture to begin with. A drawing that outlasted the
 * clock each time does without at last: small print may be misread then, but a scan without a look would never be compared.
 */
function largerPart({ storage, inspector }: ReadingDeps, { storage_key: key, type, page, side, last_try: lastTry }: WantedUpload): ((part: PagePart) => Promise<Buffer | null>) | undefined {
  if (type !== 'application/pdf' && side < pageLongSide) return undefined;
  return async (part) => {
    try {
      return await inspector.drawPart(await storage.read(key), type, { ...part, page });
    } catch (error) {
      if (lastTry && error instanceof InspectionBrokenOff) return null;
      throw error;
    }
  };
}
