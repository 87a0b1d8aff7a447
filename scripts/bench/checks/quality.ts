/** Recall, levels and innocents on invented data, ours and three others on the same questions in the same run. */
import { performance } from 'node:perf_hooks';
import { createBlacklistScreen, createProviderScreen, type Found } from '../../../server/domain/screening/screen-list.ts';
import type { BlacklistEntry } from '../../../server/domain/screening/match-blacklist-entry.ts';
import type { KnownProvider } from '../../../server/domain/screening/match-provider.ts';
import type { EvidenceLevel } from '../../../server/domain/screening/screening.ts';
import { figure, percentile, type Figure } from '../figure.ts';
import { baselines, type Baseline } from './baselines.ts';
import { companyQuestions, personQuestions, type Question, type QuestionSet } from './cases.ts';

const ROWS = 5_000;
const EACH = 1_000;
/** A baseline that compares everything with everything is asked about so many of each group only. */
const EACH_BASELINE = 60;
const TODAY = '2026-11-20';

interface Asked { group: string; truth: string | null; ranked: { key: string; level: EvidenceLevel }[]; ms: number }

export async function quality(): Promise<Figure[]> {
  const companies = companyQuestions(ROWS, EACH);
  const people = personQuestions(ROWS, EACH);
  const company = askAll(companies.questions, createBlacklistScreen<BlacklistEntry>(companies.listed, TODAY));
  const person = askAll(people.questions, createProviderScreen<KnownProvider>(people.listed));
  return [
    recall('checks_recall_perusahaan_mask_sama', company, 'benar', 0.99),
    atLevel('checks_tingkat_ab_perusahaan_mask_sama', company, 'benar', 0.97),
    recall('checks_recall_orang_satu_nomor_sama', person, 'satu_nomor_sama', 0.97),
    recall('checks_recall_orang_nama_dan_tanggal_lahir', person, 'nama_dan_tanggal_lahir', 0.95),
    ...['asing', 'mask_sama_perusahaan_lain', 'nama_inti_sama_bentuk_dan_nomor_lain'].map((group) => wronglyAB(`checks_keliru_ab_perusahaan_${group}`, company, group, group === 'asing' ? 0.005 : 0)),
    ...['asing', 'nama_sama_lainnya_beda'].map((group) => wronglyAB(`checks_keliru_ab_orang_${group}`, person, group, group === 'asing' ? 0.005 : 0)),
    ...await besideOthers('perusahaan', companies, company, 'benar'),
    ...await besideOthers('orang', people, person, 'nama_dan_tanggal_lahir'),
  ];
}

function askAll<T, M extends { level: EvidenceLevel }>(questions: Question[], find: (subject: Question['subject']) => Found<T, M>[]): Asked[] {
  return questions.map(({ group, truth, subject }) => {
    const began = performance.now();
    const ranked = find(subject).map(({ key, match }) => ({ key, level: match.level }));
    return { group, truth, ranked, ms: performance.now() - began };
  });
}

const of = (asked: Asked[], group: string) => asked.filter((each) => each.group === group);
const share = (rows: Asked[], holds: (row: Asked) => boolean) => rows.filter(holds).length / rows.length;
const amongFirstThree = ({ truth, ranked }: Asked) => ranked.slice(0, 3).some(({ key }) => key === truth);
const atAB = ({ truth, ranked }: Asked) => ranked.slice(0, 3).some(({ key, level }) => key === truth && level !== 'C');

function recall(name: string, asked: Asked[], group: string, target: number): Figure {
  const rows = of(asked, group);
  return figure({ name, unit: 'share', value: share(rows, amongFirstThree), target, atLeast: true, seen: { asked: rows.length, first: share(rows, ({ truth, ranked }) => ranked[0]?.key === truth), atAB: share(rows, atAB), msP95: percentile(rows.map(({ ms }) => ms), 0.95) } });
}

function atLevel(name: string, asked: Asked[], group: string, target: number): Figure {
  const rows = of(asked, group);
  return figure({ name, unit: 'share', value: share(rows, atAB), target, atLeast: true, seen: { asked: rows.length } });
}

function wronglyAB(name: string, asked: Asked[], group: string, target: number): Figure {
  const rows = of(asked, group);
  return figure({ name, unit: 'share', value: share(rows, ({ ranked }) => ranked.some(({ level }) => level !== 'C')), target, seen: { asked: rows.length, atC: share(rows, ({ ranked }) => ranked.length > 0) } });
}

/**
 * The others give a similarity and no level. Each gets the threshold at which it shows as many true matches as we show at A or B;
 * what it then wrongly shows of the innocents is its price. They know names only.
 */
async function besideOthers(kind: string, set: QuestionSet<{ name: string }>, ours: Asked[], truth: string): Promise<Figure[]> {
  const groups = [...new Set(set.questions.map(({ group }) => group))].filter((group) => group === truth || set.questions.some((question) => question.group === group && question.truth === null));
  const sample = groups.flatMap((group) => set.questions.filter((question) => question.group === group).slice(0, EACH_BASELINE));
  const oursSampled = of(ours, truth).slice(0, EACH_BASELINE);
  const wanted = share(oursSampled, atAB);
  const figures: Figure[] = [];
  for (const baseline of await baselines(set.listed.map(({ key, row }) => ({ key, name: row.name })))) {
    const results = await askBaseline(baseline, sample);
    const trueOnes = results.filter((result) => result.group === truth);
    const scores = trueOnes.map(({ found, truth: key }) => found.slice(0, 3).find((each) => each.key === key)?.score ?? 0).sort((a, b) => b - a);
    const threshold = scores[Math.max(0, Math.ceil(scores.length * wanted) - 1)] ?? 0;
    const wrong = (group: string) => { const rows = results.filter((result) => result.group === group); return rows.filter(({ found }) => (found[0]?.score ?? 0) >= Math.max(threshold, 1e-9)).length / rows.length; };
    figures.push(figure({
      name: `checks_pembanding_${kind}_${baseline.name}`, unit: 'share', target: 0, atLeast: true,
      value: trueOnes.filter(({ found, truth: key }) => found.slice(0, 3).some((each) => each.key === key)).length / trueOnes.length, baseline: share(oursSampled, amongFirstThree),
      seen: { threshold, ...Object.fromEntries(groups.filter((group) => group !== truth).map((group) => [`keliru_${group}`, wrong(group)])), msP95: percentile(results.map(({ ms }) => ms), 0.95), oursMsP95: percentile(oursSampled.map(({ ms }) => ms), 0.95) },
    }));
    await baseline.end?.();
  }
  return figures;
}

async function askBaseline(baseline: Baseline, questions: Question[]) {
  const results = [];
  for (const { group, truth, name } of questions) {
    const began = performance.now();
    const found = await baseline.find(name);
    results.push({ group, truth, found, ms: performance.now() - began });
  }
  return results;
}
