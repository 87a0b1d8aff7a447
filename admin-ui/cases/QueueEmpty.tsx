import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { useListContext } from 'react-admin';
import { Link } from 'react-router-dom';
import { ListProblem } from '../layout/ListProblem.tsx';
import { useFilters } from '../layout/use-filters.ts';
import { useMay } from '../provider/use-me.ts';
import { useSay } from '../provider/use-say.ts';

/** Why there is nothing here, and where to look instead. A filter that hides everything is another matter than an empty queue. */
export function QueueEmpty() {
  const say = useSay();
  const { filters, setFilters } = useFilters();
  const { error } = useListContext();
  const preparing = useMay('GET /api/setup-checklist');
  const { tab, ...others } = filters;
  const filtered = Object.keys(others).length > 0;
  // The first thing the admin of a new office sees after his first log-in.
  const leads = preparing && tab === 'terbuka' && !filtered;
  const sentence = leads ? say('ui.antrean.kosong_kantor') : filtered ? say('ui.antrean.kosong_tersaring')
    : tab === 'saya' ? say('ui.antrean.kosong_saya') : tab === 'pegang' ? say('ui.antrean.kosong_pegang') : say('ui.antrean.kosong');
  if (error) return <ListProblem />;
  return (
    <Box sx={{ p: 5, textAlign: 'center', color: 'text.secondary' }}>
      <Box sx={{ mb: 1.5 }}>{sentence}</Box>
      {leads && <Button component={Link} to="/setup-checklist" variant="outlined">{say('ui.menu.setup-checklist')}</Button>}
      {filtered ? <Button variant="outlined" onClick={() => { setFilters(tab ? { tab } : {}); }}>{say('ui.saringan.lepas')}</Button>
        : tab !== 'terbuka' && <Button variant="outlined" onClick={() => { setFilters({ tab: 'terbuka' }); }}>{say('ui.antrean.terbuka')}</Button>}
    </Box>
  );
}
