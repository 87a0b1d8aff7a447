/**
 * Whether looks at the portal stand for an old list (decision 3): each for him it was for, so that of several everybody must have been looked for.
 * @param asked the subjects of the run; looks from before they could be several were for the first
 */
export function everybodyLookedFor(asked: readonly { siapa?: string }[], looks: readonly { subject_ref: string | null }[]): boolean {
  if (asked.length <= 1) return looks.length > 0;
  return asked.every(({ siapa }, at) => looks.some((look) => (look.subject_ref === null ? at === 0 : look.subject_ref === siapa)));
}
