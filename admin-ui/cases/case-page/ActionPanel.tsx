import { useEffect, useRef, useState, type RefObject } from 'react';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
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

/** The intents open to me, the usual one first. What moves the file has a button; notes and endings stand in menus. */
export function ActionPanel() {
  const say = useSay();
  const { view, action, inline, goTo, chosen, choose } = useDesk();
  const shown = view.actions.filter((each) => !each.embedded && each.id !== inline);
  const moving = shown.filter((each) => each.to !== 'tetap');
  const main = moving.filter((each) => each.tone === 'utama');
  const plain = moving.filter((each) => each.tone === 'biasa');
  const ending = moving.filter((each) => each.tone === 'bahaya');
  // Alone on the screen an ending would look like the thing to do; it is not, on somebody else's file.
  const bare = ending.length === 1 && (view.mine || main.length > 0) && main.length + plain.length < 2;
  const staying = shown.filter((each) => each.to === 'tetap');
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
            {plain.map((each) => <Button key={each.id} variant="outlined" onClick={() => { choose(each.id); }}>{each.label}</Button>)}
            {bare && ending[0] && <Button variant="outlined" color="error" onClick={() => { if (ending[0]) choose(ending[0].id); }}>{ending[0].label}</Button>}
            {/* Together at the right, also where they need a line of their own. */}
            <Box sx={{ display: 'flex', gap: 0.75, ml: 'auto' }}>
              {ending.length > 0 && !bare && <More label={say('ui.tindakan.akhiri')} actions={ending} onChoose={choose} danger />}
              {staying.length > 0 && <More label={say('ui.tindakan.lainnya')} actions={staying} onChoose={choose} />}
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
    <Box sx={{ mb: 0.75 }}>
      <Box sx={{ fontSize: '0.8125rem', color: 'text.secondary' }}>{say('ui.tindakan.belum', { aksi: action.label })}</Box>
      <ObstacleList obstacles={shown} />
      {more > 0 && <Button onClick={() => { setAll(true); }} sx={{ minHeight: 0, py: 0 }}>{say('ui.tindakan.hal_lain', { n: more })}</Button>}
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
