import { describe, expect, it } from '@jest/globals';
import type { DocumentView } from '../../../server/domain/contract/documents.ts';
import type { CheckItem } from '../../../server/domain/contract/checks.ts';
import { existingIdFrom, shortagesFrom } from './proposals.ts';

type Verdict = DocumentView['verdicts'][number];
const verdict = (check: string, given: Partial<Verdict>): Verdict => ({ check, verdict: 'sesuai', reason: null, comment: null, by: 'Sari', at: '2026-11-20T00:00:00Z', stale: false, ...given });
const paper = (kind: string, verdicts: Verdict[], current = true) => ({ kind, current, verdicts }) as DocumentView;
const view = (kinds: string[], npwpJudged: string | null = null) => ({
  documentKinds: kinds.map((kind) => ({ mayLack: false, lackReason: null, lackStated: null, validMonths: null, kind, label: kind, checks: [] })), npwpJudged, fields: [{ key: 'npwp', label: 'NPWP', value: null, masked: true, warnings: [] }],
});

describe('shortagesFrom', () => {
  it.each([
    { name: 'nothing when all is well', papers: [paper('ktp', [verdict('terbaca', {})])], rows: [] },
    { name: 'a document that is not there', papers: [], rows: [{ jenis: 'dokumen', kunci: 'ktp', alasan: 'DOC-01' }] },
    { name: 'an earlier version does not count', papers: [paper('ktp', [], false)], rows: [{ jenis: 'dokumen', kunci: 'ktp', alasan: 'DOC-01' }] },
    {
      name: 'one line with the first reason and every comment',
      papers: [paper('ktp', [verdict('terbaca', { verdict: 'unggah_ulang', reason: 'DOC-02', comment: 'Terpotong.' }), verdict('nama_sama', { verdict: 'tolak', reason: 'DOC-03', comment: 'Nama lain.' })])],
      rows: [{ jenis: 'dokumen', kunci: 'ktp', alasan: 'DOC-02', catatan: 'Terpotong. Nama lain.' }],
    },
    { name: 'not a verdict that fell away', papers: [paper('ktp', [verdict('nama_sama', { verdict: 'tolak', reason: 'DOC-03', stale: true })])], rows: [] },
  ])('$name', ({ papers, rows }) => expect(shortagesFrom(view(['ktp']), papers)).toEqual(rows));

  it('asks for the NPWP that was judged wrong', () => expect(shortagesFrom(view([], 'ditolak'), [])).toEqual([{ jenis: 'isian', kunci: 'npwp', alasan: 'ID-01' }]));
  it('does not ask for one that was accepted', () => expect(shortagesFrom(view([], 'diterima'), [])).toEqual([]));
});

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
