import { useEffect, useRef, useState, type RefObject } from 'react';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Link from '@mui/material/Link';
import Menu from '@mui/material/Menu';
import MenuItem from '@mui/material/MenuItem';
import Paper from '@mui/material/Paper';
import MoreIcon from '@mui/icons-material/ExpandLess';
import { gatherObstacles } from '../../fields/gather-obstacles.ts';
import { firstField } from '../../fields/first-field.ts';
import { useKeys } from '../../layout/use-keys.ts';
import { keyboardIsFree } from '../../layout/use-kept-keyboard.ts';
import { useSay } from '../../provider/use-say.ts';
import { ActForm } from '../acts/ActForm.tsx';
import { ObstacleList } from '../acts/ObstacleList.tsx';
import { useDesk, type CaseAction } from './case-context.ts';

/** Beside a main act, here or open above, so many others have a button: it is the work, and they must not take its room with a second row. */
const BESIDE_MAIN = 2;

/** The intents open to me, the usual one first. What moves the file has a button; notes and several endings stand in menus. */
export function ActionPanel() {
  const say = useSay();
  const { view, action, inline, goTo, chosen, choose } = useDesk();
  const shown = view.actions.filter((each) => !each.embedded && each.id !== inline);
  const moving = shown.filter((each) => each.to !== 'tetap');
  const main = moving.filter((each) => each.tone === 'utama');
  const plain = moving.filter((each) => each.tone === 'biasa');
  const ending = moving.filter((each) => each.tone === 'bahaya');
  // "Refuse/close" over one act that does neither would mislead: it stands under its own name, without the frame of something to be done.
  const [only] = ending.length === 1 ? ending : [];
  const beside = inline || main.length > 0 ? plain.slice(0, BESIDE_MAIN - (only ? 1 : 0)) : plain;
  const rest = [...plain.slice(beside.length), ...shown.filter((each) => each.to === 'tetap')];
  const first = main[0] ?? plain[0] ?? ending[0];
  useKeys({ a: () => { if (inline) goTo({ workspace: view.workspace, ref: `aksi-${inline}` }); else if (first) choose(first.id); }, Escape: () => { choose(null); } });
  const open = chosen ? action(chosen) : undefined;
  const against = main[0]?.obstacles ?? [];
  const panel = useRef<HTMLElement>(null);
  useKeyboardHere(panel, open?.id ?? null);
  if (shown.length === 0) return null;
  return (
    <Paper ref={panel} component="section" square tabIndex={-1} aria-label={say('ui.tindakan.panel')} sx={{ borderTop: 1, borderColor: 'divider', px: 2, py: 1, flexShrink: 0, maxHeight: open ? '78%' : '42%', overflowY: 'auto' }}>
      {open ? (
        <>
          <Box component="h2" sx={{ typography: 'h2', m: 0, mb: 1 }}>{open.label}</Box>
          <ActForm key={open.id} action={open} onClose={() => { choose(null); }} />
        </>
      ) : (
        <>
          {against.length > 0 && main[0] && <Waiting action={main[0]} />}
          <Box sx={{ display: 'flex', gap: 0.75, flexWrap: 'wrap', alignItems: 'center', '& .MuiButton-root': { paddingInline: '10px' } }}>
            {main.map((each, index) => <Button key={each.id} size="large" variant={index === 0 ? 'contained' : 'outlined'} disabled={each.obstacles.length > 0} onClick={() => { choose(each.id); }}>{each.label}</Button>)}
            {beside.map((each) => <Button key={each.id} variant="outlined" onClick={() => { choose(each.id); }}>{each.label}</Button>)}
            {/* Together at the right, also where they need a line of their own. */}
            <Box sx={{ display: 'flex', gap: 0.75, ml: 'auto' }}>
              {only ? <Button color="error" onClick={() => { choose(only.id); }}>{only.label}</Button> : ending.length > 0 && <More label={say('ui.tindakan.akhiri')} actions={ending} onChoose={choose} danger />}
              {rest.length > 0 && <More label={say('ui.tindakan.lainnya')} actions={rest} onChoose={choose} />}
            </Box>
          </Box>
        </>
      )}
    </Paper>
  );
}

/**
 * A form that opens takes the keyboard to its first field, one without fields to its head, never to its button: Enter must not send what nobody read. The
 * button or menu it came from is gone by then, and the keyboard with it; so too when the form is closed.
 */
function useKeyboardHere(panel: RefObject<HTMLElement | null>, open: string | null): void {
  const shownRef = useRef(open);
  useEffect(() => {
    if (shownRef.current === open) return undefined;
    shownRef.current = open;
    // After a menu has given the keyboard back to what it opened from.
    const timer = window.setTimeout(() => {
      if (!keyboardIsFree() && document.activeElement !== panel.current) return;
      (open === null ? panel.current?.querySelector<HTMLElement>('button:not(:disabled)') : firstField(panel.current) ?? panel.current)?.focus();
    }, 60);
    return () => { window.clearTimeout(timer); };
  }, [panel, open]);
}

/** What is still missing for the usual next act; a long list folds. */
function Waiting({ action }: { action: CaseAction }) {
  const say = useSay();
  const [all, setAll] = useState(false);
  const against = gatherObstacles(action.obstacles);
  const shown = all ? against : against.slice(0, 2);
  const more = against.length - shown.length;
  return (
    <Box sx={{ mb: 0.75, fontSize: '0.8125rem' }}>
      <Box sx={{ color: 'text.secondary' }}>
        {say('ui.tindakan.belum', { aksi: action.label })}
        {more > 0 && <Link component="button" type="button" onClick={() => { setAll(true); }} sx={{ ml: 1, verticalAlign: 'baseline', fontWeight: 600 }}>{say('ui.tindakan.hal_lain', { n: more })}</Link>}
      </Box>
      <ObstacleList small obstacles={shown} />
    </Box>
  );
}

function More({ label, actions, onChoose, danger = false }: { label: string; actions: CaseAction[]; onChoose: (id: string) => void; danger?: boolean }) {
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  return (
    <>
      <Button color={danger ? 'error' : 'inherit'} endIcon={<MoreIcon />} aria-haspopup="menu" onClick={(event) => { setAnchor(event.currentTarget); }}>{label}</Button>
      <Menu anchorEl={anchor} open={anchor !== null} onClose={() => { setAnchor(null); }} anchorOrigin={{ vertical: 'top', horizontal: 'right' }} transformOrigin={{ vertical: 'bottom', horizontal: 'right' }}>
        {actions.map((each) => <MenuItem key={each.id} onClick={() => { setAnchor(null); onChoose(each.id); }}>{each.label}</MenuItem>)}
      </Menu>
    </>
  );
}
