/** Guards every procedure may use. Each says all it has against an act, and where to mend it. */
import { kindName } from './checklist.ts';
import type { Facts, RunFact, TaskFact } from './facts.ts';
import type { ActorIdentity, Guard, InputGuard, Obstacle, PlaceId, Sop } from './model.ts';
import { missingKinds, refusedChecks, shortagesOf } from './shortages.ts';

const obstacle = (key: string, params?: Obstacle['params'], fix?: Obstacle['fix']): Obstacle => ({
  key: `hambatan.${key}`, ...(params ? { params } : {}), ...(fix ? { fix } : {}),
});

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

/** One guest-book visit per round, or its absence recorded as a deviation (decision 2). */
export const visitRecorded: Guard = (facts) =>
  facts.kunjungan.thisRound || facts.kunjungan.deviationRecorded ? [] : [obstacle('buku_tamu_belum_diisi', undefined, { workspace: 'dokumen', ref: 'buku_tamu' })];

/** The other side of it: what is there already is not written down again. */
export const visitMissing: Guard = (facts) => (facts.kunjungan.thisRound ? [obstacle('kunjungan_sudah_ada')] : []);
export const visitUnexplained: Guard = (facts) => (facts.kunjungan.thisRound || facts.kunjungan.deviationRecorded ? [obstacle('kunjungan_sudah_ada')] : []);

function runUsable(run: RunFact | null, facts: Facts, check: 'daftar_hitam' | 'lpse_lain'): Obstacle[] {
  const fix = { workspace: check };
  if (!run) return [obstacle(`${check}_belum_diperiksa`, undefined, fix)];
  const wrong: Obstacle[] = [];
  if (check === 'daftar_hitam' && run.round !== facts.kasus.round) wrong.push(obstacle('daftar_hitam_putaran_lama', undefined, fix));
  if (!run.newestList) wrong.push(obstacle('daftar_lebih_baru', undefined, fix));
  if (run.standingChanged) wrong.push(obstacle('keadaan_sanksi_berubah', undefined, fix));
  if (run.contactChanged) wrong.push(obstacle('kontak_berubah', undefined, fix));
  if (run.freshness !== 'segar' && !run.portalLook) wrong.push(obstacle(`daftar_${run.freshness}`, undefined, fix));
  return wrong;
}

/** The blacklist was looked at in this round, in the newest list, which is fresh or backed by a look at the portal (decision 3). */
export const blacklistLooked: Guard = (facts) => runUsable(facts.daftarHitam, facts, 'daftar_hitam');

/** All hits of the run carry a verdict, none of them `belum_yakin`. */
function hitsJudged(run: RunFact | null, check: 'daftar_hitam' | 'lpse_lain'): Obstacle[] {
  return (run?.hits ?? []).filter((hit) => hit.verdict === null || hit.verdict === 'belum_yakin').map((hit) =>
    obstacle(hit.verdict ? 'temuan_belum_yakin' : 'temuan_belum_dinilai', undefined, { workspace: check, ref: hit.id }));
}
export const blacklistHitsJudged: Guard = (facts) => hitsJudged(facts.daftarHitam, 'daftar_hitam');
export const candidatesJudged: Guard = (facts) => hitsJudged(facts.lpseLain, 'lpse_lain');

/** Nobody on the list in force is this applicant. */
export const noBlacklistHit: Guard = (facts) =>
  (facts.daftarHitam?.hits ?? []).some((hit) => hit.verdict === 'sama' && hit.inForce) ? [obstacle('temuan_sama', undefined, { workspace: 'daftar_hitam' })] : [];

/** Clean beyond doubt: what step 17 needs. */
export const blacklistClean: Guard = (facts, context) => [
  ...blacklistLooked(facts, context), ...blacklistHitsJudged(facts, context), ...noBlacklistHit(facts, context),
];

/** A second person confirmed that the entry in force is this applicant (decision 3). */
export const confirmedBlacklistHit: Guard = (facts) => {
  const same = (facts.daftarHitam?.hits ?? []).filter((hit) => hit.verdict === 'sama' && hit.inForce);
  if (same.length === 0) return [obstacle('tidak_ada_temuan_sama', undefined, { workspace: 'daftar_hitam' })];
  return same.some((hit) => hit.confirmed) ? [] : [obstacle('temuan_belum_dikonfirmasi', undefined, { workspace: 'daftar_hitam', ref: same[0]?.id })];
};

