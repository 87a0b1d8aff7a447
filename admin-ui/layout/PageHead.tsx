import type { ReactNode } from 'react';
import Box from '@mui/material/Box';
import { Title } from 'react-admin';

/** One line at the top of a page, with room above for the label of a field: what it is, and what can be done to the whole of it. */
export function PageHead({ title, note, tabs, children }: { title: string; note?: ReactNode; tabs?: ReactNode; children?: ReactNode }) {
  return (
    <Box sx={{ display: 'flex', alignItems: 'center', gap: 2, minHeight: 46, flexWrap: 'wrap', pt: 1.25, pb: 0.5, flexShrink: 0 }}>
      <Title title={title} />
      <Box component="h1" sx={{ typography: 'h1', m: 0 }}>{title}</Box>
      {note && <Box sx={{ color: 'text.secondary', fontSize: '0.875rem' }}>{note}</Box>}
      {tabs}
      <Box sx={{ flex: 1 }} />
      {children}
    </Box>
  );
}
