import Box from '@mui/material/Box';
import { useSayValue } from '../../provider/use-say.ts';
import { WorkspaceAt } from '../workspaces/registry.ts';
import { useDesk } from './case-context.ts';

/** A duty that is mended in another workspace brings that workspace along, above the work of the place; one that has an act of its own needs none. */
export function DutySpaces() {
  const sayValue = useSayValue();
  const { view } = useDesk();
  const spaces = view.duties.flatMap(({ fix }) => (fix && !fix.act && fix.workspace !== view.workspace ? [fix.workspace] : []));
  return [...new Set(spaces)].map((workspace) => (
    <Box key={workspace} component="section" aria-label={sayValue('ruang_kerja', workspace)} sx={{ mb: 2, pb: 1, borderBottom: 1, borderColor: 'divider' }}>
      <Box component="h2" sx={{ typography: 'h2', m: 0, mb: 1 }}>{sayValue('ruang_kerja', workspace)}</Box>
      <WorkspaceAt workspace={workspace} />
    </Box>
  ));
}