/** The hit named in the input is judged `sama` and waits for its second person. */
export const hitAwaitsConfirmation: InputGuard = (facts, input) => {
  const hit = [...facts.daftarHitam?.hits ?? [], ...facts.lpseLain?.hits ?? []].find((candidate) => candidate.id === input.hitId);
  if (!hit) return [obstacle('temuan_tidak_dikenal')];
  return hit.verdict === 'sama' && !hit.confirmed ? [] : [obstacle('temuan_tidak_menunggu_konfirmasi')];
};

/** Kind of the task by which the supervisor judges a hit that the officer is unsure of. */
export const UNSURE_HIT = 'putuskan_temuan';

/** Judged `belum_yakin`, and not with the supervisor yet. */
export const hitIsUnsure: InputGuard = (facts, input) => {
  const hit = [...facts.daftarHitam?.hits ?? [], ...facts.lpseLain?.hits ?? []].find((candidate) => candidate.id === input.hitId);
  if (!hit) return [obstacle('temuan_tidak_dikenal')];
  if (hit.verdict !== 'belum_yakin') return [obstacle('temuan_bukan_belum_yakin')];
  return atSupervisor(facts, hit.id) ? [obstacle('temuan_sudah_diajukan')] : [];
};

/** An officer sent this hit to the supervisor and waits for an answer. */
export const hitIsAtSupervisor: InputGuard = (facts, input) => (atSupervisor(facts, String(input.hitId)) ? [] : [obstacle('temuan_tidak_diajukan')]);

function atSupervisor(facts: Facts, hitId: string): boolean {
  return facts.tugas.some((task) => task.open && task.kind === UNSURE_HIT && task.ref === hitId);
}

/** The hit named in the input belongs to the run in force of this check, and of no other. */
export function hitIsCurrent(check: 'daftarHitam' | 'lpseLain'): InputGuard {
  const hitIsOfThisRun: InputGuard = (facts, input) => ((facts[check]?.hits ?? []).some((hit) => hit.id === input.hitId) ? [] : [obstacle('temuan_tidak_dikenal')]);
  return hitIsOfThisRun;
}

/** Step 12 was done for this identity and these addresses. */
export const registryRan: Guard = (facts) => runUsable(facts.lpseLain, facts, 'lpse_lain');
const registryStands: Guard = (facts) => (facts.lpseLain?.withdrawn ? [obstacle('registri_dicabut', undefined, { workspace: 'lpse_lain' })] : []);
/** Whoever decides on the run needs one that does not rest on a withdrawn registry. */
export const registryLooked: Guard = (facts, context) => [...registryRan(facts, context), ...registryStands(facts, context)];
/** What a newer registry says about the applicant (standing screening) is judged; where it is him, step 12 is done again before anything is approved. */
export const newerRegistrySettled: Guard = (facts, { sop }) => (facts.lpseLain?.newer ?? []).flatMap(({ verdict }) => {
  if (verdict === 'bukan_yang_sama') return [];
  if (verdict !== 'sama') return [obstacle('temuan_registri_baru')];
  return [obstacle('registri_baru_sama', undefined, 'kembalikan_ke_lpse_lain' in sop.actions ? { workspace: 'lpse_lain', act: 'kembalikan_ke_lpse_lain' } : undefined)];
});
const noCandidateSame: Guard = (facts) =>
  (facts.lpseLain?.hits ?? []).some((hit) => hit.verdict === 'sama') ? [obstacle('kandidat_sama', undefined, { workspace: 'lpse_lain' })] : [];
