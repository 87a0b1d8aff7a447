import { useState } from 'react';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Paper from '@mui/material/Paper';
import { useSay, useSayValue } from '../../provider/use-say.ts';
import { ActForm } from '../acts/ActForm.tsx';
import { useDesk } from '../case-page/case-context.ts';
import { ACTS } from './embedded-acts.ts';

/** An NPWP with a wrong check digit is accepted at intake and judged by a person before the receipt. */
export function NpwpJudgement() {
  const say = useSay();
  const sayValue = useSayValue();
  const { view, action } = useDesk();
  const [again, setAgain] = useState(false);
  const judging = action(ACTS.judgeNpwp);
  if (!view.npwpDoubtful) return null;
  return (
    <Paper variant="outlined" component="section" data-ref="npwp" tabIndex={-1} sx={{ p: 1.25, mb: 1 }} aria-label={say('ui.npwp.judul')}>
      <Box component="h2" sx={{ typography: 'h3', m: 0 }}>{say('ui.npwp.judul')}</Box>
      <Box sx={{ fontSize: '0.875rem', color: 'text.secondary', mb: 0.5 }}>{view.npwpJudged ? say('ui.npwp.dinilai', { hasil: sayValue('nilai', view.npwpJudged) }) : say('ui.npwp.penjelasan')}</Box>
      {judging && (!view.npwpJudged || again) ? <ActForm action={judging} {...(again ? { onClose: () => { setAgain(false); } } : {})} />
        : judging && <Button sx={{ ml: -1 }} onClick={() => { setAgain(true); }}>{say('ui.temuan.nilai_ulang')}</Button>}
    </Paper>
  );
}
