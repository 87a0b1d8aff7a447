/** @jsxImportSource preact */
import { useState } from 'preact/hooks';
import type { Agreement } from '../api.ts';
import { useStore } from '../hooks.ts';
import { say } from '../language.ts';
import { Notice, Paragraphs, lookAt } from '../pieces.tsx';
import type { Draft } from './drafts.ts';

/** Both texts in full, each ticked by the person; nothing is ticked beforehand. */
export function AgreementStep({ draft, agreements, next }: { draft: Draft; agreements: Agreement[]; next(): void }) {
  const { agreed, form } = useStore(draft.store);
  const [asked, setAsked] = useState(false);
  // What happens to the data comes before what is asked of the person.
  const texts = [...agreements].sort((a, b) => b.kind.localeCompare(a.kind));
  const open = texts.filter((text) => agreed[text.kind] !== text.version);
  const tick = (text: Agreement, on: boolean) => {
    draft.store.change((now) => ({ ...now, agreed: { ...now.agreed, [text.kind]: on ? text.version : null } }));
    const { persetujuan: _told, ...errors } = form.errors;
    draft.changeForm((before) => ({ ...before, errors }));
  };
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    setAsked(true);
    if (open[0]) lookAt(`setuju-${open[0].kind}`);
    else next();
  };
  return (
    <form onSubmit={submit} noValidate>
      {form.errors.persetujuan && <Notice tone="bad" live><p>{form.errors.persetujuan}</p></Notice>}
      {texts.map((text) => {
        const id = `setuju-${text.kind}`;
        const wrong = asked && open.includes(text);
        return (
          <section key={text.kind} class={wrong ? 'card wrong' : 'card'}>
            <h2>{say(`laman.setuju.${text.kind}`)}</h2>
            <Paragraphs text={text.text} />
            <p class="hint">{say('laman.setuju.versi', { versi: text.version })}</p>
            <label class="tick">
              <input type="checkbox" id={id} checked={agreed[text.kind] === text.version} aria-invalid={wrong} aria-describedby={`${id}-kata`}
                onChange={(event) => { tick(text, event.currentTarget.checked); }} />
              <span>{say(`laman.setuju.${text.kind}_ya`)}</span>
            </label>
            <div id={`${id}-kata`} aria-live="polite">{wrong && <p class="trouble">{say('laman.setuju.belum')}</p>}</div>
          </section>
        );
      })}
      <div class="ways"><button type="submit" class="button strong wide">{say('laman.ajukan.lanjut')}</button></div>
    </form>
  );
}
