/** Several tabs of one desk agree: who was seen last, locked, opened, gone. Nothing personal travels. */
export type TabNews = { kind: 'hadir'; at: number } | { kind: 'kunci' } | { kind: 'buka' } | { kind: 'keluar' };

const NAME = 'loket-layar';
let channel: BroadcastChannel | null = null;
const open = (): BroadcastChannel => (channel ??= new BroadcastChannel(NAME));

export function tellTabs(news: TabNews | TabNews['kind']): void {
  open().postMessage(typeof news === 'string' ? { kind: news } : news);
}

/** Returns how to stop listening. */
export function hearTabs(hear: (news: TabNews) => void): () => void {
  const listener = (event: MessageEvent<TabNews>) => { hear(event.data); };
  open().addEventListener('message', listener);
  return () => { open().removeEventListener('message', listener); };
}
