import Alert from '@mui/material/Alert';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Chip from '@mui/material/Chip';
import DoneIcon from '@mui/icons-material/CheckCircleOutline';
import PartIcon from '@mui/icons-material/TimelapseOutlined';
import OpenIcon from '@mui/icons-material/RadioButtonUncheckedOutlined';
import ReadIcon from '@mui/icons-material/VisibilityOffOutlined';
import SkipIcon from '@mui/icons-material/SkipNextOutlined';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Loading, useDataProvider, useNotify } from 'react-admin';
import { Link } from 'react-router-dom';
import { LOOKED_AT_STEPS, type SetupChecklist } from '../../server/domain/contract/offices.ts';
import { ProblemNote } from '../fields/ProblemNote.tsx';
import { PageHead } from '../layout/PageHead.tsx';
import type { LoketProvider } from '../provider/data-provider.ts';
import { readError } from '../provider/read-error.ts';
import { useSay } from '../provider/use-say.ts';

const LOOK = {
  selesai: { Icon: DoneIcon, color: 'success' }, sebagian: { Icon: PartIcon, color: 'warning' }, bawaan: { Icon: ReadIcon, color: 'info' }, belum: { Icon: OpenIcon, color: 'default' }, dilewati: { Icon: SkipIcon, color: 'default' },
} as const;
type Step = SetupChecklist['items'][number]['step'];

/** Leads an empty office to its first file. What is ready is read from the office itself; what it came with counts once somebody has looked at it. */
export function SetupPage() {
  const say = useSay();
  const notify = useNotify();
  const queries = useQueryClient();
  const provider = useDataProvider<LoketProvider>();
  const list = useQuery({ queryKey: ['setup-checklist'], queryFn: () => provider.setupChecklist(), refetchInterval: 15_000 });
  const office = useQuery({ queryKey: ['office-settings'], queryFn: () => provider.officeSettings() });
  const again = () => queries.invalidateQueries({ queryKey: ['setup-checklist'] });
  const refused = (error: unknown) => { notify(readError(error).message, { type: 'error' }); };
  const test = () => {
    provider.sendTestMail().then(({ to }) => {
      notify(say('ui.awal.uji_dikirim', { kepada: to }), { type: 'success' });
      return again();
    }, refused);
  };
  const look = (at: Step) => {
    const step = LOOKED_AT_STEPS.find((known) => known === at);
    if (step) provider.noteSetupLook(step).then(again, refused);
  };
  return (
    <Box sx={{ maxWidth: 980 }}>
      <PageHead title={say('ui.menu.setup-checklist')} note={list.data && say('ui.awal.selesai_dari', { n: list.data.done, semua: list.data.total })} />
      {list.error && <ProblemNote problem={readError(list.error)} />}
      {list.isPending && <Loading />}
      <Box sx={{ color: 'text.secondary', mb: 1.5 }}>{say('ui.awal.isi')}</Box>
      {list.data && list.data.done === list.data.total && office.data?.open && <Alert severity="success" sx={{ mb: 1.5 }}>{say('ui.awal.lengkap')}</Alert>}
      {office.data && !office.data.open && <Alert severity="info" sx={{ mb: 1.5 }}>{say('ui.awal.belum_buka')}</Alert>}
      <Box component="ol" sx={{ listStyle: 'none', p: 0, m: 0, border: 1, borderColor: 'divider', borderRadius: 1, bgcolor: 'background.paper' }}>
        {list.data?.items.map(({ step, state, note, link, look: asked }, index) => {
          const { Icon, color } = LOOK[state];
          return (
            <Box component="li" key={step} sx={{ display: 'flex', gap: 1.5, alignItems: 'center', px: 2, py: 0.75, borderTop: index === 0 ? 0 : 1, borderColor: 'divider' }}>
              <Icon aria-hidden sx={{ color: color === 'default' ? 'text.secondary' : `${color}.main` }} />
              <Box sx={{ flex: 1, minWidth: 0 }}>
                <Box sx={{ fontWeight: 650 }}>{say(`ui.awal.langkah.${step}`)}</Box>
                <Box sx={{ color: 'text.secondary', overflowWrap: 'anywhere' }}>{note}</Box>
              </Box>
              <Chip variant="outlined" color={color} label={say(`ui.awal.keadaan.${state}`)} />
              {asked && <Button onClick={() => { look(step); }} aria-label={`${say(`ui.awal.look.${asked}`)}: ${say(`ui.awal.langkah.${step}`)}`} sx={{ whiteSpace: 'nowrap' }}>{say(`ui.awal.look.${asked}`)}</Button>}
              {step === 'surel_uji' ? <Button variant="outlined" onClick={test}>{say('ui.awal.kirim_uji')}</Button>
                : <Button variant="outlined" component={Link} to={link} aria-label={`${say('ui.awal.ke_sana')}: ${say(`ui.awal.langkah.${step}`)}`}>{say('ui.awal.ke_sana')}</Button>}
            </Box>
          );
        })}
      </Box>
    </Box>
  );
}
