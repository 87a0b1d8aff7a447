import Box from '@mui/material/Box';
import Chip from '@mui/material/Chip';
import UrgentIcon from '@mui/icons-material/PriorityHigh';
import type { CaseView } from '../../../server/domain/contract/cases.ts';
import { DueChip } from '../../fields/DueChip.tsx';
import { pairOf, useDesk } from './case-context.ts';
import { Holding } from './Holding.tsx';
import { StepHelp } from './StepHelp.tsx';
import { useSay } from '../../provider/use-say.ts';
import type { HoldVerb } from './use-case-desk.ts';

interface Props { view: CaseView; pending: string | null; onHold: (verb: HoldVerb) => Promise<CaseView>; onTake: (next: CaseView) => void; onReload: () => void }

/** Which file, where it stands, who has it and how long is left. */
export function CaseHeader({ view, ...holding }: Props) {
  const say = useSay();
  const two = pairOf(useDesk());
  return (
    <Box sx={{ px: 2, pt: 0.75, pb: 0.5 }}>
      <Box sx={{ display: 'flex', flexWrap: 'wrap', alignItems: 'center', columnGap: 1.25 }}>
        {/* A long name gives way first, but never so far that nobody knows whose file it is: then the rest takes a line of its own. */}
        <Box component="h1" title={view.subjectName ?? undefined} sx={{ typography: 'h1', m: 0, flex: '1 1 140px', maxWidth: 'max-content', overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' }}>{view.subjectName ?? '–'}</Box>
        <Box className="tabular" sx={{ color: 'text.secondary', whiteSpace: 'nowrap' }}>{view.number}</Box>
        {view.urgent && <Chip color="error" icon={<UrgentIcon />} label={say('ui.berkas.mendesak')} />}
        {view.round > 1 && <Chip variant="outlined" label={say('ui.berkas.putaran', { n: view.round })} />}
        <Box sx={{ ml: 'auto' }}><DueChip dueAt={view.archivedAt ? null : view.dueAt} clock={view.archivedAt ? 'jalan' : view.clock} provisional={view.dueProvisional} /></Box>
      </Box>
      <Box sx={{ display: 'flex', flexWrap: 'wrap', alignItems: 'center', columnGap: 1, fontSize: '0.875rem', minHeight: 32 }}>
        <Box sx={{ fontWeight: 600, color: 'primary.main', whiteSpace: 'nowrap' }}>{view.stepPrinted ? `${view.stepPrinted} · ` : ''}{view.placeLabel}</Box>
        {view.guide && <StepHelp guide={view.guide} />}
        {view.outcomeLabel && <Chip variant="outlined" label={view.outcomeLabel} />}
        {/* Whose turn it is never goes; what is cut is the name of the procedure, which says least. Beside two sheets there is room for neither. */}
        {!two && view.turnLabel && <Box sx={{ color: 'text.secondary', whiteSpace: 'nowrap' }}>{say('ui.berkas.giliran', { siapa: view.turnLabel })}</Box>}
        <Box title={view.procedureLabel} sx={{ color: 'text.secondary', overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap', flex: '1 1 0', minWidth: 0 }}>
          {two ? '' : `${view.turnLabel ? '· ' : ''}${view.procedureLabel}`}
        </Box>
        <Holding view={view} {...holding} />
      </Box>
      {view.onHold?.reason && <Box sx={{ fontSize: '0.875rem', color: 'text.secondary', overflowWrap: 'anywhere', maxHeight: 64, overflowY: 'auto' }} tabIndex={0}>{say('ui.pegang.alasan_tunda', { alasan: view.onHold.reason })}</Box>}
    </Box>
  );
}
