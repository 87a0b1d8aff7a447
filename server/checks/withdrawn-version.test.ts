import { beforeEach, describe, expect, it } from '@jest/globals';
import { enqueueEffects } from '../platform/outbox.ts';
import { foldName } from '../domain/names/fold-name.ts';
import { PERSON } from '../testing/a-case.ts';
import { revokeRegistry } from './revoke-registry.ts';
import { listed, STRANGER, database, office, clock, second, publish, publishRegistry, revoke, rina, screenNews } from './testing/checks-desk.ts';

const X = listed({ sk: 'SK-X' });
const BASE = [1, 2, 3, 4, 5, 6].map((n) => listed({ nama: `CV TETAP ${n}`, npwp: 'N/A', kota: 'Kab. Serang', sk: `T${n}` }));
const folded = foldName(PERSON.name);

describe('a version is withdrawn after the next one came in', () => {
  const take = async (dataDate: string, ...lines: string[]) => {
    clock.pass(60);
    const id = await publish(dataDate, ...BASE, ...lines);
    await database.db.transaction((trx) => enqueueEffects(trx, [{ effect: 'tapis_terus', refId: id }]));
    await screenNews();
    return id;
  };
  const withdraw = async (id: string) => { clock.pass(60); await revoke(id); await screenNews(); };
  const waiting = async () => (await database.db('standing_hits').whereNull('withdrawn_at').whereNull('verdict').orderBy('id').select<{ shown: { nomorSk?: string; userId?: string }; import_id: string }[]>('shown', 'import_id'));

  beforeEach(async () => {
    await database.ownerDb('registry_imports').delete();
    await database.db('providers').insert({
      office_id: office.id, lpse: 'LPSE Contoh', user_id_spse: 'rina', name: PERSON.name, name_folded: folded.folded, name_glued: folded.glued, nik: PERSON.nik, npwp15: rina.npwp15, npwp16: rina.npwp16,
      regency_code: '6472', since: clock.now(),
    });
  });

  it('what the corrected one says, too, is asked again', async () => {
    await take('2026-02-25', STRANGER);
    const wrong = await take('2026-02-26', X);
    const right = await take('2026-02-27', X, STRANGER);
    expect((await waiting()).map(({ import_id: list }) => list)).toEqual([wrong]);
    await withdraw(wrong);
    expect(await waiting()).toMatchObject([{ import_id: right, shown: { nomorSk: 'SK-X' } }]);
  });

  it('a corrected one of an earlier day is in force then, and was never asked', async () => {
    await take('2026-02-25', STRANGER);
    const wrong = await take('2026-02-28', listed({ nama: 'CV SALAH', npwp: 'N/A', kota: 'Kab. Serang' }));
    const right = await take('2026-02-27', X, STRANGER);
    expect(await waiting()).toEqual([]);
    await withdraw(wrong);
    expect(await waiting()).toMatchObject([{ import_id: right }]);
  });

  it('also through a version between them that was compared with the withdrawn one', async () => {
    await take('2026-02-25', STRANGER);
    const wrong = await take('2026-02-26', X);
    await take('2026-02-27', X, STRANGER);
    const newest = await take('2026-02-28', X, STRANGER, listed({ nama: 'CV BARU', npwp: 'N/A', kota: 'Kab. Serang', sk: 'BARU' }));
    await withdraw(wrong);
    expect(await waiting()).toMatchObject([{ import_id: newest }]);
  });

  it('what was known before the withdrawn one asks nobody anew', async () => {
    await take('2026-02-25', X);
    await database.db('standing_hits').update({ verdict: 'sama', verdict_reason: 'Orangnya.', judged_by: second.id, judged_at: clock.now() });
    const wrong = await take('2026-02-26', X, STRANGER);
    await withdraw(wrong);
    expect(await waiting()).toEqual([]);
  });

  it('of the registry the same', async () => {
    const elsewhere = `LPSE Kota Bekasi,rina_bekasi,${PERSON.name},${PERSON.nik}`;
    const taken = async (day: string, ...lines: string[]) => { clock.pass(60); return publishRegistry(day, ...lines); };
    await taken('2026-02-25', 'LPSE Contoh,lain,Orang Lain,');
    const wrong = await taken('2026-02-26', elsewhere);
    const right = await taken('2026-02-27', 'LPSE Contoh,lain,Orang Lain,', elsewhere);
    expect((await waiting()).map(({ import_id: list }) => list)).toEqual([wrong]);
    clock.pass(60);
    await database.db.transaction((trx) => revokeRegistry(trx, second, { importId: wrong, reason: 'Berkas keliru.', at: clock.now(), requestId: 'uji', ipHash: 'x' }));
    await screenNews();
    expect(await waiting()).toMatchObject([{ import_id: right, shown: { userId: 'rina_bekasi' } }]);
  });
});
