import Box from '@mui/material/Box';
import { useSay } from '../provider/use-say.ts';

/** Where the private link stands in a stored letter: it is written in while sending and never kept. */
const LINK_MARK = '{tautan}';

/** The text of a letter; the applicant's private link is named, no officer ever sees it. */
export function LetterText({ text }: { text: string }) {
  const say = useSay();
  return (
    <Box sx={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere', lineHeight: 1.5 }}>
      {text.split(LINK_MARK).map((part, index) => (
        <span key={index}>{index > 0 && <Box component="span" sx={{ color: 'text.secondary', borderBottom: '1px dashed' }}>{say('ui.surat.tautan_pribadi')}</Box>}{part}</span>
      ))}
    </Box>
  );
}
