/** Unguessable and unique, 32 hex digits. Whoever tries Loket out from another computer without https has no `crypto.randomUUID`. The applicant's pages have their own: a file that both load is one question more for a phone. */
export function newRequestId(): string {
  return [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
