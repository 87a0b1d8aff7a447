import { describe, expect, it } from '@jest/globals';
import { firstTab, tabFilter, turnsOf } from './queue-tabs.ts';
import { neighbours, rememberList } from './walked-list.ts';

const helpdesk = { id: 'u1', roles: ['helpdesk', 'penyelia'] as const };

describe('tabs of the queue', () => {
  it.each([
    { tab: 'saya', filter: { turn: ['helpdesk'], clock: 'jalan', archived: false } },
    { tab: 'pegang', filter: { holderId: 'u1', archived: false } },
    { tab: 'menunggu', filter: { clock: ['berhenti', 'berhenti_sampai_janji'], archived: false } },
    { tab: 'selesai', filter: { ended: true } },
    { tab: 'terbuka', filter: { archived: false } },
    { tab: 'entah', filter: { archived: false } },
  ])('$tab', ({ tab, filter }) => expect(tabFilter(tab, helpdesk)).toEqual(filter));

  it('begin with my queue for those who have a turn', () => expect(firstTab(['arsiparis'])).toBe('saya'));
  it('begin with everything open for those who have none', () => expect(firstTab(['penyelia', 'admin_kantor'])).toBe('terbuka'));
  it('give only parts with a turn', () => expect(turnsOf(['penyelia', 'verifikator', 'admin_sistem'])).toEqual(['verifikator']));
});

describe('neighbours in the list one came from', () => {
  it.each([
    { id: 'a', previous: null, next: 'b' }, { id: 'b', previous: 'a', next: 'c' }, { id: 'c', previous: 'b', next: null }, { id: 'x', previous: null, next: 'a' },
  ])('of $id', ({ id, previous, next }) => {
    rememberList(['a', 'b', 'c']);
    expect(neighbours(id)).toEqual({ previous, next });
  });
});
