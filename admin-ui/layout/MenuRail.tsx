import { useEffect, useRef, useState } from 'react';
import ExpandLess from '@mui/icons-material/ExpandLess';
import ExpandMore from '@mui/icons-material/ExpandMore';
import Box from '@mui/material/Box';
import ButtonBase from '@mui/material/ButtonBase';
import Tooltip from '@mui/material/Tooltip';
import { Link, useLocation } from 'react-router-dom';
import { useQuery } from '@tanstack/react-query';
import { dataProvider } from '../provider/data-provider.ts';
import { mayCall } from '../provider/auth-provider.ts';
import { useMe } from '../provider/use-me.ts';
import { useSay } from '../provider/use-say.ts';
import { MENU_ICONS } from './menu-icons.ts';
import { MENU_GROUPS, PAGES, type MenuGroup, type PageEntry } from './pages.ts';
import { SIZES } from './theme.ts';

const ADMINISTER: readonly string[] = ['admin_kantor', 'admin_sistem'];

/** Slim beside a case, where every pixel belongs to the file. */
export function MenuRail({ slim }: { slim: boolean }) {
  const say = useSay();
  const me = useMe();
  const { pathname } = useLocation();
  const rail = useRef<HTMLElement>(null);
  // Where one is may lie below the fold of the menu.
  useEffect(() => { rail.current?.querySelector('.active')?.scrollIntoView({ block: 'nearest' }); }, [pathname, me]);
  const [turned, setTurned] = useState<Partial<Record<MenuGroup, boolean>>>({});
  const pages = PAGES.filter((entry) => entry.under === undefined && me && mayCall(me.roles, entry.route));
  const administers = me?.roles.some((role) => ADMINISTER.includes(role)) ?? false;
  const isOpen = (group: MenuGroup, entries: PageEntry[]) =>
    group === 'kerja' || entries.some((entry) => pathname.startsWith(`/${entry.resource}`)) || (turned[group] ?? (group === 'pemeriksaan' || administers));
  return (
    <Box
      component="nav" ref={rail} aria-label={say('ui.menu.nama')}
      sx={{ width: slim ? SIZES.slimMenu : SIZES.menu, flexShrink: 0, py: 0.75, borderRight: 1, borderColor: 'divider', overflowY: 'auto', overflowX: 'hidden', ...(slim ? { scrollbarWidth: 'none' } : {}) }}
    >
      {MENU_GROUPS.map((group) => {
        const entries = pages.filter((entry) => entry.group === group);
        if (entries.length === 0) return null;
        const open = isOpen(group, entries);
        return (
          <Box key={group} sx={group === 'kerja' ? {} : { mt: 0.75, pt: 0.5, borderTop: 1, borderColor: 'divider' }}>
            {group !== 'kerja' && <GroupHead name={say(`ui.menu.kelompok.${group}`)} open={open} slim={slim} onTurn={() => { setTurned({ ...turned, [group]: !open }); }} />}
            {open && entries.map((entry) => <PageLink key={entry.resource} entry={entry} slim={slim} />)}
          </Box>
        );
      })}
    </Box>
  );
}

function GroupHead({ name, open, slim, onTurn }: { name: string; open: boolean; slim: boolean; onTurn: () => void }) {
  const Arrow = open ? ExpandLess : ExpandMore;
  return (
    <Tooltip title={slim ? name : ''} placement="right">
      <ButtonBase
        aria-expanded={open} aria-label={name} onClick={onTurn}
        sx={{
          display: 'flex', width: '100%', height: 28, px: slim ? 0 : 2, justifyContent: slim ? 'center' : 'space-between', color: 'text.secondary', fontFamily: 'inherit', fontSize: '0.8125rem', fontWeight: 600,
          '&:hover, &.Mui-focusVisible': { color: 'text.primary', bgcolor: 'action.hover' },
        }}
      >
        {!slim && name}
        <Arrow sx={{ fontSize: 18 }} />
      </ButtonBase>
    </Tooltip>
  );
}

const STOPPED = 'failed-effects';

/** Work that stopped waits for nobody's look: its number stands where the menu names it. */
function useStopped(resource: string): number {
  const { data } = useQuery({ queryKey: [STOPPED, 'jumlah'], queryFn: () => dataProvider.countStopped(), enabled: resource === STOPPED, refetchInterval: 60_000, retry: false });
  return resource === STOPPED ? data ?? 0 : 0;
}

function PageLink({ entry, slim }: { entry: PageEntry; slim: boolean }) {
  const say = useSay();
  const Icon = MENU_ICONS[entry.resource];
  const here = useLocation().pathname.split('/')[1] ?? '';
  const marked = entry.resource === (PAGES.find(({ resource }) => resource === here)?.under ?? here);
  const stopped = useStopped(entry.resource);
  const label = stopped > 0 ? say('ui.efek.menunggu', { nama: say(entry.label), n: stopped }) : say(entry.label);
  return (
    <Tooltip title={slim ? label : ''} placement="right">
      <Box
        // With a number beside it the words are read as they stand; where there are none, the label says both.
        component={Link} to={`/${entry.resource}`} {...(marked ? { className: 'active', 'aria-current': entry.resource === here ? 'page' : 'true' } : {})} {...(slim || stopped === 0 ? { 'aria-label': label } : {})}
        sx={{
          display: 'flex', alignItems: 'center', gap: 1, height: 32, px: slim ? 0 : 1.25, mx: 0.5, justifyContent: slim ? 'center' : 'flex-start',
          borderRadius: 1, color: 'text.secondary', textDecoration: 'none', fontSize: '0.875rem', whiteSpace: 'nowrap',
          '&:hover': { bgcolor: 'action.hover', color: 'text.primary' },
          '&.active': { color: 'primary.main', fontWeight: 600, bgcolor: 'background.paper', boxShadow: (theme) => `inset 0 0 0 1px ${theme.palette.divider}` },
        }}
      >
        {Icon && <Icon sx={{ fontSize: 19, ...(stopped > 0 && slim ? { color: 'error.main' } : {}) }} />}
        {!slim && say(entry.label)}
        {!slim && stopped > 0 && <Box component="span" className="tabular" sx={{ ml: 'auto', color: 'error.main', fontWeight: 600 }}>{stopped}</Box>}
      </Box>
    </Tooltip>
  );
}
