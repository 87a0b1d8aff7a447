import { useCallback } from 'react';
import { useLocaleTag } from '../provider/use-say.ts';
import { useMe } from '../provider/use-me.ts';
import { showDay, showMoment, type Shown } from './office-time.ts';

/** The office's zone; Jakarta for the moment before the server has said so. */
export function useZone(): string {
  return useMe()?.office.zone ?? 'Asia/Jakarta';
}

export function useMoment(): (iso: string, shown?: Shown) => string {
  const zone = useZone();
  const locale = useLocaleTag();
  return useCallback((iso, shown) => showMoment(iso, zone, locale, shown), [zone, locale]);
}

export function Moment({ at, shown = 'singkat' }: { at: string | null | undefined; shown?: Shown }) {
  const moment = useMoment();
  if (!at) return <>–</>;
  return <time dateTime={at} title={moment(at, 'lengkap')} className={shown === 'singkat' || shown === 'bertahun' || shown === 'detik' ? 'tabular moment' : 'tabular'}>{moment(at, shown)}</time>;
}

export function Day({ day }: { day: string | null | undefined }) {
  const locale = useLocaleTag();
  return day ? <time dateTime={day} className="tabular">{showDay(day, locale)}</time> : <>–</>;
}
