import Box from '@mui/material/Box';
import { useDesk } from '../cases/case-page/case-context.ts';
import { useSay } from '../provider/use-say.ts';

/**
 * Before the file goes on: which of its papers nobody held against those of other cases yet. A word and no obstacle: the machine helps, the person decides,
 * and a reader that is off for a day must not stop an office. What is found later stands at the case as long as it is open.
 */
export function UncomparedNote() {
  const say = useSay();
  const { view, documents } = useDesk();
  const open = documents.filter((row) => row.current && row.notCompared !== null);
  if (view.endedAt !== null || open.length === 0) return null;
  return <Box role="note" sx={{ fontSize: '0.8125rem', color: 'warning.main' }}>{say('ui.kembaran.belum_semua', { dokumen: open.map((row) => row.label).join(', ') })}</Box>;
}
