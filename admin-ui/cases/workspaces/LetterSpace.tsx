import Box from '@mui/material/Box';
import { CaseTasks } from '../../tasks/CaseTasks.tsx';
import { useSay } from '../../provider/use-say.ts';
import { ActForm } from '../acts/ActForm.tsx';
import { useDesk } from '../case-page/case-context.ts';

/** Something is to be written to the applicant: the usual letter stands open, with its preview and the tasks it waits for. */
export function LetterSpace() {
  const say = useSay();
  const { view } = useDesk();
  const moving = view.actions.filter((action) => !action.embedded && action.to !== 'tetap');
  // Where the only way on is a refusal, that refusal is the letter.
  const main = moving.find((action) => action.tone === 'utama') ?? moving.find((action) => action.tone === 'bahaya' && action.obstacles.length === 0) ?? moving[0];
  return (
    <>
      <CaseTasks />
      {main ? (
        <Box component="section" aria-label={main.label}>
          <Box component="h2" sx={{ typography: 'h2', m: 0, mb: 1 }}>{main.label}</Box>
          <ActForm key={main.id} action={main} inline />
        </Box>
      ) : <Box sx={{ color: 'text.secondary' }}>{say('ui.surat.bukan_giliran')}</Box>}
    </>
  );
}
