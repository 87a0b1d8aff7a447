/** Operating: health and metrics, the interface's description, background work that needs a person. */
export { operationsRoutes } from './operations.routes.ts';
export { createMetrics } from './metrics.ts';
export { effectRoutes } from './effects.routes.ts';
export { sweepScratch } from './sweep-scratch.cron.ts';
export { tellGivenUp } from './tell-given-up.cron.ts';
export { stoppedEffects } from './failed-effects.view.ts';
