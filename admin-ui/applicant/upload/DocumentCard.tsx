/** @jsxImportSource preact */
import type { JSX, TargetedEvent } from 'preact';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { NO_PAPER, documentKey, hasAttempt, isMoving, type AskedDocument, type FormState, type MissingWords, type SeenPicture } from '../form/form-state.ts';
import { sentenceOf } from '../hooks.ts';
import { currentLocale, say } from '../language.ts';
import { formatBytes, formatTime, lookAt, typeNames } from '../pieces.tsx';
import type { AcceptedFile, UploadState } from './run-upload.ts';
import type { Uploads } from './uploads.ts';

export const documentId = (kind: string): string => `dokumen-${kind}`;

export const missingWords = (): MissingWords => ({ upload: say('laman.dokumen.wajib'), uploadOrSay: say('laman.dokumen.wajib_atau_alasan'), sayWhy: say('laman.dokumen.alasan_kosong') });

/** One document: what is asked, how to hand it in, and what became of it. */
interface CardProps {
  doc: AskedDocument; form: FormState; uploads: Uploads; reason?: JSX.Element; onLack?: (reason: string | null) => void;
  /** The officer has one already, whatever stands on this page. */
  sent?: boolean;
  /** Where more than the draft of this page has to go. */
  onRemove?: () => void;
  /** The form is on its way with what stands here: nothing is changed under it. */
  busy?: boolean;
}

export function DocumentCard({ doc, form, uploads, reason, onLack, sent = false, onRemove = () => { uploads.remove(doc); }, busy = false }: CardProps) {
  const paper = form.papers[doc.kind] ?? NO_PAPER;
  const { kept, now, seen, unturned, stays } = paper;
  const [asking, setAsking] = useState(false);
  const underWay = isMoving(now) || now.stage === 'failed' ? seen ?? null : null;
  const id = documentId(doc.kind);
  // What became of the file says more than that one is missing.
  const error = ['none', 'accepted'].includes(now.stage) ? form.errors[documentKey(doc.kind)] : undefined;
  const tone = error || now.stage === 'refused' || now.stage === 'failed' ? 'paper wrong' : kept ? 'paper done' : 'paper';
  const pick = (event: TargetedEvent<HTMLInputElement>) => {
    const [file] = event.currentTarget.files ?? [];
    setAsking(false);
    if (file && !busy) uploads.pick(doc, file);
    // The same file may be picked again after it was mended.
    event.currentTarget.value = '';
  };
  // Pressed beside a red line it means what the line is about, not what was accepted before; what an officer may have seen already is asked about once.
  const remove = () => {
    if (busy) return;
    if (hasAttempt(paper) && (kept || sent)) uploads.drop(doc);
    else if (sent && !asking) { setAsking(true); return; }
    else onRemove();
    setAsking(false);
    lookAt(id);
  };
  return (
    <section class={tone} id={id} tabIndex={-1} aria-labelledby={`${id}-judul`}>
      <h3 id={`${id}-judul`}>{doc.label}{!doc.required && <span class="optional"> {say('laman.isian.boleh_kosong')}</span>}</h3>
      {doc.help && <p class="hint">{doc.help}</p>}
      {reason}
      {!kept && <p class="hint">{say('laman.dokumen.syarat', { jenis: typeNames(doc.accept), batas: formatBytes(doc.maxBytes) })}</p>}
      {!kept && doc.validMonths && <p class="hint">{say('laman.dokumen.paling_tua', { bulan: doc.validMonths })}</p>}
      {(kept || underWay) && <Picture kept={kept} underWay={underWay} replacing={now.stage !== 'accepted'} turn={underWay || (now.stage === 'accepted' && kept?.preview && kept.type.startsWith('image/')) ? () => { if (!busy) uploads.turn(doc); } : null} busy={busy} label={doc.label} />}
      <div aria-live="polite"><Progress now={now} kept={kept} />
        {unturned && <p class="doubt">{say(unturned === 'ponsel' ? 'laman.dokumen.tak_terputar' : 'laman.dokumen.tak_terambil')}</p>}</div>
      {stays && <p class="trouble" role="alert"><b>{say('laman.dokumen.tak_terhapus')}</b> {sentenceOf(stays)}</p>}
      {error && <p class="trouble" role="alert"><b>{say('laman.isian.perbaiki')}</b> {error}</p>}
      {now.stage === 'failed' && <button type="button" class="button strong again" aria-disabled={busy} onClick={() => { if (!busy) uploads.again(doc); }}>{say('laman.dokumen.kirim_ulang')}</button>}
      <div class="pickers" inert={busy}>
        <label class={kept || underWay || now.stage === 'failed' ? 'button camera-only' : 'button strong camera-only'}>{kept || underWay ? say('laman.dokumen.ulang') : say('laman.dokumen.foto')}<span class="unseen">: {doc.label}</span>
          <input type="file" class="unseen" accept="image/*" capture="environment" onChange={pick} /></label>
        <label class="button">{kept ? say('laman.dokumen.ganti') : say('laman.dokumen.pilih')}<span class="unseen">: {doc.label}</span>
          <input type="file" class="unseen" accept={doc.accept.join(',')} onChange={pick} /></label>
        {(sent || kept || now.stage !== 'none') && !asking && <button type="button" class="text-button grave" onClick={remove}>{say('laman.dokumen.hapus')}<span class="unseen">: {doc.label}</span></button>}
      </div>
      {asking && <TakeBack label={doc.label} yes={remove} no={() => { setAsking(false); lookAt(id); }} />}
      {onLack && doc.mayLack && !kept && <Lack doc={doc} reason={form.lacking[doc.kind]} onLack={onLack} wrong={error !== undefined} />}
    </section>
  );
}

