/** react-admin's store in memory: no record, filter or name stays in a shared browser. Only language and light survive. */
import { memoryStore, type Store } from 'react-admin';

const KEPT = ['locale', 'theme'];
const nameOf = (key: string) => `loket.${key}`;

function stored(): Record<string, unknown> {
  const found: Record<string, unknown> = {};
  for (const key of KEPT) {
    const value = window.localStorage.getItem(nameOf(key));
    if (value !== null && /^[a-z]{2,5}$/.test(value)) found[key] = value;
  }
  return found;
}

export const startLocale = (): 'id' | 'en' => (stored().locale === 'en' ? 'en' : 'id');

export function preferenceStore(): Store {
  const store = memoryStore(stored());
  return {
    ...store,
    setItem: (key: string, value: unknown) => {
      if (KEPT.includes(key) && typeof value === 'string') window.localStorage.setItem(nameOf(key), value);
      store.setItem(key, value);
    },
  };
}
