/** Steps 7 and 12: the national list in dated versions, the registry of suppliers, what was found and who judged it. */
export { checksRoutes, type ChecksDeps } from './checks.routes.ts';
export { checksDoorPart, type ChecksDoorDeps } from './checks-door-part.ts';
export { checksEffects, SHARED_LIST_EFFECTS } from './checks-effects.ts';
export { entryList, importList } from './blacklist-lists.view.ts';
export { providerList } from './providers.view.ts';
export { checkList } from './checks.view.ts';
export { importBlacklist, type BlacklistImport, type BlacklistSource } from './import-blacklist.ts';
export { forgetLists } from './forget-lists.cron.ts';
export { createListFileSweep } from './sweep-list-files.cron.ts';
export { refoldNames } from './refold-names.ts';
export { newestFinishedImport } from './blacklist.repository.ts';
