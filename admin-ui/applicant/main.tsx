/** @jsxImportSource preact */
import { render } from 'preact';
import './applicant.css';
import { Applicant } from './Applicant.tsx';
import { forgetOldDrafts, hidePicturesOfLeftTab, tabStorage } from './upload/kept-drafts.ts';

const root = document.getElementById('root');
if (!root) throw new Error('public.html has no #root');
const [loading] = performance.getEntriesByType('navigation') as PerformanceNavigationTiming[];
hidePicturesOfLeftTab(tabStorage(), loading?.type, (when, work) => { window.addEventListener(when, work); });
// Also while nobody does anything: the tab of a shared computer stays open.
const forgetOld = () => { forgetOldDrafts(tabStorage(), Date.now()); };
forgetOld();
setInterval(forgetOld, 60_000);
// The sentence for those without a script has done its work.
root.replaceChildren();
render(<Applicant />, root);
