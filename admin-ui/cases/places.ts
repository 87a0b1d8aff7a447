/** Places a person may filter by: every one that has words, in the order the words stand. */
import { placeAndActWords } from '../../server/domain/messages/place-and-act-words.ts';

const PREFIX = 'tempat.';
export const PLACES: readonly string[] = Object.keys(placeAndActWords.id).filter((key) => key.startsWith(PREFIX)).map((key) => key.slice(PREFIX.length));
