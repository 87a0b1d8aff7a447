import Box from '@mui/material/Box';
import { useDesk } from '../cases/case-page/case-context.ts';
import { useSay } from '../provider/use-say.ts';

/**
 * Before the file goes on: which of its papers nobody held against those of other cases yet. A word and no obstacle: the machine helps, the person decides,
 * and a reader that is off for a day must not stop an office. What is found later stands at the case as long as it is open.
 * Nor is silence taken for "all of them" while nobody knows them.
 */
export function UncomparedNote() {
  const say = useSay();
  const { view, documents, documentsKnown, documentsComing } = useDesk();
  const open = documents.filter((row) => row.current && row.notCompared !== null);
  if (view.endedAt !== null || (documentsKnown && open.length === 0)) return null;
  const sentence = documentsKnown ? say('ui.kembaran.belum_semua', { dokumen: open.map((row) => row.label).join(', ') }) : say(documentsComing ? 'ui.kembaran.memuat' : 'ui.kembaran.tak_diketahui');
  return <Box role="note" sx={{ fontSize: '0.8125rem', color: documentsComing ? 'text.secondary' : 'warning.main' }}>{sentence}</Box>;
}
