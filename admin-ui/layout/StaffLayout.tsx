import { Suspense, useState, type ReactNode } from 'react';
import Box from '@mui/material/Box';
import { Loading } from 'react-admin';
import { useLocation } from 'react-router-dom';
import { useSay } from '../provider/use-say.ts';
import { BreakGuard } from './BreakGuard.tsx';
import { MenuRail } from './MenuRail.tsx';
import { CalendarRibbon } from './CalendarRibbon.tsx';
import { MailHoldRibbon } from './MailHoldRibbon.tsx';
import { EnvironmentRibbon, OfflineNotice, SetupBar } from './Notices.tsx';
import { ShortcutHelp } from './ShortcutHelp.tsx';
import { SpokenPage } from './SpokenPage.tsx';
import { SIZES } from './theme.ts';
import { TopBar } from './TopBar.tsx';
import { useMe } from '../provider/use-me.ts';
import { EnrolPage } from './EnrolPage.tsx';
import { UnsentGuard } from './UnsentGuard.tsx';
import { useScreenLock } from './use-screen-lock.tsx';
import { useKeptKeyboard } from './use-kept-keyboard.ts';
import { useKeys } from './use-keys.ts';

const CASE = /^\/cases\/[0-9a-f-]{36}(\/show)?$/;

export function StaffLayout({ children }: { children?: ReactNode }) {
  return <SpokenPage><Frame>{children}</Frame></SpokenPage>;
}

function Frame({ children }: { children: ReactNode }) {
  const say = useSay();
  const { pathname } = useLocation();
  const [helping, setHelping] = useState(false);
  const inCase = CASE.test(pathname);
  const me = useMe();
  const { cover, lock } = useScreenLock();
  useKeys({ '?': () => { setHelping(true); } });
  useKeptKeyboard();
  if (me?.mustEnrol) return <><EnrolPage compulsory />{cover}</>;
  return (
    <Box className="layout" sx={{ height: '100dvh', display: 'flex', flexDirection: 'column', overflow: 'hidden' }}>
      <a className="skip-link" href="#isi">{say('ui.menu.langsung_isi')}</a>
      <EnvironmentRibbon />
      <OfflineNotice />
      <TopBar onHelp={() => { setHelping(true); }} onLock={lock} />
      <SetupBar />
      <CalendarRibbon />
      <MailHoldRibbon />
      {/* A page without a button is scrolled by keys too: its frame can be reached. */}
      <Box sx={{ flex: 1, minHeight: 0, display: 'flex' }}>
        <MenuRail slim={inCase} />
        <Box component="main" id="isi" tabIndex={inCase ? -1 : 0} sx={{ flex: 1, minWidth: 0, overflow: inCase ? 'hidden' : 'auto', px: inCase ? 0 : 2, pb: inCase ? 0 : 1, outlineOffset: '-2px !important', '&:focus:not(:focus-visible)': { outline: 0 }, scrollPaddingTop: SIZES.bar }}>
          <BreakGuard key={pathname} sentence={say('ui.galat.halaman')} retry={say('ui.muat_ulang')}>
            <Suspense fallback={<Loading />}>{children}</Suspense>
          </BreakGuard>
        </Box>
      </Box>
      <ShortcutHelp open={helping} onClose={() => { setHelping(false); }} where={inCase ? 'berkas' : pathname === '/cases' ? 'daftar' : 'lain'} />
      <UnsentGuard />
      {cover}
    </Box>
  );
}
