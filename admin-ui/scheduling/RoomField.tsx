import Box from '@mui/material/Box';
import MenuItem from '@mui/material/MenuItem';
import TextField from '@mui/material/TextField';
import { useQuery } from '@tanstack/react-query';
import { useDataProvider } from 'react-admin';
import type { RoomItem } from '../../server/domain/contract/scheduling.ts';
import { NotRead } from '../fields/Reading.tsx';
import type { LoketProvider } from '../provider/data-provider.ts';
import { useSay } from '../provider/use-say.ts';

/** The office's rooms of the chosen channel; none means that a link or place is typed. */
export function RoomField({ channel, ...common }: React.ComponentProps<typeof TextField> & { channel: unknown }) {
  const say = useSay();
  const provider = useDataProvider<LoketProvider>();
  const { data, error, refetch } = useQuery({ queryKey: ['ruang'], queryFn: () => provider.rooms() });
  const fitting = (data ?? []).filter((room: RoomItem) => room.active && (!channel || room.channel === channel));
  const value = fitting.some((room) => room.id === common.value) ? common.value : '';
  return (
    <Box>
      <TextField {...common} value={value} select fullWidth slotProps={{ select: { displayEmpty: true }, inputLabel: { shrink: true } }}>
        <MenuItem value="">{say('ui.jadwal.ruang_tanpa')}</MenuItem>
        {fitting.map((room) => <MenuItem key={room.id} value={room.id}>{room.name} · {room.linkKindLabel}</MenuItem>)}
      </TextField>
      {error && !data && <NotRead what={say('ui.jadwal.ruang_tidak_terbaca')} error={error} onRetry={() => { void refetch(); }} />}
    </Box>
  );
}
