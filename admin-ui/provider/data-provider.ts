/** ra-data-simple-rest for the lists, and every act of the office as a verb with a name. */
import simpleRest from 'ra-data-simple-rest';
import { HttpError, type DataProvider, type GetListParams, type RaRecord } from 'react-admin';
import type { CaseView, HistoryItem } from '../../server/domain/contract/cases.ts';
import type { BlacklistImportItem, FoundEntries, ListChanges, ListPreview, ScreeningItem } from '../../server/domain/contract/checks.ts';
import type { ChecklistItem, DOWNLOAD_REASONS, ORIGINAL_REASONS, uploadShape } from '../../server/domain/contract/documents.ts';
import type { ClosingProposal, PublicOffice, RepairRound } from '../../server/domain/contract/intake.ts';
import type { AvailabilityItem, CalendarView, CallPictureItem, LeaveReply, OfferedSlot, RoomItem } from '../../server/domain/contract/scheduling.ts';
import type { ContactItem, ContactLink, HeldMailsDecided, InboundItem } from '../../server/domain/contract/mail.ts';
import type { LetterPreview } from '../../server/domain/contract/letters.ts';
import type { EffectCause, EffectsRetried, MailHold } from '../../server/domain/contract/operations.ts';
import type { SlaVisit } from '../../server/domain/contract/reports.ts';
import type { SupervisedFigure } from '../../server/domain/contract/supervision.ts';
import type { FoundCase } from '../../server/domain/contract/subjects.ts';
import type { z } from 'zod';
import { tabFilter } from '../cases/queue-tabs.ts';
import { adminVerbs } from './admin-verbs.ts';
import { counterVerbs } from './counter-verbs.ts';
import { whoAmI } from './auth-provider.ts';
import { callApi } from './http.ts';
import { ownershipVerbs } from './ownership-verbs.ts';
import { refusalOf, untilImported } from './until-imported.ts';

export type Upload = z.output<typeof uploadShape>;
export type DownloadReason = (typeof DOWNLOAD_REASONS)[number];
export type OriginalReason = (typeof ORIGINAL_REASONS)[number];
export interface ActCall { caseId: string; action: string; requestId: string; seenVersion: number; input: Record<string, unknown> }
export interface StaffEntry { asal: string; prosedur: string; fields: Record<string, string>; documents: Record<string, string>; requestId: string }
export interface ManifestPart { part: 'rekaman' | 'lampiran' | 'suplemen'; sealedAt: string; files: { path: string; bytes: number; sha256: string }[] }
export interface SetupProgress { done: number; total: number }

const api = '/api';
const post = async <T>(path: string, json: unknown): Promise<T> => (await callApi(`${api}${path}`, { method: 'POST', json })).json as T;
const get = async <T>(path: string, signal?: AbortSignal): Promise<T> => (await callApi(`${api}${path}`, signal ? { signal } : {})).json as T;

async function sendFile(path: string, file: File, fields: Record<string, string>): Promise<unknown> {
  const form = new FormData();
  for (const [key, value] of Object.entries(fields)) form.set(key, value);
  form.set('berkas', file);
  return (await callApi(`${api}${path}`, { method: 'POST', body: form })).json;
}

/** The names of the columns stand at the beginning of a text file; a spreadsheet is a packed whole. */
const HEAD_BYTES = 256 * 1024;
function headOf(file: File): File {
  if (file.size <= HEAD_BYTES || /\.xlsx$/i.test(file.name)) return file;
  return new File([file.slice(0, HEAD_BYTES)], file.name);
}

