import { describe, expect, it } from '@jest/globals';
import { identityMessages } from './identity.messages.ts';

describe('identity messages', () => {
  it('has the same keys in both languages', () => {
    expect(Object.keys(identityMessages.en)).toEqual(Object.keys(identityMessages.id));
  });

  it.each(Object.entries(identityMessages.id))('%s uses the same placeholders in both languages', (key, text) => {
    const placeholders = (sentence: string) => [...sentence.matchAll(/%\{(\w+)\}/g)].map((match) => match[1]).sort();
    expect(placeholders(identityMessages.en[key as keyof typeof identityMessages.en])).toEqual(placeholders(text));
  });
});
