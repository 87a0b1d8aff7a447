import Box from '@mui/material/Box';
import Chip from '@mui/material/Chip';
import Link from '@mui/material/Link';
import type { z } from 'zod';
import type { letterListItem } from '../../../server/domain/contract/letters.ts';
import type { mailListItem } from '../../../server/domain/contract/mail.ts';
import { Moment } from '../../fields/Moment.tsx';
import { MailRow } from '../../mail/MailRow.tsx';
import { useSay } from '../../provider/use-say.ts';
import { useDesk } from './case-context.ts';
import { useCaseRows } from './use-case-desk.ts';

/** Letters issued and mails sent for this file, each mail with its exact text. */
export function LettersTab() {
  const say = useSay();
  const { view } = useDesk();
  const letters = useCaseRows<z.output<typeof letterListItem>>(view.id, 'letters', { field: 'issuedAt', order: 'DESC' });
  const mails = useCaseRows<z.output<typeof mailListItem>>(view.id, 'emails', { field: 'createdAt', order: 'DESC' });
  const papers = (letters.data ?? []).filter((letter) => letter.number !== null);
  return (
    <>
      {papers.length > 0 && <Box component="h2" sx={{ typography: 'h3', m: 0, mb: 0.5 }}>{say('ui.surat.bernomor')}</Box>}
      {papers.map((letter) => (
        <Box key={letter.id} sx={{ display: 'flex', gap: 1.5, py: 0.5, borderBottom: 1, borderColor: 'divider', fontSize: '0.875rem', alignItems: 'center' }}>
          <Box sx={{ color: 'text.secondary', width: 96 }}><Moment at={letter.issuedAt} /></Box>
          <Box sx={{ flex: 1, minWidth: 0 }}>{letter.kindLabel} <span className="tabular">{letter.number}</span></Box>
          <Chip variant="outlined" label={letter.stateLabel} />
          {letter.hasPdf && <Link href={`/api/letters/${letter.id}/pdf`} target="_blank" rel="noreferrer">{say('ui.surat.buka_pdf')}</Link>}
        </Box>
      ))}
      <Box component="h2" sx={{ typography: 'h3', m: 0, mt: papers.length > 0 ? 2 : 0, mb: 0.5 }}>{say('ui.menu.emails')}</Box>
      {mails.data?.map((mail) => <MailRow key={mail.id} mail={mail} />)}
      {mails.data?.length === 0 && <Box sx={{ color: 'text.secondary' }}>{say('ui.surat.belum_ada')}</Box>}
    </>
  );
}
