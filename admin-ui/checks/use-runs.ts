import type { CheckItem } from '../../server/domain/contract/checks.ts';
import { useDesk } from '../cases/case-page/case-context.ts';
import { useCaseRows } from '../cases/case-page/use-case-desk.ts';

/** Later pages of a picture that was just kept are drawn in seconds. */
const DRAWN_MS = 3_000;

/** Runs of both checks for the open case, newest first; undefined while they are fetched. */
export function useRuns(active = true): CheckItem[] | undefined {
  const { view } = useDesk();
  return useCaseRows<CheckItem>(view.id, 'checks', { field: 'runAt', order: 'DESC' }, { active, every: (runs) => (runs.some(({ portalLooks }) => portalLooks.some(({ pictureDrawing }) => pictureDrawing)) ? DRAWN_MS : false) }).data;
}
