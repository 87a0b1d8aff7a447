import { allSops } from '../sop/catalogue.ts';
import { en } from './en.ts';
import { id } from './id.ts';
import { inNumber } from './in-number.ts';

export type Locale = 'id' | 'en';
export type Params = Record<string, string | number>;

const catalogues: Record<Locale, Record<string, string>> = {
  id: Object.assign({}, id, ...allSops.map((sop) => sop.messages.id)) as Record<string, string>,
  en: Object.assign({}, en, ...allSops.map((sop) => sop.messages.en)) as Record<string, string>,
};

/** Every key and text of a language, the procedures' own included. */
export function catalogue(locale: Locale): Readonly<Record<string, string>> {
  return catalogues[locale];
}

/**
 * The sentence for a key; `%{name}` is filled from params. A parameter that is itself a key (`dokumen.ktp`, or several
 * parted by ", ") is translated too. A name that an office gave (`nama:<id>|<en>`, see `ownName`) stands where a key may stand. An unknown key comes
 * back as it is, so that it is seen.
 */
export function translate(key: string, params: Params = {}, locale: Locale = 'id'): string {
  const text = catalogues[locale][key] ?? catalogues.id[key] ?? named(key, locale) ?? key;
  return inNumber(text, params).replace(/%\{(\w+)\}/g, (_whole, name: string) => {
    const value = params[name];
    if (typeof value !== 'string') return value === undefined ? '' : String(value);
    return value.split(', ').map((part) => catalogues[locale][part] ?? named(part, locale) ?? part).join(', ');
  });
}

/** For what stays on a screen whose language may change beneath it. */
export function translateToEach(key: string, params: Params = {}): Record<Locale, string> {
  return { id: translate(key, params, 'id'), en: translate(key, params, 'en') };
}

const OWN_NAME = /^nama:([^|]*)\|([^|]*)$/;

function named(key: string, locale: Locale): string | undefined {
  const [, id, en] = OWN_NAME.exec(key) ?? [];
  return locale === 'en' ? en || id : id;
}
