/** The public side and the counter's entry: applications, guest book, repairs, private status pages. */
import type { Route } from '../platform/http/route.ts';
import { blankFormRoutes } from './blank-form.routes.ts';
import { applicationRoutes } from './applications.routes.ts';
import type { IntakeDeps } from './intake-deps.ts';
import { privateLinkRoutes } from './private-link.routes.ts';
import { repairRoundRoutes } from './repair-rounds.routes.ts';
import { publicFormRoutes } from './public-form.routes.ts';
import { visitRoutes } from './visits.routes.ts';

export type { IntakeDeps } from './intake-deps.ts';
export { NEWEST_FORM } from './newest-form.ts';
export { intakeDoorPart } from './intake-door-part.ts';
export { blankFormList } from './blank-form.routes.ts';
export { localMoment } from './local-moment.ts';
export { currentAgreements } from './public-offices.view.ts';
export { storeBlankForms } from './store-blank-forms.ts';
export { documentShape } from './form-shape.ts';
export { offeredSop } from './read-submission.ts';
export { findOpenRepair } from './repair-requests.repository.ts';
export { submitApplication } from './submit-application.ts';

export function intakeRoutes(deps: IntakeDeps): Route[] {
  return [...publicFormRoutes(deps), ...applicationRoutes(deps), ...privateLinkRoutes(deps), ...visitRoutes(deps), ...blankFormRoutes(deps), ...repairRoundRoutes(deps)];
}
