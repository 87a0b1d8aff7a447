/** Walks of seed 003: from an application to any place or ending, through the same acts an office does. */
import { randomUUID } from 'node:crypto';
import { RefusedError, type CaseSeen, type Client } from '../../server/testing/client.ts';
import type { Person } from './people.ts';
import { blacklistedPerson, closeTasks, ensureFreshList, fileAway, judgeDocuments, judgeHits, judgeTwins, patiently, submit, take, uploadScans, withPerson, type Walked, type World } from './world.ts';

export const procedure = 'registrasi_perseorangan';
export const KINDS = ['ktp', 'npwp', 'sertifikat_keahlian'];

export const formOf = (person: Person): Record<string, string> => ({
  nama: person.nama, nik: person.nik, npwp: person.npwp, email: person.email, telepon: person.telepon, user_id_spse: person.userId,
  alamat: person.alamat, kabupaten: person.kabupaten, tanggal_lahir: person.tanggalLahir,
});

export interface Choices {
  /** Sends the guest-book entry (a missing one becomes a deviation). */
  visits?: boolean;
  /** Somebody else does helpdesk's or verifikator's part. */
  helpdesk?: string;
  verifikator?: string;
  /** What step 9 finds wanting; an expired certificate where nothing is said. */
  short?: { kind: string; check: string; alasan: string };
}
type Step = (world: World, walked: Walked, choices: Choices) => Promise<void>;

const helpdeskOf = (world: World, choices: Choices): Promise<Client> => world.officer(choices.helpdesk ?? 'helpdesk');
const verifierOf = (world: World, choices: Choices): Promise<Client> => world.officer(choices.verifikator ?? 'verifikator');

export const apply = (world: World): Promise<Walked> => submit(world, procedure, formOf, KINDS);

/** Buku Tamu, once a round. */
export async function visit(world: World, walked: Walked): Promise<void> {
  await world.applicant.post(`/api/public/applications/${walked.token}/visits`, { requestId: randomUUID(), name: walked.person.nama, purpose: 'Registrasi penyedia perseorangan' });
}

