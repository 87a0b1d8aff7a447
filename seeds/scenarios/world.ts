/** What a scenario may touch: the test client, a clock it may move, and invented people. It walks real actions and nothing else. */
import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { RefusedError, type CaseSeen, type Client } from '../../server/testing/client.ts';
import { sampleScan } from '../../server/testing/sample-files.ts';
import { inventPerson, type Person } from './people.ts';
import { BLACKLISTED, sampleList } from './sample-list.ts';

export interface World {
  /** An applicant's browser: nobody is logged in. */
  applicant: Client;
  /** A logged-in colleague by the name before the @ of his demo account. */
  officer(name: string): Promise<Client>;
  /** Moves business time where the clock can be moved; does nothing on a real one. */
  forward(minutes: number): void;
  /** Lets everything that was written to the outbox happen. */
  settle(): Promise<void>;
  now(): Date;
  office: string;
  /** Zone of that office. */
  zone: string;
  people: () => Person;
}
export interface Walked { caseId: string; number: string; token: string; person: Person }

/** People of a seed: the same seed invents the same people. */
export function peopleOf(seed: number): () => Person {
  let n = 0;
  return () => inventPerson(seed * 1_000 + (n += 1));
}

/** Hands in drafts for the named kinds; some as pictures, some as PDF, as applicants do. */
export async function uploadScans(client: Client, path: string, kinds: string[], person: Person): Promise<Record<string, string>> {
  const drafts: Record<string, string> = {};
  for (const [index, kind] of kinds.entries()) {
    const format = (person.number + index) % 3 === 0 ? 'pdf' : 'jpeg';
    const scan = await sampleScan(kind as Parameters<typeof sampleScan>[0], person.onCards, format);
    const answer = await client.upload(path, scan, `${kind}.${format === 'pdf' ? 'pdf' : 'jpg'}`);
    if (answer.status !== 201) throw new Error(`upload ${kind}: ${answer.status} ${JSON.stringify(answer.body)}`);
    drafts[kind] = answer.body.id;
  }
  return drafts;
}

/** Hands in an application as an applicant does: files first, then the form that names them. */
export async function submit(world: World, procedure: string, fields: (person: Person) => Record<string, string>, kinds: string[], lacking: Record<string, string> = {}): Promise<Walked> {
  const person = world.people();
  const documents = await uploadScans(world.applicant, '/api/public/uploads', kinds, person);
  const answer = await world.applicant.post<{ caseNumber: string; token: string }>('/api/public/applications', {
    kantor: world.office, prosedur: procedure, ...fields(person), persetujuan: { privasi: '2026-01', kebenaran: '2026-01' }, documents, lacking,
  }, { 'Idempotency-Key': randomUUID() });
  const helpdesk = await world.officer('helpdesk');
  const found = await helpdesk.get<{ id: string }[]>(`/api/cases?filter=${encodeURIComponent(JSON.stringify({ number: answer.caseNumber }))}`);
  const caseId = found[0]?.id;
  if (!caseId) throw new Error(`case ${answer.caseNumber} is not in the list`);
  return { caseId, number: answer.caseNumber, token: answer.token, person };
}

/** Takes a file; nothing happens when it is held already by this colleague. */
export async function take(client: Client, caseId: string): Promise<CaseSeen> {
  return client.post<CaseSeen>(`/api/cases/${caseId}/claim`);
}

interface DocumentSeen { id: string; kind: string; verdicts: { check: string; stale: boolean }[] }
interface ChecksSeen { place: string; documentKinds: { kind: string; checks: { id: string; at: string }[] }[] }

/** Judges every check of the present place, one at a time, as `say` decides. */
export async function judgeDocuments(client: Client, caseId: string, say: (kind: string, check: string) => { hasil: string; alasan?: string; catatan?: string } = () => ({ hasil: 'sesuai' })): Promise<void> {
  const seen = await client.get<ChecksSeen>(`/api/cases/${caseId}`);
  const documents = await client.get<DocumentSeen[]>(`/api/documents?filter=${encodeURIComponent(JSON.stringify({ caseId, superseded: false }))}`);
  for (const document of documents) {
    const checks = seen.documentKinds.find((candidate) => candidate.kind === document.kind)?.checks ?? [];
    for (const check of checks.filter((candidate) => candidate.at === seen.place)) {
      if (document.verdicts.some((verdict) => verdict.check === check.id && !verdict.stale)) continue;
      await client.act(caseId, 'nilai_dokumen', { dokumenId: document.id, periksa: check.id, ...say(document.kind, check.id) });
    }
  }
}

