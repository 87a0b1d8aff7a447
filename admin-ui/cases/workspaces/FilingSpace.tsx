import Box from '@mui/material/Box';
import { CaseTasks } from '../../tasks/CaseTasks.tsx';
import { useSay } from '../../provider/use-say.ts';
import { ActForm } from '../acts/ActForm.tsx';
import { useDesk } from '../case-page/case-context.ts';

/** Filing with the procedure's own code and a description without personal data already filled in. */
export function FilingSpace() {
  const say = useSay();
  const { view } = useDesk();
  const main = view.actions.find((action) => action.tone === 'utama' && !action.embedded);
  return (
    <>
      <CaseTasks />
      {main ? (
        <Box component="section" aria-label={main.label}>
          <Box component="h2" sx={{ typography: 'h2', m: 0, mb: 1 }}>{main.label}</Box>
          <ActForm action={main} inline proposals={{ ...(view.filing ? { uraian: view.filing.description, lokasi: view.filing.location } : {}) }} />
        </Box>
      ) : <Box sx={{ color: 'text.secondary' }}>{say('ui.arsip.bukan_giliran')}</Box>}
    </>
  );
}
