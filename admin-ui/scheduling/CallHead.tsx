import { useEffect, useState } from 'react';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Paper from '@mui/material/Paper';
import type { AppointmentItem } from '../../server/domain/contract/scheduling.ts';
import { useDesk } from '../cases/case-page/case-context.ts';
import { useCaseRows } from '../cases/case-page/use-case-desk.ts';
import { useSay, useSayValue } from '../provider/use-say.ts';

const SECOND = 1_000;
const two = (n: number) => String(n).padStart(2, '0');

/** Who is spoken with and since when; the photograph one key away. Nothing here records the call. */
export function CallHead() {
  const say = useSay();
  const sayValue = useSayValue();
  const { view, documents, show } = useDesk();
  const slots = useCaseRows<AppointmentItem>(view.id, 'appointments', { field: 'createdAt', order: 'DESC' });
  const held = slots.data?.find((slot) => slot.state === 'hadir');
  const photo = documents.find((row) => row.photo && row.current);
  return (
    <Paper variant="outlined" component="section" aria-label={say('ui.panggilan.judul')} sx={{ p: 1.25, mb: 1.5, display: 'flex', columnGap: 1.5, rowGap: 1, alignItems: 'center', flexWrap: 'wrap' }}>
      {/* A line of its own: beside the buttons the name would stand in four. */}
      <Box sx={{ flex: '1 1 100%' }}>
        <Box sx={{ typography: 'h3' }}>{say('ui.panggilan.judul')}{held ? ` · ${sayValue('saluran', held.channel)} · ${held.verifikatorName}` : ''}</Box>
        <Box sx={{ fontSize: '0.8125rem', color: 'text.secondary' }}>{say('ui.panggilan.tidak_direkam')}</Box>
      </Box>
      {held?.closedAt && <Running since={held.closedAt} />}
      {held && /^https?:\/\//.test(held.location) && <Button component="a" variant="outlined" href={held.location} target="_blank" rel="noreferrer">{say('ui.jadwal.buka_panggilan')}</Button>}
      {photo && <Button variant="outlined" title={say('ui.panggilan.foto')} onClick={() => { show(photo.id); }}>{say('ui.panggilan.lihat_dokumen', { dokumen: photo.label })}</Button>}
    </Paper>
  );
}

function Running({ since }: { since: string }) {
  const say = useSay();
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const tick = window.setInterval(() => { setNow(Date.now()); }, SECOND);
    return () => { window.clearInterval(tick); };
  }, []);
  const seconds = Math.max(0, Math.floor((now - Date.parse(since)) / SECOND));
  const hours = Math.floor(seconds / 3600);
  return <Box role="timer" className="tabular" sx={{ fontWeight: 650 }}>{say('ui.panggilan.lama', { waktu: `${hours > 0 ? `${hours}:` : ''}${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}` })}</Box>;
}
