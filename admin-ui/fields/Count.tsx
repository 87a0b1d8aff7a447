import { useLocaleTag } from '../provider/use-say.ts';

/** A column of numbers: right under a heading that stands right, figures under each other. For the columns of a list and the cells of a table alike. */
export const NUMBER = { align: 'right', className: 'tabular' } as const;

/** A number as the language of the screen writes it (1.101 or 1,101), whatever the browser speaks. */
export function Count({ n }: { n: number }) {
  const locale = useLocaleTag();
  return <>{new Intl.NumberFormat(locale).format(n)}</>;
}
