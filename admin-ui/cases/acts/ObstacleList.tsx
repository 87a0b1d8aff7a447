import Box from '@mui/material/Box';
import Link from '@mui/material/Link';
import BlockedIcon from '@mui/icons-material/RadioButtonUnchecked';
import type { CaseView } from '../../../server/domain/contract/cases.ts';
import { gatherObstacles } from '../../fields/gather-obstacles.ts';
import { useSay } from '../../provider/use-say.ts';
import { useDesk } from '../case-page/case-context.ts';

/** Everything that stands against an act, each with the way to mend it. */
export function ObstacleList({ obstacles, small = false }: { small?: boolean; obstacles: readonly (CaseView['actions'][number]['obstacles'][number] & { times?: number })[] }) {
  const say = useSay();
  const { goTo } = useDesk();
  return (
    <Box component="ul" sx={{ listStyle: 'none', m: 0, p: 0, fontSize: small ? '0.8125rem' : '0.875rem' }}>
      {gatherObstacles(obstacles).map((obstacle) => (
        <Box component="li" key={obstacle.message} sx={{ display: 'flex', gap: 0.75, alignItems: 'baseline', py: 0.25 }}>
          <BlockedIcon sx={{ fontSize: 11, color: 'warning.main', flexShrink: 0 }} />
          <span>
            {obstacle.message}{obstacle.times > 1 && <strong> ({obstacle.times}×)</strong>}{' '}
            {obstacle.fix && <Link component="button" type="button" sx={{ verticalAlign: 'baseline', fontWeight: 600 }} onClick={() => { if (obstacle.fix) goTo(obstacle.fix); }}>{say('ui.tindakan.ke_sana')}</Link>}
          </span>
        </Box>
      ))}
    </Box>
  );
}
