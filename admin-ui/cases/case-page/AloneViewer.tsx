import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { Title } from 'react-admin';
import { Link } from 'react-router-dom';
import { Viewer } from '../../documents/viewer/Viewer.tsx';
import { useSay } from '../../provider/use-say.ts';
import { useDesk } from './case-context.ts';

/** The papers in a tab of their own, on a second screen perhaps: there, too, one sees whose they are, and comes to the case. */
export function AloneViewer() {
  const say = useSay();
  const { view } = useDesk();
  return (
    <Box sx={{ height: '100%', display: 'grid', gridTemplateRows: 'auto minmax(0, 1fr)' }}>
      <Title title={`${view.number} ${view.subjectName ?? ''}`} />
      <Box sx={{ display: 'flex', alignItems: 'center', columnGap: 1.25, px: 2, py: 0.5, borderBottom: 1, borderColor: 'divider' }}>
        <Box component="h1" title={view.subjectName ?? undefined} sx={{ typography: 'h1', m: 0, minWidth: 0, overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' }}>{view.subjectName ?? '–'}</Box>
        <Box className="tabular" sx={{ color: 'text.secondary', whiteSpace: 'nowrap' }}>{view.number}</Box>
        <Button component={Link} to={`/cases/${view.id}/show`} sx={{ ml: 'auto', flexShrink: 0 }}>{say('ui.penampil.ke_berkas')}</Button>
      </Box>
      <Viewer alone />
    </Box>
  );
}
