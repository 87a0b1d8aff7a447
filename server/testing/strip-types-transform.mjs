// Tests run from the TypeScript sources exactly as the server does: Node strips the types and keeps every position,
// so a stack trace needs no source map and a test cannot pass on code the server would not run.
import { stripTypeScriptTypes } from 'node:module';
import { createHash } from 'node:crypto';

export default {
  process: (source) => ({ code: stripTypeScriptTypes(source, { mode: 'strip' }) }),
  getCacheKey: (source, file, options) =>
    createHash('sha1').update(source).update(file).update(process.version).update(options.configString).digest('hex'),
};
