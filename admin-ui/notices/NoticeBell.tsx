import { useState } from 'react';
import Badge from '@mui/material/Badge';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import IconButton from '@mui/material/IconButton';
import LinearProgress from '@mui/material/LinearProgress';
import Popover from '@mui/material/Popover';
import Tooltip from '@mui/material/Tooltip';
import BellIcon from '@mui/icons-material/NotificationsNoneOutlined';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useDataProvider } from 'react-admin';
import { useNavigate } from 'react-router-dom';
import type { NoticeItem } from '../../server/domain/contract/ownership.ts';
import { Moment } from '../fields/Moment.tsx';
import type { LoketProvider } from '../provider/data-provider.ts';
import { readError } from '../provider/read-error.ts';
import { useSay } from '../provider/use-say.ts';

const MOST_SHOWN = 99;

/** What I am told, on every screen; the number says how much of it is new. */
export function NoticeBell() {
  const say = useSay();
  const provider = useDataProvider<LoketProvider>();
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  const { data: unread = 0 } = useQuery({ queryKey: ['kabar', 'jumlah'], queryFn: () => provider.unreadNotices(), refetchInterval: 20_000, retry: false });
  // The name begins with what is seen; a badge without a number would keep the last one in its text.
  const shown = unread > MOST_SHOWN ? `${MOST_SHOWN}+` : String(unread);
  const name = unread > 0 ? say('ui.kabar.jumlah', { n: shown }) : say('ui.kabar.buka');
  return (
    <>
      <Tooltip title={name}>
        <IconButton aria-label={name} aria-haspopup="dialog" aria-expanded={anchor !== null} onClick={(event) => { setAnchor(event.currentTarget); }} sx={{ color: '#fff' }}>
          {unread > 0 ? <Badge badgeContent={shown} color="error"><BellIcon fontSize="small" /></Badge> : <BellIcon fontSize="small" />}
        </IconButton>
      </Tooltip>
      <Popover
        open={anchor !== null} anchorEl={anchor} onClose={() => { setAnchor(null); }} anchorOrigin={{ vertical: 'bottom', horizontal: 'right' }} transformOrigin={{ vertical: 'top', horizontal: 'right' }}
        slotProps={{ paper: { role: 'dialog', 'aria-label': say('ui.kabar.buka'), sx: { width: 440, maxHeight: 480 }, variant: 'outlined' } }}
      >
        {anchor && <NoticeList onClose={() => { setAnchor(null); }} unread={unread} />}
      </Popover>
    </>
  );
}

/** Where what it speaks of is to be seen; the page of a file shows nothing of work that was given up. */
function placeOf({ kind, caseId }: NoticeItem): string | null {
  if (kind === 'pekerjaan_gagal') return '/failed-effects';
  return caseId && `/cases/${caseId}/show`;
}

function NoticeList({ onClose, unread }: { onClose: () => void; unread: number }) {
  const say = useSay();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const provider = useDataProvider<LoketProvider>();
  const { data, error } = useQuery({ queryKey: ['kabar', 'daftar', unread], queryFn: () => provider.notices() });
  const read = async (ids?: string[]) => {
    await provider.readNotices(ids);
    await queries.invalidateQueries({ queryKey: ['kabar'] });
  };
  const open = (notice: NoticeItem) => {
    if (!notice.readAt) void read([notice.id]).catch(() => queries.invalidateQueries({ queryKey: ['kabar'] }));
    const to = placeOf(notice);
    if (to) { onClose(); void navigate(to); }
  };
  return (
    <Box>
      <Box sx={{ display: 'flex', alignItems: 'center', px: 1.5, py: 0.75, borderBottom: 1, borderColor: 'divider' }}>
        <Box component="h2" sx={{ typography: 'h3', m: 0, flex: 1 }}>{say('ui.kabar.buka')}</Box>
        {/* The button goes when all is read: without a place for the focus Escape would reach nobody. */}
        {unread > 0 && <Button onClick={(event) => { event.currentTarget.closest<HTMLElement>('[role=dialog]')?.focus(); void read().catch(() => queries.invalidateQueries({ queryKey: ['kabar'] })); }}>{say('ui.kabar.semua_dibaca')}</Button>}
      </Box>
      {!data && !error && <LinearProgress aria-label={say('ui.memuat')} />}
      {error && <Box role="alert" sx={{ p: 2 }}>{readError(error).message}</Box>}
      {data?.length === 0 && <Box sx={{ p: 2, color: 'text.secondary' }}>{say('ui.kabar.kosong')}</Box>}
      <Box component="ul" sx={{ listStyle: 'none', m: 0, p: 0 }}>
        {data?.map((notice) => (
          <Box component="li" key={notice.id} sx={{ borderBottom: 1, borderColor: 'divider' }}>
            <Box
              component="button" type="button" onClick={() => { open(notice); }}
              sx={{ display: 'block', width: '100%', textAlign: 'left', border: 0, bgcolor: 'transparent', color: 'inherit', font: 'inherit', fontSize: '0.875rem', px: 1.5, py: 1, cursor: 'pointer', borderLeft: 3, borderLeftStyle: 'solid', borderLeftColor: notice.readAt ? 'transparent' : 'primary.main', '&:hover': { bgcolor: 'action.hover' } }}
            >
              <Box sx={{ fontWeight: notice.readAt ? 400 : 600, overflowWrap: 'anywhere' }}>{notice.text}</Box>
              <Box sx={{ color: 'text.secondary', fontSize: '0.8125rem' }}><Moment at={notice.at} />{!notice.readAt && ` · ${say('ui.kabar.belum_dibaca')}`}</Box>
            </Box>
          </Box>
        ))}
      </Box>
    </Box>
  );
}
