/** @jsxImportSource preact */
import type { PublicOffice } from '../../server/domain/contract/intake.ts';
import { formAddress, getOffices } from './api.ts';
import { useLoad, useTitle } from './hooks.ts';
import { say } from './language.ts';
import { Link, addressStore } from './navigation.tsx';
import { Loading, Notice, formatBytes, typeNames } from './pieces.tsx';
import { applyAddress, frontAddress } from './router.ts';

type Procedure = PublicOffice['procedures'][number];
/** Up to here choices are shown side by side; beyond, in the phone's own list. */
const MOST_CARDS = 5;

/** What this is, which office, what to have ready, and the way in. */
export function FrontPage({ office: wanted }: { office: string | null }) {
  useTitle(say('laman.depan.judul'));
  const { value: offices, problem, again } = useLoad(getOffices);
  const office = offices?.find((one) => one.code === wanted) ?? (offices?.length === 1 ? offices[0] : undefined);
  return (
    <div class="page">
      <h1>{say('laman.depan.judul')}</h1>
      <p class="lead">{say('laman.depan.isi')}</p>
      {!offices && <Loading problem={problem} again={again} />}
      {offices?.length === 0 && <Notice tone="note"><p>{say('laman.depan.tanpa_kantor')}</p></Notice>}
      {offices && offices.length > 0 && <OfficeChoice offices={offices} chosen={office?.code ?? null} />}
      {wanted && offices && !office && <Notice tone="warning" live><p>{say('laman.depan.kantor_tidak_ada')}</p></Notice>}
      {office?.procedures.map((procedure, index) => <ProcedureCard key={procedure.code} office={office} procedure={procedure} open={index === 0} />)}
      <section class="aside">
        <h2>{say('laman.depan.sudah_punya')}</h2>
        <p>{say('laman.depan.sudah_punya_isi')}</p>
      </section>
    </div>
  );
}

function OfficeChoice({ offices, chosen }: { offices: PublicOffice[]; chosen: string | null }) {
  // In place of the address, so that Back leads away from the page and not through every office looked at.
  const choose = (code: string) => {
    history.replaceState(null, '', frontAddress(code));
    addressStore.change(() => frontAddress(code));
  };
  if (offices.length > MOST_CARDS) {
    return (
      <section class="field">
        <label for="kantor">{say('laman.depan.pilih_kantor')}</label>
        <select id="kantor" value={chosen ?? ''} onChange={(event) => { choose(event.currentTarget.value); }}>
          <option value="" disabled>{say('laman.tanggal.pilih')}</option>
          {offices.map((office) => <option key={office.code} value={office.code}>{office.name}</option>)}
        </select>
      </section>
    );
  }
  return (
    <fieldset class="choices">
      <legend>{say('laman.depan.pilih_kantor')}</legend>
      {!chosen && <p class="hint">{say('laman.depan.pilih_petunjuk')}</p>}
      {offices.map((office) => (
        <label key={office.code} class="choice">
          <input type="radio" name="kantor" checked={office.code === chosen} onChange={() => { choose(office.code); }} />
          <span><b>{office.name}</b><small>{[office.address, office.zoneLabel].filter(Boolean).join(' · ')}</small></span>
        </label>
      ))}
    </fieldset>
  );
}

/** The first service is told in full; others open when somebody wants them. */
function ProcedureCard({ office, procedure, open }: { office: PublicOffice; procedure: Procedure; open: boolean }) {
  const start = applyAddress(office.code, procedure.code);
  return (
    <details class="card service" open={open}>
      <summary><h2>{procedure.title}</h2></summary>
      <p>{procedure.userGuide}</p>
      <h3>{say('laman.depan.siapkan')}</h3>
      <ul class="ready">
        {procedure.documents.map((doc) => (
          <li key={doc.kind}><b>{doc.label}</b>{!doc.required && <span class="optional"> {say('laman.isian.boleh_kosong')}</span>}
            <span class="hint">{say('laman.dokumen.syarat', { jenis: typeNames(doc.accept), batas: formatBytes(doc.maxBytes) })}</span></li>
        ))}
        <li><b>{say('laman.depan.isian')}</b><span class="hint">{procedure.fields.map((field) => field.label).join(', ')}</span></li>
      </ul>
      {procedure.bringOriginals.length > 0 && (
        <>
          <h3>{say('laman.depan.asli')}</h3>
          <p class="hint">{say('laman.depan.asli_isi')}</p>
          <ul class="ready">{procedure.bringOriginals.map((original) => <li key={original}>{original}</li>)}</ul>
        </>
      )}
      {procedure.blankForms.length > 0 && (
        <>
          <h3>{say('laman.depan.formulir')}</h3>
          <ul class="links">{procedure.blankForms.map((form) => <li key={form.id}><a href={formAddress(form.id)} download>{form.title} <span class="quiet">({say('laman.depan.versi', { versi: form.version })}, PDF)</span></a></li>)}</ul>
        </>
      )}
      <Link class="button strong wide" href={start}>{say('laman.depan.mulai')}</Link>
      <p class="hint centered">{say('laman.depan.lama')}</p>
      {office.contact && <p class="hint centered">{say('laman.depan.tanya', { kantor: office.name, kontak: office.contact })}</p>}
    </details>
  );
}