const beginUploadCheck: Step = async (world, walked, choices) => {
  if (choices.visits !== false) await visit(world, walked);
  const helpdesk = await helpdeskOf(world, choices);
  world.forward(7);
  await take(helpdesk, walked.caseId);
  world.forward(1);
  await helpdesk.act(walked.caseId, 'mulai_cek_unggahan');
};
const toBlacklist: Step = async (world, walked, choices) => {
  const helpdesk = await helpdeskOf(world, choices);
  await ensureFreshList(world);
  world.forward(2);
  await judgeDocuments(helpdesk, walked.caseId);
  if (choices.visits === false) await helpdesk.act(walked.caseId, 'catat_tanpa_buku_tamu', { catatan: 'Pemohon belum mengisi Buku Tamu; dikonfirmasi lewat telepon.' });
  await helpdesk.act(walked.caseId, 'lanjut_cek_daftar_hitam');
};
const toCompleteness: Step = async (world, walked, choices) => {
  const helpdesk = await helpdeskOf(world, choices);
  world.forward(3);
  await judgeHits(helpdesk, walked.caseId, 'daftar_hitam', 'nilai_temuan', 'bukan_yang_sama');
  await helpdesk.act(walked.caseId, 'nyatakan_bersih');
};
const handOver: Step = async (world, walked, choices) => {
  const helpdesk = await helpdeskOf(world, choices);
  world.forward(6);
  await judgeDocuments(helpdesk, walked.caseId);
  await judgeTwins(helpdesk, walked.caseId);
  await helpdesk.act(walked.caseId, 'nyatakan_lengkap');
};
const acceptFile: Step = async (world, walked, choices) => {
  const verifier = await verifierOf(world, choices);
  world.forward(9);
  await take(verifier, walked.caseId);
  world.forward(1);
  await verifier.act(walked.caseId, 'terima_berkas');
};
const toScheduling: Step = async (world, walked, choices) => {
  const verifier = await verifierOf(world, choices);
  world.forward(4);
  await judgeHits(verifier, walked.caseId, 'lpse_lain', 'nilai_kandidat', 'bukan_yang_sama');
  await verifier.act(walked.caseId, 'nyatakan_belum_terdaftar');
};
/** A slot shortly ahead, the next one free; outside office hours the reason is given, as the form asks. */
const offerSlot: Step = async (world, walked, choices) => {
  const verifier = await verifierOf(world, choices);
  world.forward(3);
  const tempat = `https://rapat.contoh.test/${walked.number.toLowerCase()}`;
  for (let tries = 0; ; tries += 1) {
    const mulai = new Date(world.now().getTime() + (10 + 11 * tries) * 60_000).toISOString();
    try {
      await verifier.act(walked.caseId, 'tawarkan_jadwal', { mulai, menit: 10, saluran: 'daring', tempat, alasanDiLuarJam: 'Kesepakatan dengan pemohon lewat telepon.' });
      return;
    } catch (error) {
      if (tries === 20 || !(error instanceof RefusedError) || !JSON.stringify(error.body).includes('jadwal_bentrok')) throw error;
    }
  }
};
const attend: Step = async (world, walked, choices) => {
  await world.applicant.post(`/api/public/applications/${walked.token}/appointment`, { requestId: randomUUID(), answer: 'ya' });
  const verifier = await verifierOf(world, choices);
  world.forward(11);
  await verifier.act(walked.caseId, 'catat_hadir');
};
const fillChecklist = async (world: World, walked: Walked, choices: Choices, good = true): Promise<void> => {
  const verifier = await verifierOf(world, choices);
  world.forward(6);
  for (const kind of KINDS) await verifier.act(walked.caseId, 'isi_daftar_periksa', { butir: kind, ada: true, sesuaiAsli: good || kind !== 'sertifikat_keahlian' });
  await verifier.act(walked.caseId, 'nilai_orang', { orangSesuai: true, persetujuan: true });
};
const pass: Step = async (world, walked, choices) => {
  await fillChecklist(world, walked, choices);
  await (await verifierOf(world, choices)).act(walked.caseId, 'nyatakan_lolos');
};
const sendReceipt: Step = async (world, walked, choices) => {
  const verifier = await verifierOf(world, choices);
  world.forward(2);
  await closeTasks(verifier, world, walked.caseId, walked.person);
  await verifier.act(walked.caseId, 'kirim_tanda_terima');
};

/** The straight road; each walk stops where it is asked to. */
const ROAD: { place: string; step: Step }[] = [
  { place: 'cek_unggahan', step: beginUploadCheck }, { place: 'cek_daftar_hitam', step: toBlacklist }, { place: 'cek_kelengkapan', step: toCompleteness },
  { place: 'diteruskan', step: handOver }, { place: 'cek_lpse_lain', step: acceptFile }, { place: 'penjadwalan', step: toScheduling },
  { place: 'terjadwal', step: offerSlot }, { place: 'verifikasi', step: attend }, { place: 'disetujui', step: pass },
];

async function along(world: World, until: string, choices: Choices): Promise<Walked> {
  const walked = await apply(world);
  await continueTo(world, walked, 'diterima', until, choices);
  return walked;
}

/** Goes on along the straight road from where the case stands. */
export async function continueTo(world: World, walked: Walked, from: string, until: string, choices: Choices = {}): Promise<void> {
  const start = ROAD.findIndex((part) => part.place === from) + 1;
  const end = ROAD.findIndex((part) => part.place === until);
  for (const part of ROAD.slice(start, end + 1)) await part.step(world, walked, choices);
}

/** Step 9 finds the KTP wanting instead. */
export const KTP_SHORT = { short: { kind: 'ktp', check: 'nik_sama', alasan: 'DOC-02' } };
export const BLURRED = { hasil: 'unggah_ulang', alasan: 'DOC-02', catatan: 'Bagian bawah terpotong.' };