const verbs = {
  ...adminVerbs,
  ...ownershipVerbs,
  ...counterVerbs,
  caseById: (id: string) => get<CaseView>(`/cases/${id}`),
  repairs: (caseId: string) => get<RepairRound[]>(`/cases/${caseId}/repairs`),
  checklists: () => get<ChecklistItem[]>('/checklists'),
  saveChecklist: (body: { procedure: string; validFrom: string; docs: ChecklistItem['docs'] }) => post<{ version: number }>('/checklists', body),
  closingProposals: () => get<ClosingProposal[]>('/closing-proposals'),
  keepTurn: (documentId: string, page: number, turn: number) => post<undefined>(`/documents/${documentId}/turns`, { page, turn }),
  history: (caseId: string) => get<HistoryItem[]>(`/cases/${caseId}/history`),
  performAction: ({ caseId, action, ...body }: ActCall) => post<CaseView>(`/cases/${caseId}/actions/${action}`, body),
  claim: (caseId: string) => post<CaseView>(`/cases/${caseId}/claim`, {}),
  release: (caseId: string) => post<CaseView>(`/cases/${caseId}/release`, {}),
  /** null: nothing waits for my parts. */
  takeNext: async (): Promise<CaseView | null> => ((await callApi(`${api}/queue/next`, { method: 'POST', json: {} })).json as CaseView | undefined) ?? null,
  unmask: (caseId: string, field: string, requestId: string) => post<{ value: string | null }>(`/cases/${caseId}/unmask`, { field, requestId }),
  /** `more`: there are further ones than the server shows. */
  search: async (q: string): Promise<{ cases: FoundCase[]; more: boolean }> => {
    const answer = await callApi(`${api}/search`, { method: 'POST', json: { q } });
    return { cases: answer.json as FoundCase[], more: answer.headers.get('Content-Range')?.endsWith('/*') ?? false };
  },
  findEntries: (nama: string, importId?: string) => post<FoundEntries>('/blacklist-entries/search', { nama, importId }),
  /** By POST though it changes nothing: what was typed does not belong into an address. */
  letterPreview: (caseId: string, action: string, letter: string, input: Record<string, unknown>) => post<LetterPreview>(`/cases/${caseId}/letters/preview`, { letter, action, input }),
  freeSlots: (caseId: string) => get<OfferedSlot[]>(`/cases/${caseId}/slots`),
  callPictures: (caseId: string) => get<CallPictureItem[]>(`/cases/${caseId}/call-pictures`),
  calendar: (from: string, to: string, verifikatorId: string | null) => get<CalendarView>(`/calendar?${new URLSearchParams({ from, to, ...(verifikatorId ? { verifikatorId } : {}) })}`),
  availabilities: () => get<AvailabilityItem[]>('/availabilities'),
  saveAvailability: async (id: string, body: NonNullable<AvailabilityItem['availability']>) => (await callApi(`${api}/availabilities/${id}`, { method: 'PUT', json: body })).json as AvailabilityItem,
  takeLeave: (id: string, body: { from: string; to: string; windows: { start: string; end: string }[]; note: string; confirmed: boolean }) => post<LeaveReply>(`/availabilities/${id}/leave`, body),
  endException: async (id: string) => { await callApi(`${api}/availability-exceptions/${id}`, { method: 'DELETE' }); },
  rooms: () => get<RoomItem[]>('/rooms'),
  saveRoom: async (id: string | null, body: Omit<RoomItem, 'id' | 'linkKindLabel'> & { booked?: 'kabari' | 'biarkan' }) => (await callApi(`${api}/rooms${id ? `/${id}` : ''}`, { method: id ? 'PUT' : 'POST', json: body })).json as RoomItem,
  contactLink: (caseId: string) => post<ContactLink>(`/cases/${caseId}/contact-link`, {}),
  contacts: (caseId: string) => get<ContactItem[]>(`/cases/${caseId}/contacts`),
  recordContact: (caseId: string, body: { requestId: string; channel: 'whatsapp' | 'telepon'; reached: boolean; note?: string; letterId?: string }) => post<unknown>(`/cases/${caseId}/contacts`, body),
  resendMail: (id: string, requestId: string) => post<unknown>(`/emails/${id}/resend`, { requestId }),
  inboundMail: (id: string) => get<InboundItem & { fromAddress: string; body: string }>(`/inbound-mails/${id}`),
  handleInbound: (id: string, act: 'pasangkan' | 'selesai' | 'abaikan' | 'buka_lagi', caseNumber?: string) => post<unknown>(`/inbound-mails/${id}/handle`, { act, ...(caseNumber === undefined ? {} : { caseNumber }) }),
  keepSigned: (letterId: string, uploadId: string, how: 'basah' | 'stempel') => post<unknown>(`/letters/${letterId}/signed`, { uploadId, how }),
  certifyLetter: (letterId: string, nik: string, passphrase: string) => post<unknown>(`/letters/${letterId}/certify`, { nik, passphrase }),
  createCase: (entry: StaffEntry) => post<{ id: string; number: string; warnings: string[] }>('/cases', entry),
  publicOffices: () => get<PublicOffice[]>('/public/offices'),
  setupProgress: () => get<SetupProgress>('/setup-progress'),
  slaVisits: async (step: string, query: Record<string, string>): Promise<{ visits: SlaVisit[]; total: number }> => {
    const answer = await callApi(`${api}/sla-steps/${encodeURIComponent(step)}/visits?${new URLSearchParams(query)}`);
    return { visits: answer.json as SlaVisit[], total: Number(answer.headers.get('Content-Range')?.split('/')[1] ?? 0) };
  },
  supervision: () => get<SupervisedFigure[]>('/supervision'),
  archiveManifest: (id: string) => get<{ record: ManifestPart; annex: ManifestPart; supplements: ManifestPart[] }>(`/archive-files/${id}/manifest`),
  upload: async (file: File): Promise<Upload> => {
    const form = new FormData();
    form.set('berkas', file);
    const first = await callApi(`${api}/uploads`, { method: 'POST', body: form });
    return first.status === 202 ? untilExamined((first.json as { id: string }).id) : first.json as Upload;
  },
  revokeBlacklist: (id: string, alasan: string, requestId: string) => post<BlacklistImportItem>(`/blacklist-imports/${id}/revoke`, { alasan, requestId }),
  retryEffect: (id: string) => post<undefined>(`/failed-effects/${id}/retry`, {}),
  retryEffects: (ids: readonly string[]) => post<EffectsRetried>('/failed-effects/retries', { ids }),
  effectCauses: () => get<EffectCause[]>('/failed-effect-causes'),
  retryCause: (effect: string, cause: string) => post<EffectsRetried>('/failed-effect-causes/retry', { effect, cause }),
  mailHold: () => get<MailHold>('/mail-hold'),
  releaseMailHold: () => post<undefined>('/mail-hold/release', {}),
  decideHeldMail: (id: string, keputusan: 'kirim' | 'sudah_terkirim') => post<undefined>(`/emails/${id}/decision`, { keputusan }),
  decideHeldMails: (ids: readonly string[], keputusan: 'kirim' | 'sudah_terkirim') => post<HeldMailsDecided>('/emails/decisions', { ids, keputusan }),
  /** `confirmed`: the server asked, and the person says that the shorter list is right. `columns`: a plain list, mapped by a person. */
  importBlacklist: async (file: File, dataDate: string, { confirmed, columns }: { confirmed: boolean; columns: Record<string, string> | null }): Promise<BlacklistImportItem> => {
    const first = await sendFile('/blacklist-imports', file, {
      // Before the file: a reader of the stream then knows the date when the bytes arrive.
      tanggalData: dataDate, ...(confirmed ? { konfirmasi: 'ya' } : {}), ...(columns ? { kolom: JSON.stringify(columns) } : {}),
    });
    const row = await untilImported(first as BlacklistImportItem, async (id) => (await get<BlacklistImportItem[]>(`/blacklist-imports?filter=${encodeURIComponent(JSON.stringify({ id }))}`))[0]);
    const refusal = refusalOf(row);
    if (refusal) throw new HttpError(refusal.message, 422, refusal);
    return row;
  },
  previewList: (file: File, jenis: 'daftar_hitam' | 'registri') => sendFile('/list-previews', headOf(file), { jenis }) as Promise<ListPreview>,
  importRegistry: (file: File, dataDate: string, columns: Record<string, string> | null): Promise<unknown> => sendFile('/registry-imports', file, { tanggalData: dataDate, ...(columns ? { kolom: JSON.stringify(columns) } : {}) }),
  revokeRegistry: (id: string, alasan: string, requestId: string) => post<unknown>(`/registry-imports/${id}/revoke`, { alasan, requestId }),
  listChanges: (id: string) => get<ListChanges>(`/blacklist-imports/${id}/changes`),
  screen: (question: Record<string, string>) => post<ScreeningItem>('/screenings', question),
  screening: (id: string) => get<ScreeningItem>(`/screenings/${id}`),
  screenFile: (file: File, jenis: string): Promise<unknown> => sendFile('/bulk-screenings', file, { jenis }),
  judgeStandingHit: (id: string, verdict: { hasil: string; alasan: string; requestId: string }) => post<{ id: string }>(`/standing-hits/${id}/verdict`, verdict),
};

