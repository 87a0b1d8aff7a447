import { describe, expect, it } from '@jest/globals';
import type { CheckItem } from '../../../server/domain/contract/checks.ts';
import { existingIdFrom } from './proposals.ts';

describe('existingIdFrom: the ID a file is to use is not typed again', () => {
  const hit = (verdict: string | null, confirmedAt: string | null, userId: string) => ({ verdict, confirmedAt, shown: { lpse: `LPSE ${userId}`, userId } });
  const runs = (...hits: object[]) => [{ kind: 'daftar_hitam', hits: [hit('sama', 'x', 'bukan_ini')] }, { kind: 'lpse_lain', hits }, { kind: 'lpse_lain', hits: [hit('sama', 'x', 'lama')] }] as unknown as CheckItem[];
  it.each([
    { name: 'the confirmed one', given: runs(hit('bukan_yang_sama', null, 'a'), hit('sama', null, 'b'), hit('sama', '2026-03-02', 'c')), id: { lpse: 'LPSE c', userId: 'c' } },
    { name: 'else the one judged', given: runs(hit('belum_yakin', null, 'a'), hit('sama', null, 'b')), id: { lpse: 'LPSE b', userId: 'b' } },
    { name: 'a masked ID is asked for', given: runs(hit('sama', '2026-03-02', 'r*** b***')), id: { lpse: 'LPSE r*** b***' } },
    { name: 'nobody is the same', given: runs(hit('bukan_yang_sama', null, 'a')), id: {} },
    { name: 'not fetched yet', given: undefined, id: {} },
  ])('$name', ({ given, id }) => expect(existingIdFrom(given)).toEqual(id));
});
