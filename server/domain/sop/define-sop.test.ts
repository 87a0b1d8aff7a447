import { describe, expect, it } from '@jest/globals';
import { actionOf, placeOf, tinySop } from '../../testing/tiny-sop.ts';
import { allSops, currentSop, getSop, taskKindsDoneIn } from './catalogue.ts';
import { SopError, defineSop } from './define-sop.ts';
import { nothing } from './inputs.ts';
import type { Action, Sop, Step } from './model.ts';

const base = tinySop();
const withPlace = (id: string, change: Parameters<typeof placeOf>[0]): Partial<Sop> => ({ places: { ...base.places, [id]: { ...(base.places[id] ?? placeOf()), ...change } } });
const withAction = (id: string, ...action: Parameters<typeof actionOf>): Partial<Sop> => ({ actions: { ...base.actions, [id]: actionOf(...action) } });
const withSource = (seed: string, line: number): Partial<Sop> => ({ steps: Object.fromEntries(Object.entries(base.steps).map(([id, step]) => [id, id === '1' ? { ...step, source: { seed, line } } : step])) });
const withStep = (id: string): Partial<Sop> => ({ steps: { ...base.steps, [id]: Object.values(base.steps)[0] as Step } });
const task = (change: object) => ({ tasks: [{ kind: 'bukti', where: 'kantor' as const, actor: 'helpdesk' as const, step: '1', standard: 'tidak_dinyatakan' as const, proof: nothing, blocks: [], ...change }] });
const timer = (then: { remind: string } | { act: string }) => ({ timers: [{ key: 'ingat', after: { jamKalender: 1 }, from: 'masuk' as const, then }] });

const UNDOING: Partial<Action> = { reopens: true, by: ['penyelia'], holder: 'bebas', reasons: 'pembukaan', letters: ['hasil'] };

const refused: { name: string; change: Partial<Sop>; says: string }[] = [
  { name: 'a place nobody can reach', change: { ...withPlace('pulau', {}), actions: { ...base.actions, pulang: actionOf(['pulau'], 'meja') } }, says: 'place pulau cannot be reached' },
  { name: 'a dead end', change: { ...withPlace('buntu', {}), actions: { ...base.actions, tersesat: actionOf(['meja'], 'buntu') } }, says: 'place buntu is a dead end' },
  {
    name: 'a circle without a way out', says: 'place kiri is a dead end',
    change: { places: { ...base.places, kiri: placeOf(), kanan: placeOf() }, actions: { ...base.actions, masuk: actionOf(['meja'], 'kiri'), ke: actionOf(['kiri'], 'kanan'), balik: actionOf(['kanan'], 'kiri') } },
  },
  { name: 'a final place with a way out', change: withAction('bangkit', ['akhir'], 'meja'), says: 'final place akhir has a way out' },
  { name: 'an ending outside the archive', change: withAction('tolak', ['meja'], 'akhir', { ends: 'selesai', letters: ['hasil'] }), says: 'ending tolak does not pass the archive' },
  { name: 'a case closed without the archive', change: withAction('buang', ['meja'], 'akhir'), says: 'action buang closes a case without the archive' },
  { name: 'an archive reached without an outcome', change: withAction('geser', ['meja'], 'rak'), says: 'action geser reaches the archive without an outcome' },
  { name: 'an ending without a letter', change: withAction('diam', ['meja'], 'rak', { ends: 'selesai' }), says: 'ending diam has no letter' },
  { name: 'an ending undone by somebody else than the supervisor', change: withAction('buka', ['akhir'], 'meja', { ...UNDOING, by: ['penyelia', 'helpdesk'] }), says: "reopening buka is not the supervisor's alone" },
  { name: 'an ending undone where nothing has ended', change: withAction('buka', ['meja'], 'meja', UNDOING), says: 'reopening buka starts where no case has ended' },
  { name: 'an ending undone to nowhere', change: withAction('buka', ['akhir'], 'rak', UNDOING), says: 'reopening buka leads to no work' },
  { name: 'an ending undone without a reason', change: withAction('buka', ['akhir'], 'meja', { reopens: true, by: ['penyelia'], letters: ['hasil'] }), says: 'reopening buka has no reason or no letter' },
  { name: 'an outcome nobody can give', change: { outcomes: ['selesai', 'lain'] }, says: 'outcome lain has no action' },
  { name: 'a step without a source line', change: withSource('contoh.txt', 0), says: 'step 1 has no source line' },
  { name: 'a step without a source', change: withSource('', 3), says: 'step 1 has no source line' },
  { name: 'a step whose figures could not be opened', change: withStep('6/a'), says: 'step 6/a has an id that cannot stand in an address' },
  { name: 'a step with an endless id', change: withStep('x'.repeat(61)), says: 'has an id that cannot stand in an address' },
  { name: 'an unknown start', change: { intake: { ...base.intake, start: 'luar' } }, says: 'start luar is no place' },
  { name: 'an unknown intake letter', change: { intake: { ...base.intake, letters: ['salam'] } }, says: 'intake letter salam is not defined' },
  { name: 'an unknown archive place', change: { archive: { ...base.archive, place: 'gudang' } }, says: 'archive place gudang is no place' },
  { name: 'an unknown archive step', change: { archive: { ...base.archive, step: '9' } }, says: 'archive step 9 is not defined' },
  { name: 'a place of an unknown step', change: withPlace('meja', { step: '9' }), says: 'place meja: step 9 is not defined' },
  { name: 'an act from an unknown place', change: withAction('lompat', ['luar'], 'meja'), says: 'action lompat: from unknown luar' },
  { name: 'an act to an unknown place', change: withAction('lompat', ['meja'], 'luar'), says: 'action lompat: to unknown luar' },
  { name: 'an unknown letter', change: withAction('kirim', ['meja'], 'tetap', { letters: ['salam'] }), says: 'action kirim: unknown letter salam' },
  { name: 'an act of a part that can take no case where it is done', change: withAction('arsipkan_sendiri', ['meja'], 'tetap', { by: ['arsiparis'] }), says: 'action arsipkan_sendiri: arsiparis can hold no case where it is done' },
  { name: 'four eyes on an unknown act', change: withAction('cek', ['meja'], 'tetap', { notSamePersonAs: ['tiada'] }), says: 'action cek: four eyes on unknown tiada' },
  { name: 'an unknown outcome', change: withAction('akhiri', ['meja'], 'rak', { ends: 'lain', letters: ['hasil'] }), says: 'action akhiri: unknown outcome lain' },
  { name: 'a ref that is not typed', change: withAction('nilai', ['meja'], 'tetap', { ref: 'hitId' }), says: 'action nilai: ref hitId is not in its input' },
  { name: 'a task of an unknown step', change: withPlace('meja', task({ step: '9' })), says: 'task bukti: step 9 is not defined' },
  { name: 'a task that blocks an unknown act', change: withPlace('meja', task({ blocks: ['tiada'] })), says: 'task bukti blocks unknown tiada' },
  { name: 'a timer that performs an unknown act', change: withPlace('meja', timer({ act: 'tiada' })), says: 'timer ingat performs unknown tiada' },
  { name: 'a timer that sends an unknown letter', change: withPlace('meja', timer({ remind: 'salam' })), says: 'timer ingat sends unknown salam' },
  { name: 'a check at an unknown place', change: { docs: [{ kind: 'ktp', label: 'x', forms: ['scan'], maxBytes: null, checks: [{ id: 'terbaca', at: 'luar' }] }] }, says: 'check terbaca at unknown luar' },
];