async function toReturn(world: World, choices: Choices): Promise<Walked> {
  const walked = await along(world, 'cek_kelengkapan', choices);
  const { short = { kind: 'sertifikat_keahlian', check: 'masih_berlaku', alasan: 'DOC-06' } } = choices;
  const helpdesk = await helpdeskOf(world, choices);
  world.forward(8);
  await judgeDocuments(helpdesk, walked.caseId, (kind, check) => (kind === short.kind && check === short.check ? { hasil: 'unggah_ulang', alasan: short.alasan } : { hasil: 'sesuai' }));
  await helpdesk.act(walked.caseId, 'nyatakan_kurang');
  return walked;
}
async function toWaiting(world: World, choices: Choices): Promise<Walked> {
  const walked = await toReturn(world, choices);
  world.forward(2);
  await (await helpdeskOf(world, choices)).act(walked.caseId, 'kirim_kekurangan', {
    butir: [{ jenis: 'dokumen', kunci: 'sertifikat_keahlian', alasan: 'DOC-06', catatan: 'Unggah sertifikat yang masih berlaku.' }],
  });
  return walked;
}

/** The applicant sends back exactly what was asked. */
export async function repair(world: World, walked: Walked): Promise<void> {
  const documents = await uploadScans(world.applicant, '/api/public/uploads', ['sertifikat_keahlian'], walked.person);
  await world.applicant.post(`/api/public/applications/${walked.token}/repair`, { requestId: randomUUID(), fields: {}, documents });
}

/** The applicant is somebody whom the list names. */
async function toRejection(world: World, choices: Choices): Promise<Walked> {
  const walked = await along(withPerson(world, blacklistedPerson(world)), 'cek_daftar_hitam', choices);
  const helpdesk = await helpdeskOf(world, choices);
  const hits = await judgeHits(helpdesk, walked.caseId, 'daftar_hitam', 'nilai_temuan', 'sama');
  const second = await world.officer('helpdesk2');
  for (const hitId of hits) await second.act(walked.caseId, 'konfirmasi_temuan', { hitId, alasan: 'Diperiksa ulang: nama, NPWP, dan kabupaten sama.' });
  await helpdesk.act(walked.caseId, 'tolak_daftar_hitam', { catatan: 'Tercantum dalam Daftar Hitam yang masih tayang.' });
  return walked;
}
/** The applicant was approved before and comes again. */
async function toExistingId(world: World, choices: Choices): Promise<Walked> {
  const known = await endings.disetujui(world, choices);
  const walked = await along(withPerson(world, known.person), 'cek_lpse_lain', choices);
  const verifier = await verifierOf(world, choices);
  const hits = await judgeHits(verifier, walked.caseId, 'lpse_lain', 'nilai_kandidat', 'sama');
  const second = await world.officer('verifikator2');
  for (const hitId of hits) await second.act(walked.caseId, 'konfirmasi_temuan', { hitId, alasan: 'Diperiksa ulang: NIK dan NPWP sama.' });
  await verifier.act(walked.caseId, 'nyatakan_sudah_terdaftar', { lpse: 'LPSE Provinsi Kalimantan Timur', userId: walked.person.userId });
  return walked;
}
async function toNotPassed(world: World, choices: Choices): Promise<Walked> {
  const walked = await along(world, 'verifikasi', choices);
  await fillChecklist(world, walked, choices, false);
  await (await verifierOf(world, choices)).act(walked.caseId, 'nyatakan_tidak_lolos', { alasan: 'DOC-04', catatan: 'Sertifikat yang ditunjukkan tidak sesuai dengan pindaian.' });
  return walked;
}

/** Ways to every place and ending; `daftar_hitam` and `terdaftar` want a person who is on a list, put there by the caller through `world.people`. */
export const walks: Record<string, (world: World, choices?: Choices) => Promise<Walked>> = {
  diterima: (world) => apply(world),
  ...Object.fromEntries(ROAD.map(({ place }) => [place, (world: World, choices: Choices = {}) => along(world, place, choices)])),
  ditolak_daftar_hitam: (world, choices = {}) => toRejection(world, choices),
  pengembalian: (world, choices = {}) => toReturn(world, choices),
  menunggu_perbaikan: (world, choices = {}) => toWaiting(world, choices),
  gunakan_id_ada: (world, choices = {}) => toExistingId(world, choices),
  tidak_lolos: (world, choices = {}) => toNotPassed(world, choices),
  pengarsipan: (world, choices = {}) => endings.disetujui(world, choices),
  ditinjau_kembali: async (world, choices = {}) => {
    const walked = await endings.disetujui(world, choices);
    await archive(world, walked);
    const supervisor = await world.officer('penyelia');
    await patiently('arsip_belum_disegel', () => supervisor.act(walked.caseId, 'batalkan_tanda_terima', { alasan: 'PBT-03', catatan: 'Nama pada Tanda Terima salah ketik.' }));
    return walked;
  },
  diarsipkan: async (world, choices = {}) => {
    const walked = await endings.disetujui(world, choices);
    await archive(world, walked);
    return walked;
  },
};

