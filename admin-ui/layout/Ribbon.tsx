import type { ReactNode } from 'react';
import Box from '@mui/material/Box';

/** One line above every page: what all who work here have to know today. */
export function Ribbon({ children }: { children: ReactNode }) {
  return (
    <Box role="status" sx={{ fontSize: '0.8125rem', px: 1.5, py: 0.25, textAlign: 'center', bgcolor: 'background.paper', color: 'warning.main', fontWeight: 600, borderBottom: 1, borderColor: 'divider', '& a': { color: 'inherit' } }}>
      {children}
    </Box>
  );
}
