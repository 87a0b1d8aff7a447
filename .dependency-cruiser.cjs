// The house's import rules (docs: "Imports go one way"). `npm run boundaries` fails on a violation.
const platformFolders = 'domain|platform|testing';
const feature = `^server/(?!(?:${platformFolders})/)([^/]+)/`;
const tests = '\\.test\\.tsx?$|^server/testing/|/testing/';
// The files that know every feature.
const assembly = '^server/[^/]+\\.ts$';

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    {
      name: 'no-circular', severity: 'error', comment: 'Modules that need each other at run time cannot be understood one by one.',
      from: {}, to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'no-orphans', severity: 'error', comment: 'Nobody uses this file.',
      from: { orphan: true, pathNot: [tests, '\\.d\\.ts$', '^scripts/', '^server/(main|api|worker|backup|restore)\\.ts$', '-child\\.ts$'] }, to: {},
    },
    {
      name: 'not-to-unresolvable', severity: 'error', comment: 'The import leads nowhere.',
      from: {}, to: { couldNotResolve: true, pathNot: '^(vite/|virtual:)' },
    },
    {
      name: 'domain-is-pure', severity: 'error', comment: 'server/domain imports itself and zod, nothing else: the browser loads it too.',
      from: { path: '^server/domain/', pathNot: tests }, to: { pathNot: ['^server/domain/', '(^|/)node_modules/zod/'] },
    },
    {
      name: 'platform-looks-down', severity: 'error', comment: 'platform knows the domain and no feature.',
      from: { path: '^server/platform/', pathNot: tests }, to: { path: '^(server|admin-ui|scripts|migrations|seeds)/', pathNot: '^server/(platform|domain)/' },
    },
    {
      name: 'cases-knows-no-feature', severity: 'error', comment: 'Features give cases their fact sources and effects in app.ts.',
      from: { path: '^server/cases/', pathNot: tests }, to: { path: feature, pathNot: '^server/cases/' },
    },
    {
      name: 'feature-through-its-index', severity: 'error', comment: 'A feature asks another feature through its index.ts only.',
      from: { path: feature, pathNot: tests }, to: { path: feature, pathNot: ['^server/$1/', '^server/[^/]+/index\\.ts$'] },
    },
    {
      name: 'feature-not-to-assembly', severity: 'error', comment: 'app.ts knows the features, not the other way round.',
      from: { path: [feature, '^server/(domain|platform)/'], pathNot: tests }, to: { path: assembly },
    },
    {
      name: 'server-not-to-ui', severity: 'error', comment: 'The server does not need its user interface.',
      from: { path: '^server/', pathNot: tests }, to: { path: '^(admin-ui|scripts|seeds|migrations)/' },
    },
    {
      name: 'no-testing-in-production', severity: 'error', comment: 'Test set-up stays in tests.',
      from: { path: '^(server|admin-ui)/', pathNot: tests }, to: { path: '/testing/|\\.test\\.tsx?$' },
    },
    {
      name: 'ui-shares-only-the-domain', severity: 'error', comment: 'What server and user interface share is server/domain.',
      from: { path: '^admin-ui/', pathNot: tests }, to: { path: '^(server|scripts|migrations|seeds)/', pathNot: '^server/domain/' },
    },
    {
      name: 'applicant-pages-are-light', severity: 'error', comment: 'Applicants on a phone must not load the staff framework, by any way.',
      from: { path: '^admin-ui/applicant/', pathNot: tests }, to: { path: '(^|/)node_modules/(react-admin|ra-[a-z-]+|@mui/[a-z-]+|@emotion/[a-z-]+|react|react-dom)/', reachable: true },
    },
    {
      name: 'no-dev-dependency-in-production', severity: 'error', comment: 'A production installation has no devDependencies.',
      from: { path: '^(server|admin-ui|migrations|seeds)/', pathNot: tests }, to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'] },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'node', 'default', 'types'], extensions: ['.ts', '.tsx', '.js', '.mjs', '.cjs', '.json'] },
  },
};
