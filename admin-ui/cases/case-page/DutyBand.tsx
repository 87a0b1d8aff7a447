import Alert from '@mui/material/Alert';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import type { CaseView } from '../../../server/domain/contract/cases.ts';
import { Moment } from '../../fields/Moment.tsx';
import { useSay } from '../../provider/use-say.ts';
import { MaskedValue } from '../../subjects/MaskedValue.tsx';
import { useDesk } from './case-context.ts';

/** What somebody has to see to, wherever the case stands: above the work, until it is mended. */
export function DutyBand() {
  const say = useSay();
  const { view, action, goTo } = useDesk();
  return (
    <>
      {view.duties.map((duty) => {
        const act = duty.fix?.act ? action(duty.fix.act) : undefined;
        return (
          <Alert
            key={duty.key} severity="warning" square sx={{ py: 0.25, borderBottom: 1, borderColor: 'divider' }}
            action={act && duty.fix && <Button color="inherit" disabled={act.obstacles.length > 0} onClick={() => { if (duty.fix) goTo(duty.fix); }} aria-label={say('ui.tindakan.buka', { aksi: act.label })}>{act.label}</Button>}
          >
            {duty.message}
          </Alert>
        );
      })}
      {view.addressProposal && <Proposal proposal={view.addressProposal} />}
    </>
  );
}

/** What the second person judges: the address, and how it was made sure that the applicant gave it. */
function Proposal({ proposal }: { proposal: NonNullable<CaseView['addressProposal']> }) {
  const say = useSay();
  return (
    <Box component="section" aria-label={say('ui.usul_alamat.judul')} sx={{ px: 2, py: 1, borderBottom: 1, borderColor: 'divider', fontSize: '0.875rem', overflowWrap: 'anywhere' }}>
      <Box sx={{ display: 'flex', gap: 2, flexWrap: 'wrap', alignItems: 'baseline' }}>
        <strong>{say('ui.usul_alamat.judul')}</strong>
        <MaskedValue field="email_usul" masked={proposal.email} label={say('ui.usul_alamat.email')} />
        {proposal.phone && <MaskedValue field="telepon_usul" masked={proposal.phone} label={say('ui.usul_alamat.telepon')} />}
        <Box component="span" sx={{ color: 'text.secondary' }}>{say('ui.usul_alamat.diajukan', { nama: proposal.proposedByName })} <Moment at={proposal.proposedAt} /></Box>
      </Box>
      <Box>{proposal.identityHow}: {proposal.identityNote}</Box>
    </Box>
  );
}
