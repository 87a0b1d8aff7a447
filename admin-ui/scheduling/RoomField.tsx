import MenuItem from '@mui/material/MenuItem';
import TextField from '@mui/material/TextField';
import { useQuery } from '@tanstack/react-query';
import { useDataProvider } from 'react-admin';
import type { RoomItem } from '../../server/domain/contract/scheduling.ts';
import type { LoketProvider } from '../provider/data-provider.ts';
import { useSay } from '../provider/use-say.ts';

/** The office's rooms of the chosen channel; none means that a link or place is typed. */
export function RoomField({ channel, ...common }: React.ComponentProps<typeof TextField> & { channel: unknown }) {
  const say = useSay();
  const provider = useDataProvider<LoketProvider>();
  const { data } = useQuery({ queryKey: ['ruang'], queryFn: () => provider.rooms() });
  const fitting = (data ?? []).filter((room: RoomItem) => room.active && (!channel || room.channel === channel));
  const value = fitting.some((room) => room.id === common.value) ? common.value : '';
  return (
    <TextField {...common} value={value} select slotProps={{ select: { displayEmpty: true }, inputLabel: { shrink: true } }}>
      <MenuItem value="">{say('ui.jadwal.ruang_tanpa')}</MenuItem>
      {fitting.map((room) => <MenuItem key={room.id} value={room.id}>{room.name} · {room.linkKindLabel}</MenuItem>)}
    </TextField>
  );
}
