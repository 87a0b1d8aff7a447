import { useState } from 'react';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import ToggleButton from '@mui/material/ToggleButton';
import ToggleButtonGroup from '@mui/material/ToggleButtonGroup';
import { useQuery } from '@tanstack/react-query';
import { useDataProvider } from 'react-admin';
import type { OfferedSlot } from '../../server/domain/contract/scheduling.ts';
import { useMoment, useZone } from '../fields/Moment.tsx';
import { officeDay } from '../fields/office-time.ts';
import { Reading } from '../fields/Reading.tsx';
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
  const [wanted, setWanted] = useState<OfferedSlot['channel'] | null>(null);
  const found = useQuery({ queryKey: ['waktu-kosong', caseId, version], queryFn: () => provider.freeSlots(caseId) });
  const { data } = found;
  if (!data) return <Box sx={{ mb: 1.5 }}><Reading query={found} /></Box>;
  if (data.length === 0) return <Box sx={{ color: 'text.secondary', fontSize: '0.875rem', mb: 1.5 }}>{say('ui.jadwal.tanpa_ketersediaan')}</Box>;
  const channels = (['daring', 'luring'] as const).filter((channel) => data.some((slot) => slot.channel === channel));
  const channel = wanted ?? chosen?.channel ?? channels[0];
  const days = Object.entries(Object.groupBy(data.filter((slot) => slot.channel === channel), (slot) => officeDay(new Date(slot.start), zone)));
  return (
    <Box component="section" aria-label={say('ui.jadwal.waktu_kosong')} sx={{ mb: 1.5 }}>
      <Box sx={{ display: 'flex', gap: 1.5, alignItems: 'center', mb: 1 }}>
        <Box sx={{ fontSize: '0.875rem', color: 'text.secondary', flex: 1 }}><strong>{say('ui.jadwal.waktu_kosong')}.</strong> {say('ui.jadwal.waktu_kosong_petunjuk')}</Box>
        {channels.length > 1 && (
          <ToggleButtonGroup exclusive size="small" value={channel} aria-label={say('ui.ketersediaan.saluran')} onChange={(_event, next: OfferedSlot['channel'] | null) => { if (next) setWanted(next); }}>
            {channels.map((each) => <ToggleButton key={each} value={each} sx={{ py: 0.25, textTransform: 'none' }}>{sayValue('saluran', each)}</ToggleButton>)}
          </ToggleButtonGroup>
        )}
      </Box>
      {days.slice(0, shown).map(([day, slots]) => (
        <Box key={day} sx={{ display: 'grid', gridTemplateColumns: '150px minmax(0, 1fr)', columnGap: 1, alignItems: 'baseline', mb: 0.75 }}>
          <Box sx={{ fontSize: '0.875rem' }}>{moment(slots?.[0]?.start ?? day, 'hari')}</Box>
          <Box sx={{ display: 'flex', gap: 0.75, flexWrap: 'wrap' }}>
            {slots?.map((slot) => {
              const picked = chosen?.start === slot.start && chosen.channel === slot.channel && chosen.personId === slot.personId;
              return (
                <Button key={`${slot.start}${slot.channel}${slot.personId}`} className="tabular" variant={picked ? 'contained' : 'outlined'} aria-pressed={picked} sx={{ minHeight: 0, minWidth: 60, py: 0.25, px: 1 }}
                  title={`${slot.personName} · ${sayValue('saluran', slot.channel)}`} onClick={() => { onChoose(slot); }}>
                  {moment(slot.start, 'jam')}
                </Button>
              );
            })}
          </Box>
        </Box>
      ))}
      {days.length > shown && <Button onClick={() => { setShown(shown + 4); }}>{say('ui.jadwal.hari_berikutnya')}</Button>}
    </Box>
  );
}
