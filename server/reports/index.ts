export { reportRoutes } from './reports.routes.ts';
export { slaSteps } from './sla-steps.view.ts';
export { slaStepList, slaStepsOf } from './sla-step-list.ts';
