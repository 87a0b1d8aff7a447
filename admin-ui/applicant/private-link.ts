/** A private link opens a whole file, so the screen shows it shortened: enough to recognise, too little to copy over a shoulder. */
export function maskLink(link: string): string {
  const cut = link.lastIndexOf('/') + 1;
  const token = link.slice(cut);
  return link.slice(0, cut) + (token.length <= 12 ? '•'.repeat(6) : `${token.slice(0, 4)}••••••${token.slice(-4)}`);
}
