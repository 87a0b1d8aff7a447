/** Guards about the appointment and what is compared at it. */
import { kindName } from '../checklist.ts';
import type { Facts } from '../facts.ts';
import type { Guard, InputGuard, Sop } from '../model.ts';
import { obstacle } from './obstacle.ts';

export const appointmentOpen: Guard = (facts) =>
  facts.janji && ['diusulkan', 'dikonfirmasi'].includes(facts.janji.state) ? [] : [obstacle('tidak_ada_jadwal', undefined, { workspace: 'jadwal' })];

/** "Ya, saya hadir" is a word about what is to come. */
export const appointmentNotOver: Guard = (facts, { now }) =>
  facts.janji && facts.janji.end.getTime() <= now.getTime() ? [obstacle('jadwal_terlewat')] : [];

/** The applicant may ask for another time so often in a round; then he telephones. */
export const movesLeft: Guard = (facts) =>
  facts.janji && facts.janji.moves >= facts.janji.mostMoves ? [obstacle('batas_jadwal_ulang', { batas: facts.janji.mostMoves })] : [];

export const choiceOpen: Guard = (facts) => (facts.pilihanJadwal ? [] : [obstacle('pilihan_jadwal_tertutup', undefined, { workspace: 'jadwal' })]);
export const choiceClosed: Guard = (facts) => (facts.pilihanJadwal ? [obstacle('pilihan_jadwal_terbuka')] : []);

/** Attendance is noted from a quarter of an hour before the slot. */
export const appointmentBegun: Guard = (facts, { now }) =>
  facts.janji && now.getTime() < facts.janji.start.getTime() - 15 * 60_000 ? [obstacle('jadwal_belum_tiba', undefined, { workspace: 'jadwal' })] : [];

/** Nobody is absent before it began. */
export const appointmentStarted: Guard = (facts, { now }) =>
  facts.janji && now < facts.janji.start ? [obstacle('jadwal_belum_mulai', undefined, { workspace: 'jadwal' })] : [];

export const attendedBefore: Guard = (facts) => (facts.pernahHadir ? [] : [obstacle('belum_pernah_hadir')]);

/** The slot lies ahead and has a length; office hours and overlaps are decided where calendars and rows are known. */
export const slotAhead: InputGuard = (_facts, input, { now }) =>
  new Date(String(input.mulai)).getTime() > now.getTime() ? [] : [obstacle('jadwal_sudah_lewat')];

/** A duty: nobody will be there for the appointment; somebody hands it over or moves it. */
export const appointmentKept: Guard = (facts, { sop }) => (facts.janji?.trouble
  ? [obstacle('janji_tanpa_petugas', { sebab: `jadwal.kendala.${facts.janji.trouble}` }, 'alihkan_jadwal' in sop.actions ? { workspace: 'jadwal', act: 'alihkan_jadwal' } : undefined)] : []);
/** What is held against its original at the call: what was handed in. What was accepted as lacking, or is optional and was not sent, has no row. */
export function comparedKinds(sop: Sop, facts: Pick<Facts, 'dokumen'>): string[] {
  return sop.docs.map(({ kind }) => kind).filter((kind) => facts.dokumen.some((have) => have.kind === kind));
}

/** One row per document that was handed in, the person against the photo and the consent noted. */
export const checklistComplete: Guard = (facts, { sop }) => {
  const missing = comparedKinds(sop, facts).filter((kind) => !facts.daftarPeriksa.rows.some((row) => row.item === kind)).map((kind) =>
    obstacle('daftar_periksa_kurang', { butir: kindName(sop, kind) }, { workspace: 'verifikasi', ref: kind }));
  if (facts.daftarPeriksa.orangSesuai === null) missing.push(obstacle('daftar_periksa_kurang', { butir: 'periksa.orang_sesuai_foto' }, { workspace: 'verifikasi', ref: 'orang' }));
  if (facts.daftarPeriksa.persetujuan === null) missing.push(obstacle('daftar_periksa_kurang', { butir: 'periksa.persetujuan_panggilan' }, { workspace: 'verifikasi', ref: 'orang' }));
  return missing;
};

export const checklistPassed: Guard = (facts, context) => {
  const incomplete = checklistComplete(facts, context);
  if (incomplete.length > 0) return incomplete;
  const compared = comparedKinds(context.sop, facts);
  const bad = facts.daftarPeriksa.rows.filter((row) => compared.includes(row.item) && (!row.ada || !row.sesuaiAsli));
  return [
    ...bad.map((row) => obstacle('daftar_periksa_tidak_sesuai', { butir: kindName(context.sop, row.item) }, { workspace: 'verifikasi', ref: row.item })),
    ...(facts.daftarPeriksa.orangSesuai === false ? [obstacle('orang_tidak_sesuai', undefined, { workspace: 'verifikasi' })] : []),
    ...(facts.daftarPeriksa.persetujuan === false ? [obstacle('persetujuan_tidak_ada', undefined, { workspace: 'verifikasi' })] : []),
  ];
};
