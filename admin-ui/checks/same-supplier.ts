import type { CheckItem, HitView } from '../../server/domain/contract/checks.ts';

/** One supplier has several sanctions as often as not, each a card of its own: the evidence is separate, the reasoning is not. */
const whose = ({ subject, shown }: HitView) => JSON.stringify([subject, shown.nama?.toUpperCase().replace(/[^\p{L}\p{N}]+/gu, ' ').trim(), shown.npwp ?? null]);

/** Another entry of the same supplier about the same subject that is judged, or with `confirmed` confirmed; the latest of them. */
export function judgedBeside(hit: HitView, run: CheckItem, of: { confirmed?: boolean } = {}): HitView | undefined {
  const at = (other: HitView) => (of.confirmed ? other.confirmedAt : other.judgedAt) ?? '';
  if (!hit.shown.nama || hit.shown.portal) return undefined;
  return run.hits.filter((other) => other.id !== hit.id && at(other) !== '' && !other.shown.portal && whose(other) === whose(hit)).sort((a, b) => (at(a) < at(b) ? 1 : -1))[0];
}
