/** @jsxImportSource preact */
import type { JSX } from 'preact';
import { say } from '../language.ts';
import { DateField } from './DateField.tsx';
import { repeatOf, type AskedField, type FormState } from './form-state.ts';
import { RegionField } from './RegionField.tsx';

/** Id of the element that holds a field, for labels and for jumping to it. */
export const fieldId = (key: string): string => `isian-${key}`;

export interface FieldUse { form: FormState; onType(key: string, value: string): void; onLeave(key: string): void }
/** What every kind of input needs to be named and explained. */
export interface InputProps { id: string; value: string; describedBy: string; invalid: boolean; required: boolean; onValue(value: string): void; onLeave(): void }

/** Lets a phone offer what it knows about its owner. */
const AUTOCOMPLETE: Readonly<Record<string, string>> = { nama: 'name', email: 'email', telepon: 'tel', alamat: 'street-address' };
const AS_TYPED: Readonly<Record<string, JSX.IntrinsicElements['input']>> = {
  number: { type: 'text', inputMode: 'numeric' },
  email: { type: 'email', inputMode: 'email', autoCapitalize: 'none', spellcheck: false },
  tel: { type: 'tel', inputMode: 'tel' },
  text: { type: 'text', autoCorrect: 'off', spellcheck: false },
};

/** A field as the procedure asks for it; one that is typed twice has its second entry right below. */
export function FieldInput({ field, reason, ...use }: { field: AskedField; reason?: JSX.Element } & FieldUse) {
  return (
    <>
      <One field={field} name={field.key} label={field.label} hint={field.hint} {...(reason ? { reason } : {})} {...use} />
      {field.repeat && <One field={field} name={repeatOf(field.key)} label={say('laman.isian.ulangi', { isian: field.label })} hint={say('laman.isian.ulangi_petunjuk')} {...use} />}
    </>
  );
}

function One({ field, name, label, hint, reason, form, onType, onLeave }: { field: AskedField; name: string; label: string; hint: string | null; reason?: JSX.Element } & FieldUse) {
  const id = fieldId(name);
  const error = form.errors[name];
  const warning = form.warnings[name];
  const described = [hint ? `${id}-petunjuk` : '', reason ? `${id}-alasan` : '', `${id}-kata`].filter(Boolean).join(' ');
  const input: InputProps = {
    id, value: form.values[name] ?? '', describedBy: described, invalid: error !== undefined, required: field.required,
    onValue: (value) => { onType(name, value); }, onLeave: () => { onLeave(name); },
  };
  const heading = <>{label}{!field.required && <span class="optional"> {say('laman.isian.boleh_kosong')}</span>}</>;
  const words = (
    <div id={`${id}-kata`} aria-live="polite">
      {error && <p class="trouble"><b>{say('laman.isian.perbaiki')}</b> {error}</p>}
      {!error && warning && <p class="doubt"><b>{say('laman.isian.cocokkan')}</b> {warning}</p>}
    </div>
  );
  const about = <>{hint && <p class="hint" id={`${id}-petunjuk`}>{hint}</p>}{reason && <div id={`${id}-alasan`}>{reason}</div>}</>;
  const tone = error ? 'field wrong' : 'field';
  if (field.input === 'date') {
    return <fieldset class={tone}><legend>{heading}</legend>{about}<DateField {...input} />{words}</fieldset>;
  }
  return <div class={tone}><label for={id}>{heading}</label>{about}<Typed field={field} name={name} {...input} />{words}</div>;
}

function Typed({ field, name, ...input }: { field: AskedField; name: string } & InputProps) {
  const { id, value, describedBy, invalid, required, onValue, onLeave } = input;
  if (field.input === 'kabupaten') return <RegionField {...input} />;
  const common = {
    id, name, value, 'aria-describedby': describedBy, 'aria-invalid': invalid, 'aria-required': required, onBlur: onLeave,
    // The second entry is there to be typed, so the phone must not fill it in.
    autoComplete: name === field.key ? (AUTOCOMPLETE[field.key] ?? 'off') : 'off',
  };
  if (field.input === 'textarea') return <textarea {...common} rows={3} onInput={(event) => { onValue(event.currentTarget.value); }} />;
  return <input {...(AS_TYPED[field.input] ?? AS_TYPED.text)} {...common} onInput={(event) => { onValue(event.currentTarget.value); }} />;
}
