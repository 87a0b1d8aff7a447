import { useState } from 'react';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Dialog from '@mui/material/Dialog';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import DialogTitle from '@mui/material/DialogTitle';
import type { AccountLinkReply } from '../../server/domain/contract/users.ts';
import { useSay } from '../provider/use-say.ts';
import { unlessBeside } from '../fields/unless-beside.ts';

/** Told once: whoever closes this makes a new one. */
export function LinkDialog({ link, onClose }: { link: AccountLinkReply; onClose: () => void }) {
  const say = useSay();
  const [copied, setCopied] = useState<'ya' | 'gagal' | null>(null);
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(link.link ?? '');
      setCopied('ya');
    } catch {
      // Refused, or there is no clipboard without https: said, and the link stands there to be marked.
      setCopied('gagal');
    }
  };
  return (
    <Dialog open maxWidth="sm" fullWidth onClose={unlessBeside(onClose)} aria-labelledby="judul-tautan">
      <DialogTitle id="judul-tautan" variant="h2">{say('ui.akun.tautan_judul')}</DialogTitle>
      <DialogContent>
        <Box sx={{ mb: 1.5 }}>{say('ui.akun.tautan_isi', { jam: link.hours })}</Box>
        <Box data-testid="tautan-akun" sx={{ fontFamily: 'monospace', overflowWrap: 'anywhere', p: 1.5, border: 1, borderColor: 'divider', borderRadius: 1 }}>{link.link}</Box>
        <Box role="status" sx={{ mt: 0.75, minHeight: 20, fontSize: '0.8125rem', color: copied === 'gagal' ? 'warning.main' : 'text.secondary' }}>{copied === 'ya' ? say('ui.akun.tautan_tersalin') : copied === 'gagal' ? say('ui.akun.tautan_tak_tersalin') : ''}</Box>
      </DialogContent>
      <DialogActions>
        <Button onClick={() => { window.print(); }}>{say('ui.akun.cetak')}</Button>
        <Button onClick={() => { void copy(); }}>{say('ui.salin')}</Button>
        <Button variant="contained" onClick={onClose}>{say('ui.tutup')}</Button>
      </DialogActions>
    </Dialog>
  );
}
