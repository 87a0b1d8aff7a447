/** What the counter asks of the server, each with its name. */
import type { z } from 'zod';
import type { DayDocket, UploadRequestDetail, UploadRequestItem, UploadRequestReply, uploadRequestBody } from '../../server/domain/contract/counter.ts';
import type { PublicOffice } from '../../server/domain/contract/intake.ts';
import { callApi } from './http.ts';

const get = async <T>(path: string): Promise<T> => (await callApi(`/api${path}`)).json as T;
const post = async <T>(path: string, json: unknown = {}): Promise<T> => (await callApi(`/api${path}`, { method: 'POST', json })).json as T;

export const counterVerbs = {
  /** Of the own office, also while its public form is shut. */
  counterForm: () => get<PublicOffice['procedures']>('/counter-form'),
  dayDocket: (date: string | null) => get<DayDocket>(`/day-docket${date ? `?date=${date}` : ''}`),
  askByLink: (body: z.input<typeof uploadRequestBody>) => post<UploadRequestReply>('/upload-requests', body),
  uploadRequests: (filter: Record<string, unknown>) => get<UploadRequestItem[]>(`/upload-requests?${new URLSearchParams({ filter: JSON.stringify(filter) })}`),
  uploadRequest: (id: string) => get<UploadRequestDetail>(`/upload-requests/${id}`),
  cancelUploadRequest: (id: string) => post<undefined>(`/upload-requests/${id}/cancel`),
};
