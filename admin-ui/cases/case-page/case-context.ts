import { createContext, useContext } from 'react';
import type { CaseView } from '../../../server/domain/contract/cases.ts';
import type { DocumentView } from '../../../server/domain/contract/documents.ts';

export type CaseAction = CaseView['actions'][number];
export interface Fix { workspace: string; ref?: string | undefined; act?: string | undefined }

export interface GuestSheet { /** the find that lets me see it */ twinId: string; /** of another office the one page it lets me see; else 1 */ firstPage: number; /** the last one I may see */ pageCount: number; lackingPages: number[]; label: string }

export interface CaseDesk {
  view: CaseView;
  documents: DocumentView[];
  /** False while they are fetched or could not be: until then nothing may be called missing. */
  documentsKnown: boolean;
  /** They are on their way for the first time. */
  documentsComing: boolean;
  /** Does an act through the one door; the same intent keeps its request id until it succeeds. Rejects with what the server said. */
  act(action: string, input: Record<string, unknown>): Promise<CaseView>;
  /** The action now under way, if any. */
  pending: string | null;
  action(id: string): CaseAction | undefined;
  reload(): void;
  /** Opens the place where an obstacle can be mended. */
  goTo(fix: Fix): void;
  /** The act whose form is open in the panel. */
  chosen: string | null;
  choose(action: string | null): void;
  /** The act that a workspace draws itself just now; the panel leaves it out. */
  inline: string | null;
  drawInline(action: string | null): void;
  /** Document in the viewer. */
  shown: string | null;
  /** On this page, or as it was left. */
  show(documentId: string, page?: number): void;
  /** How often a page was asked for: the viewer begins anew then. */
  asked: number;
  /** A second document beside it; null when there is one only. */
  beside: string | null;
  showBeside(documentId: string | null): void;
  /** A document of another case beside it, for comparison. */
  guest: GuestSheet | null;
  showGuest(guest: GuestSheet | null): void;
}

export const CaseContext = createContext<CaseDesk | null>(null);

export function useDesk(): CaseDesk {
  const desk = useContext(CaseContext);
  if (!desk) throw new Error('outside a case page');
  return desk;
}

/** Two sheets are to stand beside each other. */
export const pairOf = ({ documents, shown, beside, guest }: Pick<CaseDesk, 'documents' | 'shown' | 'beside' | 'guest'>): boolean => guest !== null || documents.some((row) => row.id === beside && row.id !== shown);
