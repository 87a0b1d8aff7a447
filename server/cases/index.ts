export { caseRoutes, actorOf } from './cases.routes.ts';
export { factSource, type ActContext, type CaseDoor, type DoorPart, type FactSource, type NowEffect } from './case-door.ts';
export { performAction, type ActRequest, type ActResult } from './perform-action.ts';
export { openCase } from './open-case.ts';
export { findCase, lockCase, raiseVersion, type CaseRow } from './cases.repository.ts';
export { caseList } from './case-queue.view.ts';
export { schemaWithWords } from './action-form.ts';
export { gatherFacts } from './gather-facts.ts';
export { fireTimers, timerSchedules } from './timers.cron.ts';