export const notRegisteredElsewhere: Guard = (facts, context) => [
  ...registryLooked(facts, context), ...candidatesJudged(facts, context), ...noCandidateSame(facts, context),
];
/** The same after step 12, where it may have been run again for a corrected address; a registry withdrawn meanwhile does not undo it. */
export const stillNotRegisteredElsewhere: Guard = (facts, context) => [
  ...registryRan(facts, context), ...candidatesJudged(facts, context), ...noCandidateSame(facts, context),
];
export const registeredElsewhere: Guard = (facts) =>
  (facts.lpseLain?.hits ?? []).some((hit) => hit.verdict === 'sama') ? [] : [obstacle('tidak_ada_kandidat_sama', undefined, { workspace: 'lpse_lain' })];

/** A second person confirmed that a supplier known elsewhere is this applicant: the file ends by it as it does by the list (decision 3). */
export const confirmedCandidate: Guard = (facts, context) => {
  const same = (facts.lpseLain?.hits ?? []).filter((hit) => hit.verdict === 'sama');
  if (same.length === 0) return [obstacle('tidak_ada_kandidat_sama', undefined, { workspace: 'lpse_lain' })];
  return [...registryLooked(facts, context), ...(same.some((hit) => hit.confirmed) ? [] : [obstacle('temuan_belum_dikonfirmasi', undefined, { workspace: 'lpse_lain', ref: same[0]?.id })])];
};

/** A doubtful NPWP (check digit) keeps the approval closed until staff judged it with a reason. */
export const npwpSettled: Guard = (facts) => {
  if (facts.identitas.npwpDoubtful && facts.identitas.npwpJudged === null) return [obstacle('npwp_belum_valid', undefined, { workspace: 'dokumen', ref: 'npwp' })];
  return facts.identitas.npwpJudged === 'ditolak' ? [obstacle('npwp_ditolak', undefined, { workspace: 'dokumen', ref: 'npwp' })] : [];
};

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

/** Letters that could not be delivered are explained before the file is closed (decision 9). */
export const lettersDelivered: Guard = (facts, { sop }) => (facts.surat.undelivered === 0 ? []
  : [obstacle('surat_belum_sampai', { jumlah: facts.surat.undelivered }, facts.surat.rejected > 0 ? addressFix(sop) : undefined)]);

/** Where a wrong address is mended: wherever the case stands, by the act the procedure has for it. */
function addressFix(sop: Sop): Obstacle['fix'] {
  return 'ajukan_perbaikan_alamat' in sop.actions ? { workspace: 'surat', act: 'ajukan_perbaikan_alamat' } : undefined;
}

/** A duty: a mail was refused or given up, so the applicant knows nothing of it. Somebody telephones and asks for the right address. */
export const addressReached: Guard = (facts, { sop }) =>
  facts.surat.rejected === 0 ? [] : [obstacle('alamat_ditolak', { jumlah: facts.surat.rejected }, addressFix(sop))];
/**
 * A duty: after step 12 the address changed, or running it again for that brought somebody whom nobody has judged. Shown where it can be run and
 * is not the work itself; one thing after the other.
 */
export const registryKept: Guard = (facts, context) => {
  const { sop, place } = context;
  if (!facts.lpseLain || sop.places[place]?.workspace === 'lpse_lain' || !sop.actions.jalankan_lpse_lain?.from.includes(place)) return [];
  return stillNotRegisteredElsewhere(facts, context).slice(0, 1);
};
/** A duty: nobody will be there for the appointment; somebody hands it over or moves it. */
export const appointmentKept: Guard = (facts, { sop }) => (facts.janji?.trouble
  ? [obstacle('janji_tanpa_petugas', { sebab: `jadwal.kendala.${facts.janji.trouble}` }, 'alihkan_jadwal' in sop.actions ? { workspace: 'jadwal', act: 'alihkan_jadwal' } : undefined)] : []);
/** A duty: a corrected address waits for a second person. */
export const addressConfirmed: Guard = (facts, { sop }) =>
  facts.alamat.proposal ? [obstacle('alamat_menunggu_orang_kedua', undefined, 'perbaiki_alamat' in sop.actions ? { workspace: 'surat', act: 'perbaiki_alamat' } : undefined)] : [];

/** Somebody else's correction of the address is there to be confirmed or refused (decision 12). */
export const addressProposed: Guard = (facts) => (facts.alamat.proposal ? [] : [obstacle('tidak_ada_usul_alamat')]);
/** One at a time: the second person must know which one he confirms. */
export const noAddressProposed: Guard = (facts) => (facts.alamat.proposal ? [obstacle('usul_alamat_terbuka')] : []);

