/** @jsxImportSource preact */
import { useEffect, useRef, useState } from 'preact/hooks';
import { getRegions } from '../api.ts';
import { say } from '../language.ts';
import type { InputProps } from './FieldInput.tsx';
import { findRegions, type Region } from './find-regions.ts';

/** Five hundred names, asked for once per visit and only where a form needs them. */
let asked: Promise<Region[] | null> | undefined;
async function allRegions(): Promise<Region[] | null> {
  asked ??= getRegions().then((answer) => (answer.ok ? answer.body : null));
  const found = await asked;
  // A lost answer is asked for again at the next try.
  if (!found) asked = undefined;
  return found;
}

/** A phone's keyboard takes the lower half of the screen, so the list needs the upper one. */
function makeRoom(input: HTMLElement): void {
  if (matchMedia('(pointer: coarse)').matches) input.scrollIntoView({ block: 'start' });
}

/** A combobox: type to narrow, arrow keys or a finger to choose. The value is the code, never the text. */
export function RegionField({ id, value, describedBy, invalid, required, onValue, onLeave }: InputProps) {
  const [regions, setRegions] = useState<Region[] | null>(null);
  const [failed, setFailed] = useState(false);
  const [text, setText] = useState('');
  const [open, setOpen] = useState(false);
  const [active, setActive] = useState(0);
  const list = useRef<HTMLUListElement>(null);
  const load = async () => {
    const found = await allRegions();
    setRegions(found);
    setFailed(!found);
  };
  useEffect(() => { void load(); }, []);
  const chosen = regions?.find((region) => region.code === value);
  useEffect(() => { if (chosen) setText(chosen.name); }, [chosen]);
  const found = open ? findRegions(regions ?? [], chosen && text === chosen.name ? '' : text) : [];
  useEffect(() => { list.current?.querySelector('[aria-selected=true]')?.scrollIntoView({ block: 'nearest' }); }, [active, open]);

  const choose = (region: Region) => { setText(region.name); onValue(region.code); setOpen(false); };
  const keys = (event: KeyboardEvent) => {
    if (event.key === 'Escape') { setOpen(false); return; }
    if (event.key === 'Enter' && open && found[active]) { event.preventDefault(); choose(found[active]); return; }
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (step === 0) return;
    event.preventDefault();
    if (open && found.length > 0) setActive((active + step + found.length) % found.length);
    else setOpen(true);
  };
  const leave = () => {
    setOpen(false);
    // Typed in full and moved on: that is a choice too, if only one can be meant.
    const meant = chosen ? [] : findRegions(regions ?? [], text, 2);
    if (!chosen && text.trim() !== '' && meant.length === 1 && meant[0]) choose(meant[0]);
    onLeave();
  };
  return (
    <div class="combo">
      <input id={id} type="text" role="combobox" aria-expanded={open} aria-controls={`${id}-daftar`} aria-autocomplete="list" aria-required={required} aria-invalid={invalid}
        aria-describedby={describedBy} {...(open && found[active] ? { 'aria-activedescendant': `${id}-${found[active].code}` } : {})} autoComplete="off" spellcheck={false}
        placeholder={say('laman.wilayah.contoh')} value={text} onFocus={(event) => { setOpen(true); event.currentTarget.select(); makeRoom(event.currentTarget); }} onBlur={leave} onKeyDown={keys}
        onInput={(event) => { setText(event.currentTarget.value); setActive(0); setOpen(true); if (value) onValue(''); }} />
      <ul id={`${id}-daftar`} role="listbox" aria-label={say('laman.wilayah.daftar')} ref={list} hidden={!open || found.length === 0}>
        {found.map((region, index) => (
          // Mouse down, not click: the list closes as soon as the input is left.
          <li key={region.code} id={`${id}-${region.code}`} role="option" aria-selected={index === active} onMouseDown={(event) => { event.preventDefault(); choose(region); }}>
            {region.name}<span class="quiet">{region.province}</span>
          </li>
        ))}
      </ul>
      <p class="hint" aria-live="polite">
        {open && regions && found.length === 0 ? say('laman.wilayah.tidak_ada') : ''}
        {chosen && !open ? chosen.province : ''}
      </p>
      {failed && <p class="trouble" role="alert">{say('laman.wilayah.gagal')} <button type="button" class="text-button" onClick={() => { void load(); }}>{say('laman.coba_lagi')}</button></p>}
    </div>
  );
}