describe('defineSop', () => {
  it('takes a procedure that stands, as it is', () => expect(defineSop(base)).toBe(base));

  it('takes an ending that the supervisor can undo', () => {
    const undone = tinySop(withAction('buka', ['rak', 'akhir'], 'meja', UNDOING));
    expect(defineSop(undone)).toBe(undone);
  });

  it.each(refused)('refuses $name', ({ change, says }) => {
    const define = () => defineSop(tinySop(change));
    expect(define).toThrow(SopError);
    expect(define).toThrow(says);
  });

  it('tells everything that is wrong at once', () => {
    expect(() => defineSop(tinySop({ outcomes: ['selesai', 'a', 'b'] }))).toThrow('contoh v1: outcome a has no action; outcome b has no action');
  });
});

describe('the catalogue', () => {
  it('finds a procedure by code and version', () => expect(getSop('registrasi_perseorangan', 1).head.nomor).toBe('000.3/0633/BPLPSE/B.PBJ'));
  it('refuses a version it does not carry', () => expect(() => getSop('registrasi_perseorangan', 99)).toThrow('no SOP registrasi_perseorangan version 99'));
  it('gives new cases the newest version', () => expect(currentSop('registrasi_perseorangan')?.version).toBe(1));
  it('has no current version of what does not exist', () => expect(currentSop('tiada')).toBeUndefined());
  it('holds each code and version once', () => {
    const names = allSops.map((sop) => `${sop.code} v${sop.version}`);
    expect([...new Set(names)]).toEqual(names);
  });
  it('knows which tasks are done in SPSE, by what their procedures say and not by their names', () => {
    expect(taskKindsDoneIn('spse')).toEqual(['spse_cabut_daftar_hitam', 'spse_cabut_persetujuan', 'spse_daftar_hitam', 'spse_konfirmasi_id', 'spse_setujui_akun']);
    expect(taskKindsDoneIn('spse', [tinySop(withPlace('meja', task({ kind: 'sampaikan', where: 'spse' }))), tinySop(withPlace('meja', task({ kind: 'spse_lain' })))])).toEqual(['sampaikan']);
  });
  it('has no kind of task that is done in SPSE here and in the office there', () => {
    const both = [tinySop(withPlace('meja', task({}))), tinySop(withPlace('rak', task({ where: 'spse' })))];
    expect(() => taskKindsDoneIn('spse', both)).toThrow('done in spse and elsewhere: bukti');
  });
});