interface RunSeen { kind: string; runAt: string; hits: { id: string; verdict: string | null }[] }

/** Judges every hit of the newest run of this kind; answers how many there were. */
export async function judgeHits(client: Client, caseId: string, kind: 'daftar_hitam' | 'lpse_lain', action: string, verdict: 'sama' | 'bukan_yang_sama'): Promise<string[]> {
  const runs = await client.get<RunSeen[]>(`/api/checks?filter=${encodeURIComponent(JSON.stringify({ caseId, kind }))}&sort=${encodeURIComponent('["runAt","DESC"]')}`);
  const hits = runs[0]?.hits ?? [];
  for (const hit of hits) {
    if (hit.verdict === verdict) continue;
    await client.act(caseId, action, { hitId: hit.id, hasil: verdict, alasan: verdict === 'sama' ? 'Nomor dan nama pada data kami menunjuk orang yang sama.' : 'Tanggal lahir dan kabupaten berbeda; orang lain dengan nama mirip.' });
  }
  return hits.map((hit) => hit.id);
}

/** Somebody who applies again hands in the papers he has; whoever finds that says so. */
export async function judgeTwins(client: Client, caseId: string): Promise<void> {
  const twins = await client.get<{ id: string; verdict: string | null }[]>(`/api/document-twins?filter=${encodeURIComponent(JSON.stringify({ caseId }))}`);
  for (const twin of twins.filter((each) => each.verdict === null)) await client.act(caseId, 'nilai_kembaran', { kembaranId: twin.id, hasil: 'sama', alasan: 'Pemohon yang sama mengajukan lagi dengan berkas miliknya.' });
}

/** Closes the open tasks of a case with a proof. */
export async function closeTasks(client: Client, world: World, caseId: string, person: Person): Promise<void> {
  const tasks = await client.get<{ id: string; state: string }[]>(`/api/tasks?filter=${encodeURIComponent(JSON.stringify({ caseId }))}`);
  for (const task of tasks.filter((candidate) => candidate.state === 'terbuka')) {
    await client.act(caseId, 'selesaikan_tugas', { tugasId: task.id, bukti: { userIdSpse: person.userId, waktu: world.now().toISOString(), nomorBukti: `SPSE-${person.number}` } });
  }
}

/** The same world, but the next applicant is this person. */
export function withPerson(world: World, person: Person): World {
  return { ...world, people: () => person };
}

/** Somebody who is on the sample blacklist. */
export function blacklistedPerson(world: World): Person {
  return inventPerson(BLACKLISTED[world.people().number % BLACKLISTED.length] ?? 0);
}

const LIST_DAYS = 6;

/** The supervisor takes in a new list when the last one is about to grow old, as an office would. */
export async function ensureFreshList(world: World): Promise<void> {
  const supervisor = await world.officer('penyelia');
  const day = (moment: Date) => new Intl.DateTimeFormat('sv-SE', { timeZone: world.zone }).format(moment);
  const lists = await supervisor.get<{ dataDate: string; state: string }[]>(`/api/blacklist-imports?sort=${encodeURIComponent('["dataDate","DESC"]')}&range=[0,0]`);
  const newest = lists.find((list) => list.state === 'selesai');
  if (newest && newest.dataDate >= day(new Date(world.now().getTime() - LIST_DAYS * 86_400_000))) return;
  const yesterday = day(new Date(world.now().getTime() - 86_400_000));
  const answer = await supervisor.upload('/api/blacklist-imports', sampleList(world.now()), `daftar-hitam-${yesterday}.csv`, { tanggalData: yesterday });
  if (answer.status !== 201) throw new Error(`blacklist import: ${answer.status} ${JSON.stringify(answer.body)}`);
}

/** Takes the file to the archive. On a running server the mail of the ending may still be on its way; the archive waits for it. */
export async function fileAway(world: World, walked: Walked, filing: Record<string, unknown>): Promise<CaseSeen> {
  await world.settle();
  const archivist = await world.officer('arsiparis');
  world.forward(12);
  await take(archivist, walked.caseId);
  world.forward(5);
  const filed = await patiently('surat_belum_sampai', () => archivist.act(walked.caseId, 'arsipkan', filing));
  await world.settle();
  return filed;
}

/** An act that may have to wait for something a running server is still doing. */
export async function patiently<T>(obstacle: string, act: () => Promise<T>): Promise<T> {
  for (let tries = 0; ; tries += 1) {
    try {
      return await act();
    } catch (error) {
      if (tries === 40 || !(error instanceof RefusedError) || !JSON.stringify(error.body).includes(obstacle)) throw error;
      await pause(500);
    }
  }
}
