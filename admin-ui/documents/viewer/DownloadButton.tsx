import { useState } from 'react';
import IconButton from '@mui/material/IconButton';
import ListSubheader from '@mui/material/ListSubheader';
import Menu from '@mui/material/Menu';
import MenuItem from '@mui/material/MenuItem';
import Tooltip from '@mui/material/Tooltip';
import DownloadIcon from '@mui/icons-material/DownloadOutlined';
import { useNotify } from 'react-admin';
import type { DownloadReason, OriginalReason } from '../../provider/data-provider.ts';
import { mayCall } from '../../provider/auth-provider.ts';
import { downloadFile } from '../../provider/download-file.ts';
import { readError } from '../../provider/read-error.ts';
import { useMe } from '../../provider/use-me.ts';
import { useSay } from '../../provider/use-say.ts';

const REASONS: readonly DownloadReason[] = ['pemeriksaan', 'serah_terima', 'permintaan_pemohon', 'pemeriksaan_auditor'];
const ORIGINAL: readonly OriginalReason[] = ['keaslian', 'serah_terima', 'permintaan_pemohon', 'pemeriksaan_auditor'];

/** A scan leaves the house only with a reason, which is written down: as pictures, or, of a PDF and for a reason of its own, as it came. */
export function DownloadButton({ documentId, type }: { documentId: string; type: string }) {
  const say = useSay();
  const me = useMe();
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  const notify = useNotify();
  const [busy, setBusy] = useState(false);
  if (!me || !mayCall(me.roles, 'GET /api/documents/:id/download')) return null;
  const pdf = type === 'application/pdf';
  const close = () => { setAnchor(null); };
  // Fetched, not followed: a file that is held or gone is said here, where a link would leave the case for the bare answer of the server.
  const take = (query: string) => {
    close();
    setBusy(true);
    downloadFile(`/api/documents/${documentId}/download?${query}`).catch((error: unknown) => {
      const { message, obstacles } = readError(error);
      notify(obstacles?.map((each) => each.message).join(' ') ?? message, { type: 'warning', multiLine: true });
    }).finally(() => { setBusy(false); });
  };
  return (
    <>
      <Tooltip title={say('ui.unduh.nama')}><IconButton size="small" loading={busy} aria-label={say('ui.unduh.nama')} aria-haspopup="menu" onClick={(event) => { setAnchor(event.currentTarget); }}><DownloadIcon sx={{ fontSize: 20 }} /></IconButton></Tooltip>
      <Menu anchorEl={anchor} open={anchor !== null} onClose={close} slotProps={{ paper: { sx: { width: 330 } } }}>
        <ListSubheader component="div" role="none" disableSticky sx={{ lineHeight: '28px', bgcolor: 'transparent' }}>{say(pdf ? 'ui.unduh.salinan' : 'ui.unduh.alasan')}</ListSubheader>
        {REASONS.map((reason) => <MenuItem key={reason} onClick={() => { take(`reason=${reason}`); }}>{say(`ui.unduh.${reason}`)}</MenuItem>)}
        {pdf && <ListSubheader component="div" role="none" disableSticky sx={{ lineHeight: '18px', bgcolor: 'transparent', mt: 0.5, pt: 1, pb: 0.5, whiteSpace: 'normal', borderTop: 1, borderColor: 'divider' }}>{say('ui.unduh.asli')}</ListSubheader>}
        {pdf && ORIGINAL.map((reason) => <MenuItem key={`asli-${reason}`} onClick={() => { take(`bentuk=asli&reason=${reason}`); }} aria-label={`${say('ui.unduh.berkas_asli')}: ${say(`ui.unduh.${reason}`)}`}>{say(`ui.unduh.${reason}`)}</MenuItem>)}
      </Menu>
    </>
  );
}
