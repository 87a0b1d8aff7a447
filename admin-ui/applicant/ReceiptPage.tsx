/** @jsxImportSource preact */
import { useCallback, useState } from 'preact/hooks';
import type { Receipt } from '../../server/domain/contract/letters.ts';
import { getReceipt } from './api.ts';
import { useLoad, useTitle } from './hooks.ts';
import { currentLocale, say } from './language.ts';
import { go } from './navigation.tsx';
import { Loading, Notice, type Tone } from './pieces.tsx';
import { receiptAddress } from './router.ts';

/** Whether a letter somebody holds in the hand is ours and still stands. */
export function ReceiptPage({ code }: { code: string | null }) {
  useTitle(say('laman.periksa.judul'));
  const [typed, setTyped] = useState(code ?? '');
  const [missing, setMissing] = useState(false);
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    const wanted = typed.trim();
    setMissing(wanted === '');
    if (wanted !== '') go(receiptAddress(wanted));
  };
  return (
    <div class="page">
      <h1>{say('laman.periksa.judul')}</h1>
      {code !== null && <Verdict code={code} />}
      <form class="card" onSubmit={submit} noValidate>
        <div class={missing ? 'field wrong' : 'field'}>
          <label for="kode">{code === null ? say('laman.periksa.kode') : say('laman.periksa.kode_lain')}</label>
          <p class="hint" id="kode-petunjuk">{say('laman.periksa.petunjuk')}</p>
          <input id="kode" class="code" value={typed} autoComplete="off" autoCapitalize="characters" spellcheck={false} aria-describedby="kode-petunjuk kode-kata" aria-invalid={missing}
            onInput={(event) => { setTyped(event.currentTarget.value); }} />
          <div id="kode-kata" aria-live="polite">{missing && <p class="trouble">{say('laman.periksa.kosong')}</p>}</div>
        </div>
        <button type="submit" class="button strong">{say('laman.periksa.tombol')}</button>
      </form>
    </div>
  );
}

const TONES: Readonly<Record<Receipt['state'], Tone>> = { berlaku: 'good', diganti: 'warning', dicabut: 'bad' };

function Verdict({ code }: { code: string }) {
  const { value, problem, again } = useLoad(useCallback(() => getReceipt(code), [code]));
  if (problem?.status === 404) return <Notice tone="bad" title={say('laman.periksa.tidak_ada')} live><p>{say('laman.periksa.tidak_ada_isi')}</p></Notice>;
  if (!value) return <Loading problem={problem} again={again} />;
  const day = new Intl.DateTimeFormat(currentLocale() === 'id' ? 'id-ID' : 'en-GB', { dateStyle: 'long', timeZone: 'UTC' }).format(new Date(`${value.issuedOn.slice(0, 10)}T00:00:00Z`));
  return (
    <Notice tone={TONES[value.state]} title={say(`laman.periksa.${value.state}`)} live>
      <p>{say(`laman.periksa.${value.state}_isi`)}</p>
      <dl class="facts">
        <dt>{say('laman.periksa.surat')}</dt><dd>{value.kindLabel}</dd>
        <dt>{say('laman.periksa.nomor')}</dt><dd>{value.number}</dd>
        <dt>{say('laman.periksa.tanggal')}</dt><dd>{day}</dd>
        <dt>{say('laman.periksa.kantor')}</dt><dd>{value.office}</dd>
      </dl>
    </Notice>
  );
}
