import { describe, expect, it } from '@jest/globals';
import { expiryProposed } from '../domain/sop/guards.ts';
import type { Guard } from '../domain/sop/model.ts';
import { actionOf, tinySop } from '../testing/tiny-sop.ts';
import { closingAct } from './closing-proposals.view.ts';

/** Another condition that happens to carry the same name. */
const namesake: Guard = Object.defineProperty(() => [], 'name', { value: 'expiryProposed' });

describe('the act that closes what the timer proposed', () => {
  const sop = tinySop({
    actions: {
      ingatkan: actionOf(['meja'], 'tetap', { guards: [namesake] }),
      tutup: actionOf(['meja'], 'rak', { guards: [expiryProposed], ends: 'selesai', letters: ['hasil'] }),
      simpan: actionOf(['rak'], 'akhir'),
    },
  });

  it('is known by its condition, not by a name', () => {
    expect(namesake.name).toBe(expiryProposed.name);
    expect(closingAct(sop, 'meja')).toBe('tutup');
  });

  it('is not there where no act needs the proposal', () => {
    expect(closingAct(sop, 'rak')).toBeUndefined();
  });
});
