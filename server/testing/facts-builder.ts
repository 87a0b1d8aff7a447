/**
 * Facts of an invented file for tests of pure rules. As it stands it is a clean file that nothing stands against: every
 * document good, guest book signed, both lists looked at, attended, checklist full. A test names only what differs.
 */
import type { Facts, HitFact, RunFact } from '../domain/sop/facts.ts';
import type { ActorIdentity, Actor, Sop } from '../domain/sop/model.ts';

/** Monday, 10 a.m. in Samarinda (WITA). */
export const NOW = new Date('2026-03-02T02:00:00Z');
export const minutesFromNow = (minutes: number): Date => new Date(NOW.getTime() + minutes * 60_000);

const numbered = (block: string, n: number) => `00000000-0000-4000-8000-${block}${String(n).padStart(8, '0')}`;
export const hitId = (n: number): string => numbered('aaaa', n);
export const taskId = (n: number): string => numbered('bbbb', n);
export const personId = (n: number): string => numbered('cccc', n);
/** The file of a kind, stable for a procedure. */
export const documentId = (sop: Sop, kind: string): string => numbered('dddd', sop.docs.findIndex((doc) => doc.kind === kind) + 1);

/** The officer who holds the file unless a test says otherwise. */
export const HOLDER: ActorIdentity = { kind: 'staf', id: personId(1), name: 'Rina Contoh', roles: ['helpdesk', 'verifikator', 'penyelia', 'arsiparis', 'admin_kantor'] };
export const COLLEAGUE: ActorIdentity = { ...HOLDER, id: personId(2), name: 'Budi Contoh' };
export const APPLICANT: ActorIdentity = { kind: 'pemohon', id: null, name: 'Pemohon', roles: ['pemohon'] };
export const SYSTEM: ActorIdentity = { kind: 'sistem', id: null, name: 'Sistem', roles: ['sistem'] };

/** Somebody who may play the first part an act allows; staff of the builder hold every part. */
export function actorFor(by: readonly Actor[]): ActorIdentity {
  if (by.some((part) => HOLDER.roles.includes(part))) return HOLDER;
  return by.includes('pemohon') ? APPLICANT : SYSTEM;
}

export function hitOf(overrides: Partial<HitFact> = {}): HitFact {
  return { id: hitId(1), level: 'A', inForce: true, verdict: null, judgedBy: null, confirmed: false, ...overrides };
}

export function runOf(overrides: Partial<RunFact> = {}): RunFact {
  return { id: numbered('eeee', 1), round: 1, freshness: 'segar', newestList: true, portalLook: false, hits: [], standingChanged: false, withdrawn: false, contactChanged: false, newer: [], ...overrides };
}

/** Documents as a procedure asks for them, every check `sesuai`; `change` alters or drops (null) a kind. */
export function documentsOf(sop: Sop, change: Record<string, Partial<Facts['dokumen'][number]> | null> = {}): Facts['dokumen'] {
  return sop.docs.flatMap((doc) => {
    const altered = change[doc.kind];
    if (altered === null) return [];
    const verdicts = Object.fromEntries(doc.checks.map((check) => [check.id, 'sesuai' as const]));
    return [{ id: documentId(sop, doc.kind), kind: doc.kind, verdicts, scan: 'bersih' as const, ...altered }];
  });
}

export function taskOf(overrides: Partial<Facts['tugas'][number]> = {}): Facts['tugas'][number] {
  return { id: taskId(1), kind: 'tugas', open: true, openedBy: null, blocks: [], notOpener: false, actor: 'verifikator', ...overrides };
}

export function repairOf(overrides: Partial<NonNullable<Facts['perbaikan']>> = {}): NonNullable<Facts['perbaikan']> {
  return { id: numbered('ffff', 1), round: 1, fields: [], documents: [], dueAt: minutesFromNow(7 * 24 * 60), dueEdition: 1, expiryProposed: false, ...overrides };
}

export function appointmentOf(overrides: Partial<NonNullable<Facts['janji']>> = {}): NonNullable<Facts['janji']> {
  return { id: numbered('9999', 1), state: 'dikonfirmasi', start: NOW, end: minutesFromNow(30), answer: 'ya', verifikatorId: personId(1), trouble: null, moves: 0, mostMoves: 2, ...overrides };
}

export function factsOf(sop: Sop, overrides: Partial<Facts> = {}): Facts {
  return {
    kasus: { round: 1, identityVersion: 1, urgent: false, outcome: null, origin: 'tautan' },
    pemegang: { id: personId(1), name: HOLDER.name },
    pelaku: [],
    pengecualian: [],
    dokumen: documentsOf(sop),
    tidakPunya: {},
    dinyatakanTidakPunya: {},
    kembaran: [],
    kunjungan: { thisRound: true, deviationRecorded: false },
    daftarHitam: runOf(),
    lpseLain: runOf(),
    identitas: { npwpDoubtful: false, npwpJudged: null },
    tugas: [],
    janji: appointmentOf(),
    pilihanJadwal: true,
    pernahHadir: true,
    daftarPeriksa: { rows: sop.docs.map((doc) => ({ item: doc.kind, ada: true, sesuaiAsli: true })), orangSesuai: true, persetujuan: true },
    perbaikan: null,
    kiriman: [],
    surat: { undelivered: 0, rejected: 0 },
    alamat: { proposal: null },
    arsip: { filed: false, sealed: false },
    kertas: { originals: 0 },
    ...overrides,
  };
}
