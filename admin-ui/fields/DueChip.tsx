import Chip from '@mui/material/Chip';
import Tooltip from '@mui/material/Tooltip';
import PauseIcon from '@mui/icons-material/PauseCircleOutline';
import LateIcon from '@mui/icons-material/ErrorOutline';
import { useSay } from '../provider/use-say.ts';
import { dueText, type Urgency } from './due-text.ts';
import { useMoment } from './Moment.tsx';
import { useNow } from './use-now.ts';

const COLOR: Record<Urgency, 'error' | 'warning' | 'default'> = { terlambat: 'error', segera: 'warning', tenang: 'default', berhenti: 'default' };

/** `provisional`: beyond the holidays that are known. */
export function DueChip({ dueAt, clock, provisional = false }: { dueAt: string | null; clock: string; provisional?: boolean }) {
  const say = useSay();
  const moment = useMoment();
  const due = dueText(dueAt, useNow(), clock);
  if (!due) return null;
  const icon = due.urgency === 'berhenti' ? <PauseIcon /> : due.urgency === 'terlambat' ? <LateIcon /> : undefined;
  return (
    <Tooltip title={dueAt ? `${say('ui.tenggat.batas', { waktu: moment(dueAt, 'lengkap') })}${provisional ? ` ${say('ui.tenggat.sementara_isi')}` : ''}` : ''}>
      <Chip className="tabular" variant="outlined" color={COLOR[due.urgency]} label={`${say(due.key, due.params)}${provisional ? ` · ${say('ui.tenggat.sementara')}` : ''}`} {...(icon ? { icon } : {})} sx={{ '& .MuiChip-icon': { fontSize: 15 } }} />
    </Tooltip>
  );
}
