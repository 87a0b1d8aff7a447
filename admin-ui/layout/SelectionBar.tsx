import type { ReactNode } from 'react';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { useListContext } from 'react-admin';
import { useSay } from '../provider/use-say.ts';

/** The server reads no more rows at once. */
const MOST = 200;

/** How many rows are chosen and what can be done with them; nothing while none is. */
export function SelectionBar({ children }: { children: (ids: string[], clear: () => void) => ReactNode }) {
  const say = useSay();
  const { selectedIds = [], total = 0, onSelectAll, onUnselectItems } = useListContext();
  if (selectedIds.length === 0) return null;
  const chosen = say('ui.pilih.jumlah', { n: selectedIds.length });
  return (
    <Box role="group" aria-label={chosen} sx={{ display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: 1, mb: 1, px: 1.5, py: 0.5, border: 1, borderColor: 'divider', borderRadius: 1, bgcolor: 'background.paper' }}>
      <Box component="span" sx={{ fontWeight: 650 }}>{chosen}</Box>
      {selectedIds.length < Math.min(total, MOST) && <Button onClick={() => { onSelectAll({ limit: MOST }); }}>{say(total > MOST ? 'ui.pilih.banyak' : 'ui.pilih.semua', { n: Math.min(total, MOST) })}</Button>}
      <Button onClick={() => { onUnselectItems(); }}>{say('ui.pilih.batal')}</Button>
      <Box sx={{ flex: 1 }} />
      {children(selectedIds.map(String), () => { onUnselectItems(); })}
    </Box>
  );
}
