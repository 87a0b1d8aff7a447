/** Which pages a new one is held against: by the number read on both, and by their look, where nothing of the own case takes a place. */
import { describe, expect, it } from '@jest/globals';
import { statementsOf } from '../../../scripts/bench/setting.ts';
import { anOfficeDatabase } from '../../testing/an-office-database.ts';
import { keepLooks } from '../../testing/card-scans/keep-look.ts';
import { findNearUploads } from './fingerprints.repository.ts';
import type { PictureHash } from './picture-hash.ts';

const test = anOfficeDatabase();

const BLANK: PictureHash = { coarse: '0'.repeat(16), fine: '0'.repeat(64) };
const OTHER: PictureHash = { coarse: 'f'.repeat(16), fine: 'f'.repeat(64) };
const { newCase } = test;
const near = async (caseId: string, look: PictureHash, numbers: string[] = []) => {
  const [uploadId = ''] = await keepLooks(test.db, caseId, [{ hashes: [look], numbers }]);
  return findNearUploads(test.db, { uploadId, caseId });
};

describe('what a new page is held against', () => {
  it('a page with the same number, whatever it looks like, and before all that only look alike; not one with another number', async () => {
    const [equal, different] = await keepLooks(test.db, await newCase(), [{ hashes: [BLANK], numbers: ['nik:6472010101909991', 'npwp:1'] }, { hashes: [BLANK], numbers: ['nik:6472010101909992'] }]);
    const [alike] = await keepLooks(test.db, await newCase(), [{ hashes: [OTHER] }]);
    expect(await near(await newCase(), OTHER, ['nik:6472010101909991'])).toEqual([equal, alike]);
    expect(await near(await newCase(), { coarse: '0f'.repeat(8), fine: '0f'.repeat(32) }, ['nik:6472010101909992'])).toEqual([different]);
  });

  it('somebody else’s page, however many versions its own case has', async () => {
    const own = await newCase();
    const look: PictureHash = { coarse: '3c'.repeat(8), fine: '3c'.repeat(32) };
    const versions = await keepLooks(test.db, own, Array.from({ length: 600 }, () => ({ hashes: [look], numbers: ['nik:6472010101909993'] })));
    const [early] = await keepLooks(test.db, await newCase(), [{ hashes: [{ ...look, fine: `0${look.fine.slice(1)}` }] }]);
    expect(await near(own, look, ['nik:6472010101909993'])).toEqual([early]);
    expect(versions).toHaveLength(600);
  });

  it('few papers that bear the number of one paper: it may be that of whoever gives them out', async () => {
    const number = 'nomor_sertifikat:421.9/123/DISDIK';
    const strangers = await keepLooks(test.db, await newCase(), Array.from({ length: 20 }, () => ({ hashes: [OTHER], numbers: [number] })));
    const [person] = await keepLooks(test.db, await newCase(), [{ hashes: [OTHER], numbers: ['npwp:6472010101909994', number] }]);
    const found = await near(await newCase(), { coarse: 'a5'.repeat(8), fine: 'a5'.repeat(32) }, [number, 'npwp:6472010101909994']);
    // Whoever is found by his own number is the newest of those with the other one, too.
    expect([found[0], found.length]).toEqual([person, 8]);
    expect(found.filter((id) => id !== person && !strangers.includes(id))).toEqual([]);
  });

  it('asks for a number by its index, in a table of thousands', async () => {
    const many = await newCase();
    await keepLooks(test.db, many, Array.from({ length: 4_000 }, (_, n) => ({ hashes: [], numbers: [`nik:${6472010101900000 + n}`] })));
    await test.ownerDb.raw('analyze upload_readings');
    const asking = await newCase();
    const [uploadId = ''] = await keepLooks(test.db, asking, [{ hashes: [OTHER], numbers: ['nik:6472010101900007', 'nomor_sertifikat:1/X'] }]);
    const asked = await statementsOf(test.db, () => findNearUploads(test.db, { uploadId, caseId: asking }));
    const byNumber = asked.filter(({ text }) => text.includes('numbers &&'));
    expect(byNumber).toHaveLength(2);
    for (const { text, values } of byNumber) {
      const { rows } = await test.db.raw<{ rows: object[] }>(`explain ${text.replace(/\$\d+/g, '?')}`, values as string[]);
      expect(JSON.stringify(rows)).toContain('upload_readings_numbers');
    }
  }, 120_000);
});
