/** Whose file it is, as verbs; what is typed travels in the body, never in an address. */
import type { CaseView } from '../../server/domain/contract/cases.ts';
import type { AbsenceItem, AbsencePlan, BroughtBack, DraftItem, HandedOver, NoteItem, NoticeItem, WorkInHand } from '../../server/domain/contract/ownership.ts';
import { callApi, type ApiOptions } from './http.ts';

interface Seen { caseId: string; seenVersion: number; requestId: string }
const api = '/api';
const post = async <T>(path: string, json: unknown, more: Pick<ApiOptions, 'signal' | 'keepalive'> = {}): Promise<T> => (await callApi(`${api}${path}`, { method: 'POST', json, ...more })).json as T;
/** A save that hangs keeps those behind it waiting no longer. */
const SAVED_WITHIN_MS = 20_000;
const get = async <T>(path: string): Promise<T> => (await callApi(`${api}${path}`)).json as T;

export const ownershipVerbs = {
  putOnHold: ({ caseId, ...body }: Seen & { reason: string; until: string }) => post<CaseView>(`/cases/${caseId}/hold`, body),
  resume: ({ caseId, ...body }: Seen) => post<CaseView>(`/cases/${caseId}/resume`, body),
  takeOver: ({ caseId, ...body }: Seen & { reason: string }) => post<CaseView>(`/cases/${caseId}/take-over`, body),
  handOver: ({ caseId, ...body }: Seen & { reason: string; toId: string | null }) => post<CaseView>(`/cases/${caseId}/hand-over`, body),

  drafts: (caseId: string) => get<DraftItem[]>(`/cases/${caseId}/drafts`),
  /** `leaving`: goes out although its page is left. */
  saveDraft: (caseId: string, draft: Pick<DraftItem, 'kind' | 'key' | 'content'>, leaving = false) =>
    post<DraftItem[]>(`/cases/${caseId}/drafts`, draft, { signal: AbortSignal.timeout(SAVED_WITHIN_MS), keepalive: leaving }),
  discardDraft: (caseId: string, key: string) => post<DraftItem[]>(`/cases/${caseId}/drafts/discard`, { key }),
  adoptDraft: (caseId: string, draftId: string, overMine: boolean) => post<DraftItem[]>(`/cases/${caseId}/drafts/adopt`, { draftId, overMine }),

  notes: (caseId: string) => get<NoteItem[]>(`/cases/${caseId}/notes`),
  writeNote: (caseId: string, text: string, requestId: string) => post<NoteItem[]>(`/cases/${caseId}/notes`, { text, requestId }),

  notices: () => get<NoticeItem[]>('/notices?range=[0,19]'),
  /** Background work that waits for somebody to set it going again. */
  countStopped: async (): Promise<number> => {
    const range = (await callApi(`${api}/failed-effects?range=[0,0]`)).headers.get('Content-Range') ?? '';
    return Number(range.split('/')[1] ?? 0) || 0;
  },
  unreadNotices: async (): Promise<number> => {
    const range = (await callApi(`${api}/notices?range=[0,0]&filter=${encodeURIComponent('{"read":false}')}`)).headers.get('Content-Range') ?? '';
    return Number(range.split('/')[1] ?? 0) || 0;
  },
  readNotices: async (ids?: string[]): Promise<void> => { await callApi(`${api}/notices/read`, { method: 'POST', json: ids ? { ids } : {} }); },

  workInHand: () => get<WorkInHand[]>('/work-in-hand'),
  handOverAll: (body: { fromId: string; toId: string | null; reason: string; requestId: string }) => post<HandedOver>('/handovers', body),
  absences: () => get<AbsenceItem[]>('/absences?range=[0,99]'),
  recordAbsence: (body: { userId: string; firstDay: string; lastDay: string; substituteId: string | null; requestId: string }) => post<{ id: string }>('/absences', body),
  planAbsence: (body: { userId: string; firstDay: string; lastDay: string; substituteId: string | null }) => post<AbsencePlan>('/absences/plan', body),
  untouchedByAbsence: (id: string) => get<BroughtBack>(`/absences/${id}/untouched`),
  cancelAbsence: (id: string, bringBack: boolean) => post<BroughtBack>(`/absences/${id}/cancel`, { bringBack }),
};
