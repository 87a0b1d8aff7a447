import { existsSync } from 'node:fs';

const folders = ['server', 'admin-ui', 'scripts', 'migrations', 'seeds'].filter((folder) => existsSync(new URL(folder, import.meta.url)));

// Native ESM (scripts/test.ts sets --experimental-vm-modules). The database cluster is started by scripts/test.ts,
// before Jest; each test file clones its own database from the template (server/testing/test-db.ts).
export default {
  testEnvironment: '<rootDir>/server/testing/telling-environment.mjs',
  roots: folders.map((folder) => `<rootDir>/${folder}`),
  testMatch: ['**/*.test.ts'],
  extensionsToTreatAsEsm: ['.ts'],
  transform: { '\\.ts$': '<rootDir>/server/testing/strip-types-transform.mjs' },
  setupFiles: ['<rootDir>/server/testing/property-seed.ts'],
  testSequencer: '<rootDir>/server/testing/slow-first.mjs',
  maxWorkers: 2,
  // A worker keeps what its files loaded and grew to gigabytes; whatever starts a process from it then paid for its size.
  workerIdleMemoryLimit: '1GB',
  testTimeout: 60_000,
  watchman: false,
  // v8 counted functions that were never called as covered.
  coverageProvider: 'babel',
};
