/** What each letter variable prints, from rows of the case and what was typed at the act. Letters are written in Indonesian. */
import type { Knex } from 'knex';
import { z } from 'zod';
import { reasonText, type OfficeReason } from '../domain/messages/reasons.ts';
import { isProvisional } from '../domain/provisional.ts';
import { zoneOfRegion } from '../domain/region-zone.ts';
import { translate, type Params } from '../domain/messages/translate.ts';
import type { Sop } from '../domain/sop/model.ts';
import { calendarOf, type Office } from '../offices/index.ts';
import { comparedItemsOf, type ComparedItem } from '../scheduling/index.ts';
import type { LetterVariable } from './letter-variables.ts';
import { LINK_MARK } from './letter-variables.ts';
import {
  appointmentOf, blacklistEntriesOf, callOf, calledOffAt, documentsOf, downloadableUntil, existingIdOf, offeredForms, papersMovedAt, repairOf, runOf, shortage,
  type Addressee, type Call, type Run, type Shortage,
} from './letter-rows.view.ts';
import { printedDay, printedMoment, printedSlot, zoneLong, zoneShort } from './printed-time.ts';

export interface Scene {
  trx: Knex.Transaction;
  sop: Sop;
  office: Office;
  addressee: Addressee;
  /** As the office words them. */
  reasons: readonly OfficeReason[];
  caseId: string;
  caseNumber: string;
  /** The act ends the case: its letter speaks of the verification attended, not of the newest slot. */
  decided: boolean;
  input: Record<string, unknown>;
  /** The day on the paper. */
  at: Date;
  /** The act the letter tells of. Another moment than `at` only for a letter issued anew: it speaks of what the first one told. */
  asOf: Date;
  /** Links in letters begin with it. */
  publicUrl: string;
}
type Resolver = (scene: Scene) => string | Promise<string>;

const say = (key: string, params?: Params) => translate(key, params, 'id');
const typed = (scene: Scene, key: string) => (typeof scene.input[key] === 'string' ? scene.input[key] : null);

