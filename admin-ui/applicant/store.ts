/** A value that outlives the page showing it, so that an upload goes on and nothing typed is lost while somebody looks elsewhere. */
export interface Store<T> {
  get(): T;
  change(next: (now: T) => T): void;
  subscribe(listener: () => void): () => void;
}

export function createStore<T>(first: T): Store<T> {
  let value = first;
  const listeners = new Set<() => void>();
  return {
    get: () => value,
    change: (next) => { value = next(value); for (const listener of [...listeners]) listener(); },
    subscribe: (listener) => { listeners.add(listener); return () => { listeners.delete(listener); }; },
  };
}
