import { newRequestId } from '../../provider/new-request-id.ts';

/** One intent, one request id: a retry after a lost answer is the same act, never a second one. */
export interface Intents {
  idFor(action: string, input: unknown): string;
  done(action: string, input: unknown): void;
}

/** `make` gives a fresh id. The same act with other content is another intent. */
export function createIntents(make: () => string = newRequestId): Intents {
  const open = new Map<string, string>();
  const keyOf = (action: string, input: unknown) => JSON.stringify([action, input]);
  return {
    idFor: (action, input) => {
      const key = keyOf(action, input);
      const known = open.get(key) ?? make();
      open.set(key, known);
      return known;
    },
    done: (action, input) => { open.delete(keyOf(action, input)); },
  };
}