const resolvers: Record<LetterVariable, Resolver> = {
  nama: ({ addressee }) => addressee.name,
  nomor: ({ caseNumber }) => caseNumber,
  waktu: ({ asOf, office }) => printedMoment(asOf, office.zone),
  kantor: ({ office }) => office.name,
  kontak: ({ office }) => office.letterhead.contact,
  tautan: () => LINK_MARK,
  daftar_kekurangan: async (scene) => shortageLines(scene, await shortagesOf(scene)),
  catatan: async (scene) => typed(scene, 'catatan') ?? ('butir' in scene.input ? '' : (await repairOf(scene.trx, scene.caseId, scene.asOf))?.note ?? ''),
  batas: (scene) => repairDeadline(scene),
  // A wish for another time is a reason too, though nobody typed a code; whoever reads it is who wished it.
  alasan: (scene) => (typed(scene, 'alasan') === null && 'keinginan' in scene.input ? say('isi_surat.anda_minta_waktu_lain') : reasonSentence(scene, typed(scene, 'alasan') ?? '')),
  rincian_daftar_hitam: async ({ trx, caseId, office }) => (await blacklistEntriesOf(trx, caseId)).map((entry, index) => (entry.kind === 'portal'
    ? say(entry.skNumber ? 'isi_surat.daftar_hitam.portal' : 'isi_surat.daftar_hitam.portal_tanpa_sk', {
      urut: index + 1, nomor: entry.skNumber ?? '', mulai: entry.startsOn ? printedDay(entry.startsOn) : '–', selesai: entry.endsOn ? printedDay(entry.endsOn) : '–',
      waktu: printedMoment(entry.seenAt, office.zone), pencarian: entry.query,
    })
    : say('isi_surat.daftar_hitam.butir', {
      urut: index + 1, nomor: entry.skNumber, instansi: entry.agency || '–', pelanggaran: entry.violation || '–',
      mulai: entry.startsOn ? printedDay(entry.startsOn) : '–', selesai: entry.endsOn ? printedDay(entry.endsOn) : '–',
    }))).join('\n'),
  batas_unduh: async ({ trx, caseId, office }) => printedOr(await downloadableUntil(trx, caseId), office.zone),
  lpse_asal: async ({ trx, caseId }) => (await existingIdOf(trx, caseId))?.lpse ?? '',
  lpse_tujuan: (scene) => typed(scene, 'lpse') ?? '',
  user_id_tersamar: async ({ trx, caseId, addressee }) => maskUserId((await existingIdOf(trx, caseId))?.userId ?? addressee.userIdSpse ?? ''),
  jadwal: async ({ trx, caseId, decided, office }) => {
    const slot = await appointmentOf(trx, caseId, decided);
    return slot ? printedSlot(slot.startsAt, slot.endsAt, office.zone) : '';
  },
  jadwal_batal: async ({ trx, caseId, asOf, office }) => {
    const slot = await calledOffAt(trx, caseId, asOf);
    return slot ? say('isi_surat.jadwal_batal', { jadwal: printedSlot(slot.startsAt, slot.endsAt, office.zone), zona: zoneLong(office.zone) }) : '';
  },
  zona: ({ office }) => zoneLong(office.zone),
  saluran: async ({ trx, caseId, decided }) => {
    const slot = await appointmentOf(trx, caseId, decided);
    return slot ? say(`isi_surat.saluran.${slot.channel}`) : '';
  },
  tempat: async ({ trx, caseId, decided }) => (await appointmentOf(trx, caseId, decided))?.location ?? '',
  daftar_dokumen: async ({ trx, caseId, sop }) => {
    const held = new Set((await documentsOf(trx, caseId)).map((document) => document.kind));
    const kinds = sop.docs.filter((doc) => held.size === 0 || held.has(doc.kind));
    return kinds.map((doc) => documentName(doc.label)).join(', ');
  },
  rincian_berkas: async ({ trx, caseId, asOf }) => (await papersMovedAt(trx, caseId, asOf)).map((paper, index) => say('isi_surat.berkas.butir', { urut: index + 1, nama: paper.name, bentuk: `nilai.bentuk_${paper.form}` })).join('\n'),
  orang_loket: (scene) => typed(scene, 'penyerah') ?? typed(scene, 'penerima') ?? '',
  jam_setempat: async ({ trx, caseId, decided, office, addressee }) => {
    const slot = await appointmentOf(trx, caseId, decided);
    const here = zoneOfRegion(addressee.regencyCode);
    return slot && here && zoneShort(here) !== zoneShort(office.zone) ? say('isi_surat.setempat', { jadwal: printedSlot(slot.startsAt, slot.endsAt, here) }) : '';
  },
  waktu_verifikasi: async ({ trx, caseId, office }) => {
    const call = await callOf(trx, caseId, office.zone);
    return call ? printedSlot(call.startsAt, call.endsAt, office.zone) : '';
  },
  pemeriksa: async ({ trx, caseId }) => (await appointmentOf(trx, caseId, true))?.officer ?? '',
  daftar_periksa: async ({ trx, caseId, sop, office }) => {
    const compared = await comparedItemsOf(trx, caseId);
    const call = await callOf(trx, caseId, office.zone);
    return sop.docs.map((doc, index) => say('isi_surat.periksa.baris', { urut: index + 1, dokumen: documentName(doc.label), hasil: finding(compared.get(doc.kind), call, office.zone) })).join('\n');
  },
  orang_sesuai: (scene) => noted(scene, 'orang_sesuai', 'isi_surat.periksa.tidak_diperiksa'),
  persetujuan: (scene) => noted(scene, 'persetujuan', 'isi_surat.periksa.tidak_dicatat'),
  hasil_verifikasi: async (scene) => {
    const reason = typed(scene, 'alasan');
    const result = reason === null ? say('isi_surat.hasil.lolos') : say('isi_surat.hasil.tidak_lolos', { alasan: reasonSentence(scene, reason) });
    return (await callOf(scene.trx, scene.caseId, scene.office.zone))?.skippedLater ? say('isi_surat.hasil.tanpa_panggilan', { hasil: result }) : result;
  },
  hasil_daftar_hitam: async (scene) => runSentence(await runOf(scene.trx, scene.caseId, 'daftar_hitam'), 'daftar_hitam', scene.office.zone),
  formulir: async ({ trx, sop, office, publicUrl }) => {
    const forms = await offeredForms(trx, office.id, sop.code);
    return forms.length === 0 ? '' : say('isi_surat.formulir', { daftar: forms.map((form) => `- ${form.title}: ${publicUrl}/api/public/forms/${form.id}`).join('\n') });
  },
  hasil_lpse_lain: async (scene) => runSentence(await runOf(scene.trx, scene.caseId, 'lpse_lain'), 'lpse_lain', scene.office.zone),
};

