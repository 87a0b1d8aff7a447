/**
 * Prints `docs/sop.md` from the definitions, so that the page cannot say anything else than the program does.
 * `--check` writes nothing and exits 1 when the page is stale.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { translate } from '../server/domain/messages/translate.ts';
import { allSops } from '../server/domain/sop/catalogue.ts';
import type { Action, Actor, Place, Sop, Standard, Step } from '../server/domain/sop/model.ts';

const PAGE = path.resolve(import.meta.dirname, '../docs/sop.md');
/** Acts possible nearly everywhere are listed below the diagram; as arrows they would hide the road. */
const TOO_MANY_ARROWS = 3;

const MEASURED: Record<Step['measured'], string> = { di_sini: 'diukur', di_luar: 'tidak diukur di sini', otomatis: 'otomatis' };
const CLOCK: Record<Place['clock'], string> = { jalan: 'berjalan', berhenti: 'berhenti', berhenti_sampai_janji: 'berhenti sampai jadwal dimulai' };

const say = (key: string) => translate(key);
/** A bar would end the cell. */
const cell = (text: string) => text.replaceAll('|', '\\|').replaceAll('\n', ' ') || '–';
const table = (heads: string[], rows: string[][]) =>
  [heads, heads.map(() => '---'), ...rows.map((row) => row.map(cell))].map((row) => `| ${row.join(' | ')} |`).join('\n');
const list = (items: readonly string[]) => items.map((item, index) => `${index + 1}. ${item}`).join('\n');
const roles = (actors: readonly Actor[]) => actors.map((actor) => say(`peran.${actor}`)).join(', ');
const code = (id: string) => `\`${id}\``;
const placeName = (id: string) => (id === 'tetap' ? 'tetap' : code(id));

/** A standard time in Indonesian; what the source does not state stays unstated. */
export function standardText(standard: Standard): string {
  if (standard === 'tidak_dinyatakan') return 'tidak dinyatakan';
  if ('menit' in standard) return `${standard.menit} menit`;
  if ('jamKalender' in standard) return `${standard.jamKalender} jam`;
  const [from, to] = standard.hariKerja;
  if (to === 0) return 'segera';
  return `${from === to ? from : `${from}–${to}`} hari kerja`;
}

function head({ head: paper }: Sop): string {
  const facts = table(['Bagian', 'Isi'], [
    ['Nomor SOP', paper.nomor], ['Nama SOP', paper.nama], ['Tanggal pembuatan', paper.dibuat], ['Tanggal revisi', paper.direvisi ?? ''],
    ['Tanggal pengesahan', paper.disahkan ?? ''], ['Disahkan oleh', paper.disahkanOleh],
  ]);
  const lists = [
    ['Dasar hukum', paper.dasarHukum], ['Kualifikasi pelaksana', paper.kualifikasi], ['Peralatan/perlengkapan', paper.peralatan],
    ['Keterkaitan', paper.keterkaitan], ['Peringatan', paper.peringatan],
  ] as const;
  return [facts, ...lists.filter(([, items]) => items.length > 0).map(([title, items]) => `**${title}**\n\n${list(items)}`)].join('\n\n');
}

function intake(sop: Sop): string {
  const fields = table(['Isian', 'Kode', 'Bagian identitas', 'Ditanyakan'], sop.intake.fields.map((field) => [
    say(field.label), code(field.key), field.identity ? 'ya' : field.contact ? 'kontak' : 'tidak', field.askWhen ? 'bila perlu' : field.optional ? 'selalu, boleh kosong' : 'selalu']));
  if (sop.docs.length === 0) return fields;
  const docs = table(['Dokumen', 'Kode', 'Bentuk', 'Pemeriksaan (di tempat)'], sop.docs.map((doc) => [
    say(doc.label), code(doc.kind), doc.forms.join(', '), doc.checks.map((check) => `${say(`periksa.${check.id}`)} (${code(check.at)})`).join('; ')]));
  return `${fields}\n\n${docs}`;
}

