import { describe, expect, it } from '@jest/globals';
import { refusalKeys, warningKeys } from './inspection-keys.ts';
import { catalogue } from '../../domain/messages/translate.ts';

const sentence = (locale: 'id' | 'en', key: string): string => catalogue(locale)[`unggahan.${key}`] ?? '';
const marksOf = (sentence: string) => [...sentence.matchAll(/%\{(\w+)\}/g)].map((match) => match[1]).sort();

/** What the code gives for each sentence; every other key gives nothing. */
const given: Record<string, string[]> = {
  file_too_large: ['maxMb'],
  extension_not_allowed: ['extension'],
  image_too_many_pixels: ['maxMegapixels', 'megapixels'],
  picture_small: ['least', 'pixels'],
  pages_not_shown: ['pages', 'shown'],
  pages_unreadable: ['pages'],
  pdf_cannot_shrink: ['maxMb', 'mb'],
  file_shrunk: ['keptMb', 'mb'],
};

describe('words of uploads', () => {
  const keys = [...refusalKeys, ...warningKeys];

  it.each(keys)('%s has a sentence in both languages, with the values the code gives', (key) => {
    expect(marksOf(sentence('id', key))).toEqual(marksOf(sentence('en', key)));
    for (const mark of marksOf(sentence('id', key))) expect(given[key] ?? []).toContain(mark);
  });

  it.each(refusalKeys)('%s says what to do', (key) => {
    expect(sentence('id', key)).toMatch(/unggah|simpan|pindai|foto ulang/i);
    expect(sentence('en', key)).toMatch(/upload|save|scan/i);
  });
});
