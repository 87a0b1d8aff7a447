// On a fresh machine Jest knows no durations and begins with the largest files; a walk of minutes begun last would keep one core idle at the end.
import { statSync } from 'node:fs';

/** Long ones first: browsers, then what starts servers and opens hostile files, then the rest by size. */
const GROUPS = [/journeys\/browser-(?:screens|endings|main-job|new-office)/, /journeys\/|safety\/|reports\/sla-recount|backup\/|inspection\//];
const groupOf = (file) => { const at = GROUPS.findIndex((group) => group.test(file)); return at < 0 ? GROUPS.length : at; };

export default class SlowFirst {
  sort(tests) {
    const of = new Map([...tests].map((test) => [test, { group: groupOf(test.path), size: statSync(test.path).size }]));
    return [...tests].sort((a, b) => of.get(a).group - of.get(b).group || of.get(b).size - of.get(a).size);
  }

  shard(tests) { return tests; }

  allFailedTests(tests) { return tests; }

  cacheResults() {}
}
