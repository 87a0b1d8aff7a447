/** Setting an office up: made by a system admin, led by a list whose ticks are read from the rows. */
export { setupRoutes, type SetupDeps } from './setup.routes.ts';
