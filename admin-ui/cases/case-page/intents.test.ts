import { describe, expect, it } from '@jest/globals';
import { createIntents } from './intents.ts';

const counted = () => { let n = 0; return createIntents(() => `id-${++n}`); };

describe('intents', () => {
  it('give a retry the id of its first try', () => {
    const intents = counted();
    expect(intents.idFor('kirim', { a: 1 })).toBe(intents.idFor('kirim', { a: 1 }));
  });
  it('give another content another id', () => {
    const intents = counted();
    expect(intents.idFor('kirim', { a: 1 })).not.toBe(intents.idFor('kirim', { a: 2 }));
  });
  it('give another act another id', () => {
    const intents = counted();
    expect(intents.idFor('kirim', {})).not.toBe(intents.idFor('tolak', {}));
  });
  it('begin anew once the act is done', () => {
    const intents = counted();
    const first = intents.idFor('nilai', {});
    intents.done('nilai', {});
    expect(intents.idFor('nilai', {})).not.toBe(first);
  });
});