/** Every outcome; the case then waits for the archive. */
export const endings = {
  async disetujui(world: World, choices: Choices = {}): Promise<Walked> {
    const walked = await along(world, 'disetujui', choices);
    await sendReceipt(world, walked, choices);
    return walked;
  },
  async ditolak_daftar_hitam(world: World, choices: Choices = {}): Promise<Walked> {
    const walked = await toRejection(world, choices);
    await (await helpdeskOf(world, choices)).act(walked.caseId, 'kirim_penolakan');
    await closeTasks(await verifierOf(world, choices), world, walked.caseId, walked.person);
    return walked;
  },
  async gunakan_id_ada(world: World, choices: Choices = {}): Promise<Walked> {
    const walked = await toExistingId(world, choices);
    await closeTasks(await verifierOf(world, choices), world, walked.caseId, walked.person);
    const helpdesk = await helpdeskOf(world, choices);
    await take(helpdesk, walked.caseId);
    await helpdesk.act(walked.caseId, 'kirim_gunakan_id');
    return walked;
  },
  async dirujuk_lpse_lain(world: World, choices: Choices = {}): Promise<Walked> {
    const walked = await along(world, 'cek_unggahan', choices);
    await (await helpdeskOf(world, choices)).act(walked.caseId, 'rujuk_lpse_lain', { lpse: 'LPSE Kota Balikpapan', alasan: 'DUP-02' });
    return walked;
  },
  async tidak_lolos(world: World, choices: Choices = {}): Promise<Walked> {
    const walked = await toNotPassed(world, choices);
    const helpdesk = await helpdeskOf(world, choices);
    await take(helpdesk, walked.caseId);
    await helpdesk.act(walked.caseId, 'kirim_tidak_lolos', { alasan: 'DOC-04', catatan: 'Dokumen asli tidak sesuai dengan pindaian.' });
    return walked;
  },
  async ditarik(world: World, choices: Choices = {}): Promise<Walked> {
    const walked = await along(world, 'cek_unggahan', choices);
    await world.applicant.post(`/api/public/applications/${walked.token}/withdraw`, { requestId: randomUUID() });
    return walked;
  },
  async kedaluwarsa(world: World, choices: Choices = {}): Promise<Walked> {
    const walked = await toWaiting(world, choices);
    world.forward(LAPSED_DAYS * 24 * 60);
    await world.settle();
    await (await helpdeskOf(world, choices)).act(walked.caseId, 'nyatakan_kedaluwarsa', { catatan: 'Tidak ada perbaikan sampai batas waktu.' });
    return walked;
  },
  async bukan_permohonan(world: World, choices: Choices = {}): Promise<Walked> {
    const walked = await apply(world);
    const helpdesk = await helpdeskOf(world, choices);
    await take(helpdesk, walked.caseId);
    await helpdesk.act(walked.caseId, 'nyatakan_bukan_permohonan', { alasan: 'TTP-02', catatan: 'Berkas berisi brosur, bukan permohonan.' });
    return walked;
  },
};

/** Days after which a file nobody repaired is proposed for closing. */
const LAPSED_DAYS = 15;
/** Walks that wait for days: only where business time can be moved. */
export const needsMovedClock = ['kedaluwarsa'];

/** Step 19. */
export const archive = (world: World, walked: Walked): Promise<CaseSeen> =>
  fileAway(world, walked, { kode: '000.3.5', uraian: `Berkas ${walked.number}`, lokasi: 'Penyimpanan digital, rak A', tingkat: 'salinan_digital' });

