import { useSyncExternalStore } from 'react';
import Box from '@mui/material/Box';
import LinearProgress from '@mui/material/LinearProgress';
import { useQuery } from '@tanstack/react-query';
import { dataProvider } from '../provider/data-provider.ts';
import { useSay } from '../provider/use-say.ts';

const line = { fontSize: '0.8125rem', px: 1.5, py: 0.25, textAlign: 'center' } as const;

/** Without https a session cookie can be read on the way: said as long as it is so. */
export function EnvironmentRibbon() {
  const say = useSay();
  if (window.location.protocol === 'https:') return null;
  return <Box role="note" sx={{ ...line, bgcolor: '#7a4b00', color: '#fff' }}>{say('ui.lingkungan.tanpa_https')}</Box>;
}

/** The samples of a fresh installation are walked through the real acts and take a moment. */
export function SetupBar() {
  const say = useSay();
  const { data } = useQuery({
    queryKey: ['setup-progress'], queryFn: () => dataProvider.setupProgress(),
    refetchInterval: ({ state }) => (state.data && state.data.total > 0 && state.data.done < state.data.total ? 1_500 : false),
  });
  if (!data || data.total === 0 || data.done >= data.total) return null;
  return (
    <Box sx={{ ...line, bgcolor: 'background.paper', borderBottom: 1, borderColor: 'divider', display: 'flex', gap: 2, alignItems: 'center' }}>
      <span>{say('ui.lingkungan.contoh', { done: data.done, total: data.total })}</span>
      <LinearProgress variant="determinate" value={(100 * data.done) / data.total} aria-label={say('ui.lingkungan.contoh', { done: data.done, total: data.total })} sx={{ flex: 1, height: 5, borderRadius: 3 }} />
    </Box>
  );
}

const subscribe = (tell: () => void) => {
  window.addEventListener('online', tell);
  window.addEventListener('offline', tell);
  return () => { window.removeEventListener('online', tell); window.removeEventListener('offline', tell); };
};

export function OfflineNotice() {
  const say = useSay();
  const online = useSyncExternalStore(subscribe, () => navigator.onLine);
  return online ? null : <Box role="status" sx={{ ...line, bgcolor: 'error.main', color: 'error.contrastText' }}>{say('ui.lingkungan.luring')}</Box>;
}
