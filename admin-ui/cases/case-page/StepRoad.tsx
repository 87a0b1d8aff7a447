import Box from '@mui/material/Box';
import IconButton from '@mui/material/IconButton';
import Tooltip from '@mui/material/Tooltip';
import UpIcon from '@mui/icons-material/KeyboardArrowUp';
import QueueIcon from '@mui/icons-material/ViewListOutlined';
import DownIcon from '@mui/icons-material/KeyboardArrowDown';
import type { CaseView } from '../../../server/domain/contract/cases.ts';
import { useSay } from '../../provider/use-say.ts';

type Step = CaseView['steps'][number];
const NOW = { bgcolor: 'primary.main', color: 'primary.contrastText', borderColor: 'primary.main' };
const LOOK: Record<Step['state'], object> = {
  kini: NOW,
  lewat: { bgcolor: 'background.paper', color: 'primary.main', borderColor: 'primary.main' },
  belum: { bgcolor: 'transparent', color: 'text.secondary', borderColor: 'divider' },
};

/** The road of the SOP with its printed numbers (3 and 16 do not exist), and the neighbours of the list one came from. */
export function StepRoad({ view, queue, onQueue, onPrevious, onNext }: { view: CaseView; /** the queue stands beside it */ queue: boolean; onQueue: () => void; onPrevious: (() => void) | null; onNext: (() => void) | null }) {
  const say = useSay();
  return (
    <Box sx={{ display: 'flex', flexDirection: 'column', alignItems: 'center', py: 0.5, borderRight: 1, borderColor: 'divider', minHeight: 0 }}>
      <Tooltip title={`${say(queue ? 'ui.antrean.rel_tutup' : 'ui.antrean.rel_buka')} (Q)`} placement="right"><IconButton size="small" aria-pressed={queue} onClick={onQueue} aria-label={say(queue ? 'ui.antrean.rel_tutup' : 'ui.antrean.rel_buka')}><QueueIcon fontSize="small" /></IconButton></Tooltip>
      <Tooltip title={say('ui.berkas.sebelum')} placement="right"><span><IconButton size="small" disabled={!onPrevious} onClick={onPrevious ?? undefined} aria-label={say('ui.berkas.sebelum')}><UpIcon fontSize="small" /></IconButton></span></Tooltip>
      <Box component="ol" aria-label={say('ui.berkas.langkah')} sx={{ listStyle: 'none', m: 0, p: 0, flex: 1, minHeight: 0, overflowY: 'auto', display: 'flex', flexDirection: 'column', justifyContent: 'safe center', width: '100%', alignItems: 'center' }}>
        {view.steps.map((step, index) => (
          <Tooltip key={step.id} placement="right" title={`${step.printed ?? ''} ${step.label}${step.standardMinutes ? ` – ${say('ui.berkas.baku', { n: step.standardMinutes })}` : ''}`}>
            <Box component="li" aria-current={step.state === 'kini' ? 'step' : undefined} sx={{ display: 'flex', flexDirection: 'column', alignItems: 'center', flexShrink: 0 }}>
              {index > 0 && <Box sx={{ width: '2px', height: 6, bgcolor: step.state === 'belum' ? 'divider' : 'primary.main' }} />}
              <Box className="tabular" sx={{ width: 28, height: 24, borderRadius: '12px', border: '1.5px solid', display: 'grid', placeItems: 'center', fontSize: 12.5, fontWeight: 600, ...LOOK[step.state] }}>
                {step.printed ?? '·'}
                <Box component="span" sx={{ position: 'absolute', width: '1px', height: '1px', overflow: 'hidden', clipPath: 'inset(50%)' }}>{`${step.label} – ${say(`ui.langkah.${step.state}`)}`}</Box>
              </Box>
            </Box>
          </Tooltip>
        ))}
      </Box>
      <Tooltip title={say('ui.berkas.berikut')} placement="right"><span><IconButton size="small" disabled={!onNext} onClick={onNext ?? undefined} aria-label={say('ui.berkas.berikut')}><DownIcon fontSize="small" /></IconButton></span></Tooltip>
    </Box>
  );
}
