/** Whether two numbers of equal length differ as a slip of one finger does: one digit, or two neighbours exchanged. */
export function isOneSlipApart(a: string, b: string): boolean {
  if (a === b || a.length !== b.length) return false;
  const differing = [...a].flatMap((char, at) => (char === b[at] ? [] : [at]));
  const [first, second] = differing as [number, number | undefined];
  if (differing.length === 1) return true;
  return differing.length === 2 && second === first + 1 && a[first] === b[second] && a[second] === b[first];
}
