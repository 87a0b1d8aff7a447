import { useState } from 'react';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Dialog from '@mui/material/Dialog';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import DialogTitle from '@mui/material/DialogTitle';
import { useNotify } from 'react-admin';
import type { DraftItem } from '../../server/domain/contract/ownership.ts';
import { useMoment } from '../fields/Moment.tsx';
import { readError } from '../provider/read-error.ts';
import { useSay } from '../provider/use-say.ts';
import { sortedJson } from './sorted-json.ts';
import type { Draft } from './use-draft.ts';

interface Props { draft: Draft; /** Forgets what the screen holds, so that the draft shows as it is. */ onReset: () => void; onDiscard?: () => void }

/** Beside a form: saved or not, and what a colleague has typed for the same thing. */
export function DraftNote({ draft, onReset, onDiscard = onReset }: Props) {
  const say = useSay();
  const moment = useMoment();
  const notify = useNotify();
  const [asked, setAsked] = useState<DraftItem | null>(null);
  const complain = (error: unknown) => { notify(readError(error).message, { type: 'warning' }); };
  const unkept = draft.state === 'gagal' ? say('ui.draf.gagal') : draft.state === 'belum_dapat' ? say('ui.draf.belum_dapat') : null;
  const sentence = unkept !== null ? unkept : draft.state === 'menyimpan' ? say('ui.draf.menyimpan')
    : draft.savedAt ? say('ui.draf.tersimpan', { waktu: moment(draft.savedAt, 'jam') }) : '';
  return (
    <>
      {draft.others.map((other) => (
        <Box key={other.id} sx={{ display: 'flex', gap: 1, alignItems: 'center', flexWrap: 'wrap', fontSize: '0.8125rem', borderLeft: 3, borderColor: 'info.main', pl: 1 }}>
          <span>{say('ui.draf.rekan', { nama: other.authorName, waktu: moment(other.savedAt, 'singkat') })}</span>
          <Button sx={{ minHeight: 0, py: 0.25 }} onClick={() => { if (Object.keys(draft.mine).length > 0 && sortedJson(draft.mine) !== sortedJson(other.content)) setAsked(other); else draft.adopt(other, false).then(onReset, complain); }}>{say('ui.draf.pakai')}</Button>
          <Box sx={{ flexBasis: '100%', color: 'text.secondary', overflowWrap: 'anywhere' }}>{preview(other.content)}</Box>
        </Box>
      ))}
      <Box role="status" sx={{ fontSize: '0.8125rem', color: unkept !== null ? 'warning.main' : 'text.secondary', display: 'flex', gap: 0.5, alignItems: 'center', minHeight: sentence ? 24 : 0 }}>
        <span>{sentence}</span>
        {draft.savedAt && draft.state === 'diam' && <Button color="inherit" sx={{ minHeight: 0, py: 0, px: 0.75, fontSize: '0.8125rem', fontWeight: 400, textDecoration: 'underline' }} onClick={() => { onDiscard(); draft.discard().catch(complain); }}>{say('ui.draf.buang')}</Button>}
      </Box>
      {asked && <WhichDraft mine={draft.mine} theirs={asked} onKeep={() => { setAsked(null); }} onTake={() => { setAsked(null); draft.adopt(asked, true).then(onReset, complain); }} />}
    </>
  );
}

/** Two have typed for the same thing: both are read before one of them goes. */
function WhichDraft({ mine, theirs, onKeep, onTake }: { mine: Record<string, unknown>; theirs: DraftItem; onKeep: () => void; onTake: () => void }) {
  const say = useSay();
  const nama = theirs.authorName;
  const words = (title: string, content: Record<string, unknown>) => (
    <Box component="section" sx={{ flex: 1, minWidth: 200, border: 1, borderColor: 'divider', borderRadius: 1, p: 1 }}>
      <Box component="h3" sx={{ typography: 'h3', m: 0, mb: 0.5 }}>{title}</Box>
      <Box sx={{ overflowWrap: 'anywhere', whiteSpace: 'pre-wrap', maxHeight: 240, overflowY: 'auto' }} tabIndex={0}>{wordsOf(content) || <Box component="span" sx={{ color: 'text.secondary' }}>{say('ui.draf.tanpa_kata')}</Box>}</Box>
    </Box>
  );
  return (
    <Dialog open onClose={onKeep} maxWidth="sm" fullWidth aria-labelledby="judul-ganti-draf">
      <DialogTitle id="judul-ganti-draf" variant="h2">{say('ui.draf.ganti_judul')}</DialogTitle>
      <DialogContent sx={{ display: 'flex', flexDirection: 'column', gap: 1.5 }}>
        <Box>{say('ui.draf.ganti_isi', { nama })}</Box>
        <Box sx={{ display: 'flex', gap: 1.5, flexWrap: 'wrap' }}>{words(say('ui.draf.milik_saya'), mine)}{words(nama, theirs.content)}</Box>
      </DialogContent>
      <DialogActions>
        <Button onClick={onKeep} autoFocus>{say('ui.draf.ganti_tidak')}</Button>
        <Button variant="contained" color="error" onClick={onTake}>{say('ui.draf.ganti_ya', { nama })}</Button>
      </DialogActions>
    </Dialog>
  );
}

const wordsOf = (content: Record<string, unknown>): string => Object.values(content).filter((value): value is string => typeof value === 'string' && value.includes(' ')).join('\n');

/** What was typed, on one line and cut at 160 characters; empty for a draft without a sentence. */
function preview(content: Record<string, unknown>): string {
  const text = wordsOf(content).replaceAll('\n', ' · ');
  return text.length > 160 ? `“${text.slice(0, 160)}…”` : text ? `“${text}”` : '';
}