/** An original lies with us that can go back. */
export const originalsHeld: Guard = (facts) => (facts.kertas.originals > 0 ? [] : [obstacle('tidak_ada_dokumen_asli')]);
/** What belongs to somebody goes back to him before the file is closed (decision 7). */
export const originalsReturned: Guard = (facts, { sop }) => (facts.kertas.originals === 0 ? []
  : [obstacle('asli_belum_dikembalikan', { jumlah: facts.kertas.originals }, 'kembalikan_dokumen_asli' in sop.actions ? { workspace: 'arsip', act: 'kembalikan_dokumen_asli' } : undefined)]);
/** At least one paper was handed over. */
export const somePaper: InputGuard = (_facts, input) => (['asli', 'salinan', 'scan'].some((form) => typeof input[form] === 'string' && input[form].trim() !== '') ? [] : [obstacle('berkas_kosong')]);

/** A filed case is sealed first: what is sealed must not see what comes after. */
export const sealedIfFiled: Guard = (facts) => (facts.arsip.filed && !facts.arsip.sealed ? [obstacle('arsip_belum_disegel')] : []);

/** The case ended like this: only then is there such a paper to take back. */
export function endedWith(outcome: string): Guard {
  const endedSo: Guard = (facts) => (facts.kasus.outcome === outcome ? [] : [obstacle('hasil_bukan_itu', { hasil: `hasil.${outcome}` })]);
  return endedSo;
}
/** An ending with a receipt is undone by taking the receipt back, never around it. */
export function endedOtherwiseThan(outcome: string): Guard {
  const endedOtherwise: Guard = (facts) => (facts.kasus.outcome === outcome ? [obstacle('cabut_tanda_terima_dulu')] : []);
  return endedOtherwise;
}

export const repairOpen: Guard = (facts) => (facts.perbaikan ? [] : [obstacle('tidak_ada_permintaan_perbaikan')]);
export const noRepairOpen: Guard = (facts) => (facts.perbaikan ? [obstacle('permintaan_perbaikan_terbuka')] : []);
export const expiryProposed: Guard = (facts) => (facts.perbaikan?.expiryProposed ? [] : [obstacle('belum_diusulkan_kedaluwarsa')]);

/** What has come for the repair is looked at first: whoever delivered in time is not closed as if he had not. */
export const nothingUnfiled: Guard = (facts) => facts.kiriman.map((road) => obstacle(`kiriman_${road}_belum_dicatat`, undefined, { workspace: 'menunggu' }));

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

/** The slot lies ahead and has a length; office hours and overlaps are decided where calendars and rows are known. */
export const slotAhead: InputGuard = (_facts, input, { now }) =>
  new Date(String(input.mulai)).getTime() > now.getTime() ? [] : [obstacle('jadwal_sudah_lewat')];

/** The task named in the input is open and of the actor's part; where the procedure says so, another person closes it than opened it. */
export const taskMayClose: InputGuard = (facts, input, { actor, action }) => {
  const excepted = facts.pengecualian.some((exception) => exception.action === action && exception.actorId === actor.id);
  return taskClosedTo(facts.tugas.find((candidate) => candidate.id === input.tugasId), actor, excepted);
};

/** What stands against this person closing this task; lists say with it what the door will say. `excepted`: four eyes were lifted for him here. */
export function taskClosedTo(task: Pick<TaskFact, 'open' | 'ref' | 'actor' | 'notOpener' | 'openedBy'> | undefined, actor: Pick<ActorIdentity, 'id' | 'roles'>, excepted: boolean): Obstacle[] {
  if (!task?.open) return [obstacle('tugas_tidak_terbuka')];
  if (task.ref) return [obstacle('tugas_selesai_bersama')];
  if (!actor.roles.includes(task.actor)) return [obstacle('tugas_bagian_lain', { bagian: `peran.${task.actor}` })];
  return task.notOpener && task.openedBy === actor.id && !excepted ? [obstacle('tugas_oleh_orang_lain')] : [];
}

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
