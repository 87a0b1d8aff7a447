/** Finds the obstacle keys that a source text can give, so that a table or a catalogue can be compared with the code itself. */

/** Values the template keys of the guards can take. */
const INSERTED: Record<string, readonly string[]> = { road: ['tautan', 'surel'], check: ['daftar_hitam', 'lpse_lain'], 'run.freshness': ['kuning', 'merah'] };

/**
 * Keys without `hambatan.`, in order of appearance, from calls of `obstacle(...)` and from literals `'hambatan.…'`.
 * @throws Error on a template whose values are not listed above: list them
 */
export function obstacleKeysIn(source: string): string[] {
  const calls = [...source.matchAll(/\bobstacle\(([^,()]*)/g)].flatMap(([, argument = '']) => [...argument.matchAll(/(['`])([\w${}.]+)\1/g)].map((match) => match[2] ?? ''));
  const literals = [...source.matchAll(/'hambatan\.(\w+)'/g)].map((match) => match[1] ?? '');
  return [...new Set([...calls, ...literals].flatMap(expand))];
}

function expand(key: string): string[] {
  const hole = /\$\{([^}]+)\}/.exec(key);
  if (!hole) return [key];
  const values = INSERTED[hole[1] ?? ''];
  if (!values) throw new Error(`the values of ${hole[0]} in ${key} are not known`);
  return values.flatMap((value) => expand(key.replace(hole[0], value)));
}