/** Asks until the server knows what it thinks of the file; a refusal is thrown as the upload itself would have thrown it. */
async function untilExamined(id: string): Promise<Upload> {
  for (;;) {
    await new Promise((resolve) => { setTimeout(resolve, 700); });
    const answer = await callApi(`${api}/upload-examinations/${id}`);
    if (answer.status !== 202) return answer.json as Upload;
  }
}

/** `DataProvider` takes any name; without that signature a misspelt verb does not compile. */
type Known = { [K in keyof DataProvider as string extends K ? never : K]: DataProvider[K] };
export type LoketProvider = Known & typeof verbs;

/** Its headers object has helpers of its own; the values are what counts. */
const rest = simpleRest(api, (url: string, options: { method?: string; headers?: unknown; body?: unknown; signal?: AbortSignal | null } = {}) => callApi(url, {
  method: options.method ?? 'GET', headers: options.headers as HeadersInit, body: options.body as BodyInit, ...(options.signal ? { signal: options.signal } : {}),
}));

/** A tab of the queue is a name; its filter depends on who asks. */
async function meant(filter: Record<string, unknown> = {}): Promise<Record<string, unknown>> {
  if (!('tab' in filter)) return filter;
  const { tab, ...others } = filter;
  return { ...tabFilter(tab, await whoAmI()), ...others };
}

/** The server opens no page beyond this row (server/platform/http/list.ts). */
export const FURTHEST = 10_000;

/** Above its exact count the server answers `…/*`; react-admin would show "of NaN". */
async function getList<R extends RaRecord>(resource: string, params: GetListParams & { signal?: AbortSignal }) {
  const answer = await rest.getList<R>(resource, { ...params, filter: await meant(params.filter as Record<string, unknown>) });
  if (!Number.isNaN(answer.total)) return answer;
  const { page, perPage } = params.pagination ?? { page: 1, perPage: 25 };
  return { data: answer.data, pageInfo: { hasPreviousPage: page > 1, hasNextPage: answer.data.length === perPage && page * perPage <= FURTHEST } };
}

export const dataProvider: LoketProvider = { ...rest, getList, supportAbortSignal: true, ...verbs };
