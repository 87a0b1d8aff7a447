/** Guards about what the applicant brings again: visits of a round, what is asked back and what came. */
import { kindName } from '../checklist.ts';
import type { Guard, InputGuard } from '../model.ts';
import { shortagesOf } from '../shortages.ts';
import { obstacle } from './obstacle.ts';

/** One guest-book visit per round, or its absence recorded as a deviation (decision 2). */
export const visitRecorded: Guard = (facts) =>
  facts.kunjungan.thisRound || facts.kunjungan.deviationRecorded ? [] : [obstacle('buku_tamu_belum_diisi', undefined, { workspace: 'dokumen', ref: 'buku_tamu' })];

/** The other side of it: what is there already is not written down again. */
export const visitMissing: Guard = (facts) => (facts.kunjungan.thisRound ? [obstacle('kunjungan_sudah_ada')] : []);
export const visitUnexplained: Guard = (facts) => (facts.kunjungan.thisRound || facts.kunjungan.deviationRecorded ? [obstacle('kunjungan_sudah_ada')] : []);

export const repairOpen: Guard = (facts) => (facts.perbaikan ? [] : [obstacle('tidak_ada_permintaan_perbaikan')]);
export const noRepairOpen: Guard = (facts) => (facts.perbaikan ? [obstacle('permintaan_perbaikan_terbuka')] : []);
export const expiryProposed: Guard = (facts) => (facts.perbaikan?.expiryProposed ? [] : [obstacle('belum_diusulkan_kedaluwarsa')]);

/** What has come for the repair is looked at first: whoever delivered in time is not closed as if he had not. */
export const nothingUnfiled: Guard = (facts) => facts.kiriman.map((road) => obstacle(`kiriman_${road}_belum_dicatat`, undefined, { workspace: 'menunggu' }));

/** What comes back is what was asked for, neither more nor less. */
export const repairMatchesRequest: InputGuard = (facts, input, { actor, sop }) => {
  if (!facts.perbaikan) return [];
  if (actor.kind === 'staf' && input.asal === 'tautan') return [obstacle('asal_tautan')];
  const fields = Object.keys((input.isian ?? {}));
  const sent = Object.keys((input.dokumen ?? {}));
  const lacking = Object.keys((input.tidakPunya ?? {}));
  const documents = [...sent, ...lacking];
  const asked = facts.perbaikan;
  return [
    ...fields.filter((key) => !asked.fields.includes(key)).map((key) => obstacle('perbaikan_tidak_diminta', { butir: `isian.${key}` })),
    ...documents.filter((kind) => !asked.documents.includes(kind)).map((kind) => obstacle('perbaikan_tidak_diminta', { butir: kindName(sop, kind) })),
    ...asked.fields.filter((key) => !fields.includes(key)).map((key) => obstacle('perbaikan_kurang', { butir: `isian.${key}` })),
    // "Tidak punya" answers only where the list lets the document be missing, and not beside a file.
    ...lacking.filter((kind) => sent.includes(kind) || (asked.documents.includes(kind) && !sop.docs.find((doc) => doc.kind === kind)?.mayLack)).map((kind) => obstacle('perbaikan_kurang', { butir: kindName(sop, kind) })),
    ...asked.documents.filter((kind) => !documents.includes(kind)).map((kind) => obstacle('perbaikan_kurang', { butir: kindName(sop, kind) })),
  ];
};

/** At least one thing is asked for. */
export const somethingAsked: InputGuard = (_facts, input) =>
  Array.isArray(input.butir) && input.butir.length > 0 ? [] : [obstacle('kekurangan_kosong')];

/** All that stands against the papers is asked for at once: what is left out would block the repaired file and cost a round. */
export const nothingLeftOut: InputGuard = (facts, input, { sop }) => {
  const asked = (Array.isArray(input.butir) ? input.butir : []) as { jenis?: unknown; kunci?: unknown }[];
  // An empty list has its own sentence.
  return asked.length === 0 ? [] : shortagesOf(sop, facts).filter(({ jenis, kunci }) => !asked.some((item) => item.jenis === jenis && item.kunci === kunci))
    .map(({ jenis, kunci }) => obstacle('kekurangan_terlewat', { butir: jenis === 'dokumen' ? kindName(sop, kunci) : `isian.${kunci}` }));
};
