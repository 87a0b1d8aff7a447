/** What an office does to itself, each act with its name. */
import type { z } from 'zod';
import type { ReasonBody, ReasonItem, TemplateCheck, templateBody, templateDraft } from '../../server/domain/contract/office-words.ts';
import type { CalendarStanding, holidayBody, ImportedHolidays, newOffice, newOfficeAdmin, OfficeEdit, OfficeRecord, officeStanding, SetupChecklist, setupLookBody, weekBody } from '../../server/domain/contract/offices.ts';
import type { AccountBody, AccountLinkReply, inviteBody } from '../../server/domain/contract/users.ts';
import { callApi } from './http.ts';

const post = async <T>(path: string, json: unknown = {}): Promise<T> => (await callApi(`/api${path}`, { method: 'POST', json })).json as T;
const get = async <T>(path: string): Promise<T> => (await callApi(`/api${path}`)).json as T;

export const adminVerbs = {
  officeSettings: () => get<OfficeRecord>('/office-settings'),
  saveOffice: (edit: OfficeEdit) => post<OfficeRecord>('/office-settings', edit),
  createOffice: (office: z.input<typeof newOffice>) => post<AccountLinkReply>('/offices', office),
  setOfficeStanding: (id: string, standing: z.input<typeof officeStanding>) => post<undefined>(`/offices/${id}`, standing),
  inviteOfficeAdmin: (id: string, person: z.input<typeof newOfficeAdmin>) => post<AccountLinkReply>(`/offices/${id}/admins`, person),
  setupChecklist: () => get<SetupChecklist>('/setup-checklist'),
  noteSetupLook: (step: z.output<typeof setupLookBody>['step']) => post<undefined>('/setup-checklist/looks', { step }),
  sendTestMail: () => post<{ to: string }>('/test-mails'),
  inviteAccount: (invite: z.input<typeof inviteBody>) => post<AccountLinkReply>('/users', invite),
  saveAccount: (id: string, account: AccountBody) => post<undefined>(`/users/${id}`, account),
  resetAccount: (id: string, via: 'surel' | 'cetak') => post<AccountLinkReply>(`/users/${id}/reset`, { via }),
  endSessions: (id: string) => post<undefined>(`/users/${id}/end-sessions`),
  removeSecondFactor: (id: string, password: string) => post<undefined>(`/users/${id}/second-factor-reset`, { password }),
  calendarStanding: () => get<CalendarStanding>('/calendar-standing'),
  saveWeek: (week: z.input<typeof weekBody>, id?: string) => post<{ id: string }>(id ? `/working-weeks/${id}` : '/working-weeks', week),
  removeWeek: (id: string) => post<undefined>(`/working-weeks/${id}/remove`),
  addHoliday: (holiday: z.input<typeof holidayBody>) => post<{ id: string }>('/holidays', holiday),
  importHolidays: (text: string, everywhere: boolean) => post<ImportedHolidays>('/holidays/import', { text, everywhere }),
  removeHoliday: (id: string) => post<undefined>(`/holidays/${id}/remove`),
  reasons: () => get<ReasonItem[]>('/reasons'),
  saveReason: (reason: ReasonBody) => post<undefined>('/reasons', reason),
  checkTemplate: (draft: z.input<typeof templateDraft>) => post<TemplateCheck>('/letter-templates/check', draft),
  saveTemplate: (body: z.input<typeof templateBody>) => post<{ id: string }>('/letter-templates', body),
  withdrawBlankForm: (id: string) => post<undefined>(`/blank-forms/${id}/withdraw`),
  addBlankForm: async (file: File, fields: { procedure: string; title: string; version: string }): Promise<void> => {
    const form = new FormData();
    for (const [key, value] of Object.entries(fields)) form.set(key, value);
    form.set('berkas', file);
    await callApi('/api/blank-forms', { method: 'POST', body: form });
  },
};
