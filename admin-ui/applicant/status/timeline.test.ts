import { describe, expect, it } from '@jest/globals';
import { timelineOf } from './timeline.ts';

const at = (day: number) => `2026-11-${String(day).padStart(2, '0')}T02:00:00.000Z`;
const file = (round: number, day: number) => ({ id: '', kind: 'ktp', label: '', version: round, round, current: true, receivedAt: at(day), bytes: 1, type: '', downloadableUntil: null });
const letter = (label: string, day: number) => ({ id: '', kind: '', label, number: null, subject: '', body: '', issuedAt: at(day), state: 'berlaku', hasPdf: false, signed: null });
const told = (status: object) => timelineOf({ receivedAt: at(1), endedAt: null, outcomeLabel: null, visits: [], files: [], letters: [], repair: null, ...status })
  .map((entry) => `${entry.at.slice(8, 10)} ${entry.key.replace('laman.riwayat.', '')} ${Object.values(entry.params).join()}`.trim());

describe('what has happened so far', () => {
  it('begins with the receipt', () => expect(told({ files: [file(1, 1)] })).toEqual(['01 diterima']));

  it('is told in the order in which it happened', () => {
    expect(told({
      letters: [letter('Tanda Terima', 9), letter('Daftar kekurangan', 4)], visits: [{ round: 1, at: at(2), name: 'Sari', purpose: '' }],
      files: [file(1, 1), file(2, 6)], endedAt: at(10), outcomeLabel: 'Disetujui',
    })).toEqual(['01 diterima', '02 buku_tamu Sari', '04 surat Daftar kekurangan', '06 perbaikan', '09 surat Tanda Terima', '10 selesai Disetujui']);
  });

  it('counts the files of one repair once, at their earliest', () => expect(told({ files: [file(2, 7), file(2, 6), file(3, 8)] })).toEqual(['01 diterima', '06 perbaikan', '08 perbaikan']));
});
