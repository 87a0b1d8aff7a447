import { afterAll, afterEach, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { Settings } from 'luxon';
import { adapterIn, readLocal, writeLocal } from './office-adapter.ts';

const Adapter = adapterIn('Asia/Makassar');
const dates = new Adapter({ locale: 'id-ID' });
const FORMAT = 'dd/MM/yyyy HH:mm';

/** As in a browser in New York, whose nights leave an hour out and have one twice. */
describe('dates on the office’s wall', () => {
  const { defaultZone } = Settings;
  beforeAll(() => { Settings.defaultZone = 'America/New_York'; });
  afterAll(() => { Settings.defaultZone = defaultZone; });
  afterEach(() => { jest.useRealTimers(); });

  it.each(['2026-03-08T02:30', '2026-11-01T01:30', '1945-09-23T00:00', '1890-01-01T00:05'])('%s comes back as it was, zone or no zone', (text) => {
    expect(writeLocal(readLocal(text), true)).toBe(text);
    const shown = dates.formatByString(readLocal(text) as NonNullable<ReturnType<typeof readLocal>>, FORMAT);
    expect(writeLocal(dates.parse(shown, FORMAT), true)).toBe(text);
  });

  it('are empty until they are complete, and where no calendar has them', () => {
    expect([readLocal(''), readLocal('2026-02-30')]).toEqual([null, null]);
    expect(['31/02/2026 10:00', '01/03/0002 10:00', '01/03/0202 10:00'].map((typed) => writeLocal(dates.parse(typed, FORMAT), true))).toEqual(['', '', '']);
    expect([writeLocal(null, false), writeLocal(readLocal('2026-03-01T10:00'), false)]).toEqual(['', '2026-03-01']);
  });

  it.each([['18/03/2026 08.00', FORMAT], ['18/03/2026 08:00', 'dd/MM/yyyy HH.mm']])('%s is taken by a field that writes %s', (pasted, format) => {
    expect(writeLocal(dates.parse(pasted, format), true)).toBe('2026-03-18T08:00');
  });

  it('know today by the office, not by Greenwich or the browser', () => {
    jest.useFakeTimers({ now: new Date('2026-03-01T16:30:00Z') });
    expect(writeLocal(dates.date(undefined, 'UTC'), true)).toBe('2026-03-02T00:30');
    expect(writeLocal(new (adapterIn('Asia/Jakarta'))({ locale: 'id-ID' }).date(undefined, 'UTC'), true)).toBe('2026-03-01T23:30');
  });

  it('stand in weeks that begin with Monday', () => {
    const sunday = dates.date('2026-03-01', 'UTC');
    expect([writeLocal(dates.startOfWeek(sunday), false), writeLocal(dates.endOfWeek(sunday), false), dates.getDayOfWeek(sunday)]).toEqual(['2026-02-23', '2026-03-01', 7]);
    expect(dates.getWeekArray(sunday).map(([first]) => first && writeLocal(first, false))).toEqual(['2026-02-23', '2026-03-02', '2026-03-09', '2026-03-16', '2026-03-23', '2026-03-30']);
  });
});
