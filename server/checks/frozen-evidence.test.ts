import { describe, expect, it } from '@jest/globals';
import { listed, database, help, publish, atStep7, does, hitsOf, runsOf } from './testing/checks-desk.ts';

describe('evidence is frozen by the database, not by our good will', () => {
  const denied = (work: Promise<unknown>) => expect(work).rejects.toThrow(/permission denied/);

  it('what was asked, found and shown is not changed and not removed; a verdict is added', async () => {
    await publish('2026-03-01', listed());
    const file = await atStep7();
    await does(file, 'jalankan_daftar_hitam');
    await does(file, 'catat_lihat_portal', { waktu: '2026-03-02T09:30:00+08:00', pencarian: 'Rina Contoh', hasil: 'tidak_ditemukan' });
    const [hit] = await hitsOf(file);
    const { db } = database;
    for (const change of [{ shown: '{}' }, { reasons: '[]' }, { score: 0 }, { level: 'C' }, { in_force: false }, { target_key: 'lain' }]) await denied(db('check_hits').where({ id: hit?.id }).update(change));
    for (const change of [{ query: '{}' }, { import_id: null }, { data_date: '2026-03-02' }, { freshness: 'merah' }]) await denied(db('checks').where({ case_id: file.row.id }).update(change));
    await denied(db('portal_looks').where({ case_id: file.row.id }).update({ result: 'ditemukan' }));
    await denied(db('standing_hits').update({ shown: '{}' }));
    // A version of the list is never overwritten.
    await denied(db('blacklist_entries').update({ status: 'CANCELED' }));
    for (const table of ['check_hits', 'checks', 'portal_looks', 'standing_hits', 'blacklist_entries']) await denied(db(table).del());
    await does(file, 'nilai_temuan', { hitId: hit?.id, hasil: 'bukan_yang_sama', alasan: 'Orang lain.' });
    expect(await hitsOf(file)).toMatchObject([{ verdict: 'bukan_yang_sama', judged_by: help.id, shown: hit?.shown }]);
    expect(await runsOf(file)).toHaveLength(1);
  });
});
