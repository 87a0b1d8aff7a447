/** @jsxImportSource preact */
import { useCallback, useEffect, useLayoutEffect, useState } from 'preact/hooks';
import type { PublicOffice } from '../../../server/domain/contract/intake.ts';
import { getAgreements, getOffices } from '../api.ts';
import { useLeavingGuard, useLoad, useStore, useTitle } from '../hooks.ts';
import { say } from '../language.ts';
import { Link } from '../navigation.tsx';
import { Loading } from '../pieces.tsx';
import { frontAddress } from '../router.ts';
import { AgreementStep } from './AgreementStep.tsx';
import { DocumentStep } from './DocumentStep.tsx';
import { draftFor, forgetDraft, holdsWork, type Draft, type Step } from './drafts.ts';
import { FieldStep } from './FieldStep.tsx';
import { SentView } from './SentView.tsx';

type Procedure = PublicOffice['procedures'][number];
const STEPS: readonly Step[] = [1, 2, 3];

/** The application itself: agreements, fields, documents – three short pages under one address. */
export function ApplyPage({ officeCode, procedureCode }: { officeCode: string; procedureCode: string }) {
  const offices = useLoad(getOffices);
  const office = offices.value?.find((one) => one.code === officeCode);
  const procedure = office?.procedures.find((one) => one.code === procedureCode);
  useTitle(procedure?.title ?? say('laman.depan.judul'));
  if (!offices.value) return <div class="page"><Loading {...offices} /></div>;
  if (!office || !procedure) {
    return (
      <div class="page">
        <h1>{say('laman.ajukan.tidak_ada')}</h1>
        <p>{say('laman.ajukan.tidak_ada_isi')}</p>
        <p><Link href="/" class="button">{say('laman.ke_depan')}</Link></p>
      </div>
    );
  }
  return <Begun office={office} procedure={procedure} />;
}

function Begun({ office, procedure }: { office: PublicOffice; procedure: Procedure }) {
  const [draft] = useState<Draft>(() => draftFor(office.code, procedure.code));
  const application = useStore(draft.store);
  const agreements = useLoad(getAgreements);
  const { step, sent } = application;
  useStepsInHistory(draft, step);
  useLeavingGuard(useCallback(() => holdsWork(draft.store.get()), [draft]));
  useEffect(() => () => { if (draft.store.get().sent) forgetDraft(office.code, procedure.code); }, [draft, office.code, procedure.code]);

  if (sent) return <SentView sent={sent} office={office} />;
  const toStep = (next: Step) => {
    draft.store.change((now) => ({ ...now, step: next }));
    history.pushState({ langkah: next }, '');
  };
  return (
    <div class="page">
      <p class="crumb"><Link href={frontAddress(office.code)}>{office.name}</Link></p>
      <h1>{procedure.title}</h1>
      <Steps step={step} />
      {!agreements.value && <Loading {...agreements} />}
      {agreements.value && step === 1 && <AgreementStep draft={draft} agreements={agreements.value} next={() => { toStep(2); }} />}
      {agreements.value && step === 2 && <FieldStep draft={draft} procedure={procedure} next={() => { toStep(3); }} back={() => { history.back(); }} />}
      {agreements.value && step === 3 && <DocumentStep draft={draft} office={office} procedure={procedure} toStep={toStep} back={() => { history.back(); }} refreshAgreements={agreements.again} />}
    </div>
  );
}

/** The phone's Back button goes to the step before; the address stays. */
function useStepsInHistory(draft: Draft, step: Step): void {
  useEffect(() => {
    history.replaceState({ langkah: draft.store.get().step }, '');
    const back = (event: PopStateEvent) => {
      const wanted = (event.state as { langkah?: unknown } | null)?.langkah;
      const known = STEPS.find((one) => one === wanted);
      if (known) draft.store.change((now) => ({ ...now, step: known }));
    };
    window.addEventListener('popstate', back);
    return () => { window.removeEventListener('popstate', back); };
  }, [draft]);
  // Before the drawing is seen, so that a jump to a field is not undone.
  useLayoutEffect(() => { window.scrollTo(0, 0); }, [step]);
}

function Steps({ step }: { step: Step }) {
  return (
    <div class="steps">
      <p aria-live="polite">{say('laman.ajukan.langkah', { ke: step, dari: STEPS.length })} <b>{say(`laman.ajukan.langkah_${step}`)}</b></p>
      <div class="steps-line" aria-hidden="true">{STEPS.map((one) => <span key={one} class={one < step ? 'past' : one === step ? 'now' : ''} />)}</div>
    </div>
  );
}
