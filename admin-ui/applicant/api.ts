/** Calls of the public interface. Nothing is cached and nothing is kept. */
import type { AskedUploads } from '../../server/domain/contract/counter.ts';
import type { ApplicationStatus, PublicOffice } from '../../server/domain/contract/intake.ts';
import type { Receipt } from '../../server/domain/contract/letters.ts';
import { LOST, readAnswer, type Answer } from './api-answer.ts';
import type { CheckReply } from './form/form-state.ts';
import type { Region } from './form/find-regions.ts';
import type { Sent } from './form/send-application.ts';
import type { DraftState, PictureAnswer } from './upload/find-kept.ts';
import { currentLocale, inOneLanguage } from './language.ts';

/** A phone on a bad line needs long; beyond this the answer is counted as lost. */
const PATIENCE_MS = 30_000;

export interface Agreement { kind: 'privasi' | 'kebenaran'; version: string; text: string }

async function call<T>(method: 'GET' | 'POST' | 'DELETE', path: string, body?: string, headers: Record<string, string> = {}): Promise<Answer<T>> {
  try {
    const response = await fetch(path, {
      method, credentials: 'same-origin', signal: AbortSignal.timeout(PATIENCE_MS),
      headers: {
        Accept: 'application/json', 'X-Loket-Locale': currentLocale(), 'X-Loket-Words': 'all',
        ...(method === 'GET' ? {} : { 'X-Requested-With': 'loket' }), ...(body === undefined ? {} : { 'Content-Type': 'application/json' }), ...headers,
      },
      ...(body === undefined ? {} : { body }),
    });
    return readAnswer<T>(response.status, await response.text(), response.headers.get('Retry-After'));
  } catch {
    // fetch throws for one reason only, in many words: no answer came (no network, cut off, too late).
    return LOST;
  }
}

const get = <T>(path: string) => call<T>('GET', path);
const post = <T>(path: string, body: object) => call<T>('POST', path, JSON.stringify(body));
const caseOf = (token: string) => `/api/public/applications/${encodeURIComponent(token)}`;

export const getOffices = () => get<PublicOffice[]>('/api/public/offices');
export const getRegions = () => get<Region[]>('/api/public/regions');
export const getAgreements = () => get<Agreement[]>('/api/public/agreements');
export const getReceipt = (code: string) => get<Receipt>(`/api/public/receipts/${encodeURIComponent(code)}`);
export const checkFields = (prosedur: string, fields: Record<string, string>) => inOneLanguage(() => post<CheckReply>('/api/public/checks', { prosedur, fields }));
/** What the machine says of a draft once it was read; `kind` as the page asked for it. */
export const getDraftState = (id: string, kind: string) => inOneLanguage(() => get<DraftState>(`/api/public/uploads/${encodeURIComponent(id)}?jenis=${encodeURIComponent(kind)}`));
export const endDraft = (id: string, key: string) => call<null>('DELETE', `/api/public/uploads/${encodeURIComponent(id)}`, undefined, { 'X-Loket-Draft-Key': key });
/** A draft of this tab, small or as it was handed in; status 0 when no answer came. */
export async function getDraftPicture(id: string, key: string, size: 'kecil' | 'utuh'): Promise<PictureAnswer> {
  try {
    const response = await fetch(`/api/public/uploads/${encodeURIComponent(id)}/picture?ukuran=${size}`, { credentials: 'same-origin', signal: AbortSignal.timeout(PATIENCE_MS), headers: { 'X-Loket-Draft-Key': key } });
    return { status: response.status, blob: response.ok ? await response.blob() : null };
  } catch {
    // No answer came, or only part of it.
    return { status: 0, blob: null };
  }
}
export const postApplication = (body: string, key: string) => call<Sent>('POST', '/api/public/applications', body, { 'Idempotency-Key': key });

export const getStatus = (token: string) => get<ApplicationStatus>(caseOf(token));
/** The page was opened by a person: a script of a mail scanner does not get here. */
export const tellOpened = (token: string) => post<null>(`${caseOf(token)}/opened`, {});
export const postRepair = (token: string, body: { requestId: string; fields: Record<string, string>; documents: Record<string, string>; lacking: Record<string, string> }) => post<ApplicationStatus>(`${caseOf(token)}/repair`, body);
export const postAppointment = (token: string, body: { requestId: string; answer: 'ya' | 'lain' | 'pilih'; wish?: string; start?: string; channel?: 'daring' | 'luring' }) => post<ApplicationStatus>(`${caseOf(token)}/appointment`, body);
export const postVisit = (token: string, body: { requestId: string; name: string; purpose: string }) => post<ApplicationStatus>(`${caseOf(token)}/visits`, body);
export const postWithdrawal = (token: string, body: { requestId: string; note?: string }) => post<ApplicationStatus>(`${caseOf(token)}/withdraw`, body);
export const getAskedUploads = (token: string) => get<AskedUploads>(`/api/public/upload-requests/${encodeURIComponent(token)}`);
export const handInUpload = (token: string, kind: string, uploadId: string) => inOneLanguage(() => post<AskedUploads>(`/api/public/upload-requests/${encodeURIComponent(token)}/files`, { kind, uploadId }));
export const takeBackUpload = (token: string, uploadId: string) => inOneLanguage(() => call<AskedUploads>('DELETE', `/api/public/upload-requests/${encodeURIComponent(token)}/files/${encodeURIComponent(uploadId)}`));
export const fileAddress = (token: string, id: string): string => `${caseOf(token)}/files/${encodeURIComponent(id)}`;
export const formAddress = (id: string): string => `/api/public/forms/${encodeURIComponent(id)}`;

/** Unguessable and unique; without a secure origin `randomUUID` does not exist. */
export function newRequestId(): string {
  return [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
