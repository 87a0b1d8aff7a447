import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Chip from '@mui/material/Chip';
import UrgentIcon from '@mui/icons-material/PriorityHigh';
import { useNotify } from 'react-admin';
import type { CaseView } from '../../../server/domain/contract/cases.ts';
import { DueChip } from '../../fields/DueChip.tsx';
import { useKeys } from '../../layout/use-keys.ts';
import { StepHelp } from './StepHelp.tsx';
import { readError } from '../../provider/read-error.ts';
import { useSay } from '../../provider/use-say.ts';

interface Props { view: CaseView; pending: string | null; onHold: (verb: 'claim' | 'release') => Promise<CaseView> }

/** Which file, where it stands, who has it and how long is left. */
export function CaseHeader({ view, pending, onHold }: Props) {
  const say = useSay();
  const notify = useNotify();
  const hold = (verb: 'claim' | 'release') => { onHold(verb).catch((error: unknown) => { notify(readError(error).message, { type: 'warning' }); }); };
  useKeys({ m: () => { if (view.claimable) hold('claim'); } });
  return (
    <Box sx={{ px: 2, pt: 0.75, pb: 0.5 }}>
      <Box sx={{ display: 'flex', alignItems: 'center', gap: 1.25 }}>
        <Box component="h1" sx={{ typography: 'h1', m: 0, overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' }}>{view.subjectName ?? '–'}</Box>
        <Box className="tabular" sx={{ color: 'text.secondary', whiteSpace: 'nowrap' }}>{view.number}</Box>
        {view.urgent && <Chip color="error" icon={<UrgentIcon />} label={say('ui.berkas.mendesak')} />}
        {view.round > 1 && <Chip variant="outlined" label={say('ui.berkas.putaran', { n: view.round })} />}
        <Box sx={{ flex: 1 }} />
        <DueChip dueAt={view.archivedAt ? null : view.dueAt} clock={view.archivedAt ? 'jalan' : view.clock} provisional={view.dueProvisional} />
      </Box>
      <Box sx={{ display: 'flex', alignItems: 'center', gap: 1, fontSize: '0.875rem', minHeight: 32 }}>
        <Box sx={{ fontWeight: 600, color: 'primary.main', whiteSpace: 'nowrap' }}>{view.stepPrinted ? `${view.stepPrinted} · ` : ''}{view.placeLabel}</Box>
        {view.guide && <StepHelp guide={view.guide} />}
        {view.outcomeLabel && <Chip variant="outlined" label={view.outcomeLabel} />}
        <Box sx={{ color: 'text.secondary', overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap', minWidth: 0 }}>
          {view.turnLabel ? `${say('ui.berkas.giliran', { siapa: view.turnLabel })} · ` : ''}{view.procedureLabel}
        </Box>
        <Box sx={{ flex: 1 }} />
        {view.mine && <><Box sx={{ whiteSpace: 'nowrap' }}>{say('ui.berkas.anda_memegang')}</Box><Button onClick={() => { hold('release'); }} loading={pending === 'release'}>{say('ui.berkas.lepas')}</Button></>}
        {!view.mine && view.holder && <Chip color="warning" variant="outlined" label={say('ui.berkas.dipegang', { nama: view.holder.name })} />}
        {view.claimable && <Button variant="contained" onClick={() => { hold('claim'); }} loading={pending === 'claim'}>{say('ui.berkas.ambil')}</Button>}
      </Box>
    </Box>
  );
}
