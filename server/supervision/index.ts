/** What the supervisor looks after, each figure with its rows, and lists taken out as files. */
export { supervisionRoutes, type SupervisionDeps } from './supervision.routes.ts';
export { deviationList, exceptionList, officerLoadList, stepVisitList, stuckList } from './supervision-lists.ts';
