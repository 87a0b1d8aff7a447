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
  /** It could not be done any more: asks how the file stands now, and says so where it is still read when this part of the page is gone. */
  moved(sentence: string): void;
}

/**
 * Sending one act of the applicant. Its request id stays until it succeeded, so pressing twice or again after silence is one act; what
 * the server says against fields is given back by `errors`.
 */
export function useCaseAct({ after, moved }: CaseUse, done: string) {
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
    setErrors(answer.errors);
    if (answer.status === 409) moved(sentenceOf(answer));
    else setTrouble(sentenceOf(answer));
    return answer.errors;
  };
  return { act, busy, trouble, errors, setErrors, setTrouble };
}