function steps(sop: Sop): string {
  return table(['No.', 'Kegiatan', 'Pelaksana', 'Waktu baku', 'Perlengkapan', 'Output', 'Sumber', 'Pengukuran'], Object.values(sop.steps).map((step) => [
    step.printed ?? '', say(step.title), say(`peran.${step.actor}`) + (step.via ? ` melalui ${say(`peran.${step.via}`)}` : ''), standardText(step.standard),
    step.perlengkapan ? say(step.perlengkapan) : '', step.output ? say(step.output) : '', `${step.source.seed} baris ${step.source.line}`, MEASURED[step.measured],
  ]));
}

function duties(place: Place): string {
  const tasks = (place.tasks ?? []).map((task) =>
    `tugas ${roles([task.actor])}: ${say(`tugas.${task.kind}`)} (${standardText(task.standard)}${task.notOpener ? ', ditutup orang lain' : ''}; menahan ${task.blocks.map(code).join(', ')}${task.undo ? `; bila sudah dikerjakan lalu berkas menempuh jalan lain: ${say(`tugas.${task.undo.kind}`)}, menahan ${task.undo.blocks.map(code).join(', ')}` : ''})`);
  const timers = (place.timers ?? []).map((timer) => {
    const then = 'remind' in timer.then ? `kirim ${say(`surat.${timer.then.remind}`)}` : say(`aksi.${timer.then.act}`);
    if (timer.from === 'janji') return `pengatur waktu: ${then} (${timer.minutesBefore % 60 === 0 ? `${timer.minutesBefore / 60} jam` : `${timer.minutesBefore} menit`} sebelum jadwal)`;
    if (timer.workingDaysBefore) return `pengatur waktu: ${then} (${timer.workingDaysBefore.join(', atau ')} hari kerja sebelum batas perbaikan, bila sudah lewat satu hari kerja sejak masuk)`;
    const from = timer.from === 'masuk' ? 'sejak masuk' : 'sejak batas perbaikan';
    return `pengatur waktu: ${then} (${standardText(timer.after)} ${from})`;
  });
  return [...tasks, ...timers].join('; ');
}

function places(sop: Sop): string {
  return table(['Tempat', 'Kode', 'Langkah', 'Giliran', 'Jam', 'Ruang kerja', 'Tugas dan pengatur waktu'], Object.entries(sop.places).map(([id, place]) => [
    say(`tempat.${id}`), code(id), (place.step && (sop.steps[place.step]?.printed ?? place.step)) ?? '', place.turn ? roles([place.turn]) : '', CLOCK[place.clock],
    say(`ruang_kerja.${place.workspace}`), duties(place),
  ]));
}

const conditions = (action: Action) => [...(action.guards ?? []), ...(action.inputGuards ?? [])].map((guard) => say(`syarat.${guard.name}`)).join('; ');

/** Applicant and system never hold a file. */
function holderText(action: Action): string {
  if (action.by.every((part) => part === 'pemohon' || part === 'sistem')) return '';
  return { bebas: 'tidak perlu', bukan_rekan: 'tidak boleh dipegang rekan', wajib: 'wajib' }[action.holder ?? 'wajib'];
}

function actions(sop: Sop): string {
  return table(['Tindakan', 'Kode', 'Dari', 'Ke', 'Oleh', 'Syarat', 'Surat', 'Empat mata: bukan pelaku', 'Pemegang'], Object.entries(sop.actions).map(([id, action]) => [
    say(`aksi.${id}`), code(id), action.from.map(code).join(', '), placeName(action.to) + (action.nextRound ? ' (putaran baru)' : ''), roles(action.by), conditions(action),
    (action.letters ?? []).map((letter) => say(`surat.${letter}`)).join('; '), (action.notSamePersonAs ?? []).map(code).join(', '), holderText(action),
  ]));
}

/** Mermaid reads a colon as the end of the arrow and a semicolon as the end of the line. */
const arrowText = (id: string) => say(`aksi.${id}`).replaceAll(':', ' –').replaceAll(';', ',');

