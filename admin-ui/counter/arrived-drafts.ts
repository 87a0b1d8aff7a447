import { createContext } from 'react';
import type { ArrivedDraft } from '../fields/DraftUpload.tsx';

/** What came by link for the file on screen, by kind of document. */
export const ArrivedDrafts = createContext<Record<string, ArrivedDraft>>({});
