import type { ReactNode } from 'react';
import Box from '@mui/material/Box';
import LinearProgress from '@mui/material/LinearProgress';
import { useListContext } from 'react-admin';
import { useSay } from '../provider/use-say.ts';
import { ListProblem } from './ListProblem.tsx';

/** Head and pager stand still; the rows scroll between them under their own headings. */
export function ListFrame({ head, foot, children }: { head: ReactNode; foot: ReactNode; children: ReactNode }) {
  const say = useSay();
  // Rows of the tab or page before stand until the asked ones have come: they must not be taken for them.
  const { isPlaceholderData: isOfBefore = false, error, data } = useListContext();
  return (
    <Box sx={{ height: '100%', display: 'flex', flexDirection: 'column' }}>
      {head}
      <Box sx={{ position: 'relative', display: 'flex', flexDirection: 'column', minHeight: 96, border: 1, borderColor: 'divider', borderRadius: 1, bgcolor: 'background.paper', overflow: 'hidden' }}>
        {isOfBefore && <LinearProgress aria-label={say('ui.memuat')} sx={{ position: 'absolute', top: 0, left: 0, right: 0, zIndex: 2, height: 2 }} />}
        {/* Rows that are there already stay, under the word that they could not be read anew; without any it stands in their place. */}
        {error !== null && data !== undefined && data.length > 0 && <ListProblem />}
        <Box sx={{ overflow: 'auto', minHeight: 0, '& thead th': { position: 'sticky', top: 0, zIndex: 1 }, ...(isOfBefore ? { '& tbody': { opacity: 0.45, pointerEvents: 'none' } } : {}) }}>{children}</Box>
        {/* Without rows there is no pager, and no line above nothing. */}
        <Box sx={{ borderTop: 1, borderColor: 'divider', flexShrink: 0, '&:empty': { display: 'none' } }}>{foot}</Box>
      </Box>
    </Box>
  );
}
