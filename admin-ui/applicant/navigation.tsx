/** @jsxImportSource preact */
import type { ComponentChildren } from 'preact';
import { createStore } from './store.ts';

export const addressStore = createStore(location.pathname + location.search);
window.addEventListener('popstate', () => { addressStore.change(() => location.pathname + location.search); });

/** Shows another page without loading the program again. */
export function go(address: string): void {
  history.pushState(null, '', address);
  addressStore.change(() => location.pathname + location.search);
}

/** A real link: it can be opened in a new tab, copied, or followed without a script. */
export function Link({ href, children, ...more }: { href: string; children: ComponentChildren; class?: string; 'aria-label'?: string }) {
  return (
    <a href={href} {...more} onClick={(event) => {
      if (event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
      event.preventDefault();
      go(href);
    }}>
      {children}
    </a>
  );
}