/** Asked once, beside the picture it is about. */
function TakeBack({ label, yes, no }: { label: string; yes(): void; no(): void }) {
  const ref = useRef<HTMLDivElement>(null);
  // The button that was pressed is gone.
  useLayoutEffect(() => { ref.current?.focus(); }, []);
  return (
    <div class="take-back" role="group" tabIndex={-1} ref={ref} aria-label={say('laman.dokumen.hapus_tanya')}>
      <p><b>{say('laman.dokumen.hapus_tanya')}</b></p>
      <div class="ways">
        <button type="button" class="button" onClick={no}>{say('laman.dokumen.hapus_tidak')}<span class="unseen">: {label}</span></button>
        <button type="button" class="button grave" onClick={yes}>{say('laman.dokumen.hapus_ya')}<span class="unseen">: {label}</span></button>
      </div>
    </div>
  );
}

/** "Saya tidak punya": where the office lets the document be missing, the reason takes its place. */
function Lack({ doc, reason, onLack, wrong }: { doc: AskedDocument; reason: string | undefined; onLack(reason: string | null): void; wrong: boolean }) {
  const id = `${documentId(doc.kind)}-tidak-punya`;
  return (
    <div class="lack">
      <label class="tick"><input type="checkbox" checked={reason !== undefined} onChange={(event) => { onLack(event.currentTarget.checked ? '' : null); }} /> <span>{say('laman.dokumen.tidak_punya')}<span class="unseen">: {doc.label}</span></span></label>
      {reason !== undefined && (
        <>
          <label for={id}>{say('laman.dokumen.mengapa')}</label>
          <p class="hint" id={`${id}-petunjuk`}>{say('laman.dokumen.mengapa_petunjuk')}</p>
          <textarea id={id} rows={3} maxLength={500} value={reason} aria-required="true" aria-invalid={wrong} aria-describedby={`${id}-petunjuk`} onInput={(event) => { onLack(event.currentTarget.value); }} />
        </>
      )}
    </div>
  );
}

