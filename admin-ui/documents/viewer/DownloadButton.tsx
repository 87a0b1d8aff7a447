import { useState } from 'react';
import IconButton from '@mui/material/IconButton';
import ListSubheader from '@mui/material/ListSubheader';
import Menu from '@mui/material/Menu';
import MenuItem from '@mui/material/MenuItem';
import Tooltip from '@mui/material/Tooltip';
import DownloadIcon from '@mui/icons-material/DownloadOutlined';
import type { DownloadReason } from '../../provider/data-provider.ts';
import { mayCall } from '../../provider/auth-provider.ts';
import { useMe } from '../../provider/use-me.ts';
import { useSay } from '../../provider/use-say.ts';

const REASONS: readonly DownloadReason[] = ['pemeriksaan', 'serah_terima', 'permintaan_pemohon', 'pemeriksaan_auditor'];

/** A scan leaves the house only with a reason, which is written down. */
export function DownloadButton({ documentId }: { documentId: string }) {
  const say = useSay();
  const me = useMe();
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  if (!me || !mayCall(me.roles, 'GET /api/documents/:id/download')) return null;
  const close = () => { setAnchor(null); };
  return (
    <>
      <Tooltip title={say('ui.unduh.nama')}><IconButton size="small" aria-label={say('ui.unduh.nama')} aria-haspopup="menu" onClick={(event) => { setAnchor(event.currentTarget); }}><DownloadIcon sx={{ fontSize: 20 }} /></IconButton></Tooltip>
      <Menu anchorEl={anchor} open={anchor !== null} onClose={close}>
        <ListSubheader sx={{ lineHeight: '28px' }}>{say('ui.unduh.alasan')}</ListSubheader>
        {REASONS.map((reason) => <MenuItem key={reason} component="a" href={`/api/documents/${documentId}/download?reason=${reason}`} onClick={close}>{say(`ui.unduh.${reason}`)}</MenuItem>)}
      </Menu>
    </>
  );
}
