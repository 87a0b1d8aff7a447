import { useState } from 'preact/hooks';
import type { ApplicationStatus } from '../../../server/domain/contract/intake.ts';
import type { Answer } from '../api-answer.ts';
import { newRequestId } from '../api.ts';
import { sentenceOf } from '../hooks.ts';

/** What every part of the page with a private link is given. */
export interface CaseUse {
  token: string;
  status: ApplicationStatus;
  /** Shows the newer state and says what was done. */
  after(next: ApplicationStatus, sentence: string): void;
  /** Asks how the file stands now. */
  again(): void;
}

/**
 * Sending one act of the applicant. Its request id stays until it succeeded, so pressing twice or again after silence is one act; what
 * the server says against fields is given back by `errors`.
 */
export function useCaseAct({ after, again }: CaseUse, done: string) {
  const [requestId, setRequestId] = useState(newRequestId);
  const [busy, setBusy] = useState(false);
  const [trouble, setTrouble] = useState<string | null>(null);
  const [errors, setErrors] = useState<Record<string, string>>({});
  const act = async (send: (requestId: string) => Promise<Answer<ApplicationStatus>>): Promise<Record<string, string> | null> => {
    if (busy) return null;
    setBusy(true);
    setTrouble(null);
    setErrors({});
    const answer = await send(requestId);
    setBusy(false);
    if (answer.ok) {
      setRequestId(newRequestId());
      after(answer.body, done);
      return null;
    }
    setTrouble(sentenceOf(answer));
    setErrors(answer.errors);
    // Not open any more: something has moved meanwhile, so show what.
    if (answer.status === 409) again();
    return answer.errors;
  };
  return { act, busy, trouble, errors, setErrors, setTrouble };
}
