import type { Knex } from 'knex';
import type { OfficeSettings } from '../offices/index.ts';
import { InvalidError } from '../platform/errors.ts';
import { askWhatBecomes, type Booked } from './ask-what-becomes.ts';
import { usualOf } from './chosen-place.ts';
import { bookedAtUsual, moveLater } from './room-moves.ts';

type Places = Pick<OfficeSettings, 'meetingRoom' | 'deskRoom'>;
const SETTING = { daring: 'meetingRoom', luring: 'deskRoom' } as const;

/**
 * The office's usual call link or desk becomes another one: those who are invited to the old one are moved and told, or left there, as somebody says.
 * @throws ActionClosedError where somebody is invited and nothing was said; InvalidError where they are to be moved and there is no new place
 */
export async function changeUsualPlace(trx: Knex.Transaction, of: { officeId: string; before: Places; after: Places; booked: Booked | undefined; now: Date }): Promise<void> {
  const touched: { channel: keyof typeof SETTING; slots: Awaited<ReturnType<typeof bookedAtUsual>> }[] = [];
  for (const channel of ['daring', 'luring'] as const) {
    const place = usualOf(of.before, channel);
    if (place !== usualOf(of.after, channel)) touched.push({ channel, slots: await bookedAtUsual(trx, { officeId: of.officeId, channel, place }, of.now) });
  }
  askWhatBecomes(touched.flatMap(({ slots }) => slots), of.booked, 'hambatan.tempat_biasa_dijadwalkan');
  if (of.booked !== 'kabari') return;
  for (const { channel, slots } of touched) {
    if (slots.length > 0 && usualOf(of.after, channel) === '') throw new InvalidError({ [`settings.${SETTING[channel]}`]: { key: 'galat.kantor.tempat_biasa_kosong' } });
    await moveLater(trx, of.officeId, slots);
  }
}
