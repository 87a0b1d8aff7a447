export { deviationsDoorPart } from './deviations-door.ts';
