import { useEffect, useEffectEvent, useMemo, useRef, useState, type ReactNode } from 'react';
import Box from '@mui/material/Box';
import { DesktopDatePicker } from '@mui/x-date-pickers/DesktopDatePicker';
import { DesktopDateTimePicker } from '@mui/x-date-pickers/DesktopDateTimePicker';
import { LocalizationProvider } from '@mui/x-date-pickers/LocalizationProvider';
import type { FieldRef } from '@mui/x-date-pickers/models';
import { PickersTextField, type PickersTextFieldProps } from '@mui/x-date-pickers/PickersTextField';
import type { DateTime } from 'luxon';
import { useLocaleTag, useSay } from '../provider/use-say.ts';
import { useZone } from './Moment.tsx';
import { adapterIn, readLocal, writeLocal } from './office-adapter.ts';
import { showDay } from './office-time.ts';
import { pickerTexts } from './picker-texts.ts';

export interface SectionedProps {
  label: string; value: string; onChange: (value: string) => void; withTime: boolean;
  required?: boolean | undefined; disabled?: boolean | undefined; error?: boolean | undefined; helperText?: ReactNode; fullWidth?: boolean | undefined; sx?: { flex?: number; width?: number; maxWidth?: number; mt?: number; gridColumn?: string };
  /** Earliest day, `YYYY-MM-DD`. */
  min?: string | undefined;
}

const halfTyped = (field: FieldRef<DateTime | null> | null) => {
  const sections = field?.getSections() ?? [];
  const empty = sections.findIndex(({ value }) => value === '');
  return empty >= 0 && sections.some(({ value }) => value !== '') ? empty : null;
};

/** Day, month, year (hour, minute) typed one after another. What is only half there is kept, said, and holds back the form it stands in. */
export function SectionedField({ label, value, onChange, withTime, required = false, disabled = false, error = false, helperText, fullWidth = false, sx = {}, min }: SectionedProps) {
  const say = useSay();
  const tag = useLocaleTag();
  const zone = useZone();
  const root = useRef<HTMLDivElement>(null);
  const field = useRef<FieldRef<DateTime | null>>(null);
  // `at` is what stands in the field, also where it is no date; `told` what was said of it. Only another value from outside replaces it: who hears '' may keep his own.
  const [typed, setTyped] = useState(() => ({ seen: value, told: value, at: readLocal(value) }));
  if (value !== typed.seen) setTyped(value === typed.told ? { ...typed, seen: value } : { seen: value, told: value, at: readLocal(value) });
  const [isHalf, setHalf] = useState(false);
  const [loud, setLoud] = useState(false);
  const text = writeLocal(typed.at, withTime);
  const problem = isHalf || (typed.at?.isValid && text === '') ? say(withTime ? 'ui.tanggal.waktu_belum_lengkap' : 'ui.tanggal.belum_lengkap')
    : typed.at?.isValid === false ? say('ui.tanggal.tidak_ada')
      : min !== undefined && text !== '' && text < min ? say('ui.tanggal.terlalu_awal', { tanggal: showDay(min, tag) }) : null;
  if (loud && problem === null) setLoud(false);
  // Another language draws the sections anew and with it forgets what is no whole date: those wait until they are one.
  const [spoken, setSpoken] = useState(tag);
  if (spoken !== tag && problem === null) setSpoken(tag);
  const adapter = useMemo(() => adapterIn(zone), [zone]);
  const texts = useMemo(() => pickerTexts(say, label), [say, label]);

  const refuse = useEffectEvent((event: SubmitEvent) => {
    const empty = halfTyped(field.current);
    const isUnfinished = problem !== null || empty !== null;
    // Enter in a section presses the button of the form even where it is switched off, as no native input does.
    if (!isUnfinished && event.submitter?.matches(':disabled') !== true) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    if (!isUnfinished) return;
    setLoud(true);
    field.current?.focusField(empty ?? 0);
  });
  useEffect(() => {
    const form = root.current?.closest('form');
    // Before anybody else hears of it, also where the browser itself is not asked (`noValidate`).
    const hear = (event: SubmitEvent) => { refuse(event); };
    form?.addEventListener('submit', hear, true);
    return () => { form?.removeEventListener('submit', hear, true); };
  }, []);

  const change = (at: DateTime | null) => {
    const told = writeLocal(at, withTime);
    setTyped({ ...typed, told, at });
    if (told !== value) onChange(told);
  };
  const said = loud ? problem : null;
  const common = {
    label, value: typed.at, onChange: change, disabled, timezone: 'UTC', ...(min === undefined ? {} : { minDate: readLocal(min) ?? undefined }),
    slots: { textField: WatchedText },
    slotProps: {
      field: { fieldRef: field },
      textField: {
        required, fullWidth: true, size: 'small' as const, error: error || said !== null, helperText: said ?? helperText, slotProps: { inputLabel: { shrink: true } },
        onLook: () => { setHalf(halfTyped(field.current) !== null); }, onBlur: () => { setLoud(true); },
      } as Partial<PickersTextFieldProps>,
      openPickerButton: { size: 'small' as const },
      // Where there is no room below nor above, as in a dialog on a low screen, it moves over its field instead of being cut off.
      popper: { modifiers: [{ name: 'preventOverflow', options: { altAxis: true, padding: 8 } }] },
      actionBar: { actions: withTime ? ['accept' as const] : [...(required ? [] : ['clear' as const]), 'today' as const] },
    },
  };
  return (
    <LocalizationProvider dateAdapter={adapter} adapterLocale={spoken} localeText={texts}>
      <Box ref={root} sx={{ display: 'inline-flex', flexDirection: 'column', verticalAlign: 'top', minWidth: 0, ...(fullWidth ? { width: '100%' } : {}), ...sx }}>
        {withTime ? <DesktopDateTimePicker {...common} format={spoken.startsWith('id') ? 'dd/MM/yyyy HH.mm' : 'dd/MM/yyyy HH:mm'} ampm={false} /> : <DesktopDatePicker {...common} format="dd/MM/yyyy" />}
      </Box>
    </LocalizationProvider>
  );
}

/** The library tells of whole dates only; here one sees each section as it is typed. */
function WatchedText({ onLook, ...props }: PickersTextFieldProps & { onLook?: () => void }) {
  useEffect(() => { onLook?.(); });
  return <PickersTextField {...props} />;
}