/** What was picked is seen before it has left; the button to turn it keeps its place, since it may be pressed three times. */
function Picture({ kept, underWay, replacing, turn, busy, label }: { kept: AcceptedFile | null; underWay: SeenPicture | null; replacing: boolean; turn: (() => void) | null; busy: boolean; label: string }) {
  const url = underWay?.url ?? kept?.preview;
  return (
    <div class="kept">
      {url ? <img key={url} src={url} alt="" class="thumb" data-quarters={underWay?.quarters ?? 0} onError={hide} /> : <span class="thumb sheet" aria-hidden="true">{typeNames([kept?.type ?? ''])}</span>}
      {turn && <button key="turn" type="button" class="button" aria-disabled={busy} onClick={turn}>{say('laman.dokumen.putar')}<span class="unseen">: {label}</span></button>}
      {kept && !underWay && <KeptWords file={kept} replacing={replacing} />}
    </div>
  );
}

/** A picture this browser cannot draw (HEIC where only iPhones can): the words say what becomes of it. */
const hide = (event: TargetedEvent<HTMLImageElement>) => { event.currentTarget.hidden = true; };

function KeptWords({ file, replacing }: { file: AcceptedFile; replacing: boolean }) {
  return (
    <div class="kept-words">
      <p><b class="good-word">✓ {replacing ? say('laman.dokumen.masih_dipakai') : say('laman.dokumen.diterima')}</b></p>
      <p class="file-name">{file.name ?? say('laman.dokumen.tadi')}</p>
      {file.name === null && !file.preview && !file.looking && <p class="hint">{say('laman.dokumen.tadi_gambar')}</p>}
      <p class="hint">{file.at ? `${typeNames([file.type])} · ` : ''}{say('laman.dokumen.isi', { ukuran: formatBytes(file.bytes), halaman: file.pageCount })}{file.shrunk ? ` · ${say('laman.dokumen.dikecilkan')}` : ''}{file.at ? ` · ${say('laman.dokumen.pukul', { jam: formatTime(file.at) })}` : ''}</p>
      {file.warnings.map((warning) => <p key={warning} class="doubt"><b>{say('laman.isian.cocokkan')}</b> {warning}</p>)}
    </div>
  );
}

function Progress({ now, kept }: { now: UploadState; kept: AcceptedFile | null }) {
  if (now.stage === 'preparing') return <p class="under-way">{say('laman.dokumen.menyiapkan')}</p>;
  if (now.stage === 'sending') {
    const percent = Math.round(now.share * 100);
    // The number is not read aloud at every step; that it is being sent is said once.
    return (
      <div class="under-way"><p>{now.attempt > 1 ? say('laman.dokumen.mengirim_lagi', { ke: now.attempt }) : say('laman.dokumen.mengirim')} <span aria-hidden="true">{percent}%</span></p>
        <progress max={100} value={percent} aria-label={say('laman.dokumen.mengirim')} /></div>
    );
  }
  if (now.stage === 'judging') return <div class="under-way"><p>{say('laman.dokumen.memeriksa')}</p><progress aria-label={say('laman.dokumen.memeriksa')} /></div>;
  if (now.stage === 'waiting') return <p class="under-way">{say('laman.dokumen.menunggu', { detik: now.seconds })}</p>;
  if (now.stage === 'offline') return <p class="under-way">{say('laman.dokumen.luring')}</p>;
  if (now.stage === 'refused' || now.stage === 'failed') {
    return (
      <p class="trouble"><b>{now.stage === 'refused' ? say('laman.dokumen.ditolak', { nama: now.name }) : say('laman.dokumen.belum_terkirim', { nama: now.name })}</b> {now.sentence(currentLocale())}
        {kept ? ` ${say('laman.dokumen.tetap')}` : ''}</p>
    );
  }
  // Said for those who do not see the card turn.
  if (now.stage === 'accepted') return <p class="unseen">{say('laman.dokumen.diterima')}: {now.file.name ?? say('laman.dokumen.tadi')}</p>;
  return null;
}
