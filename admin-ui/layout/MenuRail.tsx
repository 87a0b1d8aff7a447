import { Fragment } from 'react';
import Box from '@mui/material/Box';
import Divider from '@mui/material/Divider';
import Tooltip from '@mui/material/Tooltip';
import { NavLink } from 'react-router-dom';
import { mayCall } from '../provider/auth-provider.ts';
import { useMe } from '../provider/use-me.ts';
import { useSay } from '../provider/use-say.ts';
import { MENU_ICONS } from './menu-icons.ts';
import { PAGES } from './pages.ts';
import { SIZES } from './theme.ts';

/** Slim beside a case, where every pixel belongs to the file. */
export function MenuRail({ slim }: { slim: boolean }) {
  const say = useSay();
  const me = useMe();
  const open = PAGES.filter((entry) => !entry.hidden && me && mayCall(me.roles, entry.route));
  return (
    <Box
      component="nav" aria-label={say('ui.menu.nama')}
      sx={{ width: slim ? SIZES.slimMenu : SIZES.menu, flexShrink: 0, py: 0.75, borderRight: 1, borderColor: 'divider', overflowY: 'auto', overflowX: 'hidden' }}
    >
      {open.map((entry, index) => {
        const Icon = MENU_ICONS[entry.resource];
        const label = say(entry.label);
        return (
          <Fragment key={entry.resource}>
            {index > 0 && open[index - 1]?.group !== entry.group && <Divider sx={{ my: 0.75 }} />}
            <Tooltip title={slim ? label : ''} placement="right">
              <Box
                component={NavLink} to={`/${entry.resource}`} aria-label={label}
                sx={{
                  display: 'flex', alignItems: 'center', gap: 1.25, height: 32, px: slim ? 0 : 1.5, mx: 0.5, justifyContent: slim ? 'center' : 'flex-start',
                  borderRadius: 1, color: 'text.secondary', textDecoration: 'none', fontSize: '0.875rem', whiteSpace: 'nowrap',
                  '&:hover': { bgcolor: 'action.hover', color: 'text.primary' },
                  '&.active': { color: 'primary.main', fontWeight: 600, bgcolor: 'background.paper', boxShadow: (theme) => `inset 0 0 0 1px ${theme.palette.divider}` },
                }}
              >
                {Icon && <Icon sx={{ fontSize: 19 }} />}
                {!slim && label}
              </Box>
            </Tooltip>
          </Fragment>
        );
      })}
    </Box>
  );
}
