import { describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { APPLICANT, COLLEAGUE, HOLDER, NOW, SYSTEM, factsOf, hitId, personId, taskId, taskOf } from '../testing/facts-builder.ts';
import { actionOf, placeOf, tinySop } from '../testing/tiny-sop.ts';
import type { Facts } from './sop/facts.ts';
import { defineSop } from './sop/define-sop.ts';
import type { ActorIdentity, Guard } from './sop/model.ts';
import { actionsFor, isAt, mayDo, obstacles } from './workflow.ts';

const says = (key: string): Guard => () => [{ key }];
const base = tinySop();
const sop = defineSop({
  ...base,
  places: { ...base.places, meja: placeOf({ workspace: 'surat' }) },
  actions: {
    ...base.actions,
    putuskan: actionOf(['meja'], 'rak', { ends: 'selesai', letters: ['hasil'], guards: [says('satu'), says('dua')] }),
    tulis: actionOf(['meja'], 'tetap', { by: ['helpdesk', 'pemohon', 'sistem'] }),
    bebas: actionOf(['meja'], 'tetap', { holder: 'bebas' }),
    cek: actionOf(['meja'], 'tetap'),
    sahkan: actionOf(['meja'], 'tetap', { notSamePersonAs: ['cek', 'tulis'] }),
    sahkan_temuan: actionOf(['meja'], 'tetap', { by: ['penyelia'], holder: 'bebas', ref: 'hitId', input: z.strictObject({ hitId: z.string() }), notSamePersonAs: ['cek'] }),
    ketik: actionOf(['meja'], 'tetap', {
      input: z.strictObject({ kata: z.string() }), inputGuards: [(_facts, input, { place }) => (input.kata === place ? [] : [{ key: 'salah_kata' }])],
    }),
  },
});

const keys = (id: string, { facts = {}, actor = HOLDER, place = 'meja', input }: { facts?: Partial<Facts>; actor?: ActorIdentity; place?: string; input?: Record<string, unknown> } = {}) =>
  obstacles({ sop, place, facts: factsOf(sop, facts), actor, now: NOW }, id, input).map((found) => found.key);
const did = (action: string, change: Partial<Facts['pelaku'][number]> = {}) => ({ action, actorId: personId(1), round: 1, ref: null, ...change });

describe('where and who', () => {
  it('knows the places of an act', () => {
    const act = actionOf(['meja', 'rak'], 'tetap');
    expect(['meja', 'rak', 'akhir'].map((place) => isAt(act, place))).toEqual([true, true, false]);
  });

  it('lets any of the named parts do it', () => {
    const act = actionOf(['meja'], 'tetap', { by: ['helpdesk', 'penyelia'] });
    expect([mayDo(act, ['penyelia']), mayDo(act, ['verifikator', 'helpdesk']), mayDo(act, ['arsiparis']), mayDo(act, [])]).toEqual([true, true, false, false]);
  });
});

describe('obstacles', () => {
  it.each([
    { name: 'another place', id: 'simpan', place: 'meja' },
    { name: 'an act that does not exist', id: 'tiada', place: 'meja' },
  ])('says where the case stands: $name', ({ id, place }) => {
    expect(obstacles({ sop, place, facts: factsOf(sop), actor: HOLDER, now: NOW }, id)).toEqual([{ key: 'hambatan.bukan_di_tempat_ini', params: { tempat: 'tempat.meja' } }]);
  });

  it('tells an applicant that his file has moved on, not the place it stands at', () => {
    expect(obstacles({ sop, place: 'meja', facts: factsOf(sop), actor: { kind: 'pemohon', id: null, name: 'Pemohon', roles: ['pemohon'] }, now: NOW }, 'simpan')).toEqual([{ key: 'hambatan.berkas_bergerak' }]);
  });

  it('says everything at once, in the order holder, tasks, four eyes, guards', () => {
    const facts = { pemegang: null, tugas: [taskOf({ blocks: ['putuskan'] })] };
    expect(keys('putuskan', { facts })).toEqual(['hambatan.belum_diambil', 'hambatan.tugas_belum_selesai', 'satu', 'dua']);
  });

  it('judges what was typed only when something was typed', () => {
    expect([keys('ketik'), keys('ketik', { input: { kata: 'lain' } }), keys('ketik', { input: { kata: 'meja' } })]).toEqual([[], ['salah_kata'], []]);
  });
});

describe('the holder', () => {
  it('names the one who works on it', () => {
    expect(obstacles({ sop, place: 'meja', facts: factsOf(sop), actor: COLLEAGUE, now: NOW }, 'cek')).toEqual([{ key: 'hambatan.dipegang_orang_lain', params: { nama: HOLDER.name } }]);
  });

  it.each([
    { name: 'the holder', actor: HOLDER, facts: {}, id: 'tulis', expected: [] },
    { name: 'staff when nobody holds it', actor: HOLDER, facts: { pemegang: null }, id: 'tulis', expected: ['hambatan.belum_diambil'] },
    { name: 'a colleague at a free act', actor: COLLEAGUE, facts: {}, id: 'bebas', expected: [] },
    { name: 'the applicant, who never holds', actor: APPLICANT, facts: { pemegang: null }, id: 'tulis', expected: [] },
    { name: 'the system, which never holds', actor: SYSTEM, facts: {}, id: 'tulis', expected: [] },
  ])('$name', ({ actor, facts, id, expected }) => expect(keys(id, { actor, facts })).toEqual(expected));
});

describe('tasks', () => {
  it('close what they block, and lead to the workspace of the place', () => {
    const facts = factsOf(sop, { tugas: [taskOf({ kind: 'bukti', blocks: ['cek'] })] });
    expect(obstacles({ sop, place: 'meja', facts, actor: HOLDER, now: NOW }, 'cek')).toEqual([
      { key: 'hambatan.tugas_belum_selesai', params: { tugas: 'tugas.bukti' }, fix: { workspace: 'surat', ref: taskId(1) } }]);
  });

  it('of another role name it and lead nowhere; of one of several roles of his they lead there', () => {
    const facts = factsOf(sop, { tugas: [taskOf({ kind: 'bukti', actor: 'verifikator', blocks: ['cek'] })] });
    const seenBy = (roles: ActorIdentity['roles']) => obstacles({ sop, place: 'meja', facts, actor: { ...HOLDER, roles }, now: NOW }, 'cek');
    expect(seenBy(['helpdesk'])).toEqual([{ key: 'hambatan.tugas_menunggu_peran', params: { tugas: 'tugas.bukti', peran: 'peran.verifikator' } }]);
    expect(seenBy(['helpdesk', 'verifikator'])).toMatchObject([{ key: 'hambatan.tugas_belum_selesai', fix: { workspace: 'surat' } }]);
    expect(obstacles({ sop, place: 'meja', facts, actor: SYSTEM, now: NOW }, 'cek')).toMatchObject([{ key: 'hambatan.tugas_belum_selesai' }]);
  });

  it.each([
    { name: 'a closed task', task: taskOf({ blocks: ['cek'], open: false }) },
    { name: 'a task that blocks something else', task: taskOf({ blocks: ['tulis'] }) },
  ])('leave open: $name', ({ task }) => expect(keys('cek', { facts: { tugas: [task] } })).toEqual([]));
});

describe('four eyes', () => {
  it('names all that this person did', () => {
    const facts = factsOf(sop, { pelaku: [did('cek'), did('tulis'), did('cek')] });
    expect(obstacles({ sop, place: 'meja', facts, actor: HOLDER, now: NOW }, 'sahkan')).toEqual([{ key: 'hambatan.empat_mata', params: { aksi: 'aksi.cek, aksi.tulis' } }]);
  });

  it.each([
    { name: 'somebody else did it', pelaku: [did('cek', { actorId: personId(2) })] },
    { name: 'it was another act', pelaku: [did('bebas')] },
  ])('stays open: $name', ({ pelaku }) => expect(keys('sahkan', { facts: { pelaku } })).toEqual([]));

  it('remembers earlier rounds: what was judged good then still counts', () => {
    expect(keys('sahkan', { facts: { pelaku: [did('cek', { round: 0 })] } })).toEqual(['hambatan.empat_mata']);
  });

  it('is a rule for staff only', () => {
    expect(keys('sahkan', { actor: { ...SYSTEM, id: personId(1) }, facts: { pelaku: [did('cek')] } })).toEqual([]);
  });

  it.each([
    { name: 'for this act and person', exception: { action: 'sahkan', actorId: personId(1) }, expected: [] },
    { name: 'for another person', exception: { action: 'sahkan', actorId: personId(2) }, expected: ['hambatan.empat_mata'] },
    { name: 'for another act', exception: { action: 'cek', actorId: personId(1) }, expected: ['hambatan.empat_mata'] },
  ])('an exception holds $name', ({ exception, expected }) => {
    expect(keys('sahkan', { facts: { pelaku: [did('cek')], pengecualian: [exception] } })).toEqual(expected);
  });

  it.each([
    { name: 'the same object', input: { hitId: hitId(1) }, expected: ['hambatan.empat_mata'] },
    { name: 'another object', input: { hitId: hitId(2) }, expected: [] },
    { name: 'no object named yet', input: undefined, expected: [] },
  ])('looks at the object where the act names one: $name', ({ input, expected }) => {
    expect(keys('sahkan_temuan', { facts: { pelaku: [did('cek', { ref: hitId(1) })] }, ...(input ? { input } : {}) })).toEqual(expected);
  });
});

describe('actionsFor', () => {
  it('offers what this part may do here, open or closed with its reasons', () => {
    const actor: ActorIdentity = { ...HOLDER, roles: ['penyelia'] };
    expect(actionsFor({ sop, place: 'meja', facts: factsOf(sop), actor, now: NOW }).map(({ id }) => id)).toEqual(['sahkan_temuan']);
    const offered = actionsFor({ sop, place: 'meja', facts: factsOf(sop), actor: HOLDER, now: NOW });
    expect(offered.map(({ id }) => id)).toEqual(['putuskan', 'tulis', 'bebas', 'cek', 'sahkan', 'sahkan_temuan', 'ketik']);
    expect(offered[0]?.obstacles.map((found) => found.key)).toEqual(['satu', 'dua']);
  });

  it('leaves out what an ending rules out for good, which stays refused', () => {
    const ruledOut = defineSop({ ...sop, actions: { ...sop.actions, cek: actionOf(['meja'], 'tetap', { guards: [() => [{ key: 'hasil_bukan_itu', forGood: true }]] }) } });
    const here = { sop: ruledOut, place: 'meja', facts: factsOf(ruledOut), actor: HOLDER, now: NOW };
    expect(actionsFor(here).map(({ id }) => id)).toEqual(['putuskan', 'tulis', 'bebas', 'sahkan', 'sahkan_temuan', 'ketik']);
    expect(obstacles(here, 'cek').map(({ key }) => key)).toEqual(['hasil_bukan_itu']);
  });

  it('offers nothing where no act of this part exists', () => {
    expect(actionsFor({ sop, place: 'akhir', facts: factsOf(sop), actor: HOLDER, now: NOW })).toEqual([]);
  });
});
