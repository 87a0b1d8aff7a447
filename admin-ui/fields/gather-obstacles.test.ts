import { expect, it } from '@jest/globals';
import { gatherObstacles } from './gather-obstacles.ts';

it('says once what stands against an act several times, how often, and where the first of it is mended', () => {
  const unjudged = 'Ada temuan yang belum dinilai.';
  const lines = gatherObstacles([{ message: unjudged, fix: { ref: 'a' } }, { message: 'Daftar sudah lama.' }, { message: unjudged, fix: { ref: 'b' } }, { message: unjudged, fix: { ref: 'c' } }]);
  expect(lines).toEqual([{ message: unjudged, fix: { ref: 'a' }, times: 3 }, { message: 'Daftar sudah lama.', times: 1 }]);
  expect(gatherObstacles(lines)).toEqual(lines);
});
