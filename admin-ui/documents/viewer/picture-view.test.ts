import { describe, expect, it } from '@jest/globals';
import { askForPage, fittedBox, rememberView, turned, turnOf, viewOf } from './picture-view.ts';

describe('how a document is looked at', () => {
  it('begins on page one, upright', () => expect(viewOf('baru')).toEqual({ page: 1, turn: 0, scale: 1, x: 0, y: 0 }));
  it('is kept for each document by itself', () => {
    rememberView('ktp', viewOf('ktp'), { page: 2, scale: 3 });
    rememberView('npwp', viewOf('npwp'), { turn: 90 });
    expect([viewOf('ktp').page, viewOf('ktp').turn, viewOf('npwp').page, viewOf('npwp').turn]).toEqual([2, 0, 1, 90]);
  });
  it('stays turned as it was kept, or as its print was found to stand, when somebody zooms in', () => {
    rememberView('miring', viewOf('miring', { 1: 90 }), { scale: 2, x: -10, y: -20 });
    rememberView('terbalik', viewOf('terbalik', {}, { page: 1, turn: 180 }), { scale: 2, x: 0, y: 0 });
    expect([viewOf('miring'), viewOf('terbalik')]).toEqual([{ page: 1, turn: 90, scale: 2, x: -10, y: -20 }, { page: 1, turn: 180, scale: 2, x: 0, y: 0 }]);
  });
  it('begins on the page somebody asked for, turned as that page was read, whatever was shown before', () => {
    const read = { page: 2, turn: 180 } as const;
    rememberView('map', viewOf('map', {}, read), { scale: 3 });
    askForPage('map', 2);
    expect([viewOf('map', {}, read), viewOf('map', { 2: 90 }, read).turn, turnOf(1, {}, read)]).toEqual([{ page: 2, turn: 180, scale: 1, x: 0, y: 0 }, 90, 0]);
  });
  it.each([[0, 90, 90], [270, 90, 0], [0, -90, 270]] as const)('%i turned by %i is %i', (turn, by, after) => expect(turned({ page: 1, turn, scale: 2, x: 5, y: 5 }, by)).toEqual({ page: 1, turn: after, scale: 1, x: 0, y: 0 }));
  it.each([[0, 400, 600], [180, 400, 600], [90, 600, 400], [270, 600, 400]] as const)('turned by %i it is drawn %i × %i', (turn, width, height) => expect(fittedBox({ width: 400, height: 600 }, turn)).toEqual({ width, height }));
});
