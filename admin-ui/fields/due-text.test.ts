import { describe, expect, it } from '@jest/globals';
import { dueText } from './due-text.ts';

const now = new Date('2026-11-20T03:00:00Z');
const at = (minutes: number) => new Date(now.getTime() + minutes * 60_000).toISOString();

describe('dueText', () => {
  it.each([
    { left: 3, key: 'ui.tenggat.sisa_menit', n: 3, urgency: 'segera' },
    { left: 2.2, key: 'ui.tenggat.sisa_menit', n: 3, urgency: 'segera' },
    { left: 15, key: 'ui.tenggat.sisa_menit', n: 15, urgency: 'segera' },
    { left: 16, key: 'ui.tenggat.sisa_menit', n: 16, urgency: 'tenang' },
    { left: 60, key: 'ui.tenggat.sisa_jam', n: 1, urgency: 'tenang' },
    { left: 23 * 60 + 59, key: 'ui.tenggat.sisa_jam', n: 23, urgency: 'tenang' },
    { left: 3 * 1440, key: 'ui.tenggat.sisa_hari', n: 3, urgency: 'tenang' },
    { left: -0.5, key: 'ui.tenggat.lewat_menit', n: 1, urgency: 'terlambat' },
    { left: -12, key: 'ui.tenggat.lewat_menit', n: 12, urgency: 'terlambat' },
    { left: -60, key: 'ui.tenggat.lewat_jam', n: 1, urgency: 'terlambat' },
    { left: -1440, key: 'ui.tenggat.lewat_hari', n: 1, urgency: 'terlambat' },
  ])('$left minutes left', ({ left, key, n, urgency }) => expect(dueText(at(left), now, 'jalan')).toEqual({ urgency, key, params: { n } }));

  it('says that a stopped clock stands still, whatever is due', () => expect(dueText(at(-500), now, 'berhenti')?.urgency).toBe('berhenti'));
  it('says nothing when nothing is due', () => expect(dueText(null, now, 'jalan')).toBeNull());
});
