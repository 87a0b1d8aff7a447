/** Notes among colleagues: never in a letter, a status page or the sealed file. */
export { noteRoutes } from './notes.routes.ts';
