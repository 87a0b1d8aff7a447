import { useState } from 'react';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { useQuery } from '@tanstack/react-query';
import { useDataProvider } from 'react-admin';
import type { OfferedSlot } from '../../server/domain/contract/scheduling.ts';
import { useMoment, useZone } from '../fields/Moment.tsx';
import { officeDay } from '../fields/office-time.ts';
import type { LoketProvider } from '../provider/data-provider.ts';
import { useSay, useSayValue } from '../provider/use-say.ts';

/** Times of the next days that are really free, by day; one click fills in the form. */
export function FreeSlots({ caseId, version, chosen, onChoose }: { caseId: string; version: number; chosen: OfferedSlot | null; onChoose: (slot: OfferedSlot) => void }) {
  const say = useSay();
  const sayValue = useSayValue();
  const moment = useMoment();
  const zone = useZone();
  const provider = useDataProvider<LoketProvider>();
  const [shown, setShown] = useState(3);
  const { data } = useQuery({ queryKey: ['waktu-kosong', caseId, version], queryFn: () => provider.freeSlots(caseId) });
  if (!data) return null;
  if (data.length === 0) return <Box sx={{ color: 'text.secondary', fontSize: '0.875rem', mb: 1.5 }}>{say('ui.jadwal.tanpa_ketersediaan')}</Box>;
  const days = Object.entries(Object.groupBy(data, (slot) => officeDay(new Date(slot.start), zone)));
  return (
    <Box component="section" aria-label={say('ui.jadwal.waktu_kosong')} sx={{ mb: 1.5 }}>
      <Box sx={{ fontSize: '0.875rem', color: 'text.secondary', mb: 0.5 }}><strong>{say('ui.jadwal.waktu_kosong')}.</strong> {say('ui.jadwal.waktu_kosong_petunjuk')}</Box>
      {days.slice(0, shown).map(([day, slots]) => (
        <Box key={day} sx={{ display: 'flex', gap: 0.75, flexWrap: 'wrap', alignItems: 'center', mb: 0.5 }}>
          <Box sx={{ width: 150, flexShrink: 0, fontSize: '0.875rem' }}>{moment(slots?.[0]?.start ?? day, 'hari')}</Box>
          {slots?.map((slot) => {
            const picked = chosen?.start === slot.start && chosen.channel === slot.channel && chosen.personId === slot.personId;
            return (
              <Button key={`${slot.start}${slot.channel}${slot.personId}`} variant={picked ? 'contained' : 'outlined'} aria-pressed={picked} sx={{ minHeight: 0, py: 0.25, px: 1 }}
                title={`${slot.personName} · ${sayValue('saluran', slot.channel)}`} onClick={() => { onChoose(slot); }}>
                {moment(slot.start, 'jam')}{slots.some((other) => other.start === slot.start && other.channel !== slot.channel) ? ` ${slot.channel}` : ''}
              </Button>
            );
          })}
        </Box>
      ))}
      {days.length > shown && <Button onClick={() => { setShown(shown + 4); }}>{say('ui.jadwal.maju')}</Button>}
    </Box>
  );
}
