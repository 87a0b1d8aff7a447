/** The number of a business from the list to the card: matched where it stands in full, shown masked, never guessed from three digits. */
import { Readable } from 'node:stream';
import { expect, it } from '@jest/globals';
import { aCaseAt } from '../testing/a-case.ts';
import { askScreening } from './ask-screening.ts';
import { importBlacklist } from './import-blacklist.ts';
import { atStep7, clock, database, does, hitsOf, office, runsOf, second } from './testing/checks-desk.ts';
import { getOffice } from '../offices/index.ts';

const NIB = '9120001234228';
const columns = { penyedia: 'Nama', nib_penyedia: 'NIB', nomor_sk: 'SK', tanggal_berlaku: 'Mulai', tanggal_selesai: 'Selesai' };
const takes = (...rows: string[]) => importBlacklist(database.db, {
  stream: Readable.from([Buffer.from(['Nama,NIB,SK,Mulai,Selesai', ...rows.map((row) => `${row},2025-06-01,2027-05-31`)].join('\n'))]), fileName: 'kantor.csv', dataDate: '2026-03-01', importedBy: null,
  at: clock.now(), columns,
});
const person = { nib: NIB } as object;

it('step 7: an equal NIB is a hit under whatever name, and the card shows both masked', async () => {
  await takes(`CV NAMA LAIN SAMA SEKALI,${NIB},SK-NIB`, 'CV TIDAK ADA URUSAN,9120001239999,SK-LAIN');
  const file = await atStep7({ person });
  await does(file, 'jalankan_daftar_hitam');
  expect(await hitsOf(file)).toMatchObject([{ level: 'A', in_force: true, shown: { nomorSk: 'SK-NIB', nib: '**********228' }, reasons: expect.arrayContaining([expect.objectContaining({ key: 'temuan.alasan.nib_sama' })]) as unknown }]);
  expect((await runsOf(file))[0]?.query.subjek).toMatchObject([{ nib: '**********228' }]);
  expect(JSON.stringify([await hitsOf(file), await runsOf(file)])).not.toContain(NIB);
});

it('the three digits the national list shows are kept for the eye and find nobody', async () => {
  await takes('CV NAMA LAIN SAMA SEKALI,**********228,SK-SAMAR', 'CV YANG LAIN,N/A,SK-2');
  const file = await atStep7({ person });
  await does(file, 'jalankan_daftar_hitam');
  expect(await hitsOf(file)).toEqual([]);
  expect(await database.db('blacklist_entries').orderBy('file_row').pluck('nib_masked')).toEqual(['**********228', null]);
});

it('step 12: a supplier known by its NIB', async () => {
  await database.db('providers').insert({ lpse: 'LPSE Contoh', user_id_spse: 'laut', name: 'CV Laut Contoh', name_folded: 'LAUT CONTOH', name_glued: 'LAUTCONTOH', nib: NIB, since: clock.now() });
  const file = await aCaseAt(database.db, 'cek_lpse_lain', { office, holder: second, person });
  await does(file, 'jalankan_lpse_lain', {}, second);
  expect(await hitsOf(file)).toMatchObject([{ level: 'A', shown: { kunci: 'nib', nib: '**********228' } }]);
});

it('the search by hand takes a NIB alone', async () => {
  await takes(`CV NAMA LAIN SAMA SEKALI,${NIB},SK-NIB`);
  const asked = await database.db.transaction(async (trx) => askScreening(trx, { kind: 'daftar_hitam', cells: new Map([['nama', ''], ['nib', '9120-0012-34228']]) }, { office: await getOffice(trx, office.id), at: clock.now() }));
  expect(asked.found.map(({ level, shown }) => [level, shown.nomorSk])).toEqual([['A', 'SK-NIB']]);
});