function diagram(sop: Sop): string {
  const moves = Object.entries(sop.actions).filter(([, action]) => action.to !== 'tetap');
  const drawn = moves.filter(([, action]) => action.from.length <= TOO_MANY_ARROWS);
  const spread = moves.filter(([, action]) => action.from.length > TOO_MANY_ARROWS);
  const lines = [
    'stateDiagram-v2',
    ...Object.keys(sop.places).map((id) => `  state "${say(`tempat.${id}`)}" as ${id}`),
    `  [*] --> ${sop.intake.start}`,
    ...drawn.flatMap(([id, action]) => action.from.map((from) => `  ${from} --> ${action.to}: ${arrowText(id)}`)),
    ...Object.entries(sop.places).filter(([, place]) => place.final).map(([id]) => `  ${id} --> [*]`),
  ];
  const below = spread.map(([id, action]) => `- ${say(`aksi.${id}`)} (${code(id)}): dari ${action.from.map(code).join(', ')} ke ${code(action.to)}.`);
  const elsewhere = below.length > 0 ? `\n\nTidak digambar karena mungkin dari banyak tempat:\n\n${below.join('\n')}` : '';
  return `\`\`\`mermaid\n${lines.join('\n')}\n\`\`\`${elsewhere}`;
}

function endings(sop: Sop): string {
  return table(['Hasil', 'Kode', 'Tindakan', 'Surat'], sop.outcomes.map((outcome) => {
    const ways = Object.entries(sop.actions).filter(([, action]) => action.ends === outcome);
    const letters = [...new Set(ways.flatMap(([, action]) => action.letters ?? []))];
    return [say(`hasil.${outcome}`), code(outcome), ways.map(([id]) => `${say(`aksi.${id}`)} (${code(id)})`).join('; '), letters.map((letter) => say(`surat.${letter}`)).join('; ')];
  }));
}

function archive({ archive: rule, steps: all }: Sop): string {
  return table(['Aturan', 'Isi'], [
    ['Langkah', all[rule.step]?.printed ?? rule.step], ['Tempat', code(rule.place)], ['Kode klasifikasi (Permendagri 83/2022)', rule.code],
    ['Retensi aktif', `${rule.activeYears} tahun`], ['Retensi inaktif', `${rule.inactiveYears} tahun`], ['Nasib akhir', say(`arsip.nasib.${rule.disposition}`)],
    ['Dihitung', say(rule.trigger)], ['Lampiran identitas (scan)', `${rule.annexYears} tahun`],
  ]);
}

const chapter = (sop: Sop) => [
  `## ${say(sop.title)}`, `Kode ${code(sop.code)}, versi ${sop.version}.`,
  '### Kepala SOP', head(sop),
  '### Isian dan dokumen', intake(sop),
  '### Langkah', 'Nomor seperti tercetak pada sumbernya.', steps(sop),
  '### Tempat', places(sop),
  '### Tindakan', actions(sop),
  '### Diagram', diagram(sop),
  '### Cara perkara berakhir', 'Setiap akhir bersurat dan melewati pengarsipan.', endings(sop),
  '### Aturan arsip', archive(sop),
].join('\n\n');

/** The whole page. */
export function sopPage(sops: readonly Sop[]): string {
  const top = '# Prosedur (SOP)\n\nHalaman ini dicetak dari definisi di `server/domain/sop` oleh `npm run docs`. Jangan diubah dengan tangan: ubah definisinya.';
  return `${[top, ...sops.map(chapter)].join('\n\n')}\n`;
}

function currentPage(): string {
  try {
    return readFileSync(PAGE, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return '';
    throw error;
  }
}

if (import.meta.main) {
  const page = sopPage(allSops);
  if (!process.argv.includes('--check')) {
    mkdirSync(path.dirname(PAGE), { recursive: true });
    writeFileSync(PAGE, page);
  } else if (page !== currentPage()) {
    process.stderr.write('docs/sop.md is stale: run npm run docs and commit it.\n');
    process.exitCode = 1;
  }
}