const archived = (name: keyof typeof endings) => async (world: World, choices: Choices = {}): Promise<void> => {
  const walked = await endings[name](world, choices);
  await archive(world, walked);
};
const otherHands: Choices = { helpdesk: 'helpdesk2', verifikator: 'verifikator2' };

/** A file that came back once, or twice, before it passed. */
async function repaired(world: World, rounds: number): Promise<void> {
  const walked = await toWaiting(world, {});
  for (let round = 1; ; round += 1) {
    world.forward(60 * 26);
    await repair(world, walked);
    const helpdesk = await world.officer('helpdesk');
    if (round === 1) await visit(world, walked);
    await take(helpdesk, walked.caseId);
    await toBlacklist(world, walked, { visits: round === 1 });
    await toCompleteness(world, walked, {});
    if (round === rounds) break;
    await judgeDocuments(helpdesk, walked.caseId, (_kind, check) => (check === 'nama_sama' ? { hasil: 'unggah_ulang', alasan: 'DOC-03', catatan: 'Nama pada sertifikat berbeda.' } : { hasil: 'sesuai' }));
    await helpdesk.act(walked.caseId, 'nyatakan_kurang');
    await helpdesk.act(walked.caseId, 'kirim_kekurangan', { butir: [{ jenis: 'dokumen', kunci: 'sertifikat_keahlian', alasan: 'DOC-03' }] });
  }
  await continueTo(world, walked, 'cek_kelengkapan', 'disetujui');
  await sendReceipt(world, walked, {});
  await archive(world, walked);
}

/** Some sixty files over more than four weeks: every place, every ending, every hand. Oldest first. */
export const samples = [
  { name: 'disetujui', times: 9, walk: archived('disetujui') },
  { name: 'disetujui tangan lain', times: 6, walk: (world: World) => archived('disetujui')(world, otherHands) },
  { name: 'diperbaiki sekali', times: 3, walk: (world: World) => repaired(world, 1) },
  { name: 'diperbaiki dua kali', times: 1, walk: (world: World) => repaired(world, 2) },
  { name: 'tanpa buku tamu', times: 2, walk: (world: World) => archived('disetujui')(world, { visits: false }) },
  { name: 'ditolak daftar hitam', times: 2, walk: archived('ditolak_daftar_hitam') },
  { name: 'gunakan id ada', times: 2, walk: archived('gunakan_id_ada') },
  { name: 'dirujuk', times: 2, walk: archived('dirujuk_lpse_lain') },
  { name: 'tidak lolos', times: 2, walk: archived('tidak_lolos') },
  { name: 'ditarik', times: 2, walk: archived('ditarik') },
  { name: 'kedaluwarsa', times: 2, days: LAPSED_DAYS + 3, walk: archived('kedaluwarsa') },
  { name: 'bukan permohonan', times: 2, walk: archived('bukan_permohonan') },
  ...Object.entries(endings).map(([name, walk]) => ({ name: `menunggu arsip: ${name}`, times: 1, days: needsMovedClock.includes(name) ? LAPSED_DAYS + 3 : 0, walk: (world: World) => walk(world) })),
  ...['terjadwal', 'penjadwalan', 'verifikasi', 'ditinjau_kembali', 'disetujui', 'tidak_lolos', 'gunakan_id_ada', 'ditolak_daftar_hitam', 'menunggu_perbaikan', 'pengembalian', 'cek_lpse_lain', 'diteruskan',
    'cek_kelengkapan', 'cek_daftar_hitam', 'cek_unggahan'].map((place) => ({ name: place, times: 1, walk: (world: World) => walkTo(place)(world) })),
  { name: 'menunggu perbaikan', times: 2, walk: (world: World) => toWaiting(world, {}) },
  { name: 'diterima', times: 4, walk: (world: World) => apply(world) },
];

function walkTo(place: string): (world: World) => Promise<Walked> {
  const walk = walks[place];
  if (!walk) throw new Error(`no walk to ${place}`);
  return walk;
}
