/**
 * The same document among thousands, through the table: what the index proposes, in which order, and whether the pictures say then that it is the same. No
 * numbers were read on it: those would find it by themselves.
 */
import { findNearUploads } from '../../server/documents/twins/fingerprints.repository.ts';
import { likenessOf } from '../../server/documents/twins/likeness.ts';
import { MOST_COMPARED } from '../../server/documents/twins/seek-twins.ts';
import { caseForLooks, keepLooks } from '../../server/testing/card-scans/keep-look.ts';
import { figure, percentile, type Figure } from './figure.ts';
import { withSetting } from './setting.ts';
import { COPIES, copyOf, FIRST_SEED, flat, lookOf } from './twins.ts';

/** Different people with a portrait each, flat prints of all four typefaces of one template: where they are most alike. */
const PEOPLE = Number(process.env.LOKET_BENCH_TABLE_PEOPLE ?? 2_000);
/** Spread over them; a copy of each kind is asked for. */
const ASKED = Number(process.env.LOKET_BENCH_TABLE_ASKED ?? 30);
/** Strangers laid over each copy: those the look puts first. */
const STRANGERS = 2;
const WIDE = 640;
const AT_ONCE = 100;
const SEEDS = FIRST_SEED + 20_000;

const cardOf = async (n: number) => (await flat(SEEDS + n, 'ktp', WIDE)).jpeg;

export async function twinsInTable(): Promise<Figure[]> {
  return withSetting(async ({ database: { db, ownerDb }, officeId }) => {
    const earlier = await caseForLooks(db, officeId, 'UKUR-KEMBARAN-1');
    const ids: string[] = [];
    while (ids.length < PEOPLE) {
      const looks = [];
      for (let n = ids.length; n < Math.min(PEOPLE, ids.length + AT_ONCE); n += 1) looks.push({ hashes: (await lookOf(await cardOf(n))).hashes });
      ids.push(...await keepLooks(db, earlier, looks));
    }
    for (const table of ['uploads', 'documents', 'upload_readings', 'upload_fingerprints']) await ownerDb.raw('vacuum analyze ??', [table]);
    const asking = await caseForLooks(db, officeId, 'UKUR-KEMBARAN-2');
    const seen = { people: PEOPLE, copies: 0, notProposed: 0, tooFarDown: 0, refusedByPictures: 0, worstPlace: 0, proposedMean: 0, strangersCompared: 0 };
    let [found, wrong] = [0, 0];
    const times: number[] = [];
    for (let asked = 0; asked < ASKED; asked += 1) {
      const whose = Math.floor((asked * PEOPLE) / ASKED);
      const original = await cardOf(whose);
      const own = await lookOf(original);
      for (const change of COPIES) {
        const copy = await lookOf(await copyOf(original, change));
        const [uploadId = ''] = await keepLooks(db, asking, [{ hashes: copy.hashes }]);
        const began = performance.now();
        const proposed = await findNearUploads(db, { uploadId, caseId: asking });
        times.push(performance.now() - began);
        seen.copies += 1;
        seen.proposedMean += proposed.length;
        const place = proposed.indexOf(ids[whose] ?? '');
        seen.worstPlace = Math.max(seen.worstPlace, place + 1);
        if (place < 0) seen.notProposed += 1;
        else if (place >= MOST_COMPARED) seen.tooFarDown += 1;
        else if (likenessOf(copy.planes, own.planes).same) found += 1;
        else seen.refusedByPictures += 1;
        for (const other of proposed.filter((id) => id !== ids[whose]).slice(0, STRANGERS)) {
          seen.strangersCompared += 1;
          if (likenessOf(copy.planes, (await lookOf(await cardOf(ids.indexOf(other)))).planes).same) wrong += 1;
        }
      }
    }
    seen.proposedMean /= seen.copies;
    return [
      figure({ name: 'same_document_found_in_table', unit: 'share', value: found / seen.copies, target: 0.99, atLeast: true, seen }),
      figure({ name: 'strangers_found_in_table', unit: 'pairs', value: wrong, target: 0, seen: { compared: seen.strangersCompared } }),
      figure({ name: 'twins_lookup', unit: 'ms', value: percentile(times, 0.95), target: 100, seen: { p50: percentile(times, 0.5), asked: times.length, people: PEOPLE } }),
    ];
  });
}
