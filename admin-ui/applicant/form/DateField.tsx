/** @jsxImportSource preact */
import { useEffect, useState } from 'preact/hooks';
import { currentLocale, say } from '../language.ts';
import { joinDate, splitDate, type DateParts } from './date-parts.ts';
import type { InputProps } from './FieldInput.tsx';

const months = () => Array.from({ length: 12 }, (_none, month) =>
  new Intl.DateTimeFormat(currentLocale() === 'id' ? 'id-ID' : 'en-GB', { month: 'long', timeZone: 'UTC' }).format(new Date(Date.UTC(2000, month, 1))));

/** Day, month and year, each at its own width. The form learns of the date once all three make one. */
export function DateField({ id, value, describedBy, invalid, required, onValue, onLeave }: InputProps) {
  const [parts, setParts] = useState<DateParts>(() => splitDate(value));
  const [left, setLeft] = useState(false);
  const { trouble } = joinDate(parts);
  // A date that came from elsewhere, such as a form that was emptied.
  useEffect(() => { setParts((now) => (value === joinDate(now).iso ? now : splitDate(value))); }, [value]);
  const type = (part: keyof DateParts, text: string) => {
    const next = { ...parts, [part]: text };
    setParts(next);
    onValue(joinDate(next).iso);
  };
  const common = { 'aria-describedby': `${describedBy} ${id}-tanggal`, 'aria-invalid': invalid || (left && trouble !== null), 'aria-required': required };
  const leave = (event: FocusEvent) => {
    if ((event.currentTarget as HTMLElement).contains(event.relatedTarget as Node | null)) return;
    setLeft(true);
    onLeave();
  };
  return (
    <div class="date" onFocusOut={leave}>
      <div class="date-parts">
        <label class="part"><span>{say('laman.tanggal.hari')}</span>
          <input id={id} class="short" inputMode="numeric" maxLength={2} autoComplete="bday-day" value={parts.day} {...common} onInput={(event) => { type('day', event.currentTarget.value); }} /></label>
        <label class="part grow"><span>{say('laman.tanggal.bulan')}</span>
          <select value={parts.month} autoComplete="bday-month" {...common} onChange={(event) => { type('month', event.currentTarget.value); }}>
            <option value="">{say('laman.tanggal.pilih')}</option>
            {months().map((name, index) => <option key={name} value={String(index + 1)}>{name}</option>)}
          </select></label>
        <label class="part"><span>{say('laman.tanggal.tahun')}</span>
          <input class="year" inputMode="numeric" maxLength={4} autoComplete="bday-year" value={parts.year} {...common} onInput={(event) => { type('year', event.currentTarget.value); }} /></label>
      </div>
      <p id={`${id}-tanggal`} class={left && trouble ? 'trouble' : ''} aria-live="polite">{left && trouble ? say(`laman.tanggal.${trouble}`) : ''}</p>
    </div>
  );
}
