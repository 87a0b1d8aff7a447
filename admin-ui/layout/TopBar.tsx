import { useState, type MouseEvent } from 'react';
import Box from '@mui/material/Box';
import Divider from '@mui/material/Divider';
import IconButton from '@mui/material/IconButton';
import ListItemText from '@mui/material/ListItemText';
import Menu from '@mui/material/Menu';
import MenuItem from '@mui/material/MenuItem';
import Tooltip from '@mui/material/Tooltip';
import AddIcon from '@mui/icons-material/NoteAddOutlined';
import Button from '@mui/material/Button';
import LockIcon from '@mui/icons-material/LockOutlined';
import HelpIcon from '@mui/icons-material/KeyboardOutlined';
import DownIcon from '@mui/icons-material/ExpandMore';
import { useTheme } from 'react-admin';
import { Link } from 'react-router-dom';
import { mayCall } from '../provider/auth-provider.ts';
import { useLanguage } from '../provider/use-language.ts';
import { useMe } from '../provider/use-me.ts';
import { useSay, useSayValue } from '../provider/use-say.ts';
import { NoticeBell } from '../notices/NoticeBell.tsx';
import { SearchBox } from './SearchBox.tsx';
import { TakeNext } from './TakeNext.tsx';
import { BAR_COLOR, SIZES } from './theme.ts';
import { useLogOut } from './use-log-out.tsx';

const PLAIN = { color: '#fff' } as const;

/** Office, search, the next file, and who sits here: always visible, since several people share a desk. */
export function TopBar({ onHelp, onLock }: { onHelp: () => void; onLock: () => void }) {
  const say = useSay();
  const me = useMe();
  const [mode] = useTheme();
  return (
    <Box component="header" sx={{ height: SIZES.bar, flexShrink: 0, bgcolor: mode === 'dark' ? BAR_COLOR.dark : BAR_COLOR.light, color: '#fff', display: 'flex', alignItems: 'center', gap: 1.5, px: 1.5 }}>
      <Box component={Link} to="/" sx={{ ...PLAIN, textDecoration: 'none', lineHeight: 1.15, minWidth: 0, maxWidth: 300 }}>
        <Box sx={{ fontSize: '1rem', fontWeight: 700, letterSpacing: '0.01em' }}>Loket</Box>
        <Box sx={{ fontSize: '0.78125rem', whiteSpace: 'nowrap', overflow: 'hidden', textOverflow: 'ellipsis', color: '#dfe9e8' }}>{me?.office.name ?? ''}</Box>
      </Box>
      {me && mayCall(me.roles, 'POST /api/search') ? <SearchBox /> : <Box sx={{ flex: 1 }} />}
      <Box sx={{ flex: 1 }} />
      {me && mayCall(me.roles, 'POST /api/cases') && (
        <Tooltip title={say('ui.entri.buka')}>
          <IconButton component={Link} to="/cases/create" aria-label={say('ui.entri.buka')} sx={PLAIN}><AddIcon fontSize="small" /></IconButton>
        </Tooltip>
      )}
      {me && mayCall(me.roles, 'POST /api/queue/next') && <TakeNext />}
      {me && <NoticeBell />}
      <Tooltip title={say('ui.pintasan.buka')}><IconButton onClick={onHelp} aria-label={say('ui.pintasan.buka')} sx={PLAIN}><HelpIcon fontSize="small" /></IconButton></Tooltip>
      <Tooltip describeChild title={say('ui.kunci.penjelasan')}><Button onClick={onLock} startIcon={<LockIcon />} sx={{ ...PLAIN, minWidth: 0, px: 1, '&:focus-visible': { outlineColor: 'currentColor' } }}>{say('ui.kunci.tombol')}</Button></Tooltip>
      <Account />
    </Box>
  );
}

function Account() {
  const say = useSay();
  const sayValue = useSayValue();
  const me = useMe();
  const { logOut, question } = useLogOut();
  const [locale, setLocale] = useLanguage();
  const [mode, setMode] = useTheme();
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  const close = () => { setAnchor(null); };
  if (!me) return null;
  const parts = me.roles.map((role) => sayValue('peran', role)).join(', ');
  return (
    <>
      <Box
        component="button" type="button" aria-haspopup="menu" aria-expanded={anchor !== null} onClick={(event: MouseEvent<HTMLButtonElement>) => { setAnchor(event.currentTarget); }}
        sx={{ display: 'flex', alignItems: 'center', gap: 0.5, border: 0, bgcolor: 'transparent', color: '#fff', font: 'inherit', textAlign: 'right', cursor: 'pointer', borderRadius: 1, px: 0.75, py: 0.25, '&:hover': { bgcolor: 'rgba(255,255,255,0.1)' }, '&:focus-visible': { outlineColor: '#fff' } }}
      >
        <Box sx={{ lineHeight: 1.15 }}>
          <Box sx={{ fontSize: '0.875rem', fontWeight: 600, whiteSpace: 'nowrap', maxWidth: 220, overflow: 'hidden', textOverflow: 'ellipsis' }} title={me.name}>{me.name}</Box>
          <Box sx={{ fontSize: '0.78125rem', color: '#dfe9e8', whiteSpace: 'nowrap', maxWidth: 220, overflow: 'hidden', textOverflow: 'ellipsis' }} title={parts}>{parts}</Box>
        </Box>
        <DownIcon fontSize="small" />
      </Box>
      <Menu anchorEl={anchor} open={anchor !== null} onClose={close}>
        {/* Read, not chosen: a menu owns items only, and gives the keyboard to the first that is not closed. */}
        <MenuItem disabled sx={{ maxWidth: 280, whiteSpace: 'normal', '&.Mui-disabled': { opacity: 1 } }}><ListItemText primary={<>{me.name}<br />{me.email}</>} secondary={parts} slotProps={{ primary: { sx: { overflowWrap: 'anywhere' } } }} /></MenuItem>
        <Divider component="li" />
        <MenuItem onClick={() => { setMode(mode === 'dark' ? 'light' : 'dark'); close(); }}>{say(mode === 'dark' ? 'ui.tampilan.terang' : 'ui.tampilan.gelap')}</MenuItem>
        <MenuItem onClick={() => { setLocale(locale === 'id' ? 'en' : 'id'); close(); }} lang={locale === 'id' ? 'en' : 'id'}>{locale === 'id' ? 'English' : 'Bahasa Indonesia'}</MenuItem>
        <MenuItem component={Link} to="/kata-sandi" onClick={close}>{say('ui.sandi.ganti')}</MenuItem>
        <MenuItem component={Link} to="/dua-langkah" onClick={close}>{say(me.secondFactor ? 'ui.dua.pemulihan' : 'ui.dua.pasang_menu')}</MenuItem>
        <Divider component="li" />
        <MenuItem onClick={() => { close(); logOut(); }}>{say('ui.masuk.keluar')}</MenuItem>
      </Menu>
      {question}
    </>
  );
}
