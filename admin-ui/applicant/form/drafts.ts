/**
 * Applications begun in this tab. What was typed is in memory only: going back to the front page loses nothing, closing the tab leaves nothing behind. Scans
 * that were accepted are found again when the phone puts the page away and begins it anew.
 */
import { newRequestId } from '../api.ts';
import { createStore, type Store } from '../store.ts';
import { keptDrafts } from '../upload/kept-drafts.ts';
import { createUploads, type Uploads } from '../upload/uploads.ts';
import { EMPTY_FORM, isBegun, type FormState } from './form-state.ts';
import type { Sending, Sent } from './send-application.ts';

export type Step = 1 | 2 | 3;
export interface Application {
  form: FormState;
  step: Step;
  /** Versions ticked; a text that changed since is no longer agreed to. */
  agreed: { privasi: string | null; kebenaran: string | null };
  sending: Sending;
  sent: (Sent & { email: string; earlier: boolean }) | null;
}
export interface Draft { store: Store<Application>; uploads: Uploads; changeForm(next: (form: FormState) => FormState): void }

const drafts = new Map<string, Draft>();

export function draftFor(office: string, procedure: string): Draft {
  const key = `${office}/${procedure}`;
  const known = drafts.get(key);
  if (known) return known;
  const store = createStore<Application>({
    form: EMPTY_FORM, step: 1, agreed: { privasi: null, kebenaran: null }, sending: { key: newRequestId(), unanswered: null }, sent: null,
  });
  const changeForm: Draft['changeForm'] = (next) => { store.change((now) => ({ ...now, form: next(now.form) })); };
  const kept = keptDrafts(key);
  const draft = { store, changeForm, uploads: createUploads(changeForm, kept) };
  store.subscribe(() => { if (store.get().sent) kept.forget(); });
  drafts.set(key, draft);
  return draft;
}

/** After it was sent, the next one begins with nothing of it. */
export function forgetDraft(office: string, procedure: string): void {
  drafts.delete(`${office}/${procedure}`);
}

export const holdsWork = ({ form, sent }: Application): boolean => sent === null && isBegun(form);
