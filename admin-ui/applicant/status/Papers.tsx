/** @jsxImportSource preact */
import { useState } from 'preact/hooks';
import type { ApplicationStatus } from '../../../server/domain/contract/intake.ts';
import { fileAddress } from '../api.ts';
import { currentLocale, say } from '../language.ts';
import { formatBytes } from '../pieces.tsx';
import type { CaseUse } from './case-act.ts';
import { officeDay, officeMoment } from './office-time.ts';
import { timelineOf } from './timeline.ts';

export function Timeline({ status }: { status: ApplicationStatus }) {
  const zone = status.office.zone;
  return (
    <section class="card">
      <h2>{say('laman.riwayat.judul')}</h2>
      <ol class="timeline">
        {timelineOf(status).map((entry) => (
          <li key={`${entry.at}${entry.key}`}><span>{say(entry.key, entry.params)}</span><time class="hint" dateTime={entry.at}>{officeMoment(entry.at, zone, currentLocale())}</time></li>
        ))}
        {!status.endedAt && <li class="current"><span>{say('laman.riwayat.sekarang')}</span></li>}
      </ol>
    </section>
  );
}

export function Letters({ token, status }: CaseUse) {
  return (
    <section class="card">
      <h2>{say('laman.surat.judul')}</h2>
      {status.letters.map((letter) => (
        <details key={letter.id} class="letter">
          <summary>
            <b>{letter.label}</b>
            <span class="hint">{[officeDay(letter.issuedAt, status.office.zone, currentLocale()), letter.number].filter(Boolean).join(' · ')}</span>
            {(letter.state === 'diganti' || letter.state === 'dicabut') && <span class="flag">{say(`laman.surat.${letter.state}`)}</span>}
          </summary>
          <p class="subject">{letter.subject}</p>
          <p class="as-written letter-body">{letter.body}</p>
          {letter.signed && <p class="hint">{say(`laman.surat.asli_${letter.signed}`)}</p>}
          {letter.hasPdf && <a class="button" href={fileAddress(token, letter.id)} download>{say(letter.signed ? 'laman.surat.unduh_asli' : 'laman.surat.unduh')}</a>}
        </details>
      ))}
    </section>
  );
}

export function Files({ token, status }: CaseUse) {
  const [now] = useState(() => Date.now());
  return (
    <section class="card">
      <h2>{say('laman.milik.judul')}</h2>
      <ul class="files">
        {status.files.map((file) => {
          const gone = file.downloadableUntil !== null && Date.parse(file.downloadableUntil) < now;
          return (
            <li key={file.id}>
              <div>
                <b>{file.label}</b>{!file.current && <span class="flag">{say('laman.milik.lama')}</span>}
                <span class="hint">{officeDay(file.receivedAt, status.office.zone, currentLocale())} · {formatBytes(file.bytes)}
                  {file.downloadableUntil && !gone ? ` · ${say('laman.milik.sampai', { tanggal: officeDay(file.downloadableUntil, status.office.zone, currentLocale()) })}` : ''}</span>
              </div>
              {gone ? <span class="hint">{say('laman.milik.habis')}</span> : <a class="button" href={fileAddress(token, file.id)} download>{say('laman.milik.unduh')}<span class="unseen">: {file.label}</span></a>}
            </li>
          );
        })}
      </ul>
    </section>
  );
}
