import { ContactApplicant } from './ContactApplicant.tsx';
import { useOpenDuties } from './use-open-duties.ts';

/** A letter of this file did not arrive (the band above says so): the applicant's number is at hand until somebody reached him or sent it again. */
export function DutyNote({ caseId }: { caseId: string }) {
  const lost = useOpenDuties(caseId);
  return lost.length === 0 ? null : <ContactApplicant caseId={caseId} lost={lost} />;
}
