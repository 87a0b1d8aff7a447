import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import './layout/loket.css';
import { App } from './App.tsx';
import { i18nProviderFor } from './provider/i18n-provider.ts';

const root = document.getElementById('root');
if (!root) throw new Error('staff.html has no #root');
const i18nProvider = await i18nProviderFor();
createRoot(root).render(<StrictMode><App i18nProvider={i18nProvider} /></StrictMode>);
