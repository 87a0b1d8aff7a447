import { Fragment, useMemo } from 'react';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Chip from '@mui/material/Chip';
import Paper from '@mui/material/Paper';
import { useQuery } from '@tanstack/react-query';
import { useDataProvider } from 'react-admin';
import { useSearchParams } from 'react-router-dom';
import type { AppointmentItem } from '../../server/domain/contract/scheduling.ts';
import { CaseLink } from '../cases/CaseLink.tsx';
import { useMoment, useZone } from '../fields/Moment.tsx';
import { officeDay, showDay, toIsoWithOffset, zoneName } from '../fields/office-time.ts';
import { PageHead } from '../layout/PageHead.tsx';
import type { LoketProvider } from '../provider/data-provider.ts';
import { useLocaleTag, useSay, useSayValue } from '../provider/use-say.ts';

const DAY = 86_400_000;
const SPAN = 14;
const GONE = ['batal', 'dijadwal_ulang'];

/** Two weeks of appointments by day, in the office's own hours. */
export function AgendaPage() {
  const say = useSay();
  const sayValue = useSayValue();
  const moment = useMoment();
  const locale = useLocaleTag();
  const zone = useZone();
  const provider = useDataProvider<LoketProvider>();
  const [search, setSearch] = useSearchParams();
  const today = officeDay(new Date(), zone);
  const start = /^\d{4}-\d{2}-\d{2}$/.test(search.get('mulai') ?? '') ? search.get('mulai') ?? today : today;
  const shift = (days: number) => new Date(Date.parse(`${start}T12:00:00Z`) + days * DAY).toISOString().slice(0, 10);
  const from = toIsoWithOffset(`${start}T00:00`, zone);
  const to = toIsoWithOffset(`${shift(SPAN)}T00:00`, zone);
  const { data } = useQuery({
    queryKey: ['appointments', 'agenda', from, to],
    queryFn: async () => (await provider.getList<AppointmentItem>('appointments', { filter: { from, to }, pagination: { page: 1, perPage: 200 }, sort: { field: 'startsAt', order: 'ASC' } })).data,
  });
  const days = useMemo(() => Object.entries(Object.groupBy((data ?? []).filter((slot) => !GONE.includes(slot.state)), (slot) => officeDay(new Date(slot.startsAt), zone))), [data, zone]);
  const go = (day: string) => { setSearch(day === today ? {} : { mulai: day }); };
  return (
    <>
      <PageHead title={say('ui.menu.appointments')} note={`${showDay(start, locale)} – ${showDay(shift(SPAN - 1), locale)} · ${zoneName(zone)}`}>
        <Button variant="outlined" onClick={() => { go(shift(-SPAN)); }}>{say('ui.jadwal.mundur')}</Button>
        <Button variant="outlined" onClick={() => { go(today); }}>{say('ui.jadwal.hari_ini')}</Button>
        <Button variant="outlined" onClick={() => { go(shift(SPAN)); }}>{say('ui.jadwal.maju')}</Button>
      </PageHead>
      {data && days.length === 0 && <Box sx={{ color: 'text.secondary', p: 4, textAlign: 'center' }}>{say('ui.jadwal.kosong')}</Box>}
      {days.map(([day, slots]) => (
        <Paper key={day} variant="outlined" component="section" sx={{ mb: 1.5, px: 1.5, py: 1 }} aria-label={day}>
          <Box component="h2" sx={{ typography: 'h3', m: 0, mb: 0.5, color: day === today ? 'primary.main' : 'text.primary' }}>{moment(slots?.[0]?.startsAt ?? day, 'hari')}</Box>
          <Box sx={{ display: 'grid', gridTemplateColumns: '110px 150px minmax(0, 1fr) 190px 130px', columnGap: 2, rowGap: 0.5, fontSize: '0.875rem', alignItems: 'center' }}>
            {slots?.map((slot) => (
              <Fragment key={slot.id}>
                <strong className="tabular">{moment(slot.startsAt, 'jam')}–{moment(slot.endsAt, 'jam')}</strong>
                <CaseLink id={slot.caseId} number={slot.caseNumber} />
                <Box sx={{ overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' }}>{sayValue('saluran', slot.channel)} · {slot.location}</Box>
                <span>{slot.verifikatorName}</span>
                <Chip variant="outlined" label={slot.stateLabel} color={slot.state === 'dikonfirmasi' || slot.state === 'hadir' ? 'success' : slot.state === 'tidak_hadir' ? 'warning' : 'default'} />
              </Fragment>
            ))}
          </Box>
        </Paper>
      ))}
    </>
  );
}
