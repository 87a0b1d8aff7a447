/**
 * `npm run case -- --at <place>`: walks one invented case to a place of its procedure against the running server, through the real
 * actions, and prints its number and private link. Without `--at` it lists the places.
 */
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { loadScenarios } from '../seeds/scenarios/scenario-files.ts';
import { createWorld } from '../seeds/scenarios/walker.ts';
import { RefusedError } from '../server/testing/client.ts';
import { translate } from '../server/domain/messages/translate.ts';

const say = (line: string) => { process.stdout.write(`${line}\n`); };
const { values } = parseArgs({ options: { at: { type: 'string' }, prosedur: { type: 'string', default: 'registrasi_perseorangan' }, url: { type: 'string' } } });
const dataDir = process.env.LOKET_DATA_DIR || path.resolve(import.meta.dirname, '..', '.data');
const read = (file: string) => (existsSync(file) ? readFileSync(file, 'utf8').trim() : '');

const scenarios = (await loadScenarios()).find((candidate) => candidate.procedure === values.prosedur);
if (!scenarios) {
  say(`Tidak ada prosedur ${values.prosedur}. Yang ada: ${(await loadScenarios()).map((candidate) => candidate.procedure).join(', ')}`);
  process.exit(1);
}
const tooLong = new Set(scenarios.needsMovedClock);
const walk = values.at === undefined || tooLong.has(values.at) ? undefined : scenarios.walks[values.at] ?? scenarios.endings[values.at];
if (!walk) {
  if (values.at !== undefined) say(tooLong.has(values.at) ? `${values.at} baru terjadi setelah berhari-hari; contohnya ada pada data contoh.` : `Tidak ada tempat ${values.at}.`);
  say('Pakai: npm run case -- --at <tempat> [--prosedur <kode>]\n\nTempat:');
  for (const place of Object.keys(scenarios.walks)) say(`  ${place.padEnd(22)} ${translate(`tempat.${place}`)}`);
  say('Berakhir dengan (menunggu arsip):');
  for (const outcome of Object.keys(scenarios.endings).filter((name) => !(name in scenarios.walks) && !tooLong.has(name))) say(`  ${outcome.padEnd(22)} ${translate(`hasil.${outcome}`)}`);
  process.exit(values.at === undefined ? 0 : 1);
}
const url = values.url ?? read(path.join(dataDir, 'loket.url'));
const password = process.env.LOKET_DEMO_PASSWORD || read(path.join(dataDir, 'secret', 'demo-password'));
if (!url || !password) {
  say('Loket tidak berjalan di sini: jalankan `npm start` lebih dulu (atau sebutkan --url dan LOKET_DEMO_PASSWORD).');
  process.exit(1);
}
const walked = await walk(createWorld({ url, password, seed: Math.floor(Date.now() / 1000) % 1_000_000 })).catch((error: unknown) => {
  if (!(error instanceof RefusedError)) throw error;
  say(`Berhenti di tengah jalan: ${error.message}`);
  process.exit(1);
});
say(`Nomor : ${walked.number}\nTautan: ${url}/berkas/${walked.token}\nBerkas: ${url}/staf/cases/${walked.caseId}/show`);
