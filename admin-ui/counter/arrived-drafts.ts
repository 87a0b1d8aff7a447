import { createContext } from 'react';
import type { ArrivedDraft } from '../fields/DraftUpload.tsx';

/** What came by link for the file on screen, by kind of document; `gone`: uploads that had come and that the applicant took back. */
export const ArrivedDrafts = createContext<{ arrived: Record<string, ArrivedDraft>; gone: readonly string[] }>({ arrived: {}, gone: [] });
