/** @jsxImportSource preact */
import { useEffect, useRef, useState } from 'preact/hooks';
import { ApplyPage } from './form/ApplyPage.tsx';
import { FrontPage } from './FrontPage.tsx';
import { useLocale, useStore, useTitle } from './hooks.ts';
import { chooseLocale, say } from './language.ts';
import { Link, addressStore } from './navigation.tsx';
import { PrivacyPage } from './PrivacyPage.tsx';
import { ReceiptPage } from './ReceiptPage.tsx';
import { pageAt, receiptAddress, type Page } from './router.ts';
import { CasePage } from './status/CasePage.tsx';
import { AskedUploadPage } from './upload/AskedUploadPage.tsx';

/** Frame of every page: name, language, offline notice, foot. */
export function Applicant() {
  const locale = useLocale();
  const address = useStore(addressStore);
  const [path = '/', query = ''] = address.split('?');
  const main = useRef<HTMLElement>(null);
  const shownRef = useRef(path);
  useEffect(() => { document.documentElement.lang = locale; }, [locale]);
  useEffect(() => {
    if (shownRef.current === path) return;
    shownRef.current = path;
    // A new page begins at its top, for the eye and for a screen reader.
    window.scrollTo(0, 0);
    main.current?.focus({ preventScroll: true });
  }, [path]);
  return (
    <>
      <a class="skip" href="#isi">{say('laman.lewati')}</a>
      <header class="bar">
        <div class="bar-inside">
          <Link href="/" class="mark" aria-label={`Loket LPSE – ${say('laman.ke_depan')}`}><span class="mark-sign" aria-hidden="true" />Loket LPSE</Link>
          <div class="languages" role="group" aria-label={say('laman.bahasa')}>
            <button type="button" aria-pressed={locale === 'id'} lang="id" onClick={() => { chooseLocale('id'); }}><abbr title="Bahasa Indonesia">ID</abbr></button>
            <button type="button" aria-pressed={locale === 'en'} lang="en" onClick={() => { chooseLocale('en'); }}><abbr title="English">EN</abbr></button>
          </div>
        </div>
      </header>
      <OfflineNotice />
      <main id="isi" tabIndex={-1} ref={main}><Shown page={pageAt(path, query)} /></main>
      <footer class="foot">
        <nav aria-label={say('laman.kaki')}>
          <Link href={receiptAddress()}>{say('laman.periksa.judul')}</Link>
          <Link href="/privasi">{say('laman.privasi.judul')}</Link>
        </nav>
        <p>{say('laman.gratis')}</p>
      </footer>
    </>
  );
}

function Shown({ page }: { page: Page }) {
  switch (page.name) {
    case 'front': return <FrontPage office={page.office} />;
    case 'apply': return <ApplyPage key={`${page.office}/${page.procedure}`} officeCode={page.office} procedureCode={page.procedure} />;
    case 'case': return <CasePage key={page.token} token={page.token} />;
    case 'upload': return <AskedUploadPage key={page.token} token={page.token} />;
    case 'receipt': return <ReceiptPage key={page.code ?? ''} code={page.code} />;
    case 'privacy': return <PrivacyPage />;
    case 'missing': return <MissingPage />;
  }
}

function MissingPage() {
  useTitle(say('laman.tidak_ada.judul'));
  return (
    <div class="page">
      <h1>{say('laman.tidak_ada.judul')}</h1>
      <p>{say('laman.tidak_ada.isi')}</p>
      <p><Link href="/" class="button">{say('laman.ke_depan')}</Link></p>
    </div>
  );
}

function OfflineNotice() {
  const [online, setOnline] = useState(navigator.onLine);
  useEffect(() => {
    const look = () => { setOnline(navigator.onLine); };
    window.addEventListener('online', look);
    window.addEventListener('offline', look);
    return () => { window.removeEventListener('online', look); window.removeEventListener('offline', look); };
  }, []);
  return <div role="status" class="offline-place">{!online && <p class="offline">{say('laman.luring')}</p>}</div>;
}
