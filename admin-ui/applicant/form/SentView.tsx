/** @jsxImportSource preact */
import { useEffect, useRef, useState } from 'preact/hooks';
import type { PublicOffice } from '../../../server/domain/contract/intake.ts';
import { useTitle } from '../hooks.ts';
import { say } from '../language.ts';
import { Link } from '../navigation.tsx';
import { Notice } from '../pieces.tsx';
import { maskLink } from '../private-link.ts';
import { caseAddress } from '../router.ts';
import type { Application } from './drafts.ts';

/** It is sent: the number, the private link, and what comes next. */
export function SentView({ sent, office }: { sent: NonNullable<Application['sent']>; office: PublicOffice }) {
  useTitle(say('laman.terkirim.judul'));
  const head = useRef<HTMLHeadingElement>(null);
  useEffect(() => { head.current?.focus(); }, []);
  const link = location.origin + caseAddress(sent.token);
  return (
    <div class="page">
      <h1 tabIndex={-1} ref={head}>{say('laman.terkirim.judul')}</h1>
      {sent.earlier && <Notice tone="warning"><p>{say('laman.terkirim.lebih_dulu')}</p></Notice>}
      <section class="stub">
        <p class="stub-label">{say('laman.terkirim.nomor')}</p>
        <p class="stub-number">{sent.caseNumber}</p>
        <p class="stub-office">{office.name}</p>
        <div class="stub-tear" aria-hidden="true" />
        <p class="stub-label">{say('laman.terkirim.tautan')}</p>
        <p class="stub-link">{maskLink(link)}</p>
        <CopyButton text={link} />
        <p class="hint">{say('laman.terkirim.rahasia')}</p>
      </section>
      <Notice tone="note" title={say('laman.terkirim.surel')}><p>{say('laman.terkirim.surel_isi', { alamat: sent.email })}</p></Notice>
      {sent.warnings.length > 0 && (
        <Notice tone="warning" title={say('laman.terkirim.catatan')}><ul>{sent.warnings.map((warning) => <li key={warning}>{warning}</li>)}</ul></Notice>
      )}
      <section class="card">
        <h2>{say('laman.terkirim.berikut')}</h2>
        <p>{say('laman.terkirim.berikut_isi')}</p>
        <Link class="button strong wide" href={caseAddress(sent.token)}>{say('laman.tamu.tombol_ke')}</Link>
      </section>
    </div>
  );
}

function CopyButton({ text }: { text: string }) {
  const [state, setState] = useState<'ready' | 'copied' | 'shown'>('ready');
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text);
      setState('copied');
    } catch {
      // Without https, or refused: the link itself is shown so that it can be copied by hand.
      setState('shown');
    }
  };
  return (
    <>
      <button type="button" class="button" onClick={() => { void copy(); }}>{state === 'copied' ? `✓ ${say('laman.terkirim.disalin')}` : say('laman.terkirim.salin')}</button>
      <div role="status">
        {state === 'copied' && <span class="unseen">{say('laman.terkirim.disalin')}</span>}
        {state === 'shown' && <p class="stub-whole">{text}</p>}
      </div>
    </>
  );
}
