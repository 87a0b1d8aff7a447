import { useState } from 'preact/hooks';
import type { ApplicationStatus } from '../../../server/domain/contract/intake.ts';
import { toldIn, type Answer, type Problem } from '../api-answer.ts';
import { newRequestId } from '../api.ts';
import { sentenceOf } from '../hooks.ts';
import { currentLocale, type ApplicantKey, type Locale } from '../language.ts';

/** What every part of the page with a private link is given. */
export interface CaseUse {
  token: string;
  status: ApplicationStatus;
  /** Shows the newer state and says what was done; `spoken`: the language it came in. */
  after(next: ApplicationStatus, done: ApplicantKey, spoken: Locale): void;
  /** It could not be done any more: asks how the file stands now, and says so where it is still read when this part of the page is gone. */
  moved(problem: Problem): void;
}

/**
 * Sending one act of the applicant. Its request id stays until it succeeded, so pressing twice or again after silence is one act; what
 * the server says against fields is given back by `errors`.
 */
export function useCaseAct({ after, moved }: CaseUse, done: ApplicantKey) {
  const [requestId, setRequestId] = useState(newRequestId);
  const [busy, setBusy] = useState(false);
  const [trouble, setTrouble] = useState<Problem | null>(null);
  // Said when drawn, as all that may stand there while another language is chosen.
  const [wrong, setWrong] = useState<{ say(): Record<string, string> }>({ say: () => ({}) });
  const setErrors = (say: () => Record<string, string>) => { setWrong({ say }); };
  const act = async (send: (requestId: string) => Promise<Answer<ApplicationStatus>>): Promise<Problem | null> => {
    if (busy) return null;
    setBusy(true);
    setTrouble(null);
    setErrors(() => ({}));
    const spoken = currentLocale();
    const answer = await send(requestId);
    setBusy(false);
    if (answer.ok) {
      setRequestId(newRequestId());
      after(answer.body, done, spoken);
      return null;
    }
    setErrors(() => toldIn(answer, currentLocale()).errors);
    if (answer.status === 409) moved(answer);
    else setTrouble(answer);
    return answer;
  };
  return { act, busy, trouble: trouble && sentenceOf(trouble), errors: wrong.say(), setErrors, settle: () => { setTrouble(null); } };
}
