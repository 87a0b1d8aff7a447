import { useState } from 'react';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Chip from '@mui/material/Chip';
import PauseIcon from '@mui/icons-material/PauseCircleOutline';
import { useNotify } from 'react-admin';
import type { CaseView } from '../../../server/domain/contract/cases.ts';
import { useMoment } from '../../fields/Moment.tsx';
import { useKeys } from '../../layout/use-keys.ts';
import { readError } from '../../provider/read-error.ts';
import { useSay } from '../../provider/use-say.ts';
import { OwnershipDialog, type OwnershipVerb } from './OwnershipDialog.tsx';
import type { HoldVerb } from './use-case-desk.ts';

interface Props { view: CaseView; pending: string | null; onHold: (verb: HoldVerb) => Promise<CaseView>; onTake: (next: CaseView) => void; onReload: () => void }

/** Who has the file, and what can be done about that. */
export function Holding({ view, pending, onHold, onTake, onReload }: Props) {
  const say = useSay();
  const notify = useNotify();
  const moment = useMoment();
  const [asking, setAsking] = useState<OwnershipVerb | null>(null);
  const hold = (verb: HoldVerb) => { onHold(verb).catch((error: unknown) => { notify(readError(error).message, { type: 'warning' }); }); };
  useKeys({ m: () => { if (view.claimable) hold('claim'); } });
  const small = { px: 1, minWidth: 0 } as const;
  return (
    <Box sx={{ display: 'flex', alignItems: 'center', gap: 0.5, flexShrink: 0 }}>
      {view.onHold && <Chip color="warning" variant="outlined" icon={<PauseIcon />} label={say('ui.pegang.ditunda', { waktu: moment(view.onHold.until) })} />}
      {view.mine && !view.onHold && <Box sx={{ whiteSpace: 'nowrap' }}>{say('ui.berkas.anda_memegang')}</Box>}
      {!view.mine && view.holder && <Chip color="warning" variant="outlined" label={say('ui.berkas.dipegang', { nama: view.holder.name })} />}
      {view.mine && view.onHold && <Button variant="contained" onClick={() => { hold('resume'); }} loading={pending === 'resume'}>{say('ui.pegang.lanjutkan')}</Button>}
      {view.mine && !view.archivedAt && !view.onHold && <Button sx={small} onClick={() => { setAsking('tunda'); }}>{say('ui.pegang.tunda')}</Button>}
      {view.mayTakeOver && <Button sx={small} onClick={() => { setAsking('ambil_alih'); }}>{say('ui.pegang.ambil_alih')}</Button>}
      {view.mayHandOver && !view.archivedAt && <Button sx={small} onClick={() => { setAsking('serahkan'); }}>{say('ui.pegang.serahkan')}</Button>}
      {/* It may stand where "take" stood a moment ago: the second press of a double click is not meant for it. */}
      {view.mine && <Button sx={small} onClick={({ detail }) => { if (detail < 2) hold('release'); }} loading={pending === 'release'}>{say('ui.berkas.lepas')}</Button>}
      {view.claimable && <Button variant="contained" onClick={() => { hold('claim'); }} loading={pending === 'claim'}>{say('ui.berkas.ambil')}</Button>}
      {asking && <OwnershipDialog verb={asking} view={view} onReload={onReload} onClose={() => { setAsking(null); }} onDone={(next) => { setAsking(null); onTake(next); }} />}
    </Box>
  );
}
