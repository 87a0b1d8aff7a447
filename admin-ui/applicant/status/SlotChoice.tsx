/** @jsxImportSource preact */
import { useState } from 'preact/hooks';
import { postAppointment } from '../api.ts';
import { say } from '../language.ts';
import { Notice } from '../pieces.tsx';
import { useCaseAct, type CaseUse } from './case-act.ts';

/** The applicant chooses a time among those that are free now. */
export function SlotChoice(use: CaseUse) {
  const { token, status } = use;
  const [chosen, setChosen] = useState<string | null>(null);
  const [missing, setMissing] = useState(false);
  const { act, busy, trouble } = useCaseAct(use, 'laman.pilih.terkirim');
  const key = (slot: (typeof status.slots)[number]) => `${slot.start} ${slot.channel}`;
  const picked = status.slots.find((slot) => key(slot) === chosen);
  const channels = [...new Map(status.slots.map((slot) => [slot.channel, slot.channelLabel]))];
  const [wanted, setWanted] = useState<string | null>(null);
  const channel = wanted ?? channels[0]?.[0];
  const shown = status.slots.filter((slot) => slot.channel === channel);
  const days = [...new Set(shown.map((slot) => slot.day))];
  const send = (event: SubmitEvent) => {
    event.preventDefault();
    setMissing(!picked);
    if (picked) void act((requestId) => postAppointment(token, { requestId, answer: 'pilih', start: picked.start, channel: picked.channel }));
  };
  return (
    <section class="card asked" id="pilih-jadwal" tabIndex={-1}>
      <h2>{say('laman.pilih.judul')}</h2>
      <p>{say(status.slots.length > 0 ? 'laman.pilih.isi' : 'laman.pilih.kosong')}</p>
      <div aria-live="assertive">{trouble && <Notice tone="bad"><p>{trouble}</p></Notice>}</div>
      {status.slots.length > 0 && (
        <form onSubmit={send} noValidate>
          {channels.length > 1 && (
            <fieldset class="slots">
              <legend>{say('laman.jadwal.cara')}</legend>
              <div class="slot-row">
                {channels.map(([value, label]) => (
                  <label class="slot wide" key={value}>
                    <input type="radio" name="cara" value={value} checked={channel === value} onChange={() => { setWanted(value); setChosen(null); }} /><span>{label}</span>
                  </label>
                ))}
              </div>
            </fieldset>
          )}
          {days.map((day) => (
            <fieldset class="slots" key={day}>
              <legend>{day}</legend>
              <div class="slot-row">
                {shown.filter((slot) => slot.day === day).map((slot) => (
                  <label class="slot" key={key(slot)}>
                    <input type="radio" name="waktu" value={key(slot)} checked={chosen === key(slot)} onChange={() => { setChosen(key(slot)); setMissing(false); }} />
                    <span><b>{slot.time}</b>{slot.hereTime && <small>{say('laman.pilih.setempat', { waktu: slot.hereTime })}</small>}{channels.length === 1 && <small>{slot.channelLabel}</small>}</span>
                  </label>
                ))}
              </div>
            </fieldset>
          ))}
          <div id="waktu-kata" aria-live="polite">{missing && <p class="trouble">{say('laman.pilih.belum')}</p>}</div>
          <div class="ways"><button type="submit" class="button strong" aria-disabled={busy} aria-describedby="waktu-kata">{busy ? say('laman.kirim.mengirim') : say('laman.pilih.kirim')}</button></div>
        </form>
      )}
    </section>
  );
}
