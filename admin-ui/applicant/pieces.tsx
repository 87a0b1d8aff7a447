/** @jsxImportSource preact */
import type { ComponentChildren } from 'preact';
import type { Problem } from './api-answer.ts';
import { sentenceOf } from './hooks.ts';
import { currentLocale, say } from './language.ts';

export type Tone = 'good' | 'warning' | 'bad' | 'note';

/** A sentence that stands out; its tone is always also said in words. */
export function Notice({ tone, title, children, live = false }: { tone: Tone; title?: string; children?: ComponentChildren; live?: boolean }) {
  return (
    <div class={`notice ${tone}`} {...(live ? { role: tone === 'bad' ? 'alert' : 'status' } : {})}>
      {title && <p class="notice-title">{title}</p>}
      {children}
    </div>
  );
}

/** While something is on its way, and when it did not come. */
export function Loading({ problem, again }: { problem: Problem | null; again(): void }) {
  if (!problem) return <div class="loading" role="status"><span class="pulse" aria-hidden="true" />{say('laman.memuat')}</div>;
  return (
    <Notice tone="bad" title={say('laman.galat.judul')} live>
      <p>{sentenceOf(problem)}</p>
      <button type="button" class="button" onClick={again}>{say('laman.coba_lagi')}</button>
    </Notice>
  );
}

/** Blank lines part paragraphs; nothing in a stored text is ever read as HTML. */
export function Paragraphs({ text }: { text: string }) {
  return <>{text.split(/\n\s*\n/).map((part) => <p key={part} class="as-written">{part}</p>)}</>;
}

export function formatBytes(bytes: number): string {
  const number = (value: number) => new Intl.NumberFormat(currentLocale() === 'id' ? 'id-ID' : 'en-GB', { maximumFractionDigits: 1 }).format(value);
  return bytes < 1024 * 1024 ? `${number(Math.max(1, Math.round(bytes / 1024)))} KB` : `${number(bytes / 1024 / 1024)} MB`;
}

/** Hour and minute on this phone. */
export const formatTime = (moment: string): string => new Intl.DateTimeFormat(currentLocale() === 'id' ? 'id-ID' : 'en-GB', { timeStyle: 'short' }).format(new Date(moment));

const TYPE_NAMES: Readonly<Record<string, string>> = { 'application/pdf': 'PDF', 'image/jpeg': 'JPEG', 'image/png': 'PNG' };

/** `PDF, JPEG, atau PNG`, as a person says it. */
export function typeNames(accept: readonly string[]): string {
  return new Intl.ListFormat(currentLocale() === 'id' ? 'id-ID' : 'en-GB', { type: 'disjunction' }).format(accept.map((type) => TYPE_NAMES[type] ?? type));
}

/** Brings a place of the page to the eye and the keyboard. */
export function lookAt(id: string): void {
  // After the drawing that shows what is wrong there.
  requestAnimationFrame(() => {
    const place = document.getElementById(id);
    if (!place) return;
    place.scrollIntoView({ block: 'center', behavior: matchMedia('(prefers-reduced-motion: reduce)').matches ? 'auto' : 'smooth' });
    place.focus({ preventScroll: true });
  });
}
