import Box from '@mui/material/Box';
import { CaseTasks } from '../../tasks/CaseTasks.tsx';
import { useSay } from '../../provider/use-say.ts';
import { ActForm } from '../acts/ActForm.tsx';
import { useDesk } from '../case-page/case-context.ts';
import { NpwpJudgement } from './NpwpJudgement.tsx';
import { BlacklistSpace } from './ScreeningSpace.tsx';

/** What the receipt still needs, each piece where it can be mended, and the letter itself. */
export function DecisionSpace() {
  const say = useSay();
  const { view } = useDesk();
  const main = view.actions.find((action) => action.tone === 'utama' && !action.embedded);
  return (
    <>
      <CaseTasks />
      <NpwpJudgement />
      <Box component="h2" sx={{ typography: 'h3', m: 0, mb: 0.5 }}>{say('ui.keputusan.daftar_hitam')}</Box>
      <BlacklistSpace />
      {main && (
        <Box component="section" aria-label={main.label} sx={{ mt: 2 }}>
          <Box component="h2" sx={{ typography: 'h2', m: 0, mb: 1 }}>{main.label}</Box>
          <ActForm action={main} inline />
        </Box>
      )}
    </>
  );
}
