/** English nouns as our sentences have them behind a number; Indonesian knows no plural. */
const ONE: Record<string, string> = {
  appointments: 'appointment', applications: 'application', cases: 'case', days: 'day', documents: 'document', hours: 'hour', mails: 'mail', minutes: 'minute',
  months: 'month', originals: 'original', pages: 'page', rows: 'row', tasks: 'task', warnings: 'warning',
};
// Where a verb follows, the whole sentence speaks of many.
const COUNTED = /%\{(\w+)\} (\w+)\b(?! (?:are|were|go|have|lie)\b)/g;

/** The English sentence with its nouns in the singular where they are counted once: "1 day left", not "1 days left". */
export function inNumber(text: string, params: Readonly<Record<string, unknown>>): string {
  return text.replace(COUNTED, (whole, name: string, noun: string) => (Number(params[name]) === 1 ? `%{${name}} ${ONE[noun] ?? noun}` : whole));
}
