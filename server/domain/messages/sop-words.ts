import { fieldWords } from './field-words.ts';
import { guardWords } from './guard-words.ts';
import { obstacleWords } from './obstacle-words.ts';
import { placeAndActWords } from './place-and-act-words.ts';

/** Every word the definitions, guards and workflow mention by key; a procedure adds its own title and step names. */
export const sopWords = {
  id: { ...placeAndActWords.id, ...obstacleWords.id, ...guardWords.id, ...fieldWords.id },
  en: { ...placeAndActWords.en, ...obstacleWords.en, ...guardWords.en, ...fieldWords.en },
};
