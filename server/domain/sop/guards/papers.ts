/** Guards about the papers of a case: files, their verdicts, originals that lie with us. */
import { kindName } from '../checklist.ts';
import type { Facts } from '../facts.ts';
import type { Guard, InputGuard, PlaceId } from '../model.ts';
import { missingKinds, refusedChecks } from '../shortages.ts';
import { obstacle } from './obstacle.ts';

/** Every file that is there has a verdict for each check of these places. A missing file needs none. */
export function everyCheckJudged(...places: PlaceId[]): Guard {
  const everyCheckJudgedAt: Guard = (facts, { sop }) => sop.docs.flatMap((doc) => {
    const have = facts.dokumen.find((fact) => fact.kind === doc.kind);
    // An infected one is never opened: it is replaced, whatever it shows.
    if (!have || have.scan === 'terinfeksi') return [];
    return doc.checks.filter((check) => places.includes(check.at) && !(check.id in have.verdicts)).map((check) =>
      obstacle('dokumen_belum_dinilai', { dokumen: doc.label, periksa: `periksa.${check.id}` }, { workspace: 'dokumen', ref: have.id }));
  });
  // Returned by name: the printed page of the SOP words each guard by `syarat.<name>`.
  return everyCheckJudgedAt;
}

/** All files are there and every verdict is `sesuai`. */
export const everyDocumentGood: Guard = (facts, { sop }) => [
  ...missingKinds(sop, facts).map((kind) => obstacle('dokumen_tidak_ada', { dokumen: kindName(sop, kind) }, { workspace: 'dokumen' })),
  ...infectedFiles(facts).map((have) => obstacle('berkas_terinfeksi', { dokumen: kindName(sop, have.kind) }, { workspace: 'dokumen', ref: have.id })),
  ...facts.dokumen.flatMap((have) => refusedChecks(have).map(({ check }) =>
    obstacle('dokumen_tidak_sesuai', { dokumen: kindName(sop, have.kind), periksa: `periksa.${check}` }, { workspace: 'dokumen', ref: have.id }))),
];

/** Where a file of this case was seen at another one, somebody said what to make of it. */
export const everyTwinJudged: Guard = (facts, { sop }) => facts.kembaran.filter((twin) => twin.verdict === null).map((twin) =>
  obstacle('kembaran_belum_dinilai', { dokumen: kindName(sop, twin.kind) }, { workspace: 'dokumen', ref: twin.id }));

/** The find named in the input belongs to a document in force. */
export const twinIsCurrent: InputGuard = (facts, input) => (facts.kembaran.some((twin) => twin.id === input.kembaranId) ? [] : [obstacle('kembaran_tidak_dikenal')]);

/** The kind named in the input may be missing, and is. */
export const mayBeLacking: InputGuard = (facts, input, { sop }) => {
  const doc = sop.docs.find((candidate) => candidate.kind === input.jenis);
  if (!doc?.mayLack) return [obstacle('dokumen_wajib_ada')];
  return facts.dokumen.some((have) => have.kind === doc.kind) ? [obstacle('dokumen_sudah_ada')] : [];
};

/** The opposite: something is short, else there is nothing to ask for. */
export const somethingShort: Guard = (facts, context) =>
  everyDocumentGood(facts, context).length > 0 || facts.identitas.npwpJudged === 'ditolak' ? [] : [obstacle('tidak_ada_kekurangan')];

/** A file held by the virus scan is not worked on. */
export const noFileHeld: Guard = (facts, { sop }) =>
  facts.dokumen.filter((have) => have.scan === 'ditahan').map((have) => obstacle('berkas_ditahan', { dokumen: kindName(sop, have.kind) }));

const infectedFiles = (facts: Facts) => facts.dokumen.filter((have) => have.scan === 'terinfeksi');
/** One that was found infected is asked back; it stays so until another takes its place. */
export const noFileInfected: Guard = (facts, { sop }) => infectedFiles(facts).map((have) =>
  obstacle('berkas_terinfeksi', { dokumen: kindName(sop, have.kind) }, 'kembalikan_terinfeksi' in sop.actions ? { workspace: 'dokumen', act: 'kembalikan_terinfeksi' } : undefined));
export const someFileInfected: Guard = (facts) => (infectedFiles(facts).length > 0 ? [] : [obstacle('tidak_ada_berkas_terinfeksi')]);

/** A doubtful NPWP (check digit) keeps the approval closed until staff judged it with a reason. */
export const npwpSettled: Guard = (facts) => {
  if (facts.identitas.npwpDoubtful && facts.identitas.npwpJudged === null) return [obstacle('npwp_belum_valid', undefined, { workspace: 'dokumen', ref: 'npwp' })];
  return facts.identitas.npwpJudged === 'ditolak' ? [obstacle('npwp_ditolak', undefined, { workspace: 'dokumen', ref: 'npwp' })] : [];
};

/** An original lies with us that can go back. */
export const originalsHeld: Guard = (facts) => (facts.kertas.originals > 0 ? [] : [obstacle('tidak_ada_dokumen_asli')]);
/** What belongs to somebody goes back to him before the file is closed (decision 7). */
export const originalsReturned: Guard = (facts, { sop }) => (facts.kertas.originals === 0 ? []
  : [obstacle('asli_belum_dikembalikan', { jumlah: facts.kertas.originals }, 'kembalikan_dokumen_asli' in sop.actions ? { workspace: 'arsip', act: 'kembalikan_dokumen_asli' } : undefined)]);
/** At least one paper was handed over. */
export const somePaper: InputGuard = (_facts, input) => (['asli', 'salinan', 'scan'].some((form) => typeof input[form] === 'string' && input[form].trim() !== '') ? [] : [obstacle('berkas_kosong')]);

/** The document named in the input is one in force. */
export const documentInForce: InputGuard = (facts, input) =>
  (facts.dokumen.some((candidate) => candidate.id === input.dokumenId) ? [] : [obstacle('dokumen_tidak_dikenal')]);

/** The document named in the input is the one in force, and the check belongs to the present place. */
export const verdictFits: InputGuard = (facts, input, { sop, place }) => {
  const have = facts.dokumen.find((candidate) => candidate.id === input.dokumenId);
  if (!have) return [obstacle('dokumen_tidak_dikenal')];
  const check = sop.docs.find((doc) => doc.kind === have.kind)?.checks.find((candidate) => candidate.id === input.periksa);
  if (!check) return [obstacle('periksa_tidak_dikenal')];
  if (check.at !== place) return [obstacle('periksa_bukan_di_sini')];
  return input.hasil !== 'sesuai' && !input.alasan ? [obstacle('alasan_wajib')] : [];
};
