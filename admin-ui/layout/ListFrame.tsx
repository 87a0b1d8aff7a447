import type { ReactNode } from 'react';
import Box from '@mui/material/Box';

/** Head and pager stand still; the rows scroll between them under their own headings. */
export function ListFrame({ head, foot, children }: { head: ReactNode; foot: ReactNode; children: ReactNode }) {
  return (
    <Box sx={{ height: '100%', display: 'flex', flexDirection: 'column' }}>
      {head}
      <Box sx={{ display: 'flex', flexDirection: 'column', minHeight: 96, border: 1, borderColor: 'divider', borderRadius: 1, bgcolor: 'background.paper', overflow: 'hidden' }}>
        <Box sx={{ overflow: 'auto', minHeight: 0, '& thead th': { position: 'sticky', top: 0, zIndex: 1 } }}>{children}</Box>
        {/* Without rows there is no pager, and no line above nothing. */}
        <Box sx={{ borderTop: 1, borderColor: 'divider', flexShrink: 0, '&:empty': { display: 'none' } }}>{foot}</Box>
      </Box>
    </Box>
  );
}
