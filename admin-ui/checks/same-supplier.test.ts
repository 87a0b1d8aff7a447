import { describe, expect, it } from '@jest/globals';
import type { CheckItem, HitView } from '../../server/domain/contract/checks.ts';
import { judgedBeside } from './same-supplier.ts';

const hit = (id: string, change: Partial<HitView> = {}): HitView => ({ id, subject: 0, shown: { nama: 'CV BINTANG BUANA', npwp: '**.***.064.*-*72.***' }, verdict: null, verdictReason: null, judgedAt: null, confirmedAt: null, ...change }) as HitView;
const judged = (id: string, at: string, change: Partial<HitView> = {}) => hit(id, { verdict: 'sama', verdictReason: `alasan ${id}`, judgedAt: at, ...change });
const beside = (...others: HitView[]) => judgedBeside(hit('ini'), { hits: [hit('ini'), ...others] } as unknown as CheckItem)?.id;

describe('several sanctions of one supplier', () => {
  it('the latest judgement of another entry is offered, however the name is written', () => {
    expect(beside(judged('a', '2026-03-02T01:00:00Z'), judged('b', '2026-03-02T02:00:00Z', { shown: { nama: 'Cv. Bintang Buana', npwp: '**.***.064.*-*72.***' } }), hit('c'))).toBe('b');
  });
  it.each([
    { name: 'nobody judged', other: hit('a') },
    { name: 'of another supplier', other: judged('a', '2026-03-02T01:00:00Z', { shown: { nama: 'CV BINTANG TIMUR', npwp: '**.***.064.*-*72.***' } }) },
    { name: 'under another number', other: judged('a', '2026-03-02T01:00:00Z', { shown: { nama: 'CV BINTANG BUANA', npwp: 'N/A' } }) },
    { name: 'about somebody else of the file', other: judged('a', '2026-03-02T01:00:00Z', { subject: 1 }) },
  ])('an entry $name offers nothing', ({ other }) => expect(beside(other)).toBeUndefined());
  it('the second person is offered what he wrote himself, not the judgement', () => {
    const run = { hits: [hit('ini'), judged('a', '2026-03-02T01:00:00Z'), judged('b', '2026-03-02T01:00:00Z', { confirmedAt: '2026-03-02T03:00:00Z', confirmReason: 'cocok' })] } as unknown as CheckItem;
    expect(judgedBeside(hit('ini'), run, { confirmed: true })?.confirmReason).toBe('cocok');
  });
});
