import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { useNotify } from 'react-admin';
import { useMoment } from '../fields/Moment.tsx';
import { readError } from '../provider/read-error.ts';
import { useSay } from '../provider/use-say.ts';
import type { Draft } from './use-draft.ts';

interface Props { draft: Draft; /** Forgets what the screen holds, so that the draft shows as it is. */ onReset: () => void; onDiscard?: () => void }

/** Beside a form: saved or not, and what a colleague has typed for the same thing. */
export function DraftNote({ draft, onReset, onDiscard = onReset }: Props) {
  const say = useSay();
  const moment = useMoment();
  const notify = useNotify();
  const complain = (error: unknown) => { notify(readError(error).message, { type: 'warning' }); };
  const sentence = draft.state === 'gagal' ? say('ui.draf.gagal') : draft.state === 'menyimpan' ? say('ui.draf.menyimpan')
    : draft.savedAt ? say('ui.draf.tersimpan', { waktu: moment(draft.savedAt, 'jam') }) : '';
  return (
    <>
      {draft.others.map((other) => (
        <Box key={other.id} sx={{ display: 'flex', gap: 1, alignItems: 'center', flexWrap: 'wrap', fontSize: '0.8125rem', borderLeft: 3, borderColor: 'info.main', pl: 1 }}>
          <span>{say('ui.draf.rekan', { nama: other.authorName, waktu: moment(other.savedAt, 'singkat') })}</span>
          <Button sx={{ minHeight: 0, py: 0.25 }} onClick={() => { draft.adopt(other).then(onReset, complain); }}>{say('ui.draf.pakai')}</Button>
          <Box sx={{ flexBasis: '100%', color: 'text.secondary', overflowWrap: 'anywhere' }}>{preview(other.content)}</Box>
        </Box>
      ))}
      <Box role="status" sx={{ fontSize: '0.8125rem', color: draft.state === 'gagal' ? 'warning.main' : 'text.secondary', display: 'flex', gap: 0.5, alignItems: 'center', minHeight: sentence ? 24 : 0 }}>
        <span>{sentence}</span>
        {draft.savedAt && draft.state === 'diam' && <Button color="inherit" sx={{ minHeight: 0, py: 0, px: 0.75, fontSize: '0.8125rem', fontWeight: 400, textDecoration: 'underline' }} onClick={() => { onDiscard(); draft.discard().catch(complain); }}>{say('ui.draf.buang')}</Button>}
      </Box>
    </>
  );
}

/** The words of a draft, as far as it has any. */
function preview(content: Record<string, unknown>): string {
  const texts = Object.values(content).filter((value): value is string => typeof value === 'string' && value.includes(' '));
  const text = texts.join(' · ');
  return text.length > 160 ? `“${text.slice(0, 160)}…”` : text ? `“${text}”` : '';
}
