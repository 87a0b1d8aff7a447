/** @jsxImportSource preact */
import { render } from 'preact';
import './applicant.css';
import { Applicant } from './Applicant.tsx';
import { hidePicturesOfLeftTab, tabStorage } from './upload/kept-drafts.ts';

const root = document.getElementById('root');
if (!root) throw new Error('public.html has no #root');
const [loading] = performance.getEntriesByType('navigation') as PerformanceNavigationTiming[];
hidePicturesOfLeftTab(tabStorage(), loading?.type, (when, work) => { window.addEventListener(when, work); });
// The sentence for those without a script has done its work.
root.replaceChildren();
render(<Applicant />, root);
