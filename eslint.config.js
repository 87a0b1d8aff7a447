// Formatting is nobody's argument here; these rules are about mistakes. Import directions are held by .dependency-cruiser.cjs.
import reactHooks from 'eslint-plugin-react-hooks';
import tseslint from 'typescript-eslint';

export default tseslint.config(
  { ignores: ['node_modules/', 'dist/', '.data/', 'uploads/', 'coverage/', 'docs/'] },
  ...tseslint.configs.recommendedTypeChecked,
  {
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      // A knex builder is a thenable, not a Promise; without this an un-awaited query goes unseen.
      '@typescript-eslint/no-floating-promises': ['error', { checkThenables: true }],
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports', disallowTypeAnnotations: false }],
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true, allowBoolean: true, allowNullish: true }],
      // An async function that awaits nothing is how a use case keeps its shape.
      '@typescript-eslint/require-await': 'off',
      // Objects are made of closures here (no classes, no `this`), and knex hands a thenable to the callbacks of where().
      '@typescript-eslint/unbound-method': 'off',
      '@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: { attributes: false, arguments: false } }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_', caughtErrors: 'all' }],
      'no-empty': ['error', { allowEmptyCatch: false }],
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      'max-lines': ['error', { max: 350, skipBlankLines: true, skipComments: true }],
    },
  },
  {
    files: ['server/**', 'admin-ui/**'],
    rules: {
      'no-console': 'error',
      'no-restricted-properties': ['error', { object: 'process', property: 'env', message: 'Settings come from platform/config.ts.' }, { object: 'crypto', property: 'randomUUID', message: 'Pages opened without https have none: provider/new-request-id.ts. Servers import it from node:crypto.' }],
    },
  },
  // The environment is read where it enters: the entry points, which hand it to loadConfig, and the test set-up.
  { files: ['server/main.ts', 'server/api.ts', 'server/worker.ts', 'server/backup.ts', 'server/restore.ts', 'server/testing/**', '**/*.test.ts'], rules: { 'no-restricted-properties': 'off' } },
  { files: ['admin-ui/**'], plugins: { 'react-hooks': reactHooks }, rules: reactHooks.configs.recommended.rules },
  // Lists of sentences, and tables of test rows, are long because there is much to say.
  { files: ['server/domain/messages/**', '**/*.test.ts'], rules: { 'max-lines': 'off' } },
  { files: ['**/*.js', '**/*.cjs', '**/*.mjs'], ...tseslint.configs.disableTypeChecked },
);
