import Alert from '@mui/material/Alert';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { isClosed, strayErrors, type ReadError } from '../provider/read-error.ts';
import { useMe } from '../provider/use-me.ts';
import { useSay } from '../provider/use-say.ts';
import { gatherObstacles } from './gather-obstacles.ts';

interface Props {
  problem: ReadError | null;
  /** Fields that show their own sentence. */
  known?: readonly string[];
  onReload?: (() => void) | undefined; /** Of what was only asked for: asks again, whatever the reason. */ onRetry?: (() => void) | undefined; onFix?: ((fix: { workspace: string; ref?: string }) => void) | undefined;
}

/** Why it did not happen, in the server's words; what was typed stays where it is. */
export function ProblemNote({ problem, known = [], onReload, onRetry, onFix }: Props) {
  const say = useSay();
  const me = useMe();
  if (!problem) return null;
  const stray = strayErrors(problem.errors, known);
  const obstacles = gatherObstacles(problem.obstacles ?? []);
  const way = onRetry ? { act: onRetry, words: say('ui.daftar.coba_lagi') } : isClosed(problem) && onReload ? { act: onReload, words: say('ui.muat_ulang') } : undefined;
  return (
    <Alert severity={isClosed(problem) ? 'warning' : 'error'} role="alert" action={way && <Button color="inherit" sx={{ whiteSpace: 'nowrap' }} onClick={way.act}>{way.words}</Button>}>
      {obstacles.length <= 1 && <Box>{problem.message}</Box>}
      {obstacles.length > 1 && <Box component="ul" sx={{ m: 0, pl: 2 }}>{obstacles.map((obstacle) => <li key={obstacle.message}>{obstacle.message}{obstacle.times > 1 && ` (${obstacle.times}×)`}</li>)}</Box>}
      {obstacles[0]?.fix && onFix && <Button sx={{ ml: -1 }} onClick={() => { const fix = obstacles[0]?.fix; if (fix) onFix(fix); }}>{say('ui.tindakan.ke_sana')}</Button>}
      {problem.holder && problem.holder !== me?.name && !problem.message.includes(problem.holder) && <Box>{say('ui.berkas.dipegang', { nama: problem.holder })}</Box>}
      {stray.map((sentence) => <Box key={sentence}>{sentence}</Box>)}
      {!onRetry && (isClosed(problem) || problem.status === 0) && <Box sx={{ color: 'text.secondary' }}>{say('ui.galat.ketikan_tetap')}</Box>}
    </Alert>
  );
}