/** The values of exactly these variables. */
export async function resolveVariables(scene: Scene, names: LetterVariable[]): Promise<Partial<Record<LetterVariable, string>>> {
  const values: Partial<Record<LetterVariable, string>> = {};
  for (const name of names) values[name] = await resolvers[name](scene);
  return values;
}

/** The name of a document without the word "Scan": letters ask for originals and list what was shown. */
export function documentName(label: string): string {
  return say(label).replace(/^scan\s+/i, '');
}

/** First two and last two signs, enough for the owner to know his own ID and for nobody else to use it. */
export function maskUserId(userId: string): string {
  if (userId.length === 0) return '';
  return userId.length >= 6 ? `${userId.slice(0, 2)}***${userId.slice(-2)}` : `${userId.slice(0, 1)}***`;
}

/** Nobody looked is another finding than nothing was there. */
function finding(row: ComparedItem | undefined, call: Call | null, zone: string): string {
  if (!row) return say('isi_surat.periksa.tidak_diperiksa');
  return [say(`isi_surat.periksa.${row.present ? (row.matches ? 'sesuai' : 'ada') : 'tidak_ada'}`), notedLater(row, call, zone)].filter(Boolean).join(' ');
}

/** What was noted after the call the letter names says when; empty for what was noted during it. */
export function notedLater(row: ComparedItem, call: Call | null, zone: string): string {
  return call && row.at > call.endsAt ? say('isi_surat.periksa.kemudian', { waktu: printedMoment(row.at, zone) }) : '';
}

async function noted({ trx, caseId, office }: Scene, item: string, nobodyDid: string): Promise<string> {
  const row = (await comparedItemsOf(trx, caseId)).get(item);
  if (!row) return say(nobodyDid);
  return [say(row.present ? 'isi_surat.ya' : 'isi_surat.tidak'), notedLater(row, await callOf(trx, caseId, office.zone), office.zone)].filter(Boolean).join(' ');
}

/** A paper says what the screen says: a date that may still move is called so. */
async function repairDeadline({ trx, caseId, asOf, office }: Scene): Promise<string> {
  const repair = await repairOf(trx, caseId, asOf);
  if (!repair) return '';
  const mayMove = repair.open && isProvisional(await calendarOf(trx, office.id), repair.dueAt, repair.dueEdition);
  return printedMoment(repair.dueAt, office.zone) + (mayMove ? ` (${say('publik.sementara')})` : '');
}

const printedOr = (at: Date | null | undefined, zone: string) => (at ? printedMoment(at, zone) : '');

/** A reason code as its sentence; what was typed freely stays as it is. */
function reasonSentence({ reasons }: Scene, reason: string): string {
  return reasonText(reasons, reason, 'id');
}

async function shortagesOf(scene: Scene): Promise<Shortage[]> {
  const given = z.array(shortage).safeParse(scene.input.butir);
  return given.success ? given.data : (await repairOf(scene.trx, scene.caseId, scene.asOf))?.items ?? [];
}

function shortageLines(scene: Scene, items: Shortage[]): string {
  const { sop } = scene;
  const label = ({ jenis, kunci }: Shortage) => (jenis === 'dokumen'
    ? sop.docs.find((doc) => doc.kind === kunci)?.label
    : sop.intake.fields.find((field) => field.key === kunci)?.label) ?? kunci;
  return items.map((item, index) => {
    const line = say('isi_surat.kekurangan.butir', { urut: index + 1, perihal: label(item), alasan: reasonSentence(scene, item.alasan) });
    const note = item.catatan?.replace(/\s+/g, ' ').trim();
    return note ? `${line}\n   ${say('isi_surat.kekurangan.catatan', { catatan: note })}` : line;
  }).join('\n');
}

function runSentence(run: Run | null, kind: 'daftar_hitam' | 'lpse_lain', zone: string): string {
  if (!run) return '';
  // Without a registry nobody was asked but ourselves: the paper says no more than was done.
  const where = kind === 'lpse_lain' && run.dataDate === null ? '_sendiri' : '';
  return say(`isi_surat.${kind}.${run.sameCount > 0 ? 'ada' : 'tidak_ada'}${where}`, {
    data: run.dataDate ? printedDay(run.dataDate) : '–', diperiksa: printedMoment(run.runAt, zone),
  });
}
