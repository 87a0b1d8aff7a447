import { useState } from 'react';
import Button from '@mui/material/Button';
import Tooltip from '@mui/material/Tooltip';
import NextIcon from '@mui/icons-material/PlayArrowRounded';
import { useQueryClient } from '@tanstack/react-query';
import { useDataProvider, useNotify } from 'react-admin';
import { useNavigate } from 'react-router-dom';
import type { LoketProvider } from '../provider/data-provider.ts';
import { readError } from '../provider/read-error.ts';
import { useSay } from '../provider/use-say.ts';
import { useKeys } from './use-keys.ts';

/** My open file first, else the next one that waits for my part. */
function useTakeNext(): { take: () => void; busy: boolean } {
  const say = useSay();
  const notify = useNotify();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const provider = useDataProvider<LoketProvider>();
  const [busy, setBusy] = useState(false);
  const take = () => {
    if (busy) return;
    setBusy(true);
    provider.takeNext().then((taken) => {
      if (!taken) { notify(say('ui.antrean.habis'), { type: 'info' }); return; }
      queries.setQueryData(['berkas', taken.id], taken);
      void queries.invalidateQueries({ queryKey: ['cases'] });
      void navigate(`/cases/${taken.id}/show`);
    }, (error: unknown) => { notify(readError(error).message, { type: 'warning' }); }).finally(() => { setBusy(false); });
  };
  return { take, busy };
}

export function TakeNext() {
  const say = useSay();
  const { take, busy } = useTakeNext();
  useKeys({ n: take });
  return (
    <Tooltip describeChild title={say('ui.antrean.ambil_penjelasan')}>
      <Button variant="contained" onClick={take} loading={busy} startIcon={<NextIcon />} sx={{ bgcolor: '#e9f1ef', color: '#0b4145', '&:hover': { bgcolor: '#fff' }, whiteSpace: 'nowrap' }}>
        {say('ui.antrean.ambil_berikutnya')}
      </Button>
    </Tooltip>
  );
}
