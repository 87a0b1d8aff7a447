/** Words on the screen: react-admin's own, the staff interface's, and those of the office that screens need without the server. */
import polyglotI18nProvider from 'ra-i18n-polyglot';
import { fieldWords } from '../../server/domain/messages/field-words.ts';
import { placeAndActWords } from '../../server/domain/messages/place-and-act-words.ts';
import { uiWords } from '../../server/domain/messages/ui-words.ts';
import { speakToServerIn } from './http.ts';
import { inNumber } from '../../server/domain/messages/in-number.ts';
import { raIndonesian } from './ra-indonesian.ts';
import { startLocale } from './preferences.ts';

const office = (locale: 'id' | 'en') => ({ ...placeAndActWords[locale], ...fieldWords[locale], ...uiWords[locale] });
const english: Readonly<Record<string, string>> = office('en');
const indonesian = { ...raIndonesian, ...office('id') };

export async function i18nProviderFor() {
  const first = startLocale();
  const inEnglish = async () => {
    const { default: words } = await import('ra-language-english');
    // The total is unknown only above what the server counts.
    const navigation = { ...words.ra.navigation, page_range_info: '%{offsetBegin}–%{offsetEnd} of %{total}', partial_page_range_info: '%{offsetBegin}–%{offsetEnd} of more than 10,000' };
    return { ...words, ra: { ...words.ra, navigation }, ...english };
  };
  const start = first === 'en' ? await inEnglish() : indonesian;
  speakToServerIn(first);
  const provider = polyglotI18nProvider(
    (locale) => {
      if (locale === first) return start;
      return locale === 'en' ? inEnglish() : indonesian;
    },
    first, [{ locale: 'id', name: 'Bahasa Indonesia' }, { locale: 'en', name: 'English' }], { allowMissing: true });
  return {
    ...provider,
    // Not before its words are there: sentences of the server would change alone.
    changeLocale: async (locale: string) => {
      await provider.changeLocale(locale);
      speakToServerIn(locale);
    },
    translate: (key: string, params: Record<string, unknown> = {}) => {
      const text = provider.getLocale() === 'en' ? english[key] : undefined;
      const said = text === undefined ? undefined : inNumber(text, params);
      return said === undefined || said === text ? provider.translate(key, params) : said.replace(/%\{(\w+)\}/g, (_whole, name: string) => { const value = params[name]; return typeof value === 'string' || typeof value === 'number' ? String(value) : ''; });
    },
  };
}
