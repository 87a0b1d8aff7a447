/** @jsxImportSource preact */
import { render } from 'preact';
import './applicant.css';
import { Applicant } from './Applicant.tsx';

const root = document.getElementById('root');
if (!root) throw new Error('public.html has no #root');
// The sentence for those without a script has done its work.
root.replaceChildren();
render(<Applicant />, root);
