import { useCallback } from 'react';
import { useLocaleState, useTranslate } from 'react-admin';
import type { UiKey } from '../../server/domain/messages/ui-words.ts';

export type Say = (key: UiKey, params?: Record<string, string | number>) => string;

/** The words of this interface; a key that does not exist does not compile. */
export function useSay(): Say {
  const translate = useTranslate();
  return useCallback((key, params) => translate(key, params), [translate]);
}

/** Keys made from values of the server (`tempat.…`, `peran.…`); an unknown one is shown as it came. */
export function useSayValue(): (group: string, value: string) => string {
  const translate = useTranslate();
  return useCallback((group, value) => translate(`${group}.${value}`, { _: value }), [translate]);
}

export function useLocaleTag(): string {
  const [locale] = useLocaleState();
  return locale === 'en' ? 'en-GB' : 'id-ID';
}
