import { describe, expect, it } from '@jest/globals';
import { maskLink } from './private-link.ts';

describe('a private link on the screen', () => {
  it('shows where it leads and both ends of the token', () => {
    expect(maskLink('https://loket.test/berkas/k7Qe0123456789abcdefghijW2xz')).toBe('https://loket.test/berkas/k7Qe••••••W2xz');
  });
  it('shows nothing of a token so short that its ends would be most of it', () => {
    expect(maskLink('https://loket.test/berkas/abcdefghijkl')).toBe('https://loket.test/berkas/••••••');
  });
});
