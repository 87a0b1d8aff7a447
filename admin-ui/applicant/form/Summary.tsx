/** @jsxImportSource preact */
import { currentLocale, say } from '../language.ts';
import { useEffect, useState } from 'preact/hooks';
import { getRegions } from '../api.ts';
import type { AskedField, FormState } from './form-state.ts';

/** What was typed, to be read once more before it is sent. */
export function Summary({ fields, form, mend }: { fields: readonly AskedField[]; form: FormState; mend(): void }) {
  const region = form.values[fields.find((field) => field.input === 'kabupaten')?.key ?? ''] ?? '';
  const [regionName, setRegionName] = useState(region);
  useEffect(() => {
    // The code stands in until its name is known; the browser keeps the list for a day.
    void getRegions().then((answer) => { if (answer.ok) setRegionName(answer.body.find((one) => one.code === region)?.name ?? region); });
  }, [region]);
  const shown = (field: AskedField): string => {
    const value = form.values[field.key] ?? '';
    if (field.input === 'kabupaten') return regionName;
    if (field.input === 'date' && value) return new Intl.DateTimeFormat(currentLocale() === 'id' ? 'id-ID' : 'en-GB', { dateStyle: 'long', timeZone: 'UTC' }).format(new Date(`${value}T00:00:00Z`));
    return value;
  };
  return (
    <section class="card">
      <div class="card-head"><h2>{say('laman.ringkasan.judul')}</h2><button type="button" class="text-button" onClick={mend}>{say('laman.ringkasan.ubah')}</button></div>
      <dl class="facts">{fields.filter((field) => form.values[field.key]).map((field) => <div key={field.key}><dt>{field.label}</dt><dd>{shown(field)}</dd></div>)}</dl>
    </section>
  );
}
