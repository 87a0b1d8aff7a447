import Box from '@mui/material/Box';
import type { z } from 'zod';
import type { letterListItem } from '../../../server/domain/contract/letters.ts';
import type { mailListItem } from '../../../server/domain/contract/mail.ts';
import { ProblemNote } from '../../fields/ProblemNote.tsx';
import { PaperRow } from '../../letters/PaperRow.tsx';
import { MailRow } from '../../mail/MailRow.tsx';
import { readError } from '../../provider/read-error.ts';
import { useMay } from '../../provider/use-me.ts';
import { useSay } from '../../provider/use-say.ts';
import { useDesk } from './case-context.ts';
import { useCaseRows } from './use-case-desk.ts';

/** Letters issued and mails sent for this file, each mail with its exact text. */
export function LettersTab() {
  const say = useSay();
  const { view } = useDesk();
  const letters = useCaseRows<z.output<typeof letterListItem>>(view.id, 'letters', { field: 'issuedAt', order: 'DESC' });
  const mails = useCaseRows<z.output<typeof mailListItem>>(view.id, 'emails', { field: 'createdAt', order: 'DESC' });
  const mayMail = useMay('GET /api/emails');
  const papers = (letters.data ?? []).filter((letter) => letter.number !== null);
  const failed = letters.error ?? mails.error;
  return (
    <>
      {failed && <ProblemNote problem={readError(failed)} />}
      {papers.length > 0 && <Box component="h2" sx={{ typography: 'h3', m: 0, mb: 0.5 }}>{say('ui.surat.bernomor')}</Box>}
      {papers.map((letter) => <PaperRow key={letter.id} letter={letter} />)}
      {mayMail && <Box component="h2" sx={{ typography: 'h3', m: 0, mt: papers.length > 0 ? 2 : 0, mb: 0.5 }}>{say('ui.menu.emails')}</Box>}
      {mails.data?.map((mail) => <MailRow key={mail.id} mail={mail} />)}
      {(mayMail ? mails.data : letters.data && papers)?.length === 0 && <Box sx={{ color: 'text.secondary' }}>{say('ui.surat.belum_ada')}</Box>}
    </>
  );
}
